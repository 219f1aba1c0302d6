#pragma once
#include "models/keys/keystore.h"
#include "models/store/database.h"

namespace ringward {

class SqliteKeys : public KeyStore {
public:
    explicit SqliteKeys(const Database &database); ///< must outlive this
    Result<std::vector<HeldKey>> held() override;
    Result<std::vector<HolderState>> holders() override;
    Result<Done> replace(const HolderState &holder, const std::vector<HeldKey> &keys) override;
    Result<std::vector<KeyRelease>> releases() override;
    Result<qint64> addRelease(const KeyRelease &release) override;
    Result<Done> noteWorked(qint64 release, qint64 atMs) override;

private:
    const Database &m_database;
};

} // namespace ringward

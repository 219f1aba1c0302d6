#pragma once
#include "connectors/activedirectory/directorysettings.h"
#include "models/base/secretstore.h"

namespace ringward {

/// Computers, rings and keys of an Active Directory domain. Two connections: one reads the fleet, the other does what a
/// person waits for. Neither is ever used on the GUI thread.
///
/// A refused sign-in is not tried again before somebody changes the settings or asks for a diagnosis: the directory
/// counts the tries and locks the account.
class DirectorySource : public Source {
public:
    /// `secrets` outlives the source.
    DirectorySource(DirectorySettings settings, SecretStore &secrets);
    ~DirectorySource() override;

    static SourceKind kind(); ///< "activedirectory"

    Capabilities capabilities() const override;
    Async<RecordPage> fetchDevices(QByteArray after, std::stop_token stop) override;
    Async<RecordPage> fetchChanges(qint64 sinceMs, QByteArray after, std::stop_token stop) override;
    Async<SourceRecord> fetchRecord(QString key, std::stop_token stop) override;
    Async<QString> test(std::stop_token stop) override;
    Async<Diagnosis> diagnose(std::stop_token stop) override;
    Result<WriteCall> moveRing(const QString &key, const Stream &stream, const RingName &to) const override;
    Async<Done> send(QByteArray request, std::stop_token stop) override;
    KeyHolder *keys() override;

private:
    struct State;
    class Keys;
    std::shared_ptr<State> m_state; ///< shared with what is under way
    std::unique_ptr<Keys> m_keys;
};

} // namespace ringward

#pragma once
#include "models/base/latestjob.h"
#include "models/changes/changedesk.h"
#include "models/changes/changeoverview.h"

#include <QObject>

namespace ringward {

/// A change with how far it was carried out.
struct ChangeReading {
    ChangeFile file;
    std::vector<Operation> operations;
};

/// Reads for a page what the board has, on threads of its own: plans have thousands of calls. Lives on the GUI thread.
/// Of changes, only the one that was asked for last is told.
class ChangeReader : public QObject {
    Q_OBJECT
public:
    explicit ChangeReader(ChangeDesk &desk, QObject *parent = nullptr);
    void readAll(); ///< overviewRead() follows
    void read(ChangeId change); ///< changeRead() follows, or failed()
    /// That is being read, or was read last.
    ChangeId wanted() const { return m_wanted; }

Q_SIGNALS:
    void overviewRead(const ringward::ChangeOverview &overview);
    void changeRead(const ringward::ChangeReading &reading);
    void failed(const QString &what, const ringward::Error &error);

private:
    ChangeDesk &m_desk;
    ChangeId m_wanted;
    LatestJob m_all, m_one; ///< last: they end before what they use
};

} // namespace ringward

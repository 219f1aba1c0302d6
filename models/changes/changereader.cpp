#include "models/changes/changereader.h"

namespace ringward {

ChangeReader::ChangeReader(ChangeDesk &desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
{
}

void ChangeReader::readAll()
{
    // The jobs end before this object does, and a call to an object that is gone is not made. A reading under way is
    // told, too: while changes keep coming the next one is always wanted.
    const auto job = [this, board = &m_desk.board(), me = m_desk.me()](const std::stop_token &) {
        auto overview = std::make_shared<const Result<ChangeOverview>>(readOverview(*board, me));
        QMetaObject::invokeMethod(this, [this, overview] {
            if (*overview)
                Q_EMIT overviewRead(**overview);
            else
                Q_EMIT failed(tr("The changes could not be read."), overview->error());
        });
    };
    m_all.start(job, LatestJob::Running::Finish);
}

void ChangeReader::read(ChangeId change)
{
    m_wanted = change;
    const auto job = [this, change, running = m_desk.running(change), board = &m_desk.board(),
                      journal = &m_desk.parts().journal](const std::stop_token &) {
        Result<ChangeFile> file = board->file(change);
        Result<std::vector<Operation>> operations =
            running ? Result<std::vector<Operation>>(*running) : journal->load(change);
        auto reading = std::make_shared<const Result<ChangeReading>>(
            !file             ? Result<ChangeReading>(file.error())
                : !operations ? Result<ChangeReading>(operations.error())
                              : Result<ChangeReading>(ChangeReading{std::move(*file), std::move(*operations)}));
        QMetaObject::invokeMethod(this, [this, change, reading] {
            if (change != m_wanted)
                return;
            if (*reading)
                Q_EMIT changeRead(**reading);
            else
                Q_EMIT failed(tr("The change could not be read."), reading->error());
        });
    };
    m_one.start(job, LatestJob::Running::Finish);
}

} // namespace ringward

#pragma once
#include "models/sources/source.h"

#include <QFile>

#include <functional>

namespace ringward::testing {

/// The outside world of a test: it obeys "move N" and remembers every call it received in a file, so that it outlives
/// the program under test.
class Outside : public Source {
public:
    explicit Outside(QString file)
        : m_file(std::move(file))
    {
    }
    std::function<void()> received; ///< after a call has had its effect and before its answer
    std::function<Result<Done>(int number)> answer; ///< what it answers instead of success, after the effect
    std::function<bool(int number)> ignores; ///< calls that it takes and forgets
    bool isMute = false; ///< cannot be asked about devices
    int most = 0, now = 0; ///< calls that were in flight together

    Capabilities capabilities() const override { return ReadDevices | ReadRecord | MoveRing; }
    Async<RecordPage> fetchDevices(QByteArray, std::stop_token) override { co_return RecordPage(); }
    Async<QString> test(std::stop_token) override { co_return QString(); }
    Async<Done> send(QByteArray request, std::stop_token) override
    {
        const int number = request.mid(5).toInt();
        most = std::max(most, ++now);
        QFile file(m_file);
        if (!(ignores && ignores(number)) && file.open(QIODevice::WriteOnly | QIODevice::Append)) {
            file.write(request + '\n');
            file.close();
        }
        if (received)
            received();
        --now;
        const Result<Done> said = answer ? answer(number) : Result<Done>(Done{});
        co_return said;
    }
    Async<SourceRecord> fetchRecord(QString key, std::stop_token) override
    {
        if (isMute)
            co_return Error{Error::Kind::Offline, {}, {}};
        const bool moved = calls().contains(key.mid(4).toInt());
        SourceRecord record;
        record.key = key;
        record.streams.push_back({{StreamKind::SecurityContent, QStringLiteral("rapid response")},
                                  QStringLiteral("291"),
                                  {moved ? QStringLiteral("Delayed") : QStringLiteral("Late"), moved ? 4 : 3, false}});
        co_return record;
    }
    /// The numbers of all calls that ever arrived, in their order.
    QList<int> calls() const
    {
        QFile file(m_file);
        QList<int> numbers;
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray &line : file.readAll().split('\n')) {
                if (!line.isEmpty())
                    numbers << line.mid(5).toInt();
            }
        }
        return numbers;
    }

private:
    QString m_file;
};

} // namespace ringward::testing

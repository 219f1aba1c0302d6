#pragma once
#include "models/sources/keyholder.h"
#include "models/sources/sourcekind.h"

#include <QTimer>
#include <qcorosignal.h>
#include <qcorotimer.h>

#include <map>

namespace ringward::testing {

/// What a FakeSource answers; shared with the test, which may change it between two syncs.
struct FakeScript {
    std::vector<std::vector<SourceRecord>> pages; ///< of fetchDevices()
    std::vector<SourceRecord> changes; ///< of fetchChanges(), in one page
    std::vector<HealthSample> history;
    Source::Capabilities capabilities = Source::ReadDevices;
    int failAtPage = -1; ///< answers `error` instead of that page
    Error error{Error::Kind::Offline, QStringLiteral("no route")};
    int hangAtPage = -1; ///< answers that page only when asked to stop
    std::vector<Refusal> refused; ///< told with the first page
    std::optional<Diagnosis> diagnosis; ///< of diagnose(); nothing hangs until asked to stop
    int calls = 0, changeCalls = 0, recordCalls = 0; ///< counted by the source
    bool cancelled = false; ///< a stop request was seen
    std::shared_ptr<KeyHolder> keys; ///< null: holds none
};

/// A source that reads from a script, on the next turn of the event loop.
class FakeSource : public Source {
public:
    explicit FakeSource(std::shared_ptr<FakeScript> script)
        : m_script(std::move(script))
    {
    }
    Capabilities capabilities() const override { return m_script->capabilities; }
    Async<RecordPage> fetchDevices(QByteArray after, std::stop_token stop) override
    {
        return page(m_script, after.toInt(), std::move(stop));
    }
    Async<RecordPage> fetchChanges(qint64, QByteArray, std::stop_token) override { return changes(m_script); }
    Async<SourceRecord> fetchRecord(QString key, std::stop_token) override { return record(m_script, key); }
    Async<std::vector<HealthSample>> fetchHistory(qint64, qint64, std::stop_token) override
    {
        co_return std::vector(m_script->history);
    }
    Async<QString> test(std::stop_token) override { co_return QStringLiteral("ready"); }
    Async<Diagnosis> diagnose(std::stop_token stop) override { return diagnosis(m_script, std::move(stop)); }
    KeyHolder *keys() override { return m_script->keys.get(); }

    /// A kind named "fake" whose sources read the script that bears their name.
    static SourceKind kind(std::map<QString, std::shared_ptr<FakeScript>> scripts)
    {
        SourceKind kind;
        kind.kind = QStringLiteral("fake");
        kind.label = QStringLiteral("Fake");
        kind.make = [scripts](const SourceConfig &config, SecretStore &) -> Result<std::unique_ptr<Source>> {
            const auto found = scripts.find(config.name);
            if (found == scripts.end())
                return Error{Error::Kind::NotFound, config.name};
            return std::unique_ptr<Source>(std::make_unique<FakeSource>(found->second));
        };
        return kind;
    }

private:
    using Script = std::shared_ptr<FakeScript>;
    static QCoro::Task<> nextTurn()
    {
        QTimer timer;
        timer.setSingleShot(true);
        timer.start(0);
        co_await timer;
    }
    static Async<Diagnosis> diagnosis(Script script, std::stop_token stop)
    {
        co_await nextTurn();
        while (!script->diagnosis && !stop.stop_requested())
            co_await nextTurn();
        if (!script->diagnosis)
            co_return Error{Error::Kind::Cancelled, {}};
        co_return Diagnosis(*script->diagnosis);
    }
    static Async<RecordPage> page(Script script, int at, std::stop_token stop)
    {
        ++script->calls;
        co_await nextTurn();
        while (at == script->hangAtPage && !stop.stop_requested())
            co_await nextTurn();
        if (stop.stop_requested()) {
            script->cancelled = true;
            co_return Error{Error::Kind::Cancelled, {}};
        }
        if (at == script->failAtPage)
            co_return script->error;
        RecordPage answer;
        for (const auto &each : script->pages)
            answer.total = std::max<qint64>(answer.total, 0) + qint64(each.size());
        if (std::size_t(at) < script->pages.size())
            answer.records = script->pages[std::size_t(at)];
        if (at == 0)
            answer.refused = script->refused;
        if (std::size_t(at) + 1 < script->pages.size())
            answer.next = QByteArray::number(at + 1);
        co_return answer;
    }
    static Async<RecordPage> changes(Script script)
    {
        ++script->changeCalls;
        co_await nextTurn();
        RecordPage answer;
        answer.records = script->changes;
        co_return answer;
    }
    static Async<SourceRecord> record(Script script, QString key)
    {
        ++script->recordCalls;
        co_await nextTurn();
        for (const auto &each : script->pages) {
            for (const SourceRecord &candidate : each) {
                if (candidate.key == key)
                    co_return candidate;
            }
        }
        co_return Error{Error::Kind::NotFound, key};
    }
    Script m_script;
};

} // namespace ringward::testing

#include "models/store/sqlitestepledger.h"

#include "models/store/transaction.h"

namespace ringward {

namespace {

constexpr QLatin1StringView kStepColumns("change, number, attempt, step, state, tries, started_ms, at_ms, evidence");
constexpr QLatin1StringView
    kModeColumns("device, host, ward, change, number, is_safe, is_next_safe, is_open, said_ms, way_back_ms");

QString notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

Result<std::vector<StepEntry>> readSteps(Statement &statement)
{
    std::vector<StepEntry> entries;
    const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        const auto state = stepStateFromWord(row.value(4).toString());
        if (!state)
            return Error{Error::Kind::Malformed, QStringLiteral("step state ") + row.value(4).toString(), {}};
        entries.push_back({{ChangeId{row.value(0).toUInt()}, row.value(1).toUInt(), row.value(2).toInt()},
                           row.value(3).toString(),
                           *state,
                           row.value(5).toInt(),
                           row.value(6).toLongLong(),
                           row.value(7).toLongLong(),
                           row.value(8).toString()});
        return Done{};
    });
    if (!read)
        return read.error();
    return entries;
}

Result<std::vector<ModeEntry>> readModes(Statement &statement)
{
    std::vector<ModeEntry> modes;
    const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        modes.push_back({DeviceId{row.value(0).toUInt()}, row.value(1).toString(), row.value(2).toString(),
                         ChangeId{row.value(3).toUInt()}, row.value(4).toUInt(), row.value(5).toBool(),
                         row.value(6).toBool(), row.value(7).toBool(), row.value(8).toLongLong(),
                         row.value(9).toLongLong()});
        return Done{};
    });
    if (!read)
        return read.error();
    return modes;
}

} // namespace

SqliteStepLedger::SqliteStepLedger(const Database &database)
    : m_database(database)
{
}

Result<Done> SqliteStepLedger::write(const std::vector<StepEntry> &steps, const std::optional<ModeEntry> &mode)
{
    return writing(m_database, [&](const Connection &connection) -> Result<Done> {
        Statement insert = connection.prepare(
            QStringLiteral("INSERT OR REPLACE INTO remediation_step(%1) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .arg(kStepColumns));
        for (const StepEntry &each : steps) {
            const Result<Done> written =
                insert.run(each.place.change.value, each.place.number, each.place.attempt, each.step, word(each.state),
                           each.tries, each.startedMs, each.atMs, notNull(each.evidence));
            if (!written)
                return written;
        }
        if (!mode)
            return Done{};
        return connection.run(
            QStringLiteral("INSERT OR REPLACE INTO device_mode(%1) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .arg(kModeColumns),
            mode->device.value, notNull(mode->host), notNull(mode->ward), mode->change.value, mode->number,
            int(mode->isSafe), int(mode->isNextSafe), int(mode->isOpen), mode->saidMs, mode->wayBackMs);
    });
}

Result<std::vector<StepEntry>> SqliteStepLedger::steps(const StepPlace &place)
{
    return reading(m_database, [&](const Connection &connection) -> Result<std::vector<StepEntry>> {
        Statement statement = connection.prepare(
            QStringLiteral("SELECT %1 FROM remediation_step WHERE change = ? AND number = ? AND attempt = ? "
                           "ORDER BY started_ms")
                .arg(kStepColumns));
        if (const Result<Done> done = statement.run(place.change.value, place.number, place.attempt); !done)
            return done.error();
        return readSteps(statement);
    });
}

Result<std::vector<StepEntry>> SqliteStepLedger::steps(ChangeId change)
{
    return reading(m_database, [&](const Connection &connection) -> Result<std::vector<StepEntry>> {
        Statement statement =
            connection.prepare(QStringLiteral("SELECT %1 FROM remediation_step AS step WHERE change = ? AND attempt = "
                                              "(SELECT max(attempt) FROM remediation_step AS last "
                                              "WHERE last.change = step.change AND last.number = step.number) "
                                              "ORDER BY number, started_ms")
                                   .arg(kStepColumns));
        if (const Result<Done> done = statement.run(change.value); !done)
            return done.error();
        return readSteps(statement);
    });
}

Result<std::optional<ModeEntry>> SqliteStepLedger::mode(DeviceId device)
{
    using Answer = Result<std::optional<ModeEntry>>;
    return reading(m_database, [&](const Connection &connection) -> Answer {
        Statement statement =
            connection.prepare(QStringLiteral("SELECT %1 FROM device_mode WHERE device = ?").arg(kModeColumns));
        if (const Result<Done> done = statement.run(device.value); !done)
            return done.error();
        const Result<std::vector<ModeEntry>> modes = readModes(statement);
        if (!modes)
            return modes.error();
        return modes->empty() ? Answer(std::optional<ModeEntry>()) : Answer(std::optional(modes->front()));
    });
}

Result<std::vector<ModeEntry>> SqliteStepLedger::openModes()
{
    return reading(m_database, [&](const Connection &connection) -> Result<std::vector<ModeEntry>> {
        Statement statement = connection.prepare(
            QStringLiteral("SELECT %1 FROM device_mode WHERE is_open ORDER BY said_ms").arg(kModeColumns));
        if (const Result<Done> done = statement.run(); !done)
            return done.error();
        return readModes(statement);
    });
}

} // namespace ringward

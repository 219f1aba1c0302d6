#include "models/store/identitystore.h"

#include "models/store/checksum.h"
#include "models/store/sqlerror.h"

#include <QtEndian>

namespace ringward {

namespace {

using Run = std::vector<KnownIdentity>;

constexpr qsizetype kEntryBytes = 12;
constexpr std::size_t kPartEntries = 1U << 20; ///< 12 MB a row of SQL

/// Sorts by proof and keeps the last of equal ones.
void normalise(Run &run)
{
    std::stable_sort(run.begin(), run.end(), [](auto &a, auto &b) { return a.proof < b.proof; });
    const auto first =
        std::unique(run.rbegin(), run.rend(), [](auto &a, auto &b) { return a.proof == b.proof; }).base();
    run.erase(run.begin(), first);
}

/// Both sorted; where both know a proof, `newer` is right.
Run joined(const Run &older, const Run &newer)
{
    Run all;
    all.reserve(older.size() + newer.size());
    auto o = older.begin();
    for (const KnownIdentity &n : newer) {
        while (o != older.end() && o->proof < n.proof)
            all.push_back(*o++);
        if (o != older.end() && o->proof == n.proof)
            ++o;
        all.push_back(n);
    }
    all.insert(all.end(), o, older.end());
    return all;
}

QByteArray encode(std::span<const KnownIdentity> entries)
{
    QByteArray bytes(qsizetype(entries.size()) * kEntryBytes, Qt::Uninitialized);
    char *at = bytes.data();
    for (const KnownIdentity &entry : entries) {
        qToLittleEndian(entry.proof, at);
        qToLittleEndian(entry.device.value, at + 8);
        at += kEntryBytes;
    }
    return bytes;
}

bool decode(const QByteArray &bytes, Run &into)
{
    if (bytes.size() % kEntryBytes)
        return false;
    const char *end = bytes.constData() + bytes.size();
    for (const char *at = bytes.constData(); at != end; at += kEntryBytes) {
        const auto proof = qFromLittleEndian<quint64>(at);
        if (!into.empty() && proof <= into.back().proof)
            return false;
        into.push_back({proof, DeviceId{qFromLittleEndian<quint32>(at + 8)}});
    }
    return true;
}

Result<Run> readRun(const Connection &connection, qint64 number)
{
    Statement statement =
        connection.prepare(QStringLiteral("SELECT checksum, bytes FROM identity_run WHERE run = ? ORDER BY part"));
    if (const Result<Done> done = statement.run(number); !done)
        return done.error();
    Run run;
    const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        const QByteArray bytes = row.value(1).toByteArray();
        if (checksum(bytes) == row.value(0).toLongLong() && decode(bytes, run))
            return Done{};
        return storeError(QT_TRANSLATE_NOOP("ringward::Store",
                                            "The device numbers in the store %1 are damaged. Put back "
                                            "a copy of it, or move it to another place to start "
                                            "with an empty one."),
                          connection.file(), QStringLiteral("identity run %1").arg(number));
    });
    if (!read)
        return read.error();
    return run;
}

Result<std::vector<std::pair<qint64, qint64>>> runsAndBytes(const Connection &connection)
{
    Statement statement = connection.prepare(
        QStringLiteral("SELECT run, sum(length(bytes)) FROM identity_run GROUP BY run ORDER BY run"));
    if (const Result<Done> done = statement.run(); !done)
        return done.error();
    std::vector<std::pair<qint64, qint64>> runs;
    const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        runs.emplace_back(row.value(0).toLongLong(), row.value(1).toLongLong());
        return Done{};
    });
    if (!read)
        return read.error();
    return runs;
}

Result<Done> insertRun(const Connection &connection, qint64 number, const Run &run)
{
    Statement insert =
        connection.prepare(QStringLiteral("INSERT INTO identity_run(run, part, checksum, bytes) VALUES(?, ?, ?, ?)"));
    const std::span<const KnownIdentity> all(run);
    for (std::size_t at = 0, part = 0; at < run.size(); at += kPartEntries, ++part) {
        const QByteArray bytes = encode(all.subspan(at, std::min(kPartEntries, run.size() - at)));
        if (const Result<Done> done = insert.run(number, qint64(part), checksum(bytes), bytes); !done)
            return done;
    }
    return Done{};
}

} // namespace

Result<std::vector<KnownIdentity>> readIdentities(const Connection &connection)
{
    const auto runs = runsAndBytes(connection);
    if (!runs)
        return runs.error();
    Run newer; // the short runs are the last ones: joining from the end touches each entry few times
    for (auto run = runs->rbegin(); run != runs->rend(); ++run) {
        const Result<Run> older = readRun(connection, run->first);
        if (!older)
            return older.error();
        newer = newer.empty() ? *older : joined(*older, newer);
    }
    return newer;
}

Result<Done> writeIdentities(const Connection &connection, std::vector<KnownIdentity> identities)
{
    if (identities.empty())
        return Done{};
    normalise(identities);
    const auto runs = runsAndBytes(connection);
    if (!runs)
        return runs.error();
    qint64 number = runs->empty() ? 1 : runs->back().first + 1;
    for (auto run = runs->rbegin(); run != runs->rend(); ++run) {
        if (run->second > 2 * qint64(identities.size()) * kEntryBytes)
            break;
        const Result<Run> older = readRun(connection, run->first);
        if (!older)
            return older.error();
        identities = joined(*older, identities);
        number = run->first;
        const auto removed = connection.run(QStringLiteral("DELETE FROM identity_run WHERE run = ?"), number);
        if (!removed)
            return removed;
    }
    return insertRun(connection, number, identities);
}

} // namespace ringward

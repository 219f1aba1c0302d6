#include "models/store/historystore.h"

#include <QtEndian>

namespace ringward {

namespace {

constexpr qsizetype kCountsBytes = qsizetype(sizeof(quint32)) * kTierCount * kHealthCount;

QByteArray encode(const HealthCounts &counts)
{
    QByteArray bytes(kCountsBytes, Qt::Uninitialized);
    char *at = bytes.data();
    for (const auto &tier : counts.byTier) {
        qToLittleEndian<quint32>(tier.data(), kHealthCount, at);
        at += sizeof tier;
    }
    return bytes;
}

HealthCounts decode(const QByteArray &bytes)
{
    HealthCounts counts;
    if (bytes.size() != kCountsBytes)
        return counts;
    const char *at = bytes.constData();
    for (auto &tier : counts.byTier) {
        qFromLittleEndian<quint32>(at, kHealthCount, tier.data());
        at += sizeof tier;
    }
    return counts;
}

} // namespace

Result<Done> writeHistory(const Connection &connection, const DeviceHistory &entries)
{
    Statement insert =
        connection.prepare(QStringLiteral("INSERT INTO history(device, at_ms, health, text) VALUES(?, ?, ?, ?)"));
    for (const auto &[device, entry] : entries) {
        const QString text = entry.text.isNull() ? QStringLiteral("") : entry.text;
        if (const Result<Done> done = insert.run(device.value, entry.atMs, word(entry.health), text); !done)
            return done;
    }
    return Done{};
}

Result<std::vector<HistoryEntry>> readHistory(const Connection &connection, DeviceId device, int limit)
{
    Statement statement = connection.prepare(QStringLiteral(
        "SELECT at_ms, health, text FROM history WHERE device = ? ORDER BY at_ms DESC, id DESC LIMIT ?"));
    if (const Result<Done> done = statement.run(device.value, limit); !done)
        return done.error();
    std::vector<HistoryEntry> entries;
    const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        entries.push_back({row.value(0).toLongLong(),
                           healthFromWord(row.value(1).toString()).value_or(AgentHealth::Unknown),
                           row.value(2).toString()});
        return Done{};
    });
    if (!read)
        return read.error();
    return entries;
}

Result<Done> writeSamples(const Connection &connection, const std::vector<HealthSample> &samples)
{
    Statement insert =
        connection.prepare(QStringLiteral("INSERT OR REPLACE INTO health_sample(at_ms, counts) VALUES(?, ?)"));
    for (const HealthSample &sample : samples) {
        if (const Result<Done> done = insert.run(sample.atMs, encode(sample.counts)); !done)
            return done;
    }
    return Done{};
}

Result<std::vector<HealthSample>> readSamples(const Connection &connection, qint64 fromMs, qint64 toMs)
{
    Statement statement = connection.prepare(
        QStringLiteral("SELECT at_ms, counts FROM health_sample WHERE at_ms BETWEEN ? AND ? ORDER BY at_ms"));
    if (const Result<Done> done = statement.run(fromMs, toMs); !done)
        return done.error();
    std::vector<HealthSample> samples;
    const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        samples.push_back({row.value(0).toLongLong(), decode(row.value(1).toByteArray())});
        return Done{};
    });
    if (!read)
        return read.error();
    return samples;
}

} // namespace ringward

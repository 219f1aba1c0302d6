#include "connectors/files/recordcollector.h"

#include "models/base/counted.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::RecordCollector", text);
}

constexpr std::array kNaming{Field::AgentId,      Field::HardwareUuid, Field::DirectoryGuid,
                             Field::SerialNumber, Field::HostName,     Field::Domain};

bool namesAMachine(const SourceRecord &record)
{
    return std::any_of(kNaming.begin(), kNaming.end() - 1, [&](Field field) { return !record[field].isEmpty(); });
}

/// Everything that names the machine: a serial number alone is not enough in lists, where some have one for many.
QString composedKey(const SourceRecord &record)
{
    QString key;
    for (const Field field : kNaming) {
        if (!record[field].isEmpty())
            key += (key.isEmpty() ? QString() : QStringLiteral("|")) + record[field].toLower();
    }
    return key;
}

} // namespace

RecordCollector::RecordCollector(Imported &into, QString keyPrefix)
    : m_into(into)
    , m_prefix(std::move(keyPrefix))
{
}

void RecordCollector::add(SourceRecord &&record, const std::function<QString()> &where)
{
    if (!namesAMachine(record)) {
        refuse(where(), tr("it names no machine: no host name, serial number or id"));
        return;
    }
    record.key = m_prefix + (record.key.isEmpty() ? composedKey(record) : record.key);
    const qsizetype known = m_positions.size();
    std::size_t &position = m_positions[record.key];
    if (m_positions.size() > known) {
        position = m_into.records.size();
        m_into.records.push_back(std::move(record));
        return;
    }
    ++m_doubles;
    if (record.lastSeenMs >= m_into.records[position].lastSeenMs)
        m_into.records[position] = std::move(record);
}

void RecordCollector::finish()
{
    m_into.report.devices = qint64(m_into.records.size());
    if (m_doubles > 0)
        m_into.report.notes.append(
            tr("%1 came more than once; of each the newest was taken").arg(counted(m_doubles, Noun::Record)));
}

} // namespace ringward

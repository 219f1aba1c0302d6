#include "models/sources/factconflicts.h"

#include "models/sources/identity.h"
#include "models/sources/merge.h"

#include <QCoreApplication>

namespace ringward {

namespace {

QString told(const SourceRecord &record, Field field)
{
    switch (field) {
    case Field::HardwareUuid:
        return provesNothing(Proof::HardwareUuid, record[field]) ? QString() : record[field];
    case Field::SerialNumber:
        return provesNothing(Proof::SerialNumber, record[field]) ? QString() : record[field];
    case Field::DirectoryGuid:
        return provesNothing(Proof::DirectoryGuid, record[field]) ? QString() : record[field];
    case Field::Domain:
        return domainOf(record);
    case Field::WardCode:
        return record[field].isEmpty() ? record[Field::WardName] : record[field];
    default:
        return record[field];
    }
}

QString whyTaken(const SourceRecord &taken, const SourceRecord &other, const std::function<QString(SourceId)> &nameOf)
{
    const auto say = [&](const char *text) {
        return QCoreApplication::translate("ringward::FactConflicts", text)
            .arg(nameOf(taken.source), nameOf(other.source));
    };
    if (other.lastSeenMs != 0 && taken.lastSeenMs - other.lastSeenMs > qint64(kStaleAfterSec) * 1000)
        return say(QT_TRANSLATE_NOOP("ringward::FactConflicts",
                                     "%1 is believed: %2 has not seen the machine for more than 30 days since."));
    return say(
        QT_TRANSLATE_NOOP("ringward::FactConflicts", "%1 is believed: it comes before %2 in the list of sources."));
}

} // namespace

std::vector<Conflict> factConflicts(const std::vector<SourceRecord> &records,
                                    const std::function<QString(SourceId)> &nameOf)
{
    std::vector<const SourceRecord *> leads;
    for (const SourceRecord &record : records) {
        if (std::none_of(leads.begin(), leads.end(), [&](const auto *lead) { return lead->source == record.source; }))
            leads.push_back(&record);
    }
    std::vector<Conflict> conflicts;
    for (const Disagreement &found :
         disagreements(leads.size(), [&](std::size_t i, Field field) { return told(*leads[i], field); })) {
        const SourceRecord &taken = *leads[found.tellers.front()];
        Conflict conflict{.field = found.field, .told = {}, .taken = taken.source, .explanation = {}};
        for (const std::size_t i : found.tellers) {
            conflict.told.emplace_back(leads[i]->source, told(*leads[i], found.field));
            if (conflict.explanation.isEmpty()
                && !sameFact(found.field, told(taken, found.field), conflict.told.back().second))
                conflict.explanation = whyTaken(taken, *leads[i], nameOf);
        }
        conflicts.push_back(std::move(conflict));
    }
    return conflicts;
}

} // namespace ringward

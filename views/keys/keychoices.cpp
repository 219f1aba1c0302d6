#include "views/keys/keychoices.h"

#include "models/base/datetext.h"
#include "models/fleet/place.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace ringward {

namespace {

constexpr qint64 kDayMs = 86'400'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::KeyChoices", text);
}

} // namespace

KeySubject subjectOf(const FleetSnapshot &fleet, DeviceId device)
{
    const auto row = device ? fleet.find(device) : std::nullopt;
    if (!row)
        return {};
    return {device, hostText(fleet, *row), wardText(fleet, *row), placeText(fleet, *row), fleet.tier(*row), {}};
}

KeySubject subjectOf(const FleetSnapshot &fleet, const DeletedKey &key)
{
    KeySubject subject = subjectOf(fleet, key.device);
    if (!subject.device) {
        subject.host = key.info.computer.isEmpty() ? tr("name not told") : key.info.computer;
        subject.place = subject.ward = tr("No longer in %1").arg(key.from);
    }
    subject.deleted = key.info.deletedMs > 0 ? tr("Deleted from %1 on %2.").arg(key.from, dayText(key.info.deletedMs))
                                             : tr("Deleted from %1.").arg(key.from);
    return subject;
}

std::vector<KeyChoice> keptChoices(const KeyReadiness &readiness, const KeyBook &book, const QString &typed,
                                   qint64 nowMs)
{
    std::vector<KeyChoice> choices;
    for (const DeviceRecoveryKey &key : readiness.keys) {
        if (isKeyIdQuery(typed) && !matchesKeyId(key.keyId, typed))
            continue;
        QStringList holders;
        for (const HeldKey &copy : key.copies) {
            if (const HolderState *holder = book.holder(copy.source))
                holders << holder->name;
        }
        const QStringList parts{spacedKeyId(key.keyId), keyAgeText(key.createdMs, nowMs), holders.join(tr(", "))};
        choices.push_back({key.keyId, parts.join(QStringLiteral(" · ")), {}});
    }
    return choices;
}

std::vector<KeyChoice> deletedChoices(const DeletedKeys &keys, const FleetSnapshot &fleet, qint64 nowMs)
{
    std::vector<KeyChoice> choices;
    for (const DeletedKey &key : keys.found) {
        const RecoveryKeyInfo &info = key.info.info;
        const KeySubject subject = subjectOf(fleet, key);
        const QStringList parts{spacedKeyId(info.keyId), keyAgeText(info.createdMs, nowMs), subject.host,
                                subject.deleted};
        choices.push_back({info.keyId, parts.join(QStringLiteral(" · ")), key});
    }
    return choices;
}

QString keyAgeText(qint64 createdMs, qint64 nowMs)
{
    if (createdMs == 0)
        return tr("age not told");
    const qint64 days = std::max<qint64>(0, nowMs - createdMs) / kDayMs;
    return days == 1 ? tr("1 day old") : tr("%1 days old").arg(QLocale().toString(days));
}

} // namespace ringward

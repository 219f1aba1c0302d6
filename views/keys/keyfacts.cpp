#include "views/keys/keyfacts.h"

#include "models/base/age.h"
#include "models/keys/keyreadiness.h"

#include <QCoreApplication>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::KeyFacts", text);
}

QString holdersText(const KeyBook &book, const KeyReadiness &readiness)
{
    QStringList names;
    for (const DeviceRecoveryKey &key : readiness.keys) {
        for (const HeldKey &copy : key.copies) {
            if (const HolderState *holder = book.holder(copy.source); holder && !names.contains(holder->name))
                names << holder->name;
        }
    }
    const QString all = names.join(tr(", "));
    if (!readiness.readable)
        return tr("%1. The account there may not read it.").arg(all);
    return readiness.withoutDirectory ? tr("%1. Reachable when the directory is down.").arg(all)
                                      : tr("%1. Out of reach when the directory is down.").arg(all);
}

} // namespace

std::vector<FactList::Fact> keyFacts(const KeyDesk &desk, DeviceId device, qint64 nowMs)
{
    const auto readiness = desk.readiness(device);
    if (!readiness)
        return {};
    const bool present = readiness->state == KeyState::Present;
    QString state = keyStateText(*readiness, nowMs);
    if (readiness->keys.size() > 1)
        state += tr("; %1 keys").arg(readiness->keys.size());
    std::vector<FactList::Fact> facts{{tr("Recovery key"), state, false, readiness->state == KeyState::NotAsked}};
    if (!present)
        return facts;
    facts.push_back({tr("Key held by"), holdersText(*desk.book(), *readiness)});
    QStringList use;
    if (readiness->workedMs > 0)
        use << tr("worked %1 ago").arg(ageText(nowMs - readiness->workedMs));
    if (readiness->toRotate)
        use << tr("was read, to be rotated");
    if (!use.isEmpty())
        facts.push_back({tr("Key use"), use.join(tr("; "))});
    return facts;
}

} // namespace ringward

#include "models/changes/change.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace ringward {

namespace {

template <typename Value>
struct Text {
    Value value;
    const char *word;
    const char *label;
};

constexpr std::array kKinds{
    Text<ChangeKind>{ChangeKind::Standard, "standard", QT_TRANSLATE_NOOP("ringward::Change", "standard")},
    Text<ChangeKind>{ChangeKind::Normal, "normal", QT_TRANSLATE_NOOP("ringward::Change", "normal")},
    Text<ChangeKind>{ChangeKind::Emergency, "emergency", QT_TRANSLATE_NOOP("ringward::Change", "emergency")},
};

constexpr std::array kStates{
    Text<ChangeState>{ChangeState::Voting, "voting", QT_TRANSLATE_NOOP("ringward::Change", "voting")},
    Text<ChangeState>{ChangeState::Approved, "approved", QT_TRANSLATE_NOOP("ringward::Change", "approved")},
    Text<ChangeState>{ChangeState::Running, "running", QT_TRANSLATE_NOOP("ringward::Change", "running")},
    Text<ChangeState>{ChangeState::Stopped, "stopped", QT_TRANSLATE_NOOP("ringward::Change", "stopped")},
    Text<ChangeState>{ChangeState::Finished, "finished", QT_TRANSLATE_NOOP("ringward::Change", "finished")},
    Text<ChangeState>{ChangeState::Rejected, "rejected", QT_TRANSLATE_NOOP("ringward::Change", "rejected")},
    Text<ChangeState>{ChangeState::Withdrawn, "withdrawn", QT_TRANSLATE_NOOP("ringward::Change", "withdrawn")},
    Text<ChangeState>{ChangeState::Expired, "expired", QT_TRANSLATE_NOOP("ringward::Change", "expired")},
};
static_assert(kStates.size() == kChangeStates);

template <typename Table, typename Value>
const auto &find(const Table &table, Value value)
{
    return table[std::size_t(value)]; // positions are the values
}

template <typename Table>
auto fromWord(const Table &table, QStringView text) -> std::optional<decltype(table[0].value)>
{
    for (const auto &entry : table) {
        if (text.compare(QLatin1StringView(entry.word), Qt::CaseInsensitive) == 0)
            return entry.value;
    }
    return std::nullopt;
}

QString translated(const char *text)
{
    return QCoreApplication::translate("ringward::Change", text);
}

} // namespace

QString reference(ChangeId change)
{
    return QStringLiteral("CHG-%1").arg(change.value, 4, 10, QLatin1Char('0'));
}

std::optional<ChangeId> changeFromReference(QStringView text)
{
    if (text.startsWith(u"CHG-", Qt::CaseInsensitive))
        text = text.mid(4);
    bool isNumber = false;
    const uint number = text.toUInt(&isNumber);
    return isNumber && number > 0 ? std::optional(ChangeId{number}) : std::nullopt;
}

QString word(ChangeKind kind)
{
    return QString::fromLatin1(find(kKinds, kind).word);
}
QString word(ChangeState state)
{
    return QString::fromLatin1(find(kStates, state).word);
}
QString label(ChangeKind kind)
{
    return translated(find(kKinds, kind).label);
}
QString label(ChangeState state)
{
    return translated(find(kStates, state).label);
}
std::optional<ChangeKind> changeKindFromWord(QStringView text)
{
    return fromWord(kKinds, text);
}
std::optional<ChangeState> changeStateFromWord(QStringView text)
{
    return fromWord(kStates, text);
}

Hash hashOf(const Change &change)
{
    return Hasher("ringward change 1")
        .put(qint64(change.id.value))
        .put(change.version)
        .put(word(change.kind))
        .put(change.title)
        .put(change.why)
        .put(change.risk)
        .put(change.wayBack)
        .put(change.templateName)
        .put(qint64(change.proposer.value))
        .put(change.proposedMs)
        .put(change.closesMs)
        .put(change.startMs)
        .put(change.endsMs)
        .put(QByteArrayView(QJsonDocument(toJson(change.policy)).toJson(QJsonDocument::Compact)))
        .put(planHash(change.plan))
        .finish();
}

} // namespace ringward

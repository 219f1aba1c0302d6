#include "views/changes/standingrow.h"

#include "views/widgets/icons.h"
#include "views/widgets/labels.h"
#include "views/widgets/theme.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::StandingRow", text);
}

struct StandingLook {
    const char *icon;
    IconInk ink;
    LabelKind kind;
    const char *word;
};
// Positions are the values of Standing::State.
constexpr std::array kLooks{
    StandingLook{"check", IconInk::Accent, LabelKind::Bold, QT_TRANSLATE_NOOP("ringward::StandingRow", "yes")},
    StandingLook{"cross", IconInk::Bad, LabelKind::Bad, QT_TRANSLATE_NOOP("ringward::StandingRow", "no")},
    StandingLook{"minus", IconInk::Muted, LabelKind::Muted, QT_TRANSLATE_NOOP("ringward::StandingRow", "abstained")},
    StandingLook{"clock", IconInk::Muted, LabelKind::Muted, QT_TRANSLATE_NOOP("ringward::StandingRow", "waiting")},
    StandingLook{"warning", IconInk::Degraded, LabelKind::Warn, QT_TRANSLATE_NOOP("ringward::StandingRow", "stale")},
    StandingLook{"lock", IconInk::Muted, LabelKind::Muted, QT_TRANSLATE_NOOP("ringward::StandingRow", "excluded")},
};

QString remarkOf(const Standing &standing, const Change &change)
{
    if (standing.state == Standing::State::Excluded)
        return tr("asked for it");
    if (!standing.vote)
        return standing.needed ? tr("mandatory") : QString();
    const Vote &vote = *standing.vote;
    const QString signature = vote.signature.hex();
    return standing.state == Standing::State::Stale
        ? tr("signed version %1 of %2; asked again").arg(vote.version).arg(change.version)
        : tr("Ed25519 %1 %2 over %3… · verified").arg(signature.left(4), signature.mid(4, 4), vote.hash.hex().left(4));
}

} // namespace

QString shortTime(qint64 atMs)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(atMs), QStringLiteral("d MMM HH:mm"));
}

QString nameIn(const std::vector<Person> &people, PersonId id)
{
    const Person *person = findPerson(people, id);
    return person ? person->name : tr("person %1").arg(id.value);
}

QWidget *standingRow(const Standing &standing, const ChangeFile &file)
{
    const StandingLook &look = kLooks[std::size_t(standing.state)];
    auto *const box = new QWidget;
    auto *const grid = new QGridLayout(box);
    grid->setContentsMargins(14, 6, 12, 6);
    grid->setVerticalSpacing(1);
    auto *const icon = new QLabel;
    const Theme &theme = themeOf(nullptr);
    icon->setPixmap(
        iconPixmap(QString::fromLatin1(look.icon), theme.px(14), colourOf(look.ink, theme), icon->devicePixelRatioF()));
    grid->addWidget(icon, 0, 0, Qt::AlignTop);
    grid->addWidget(wrappedLabel(LabelKind::Bold, nameIn(file.people, standing.person)), 0, 1);
    QString state = tr(look.word);
    if (standing.vote && standing.state != Standing::State::Waiting)
        state += QStringLiteral(" · ") + shortTime(standing.vote->atMs);
    QLabel *const word = wrappedLabel(look.kind, state);
    word->setWordWrap(false);
    grid->addWidget(word, 0, 2, Qt::AlignRight | Qt::AlignTop);
    const Person *person = findPerson(file.people, standing.person);
    QStringList lines;
    if (person)
        lines << QStringList{person->post, labels(person->roles)}.join(person->post.isEmpty() ? QString()
                                                                                              : QStringLiteral(", "));
    lines << remarkOf(standing, file.change);
    if (standing.vote && !standing.vote->comment.isEmpty())
        lines << QStringLiteral("“%1”").arg(standing.vote->comment);
    lines.removeAll(QString());
    grid->addWidget(wrappedLabel(LabelKind::Caption, lines.join(u'\n')), 1, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    return box;
}

} // namespace ringward

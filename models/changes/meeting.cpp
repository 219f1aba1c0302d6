#include "models/changes/meeting.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Meeting", text);
}

QString timeText(qint64 atMs)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(atMs);
    return tr("%1 (%2 UTC)")
        .arg(QLocale().toString(local, QStringLiteral("d MMMM yyyy HH:mm")),
             local.toUTC().toString(QStringLiteral("HH:mm")));
}

QString element(const char *tag, const QString &text)
{
    return QStringLiteral("<%1>%2</%1>").arg(QLatin1StringView(tag), text.toHtmlEscaped());
}

/// Those present whom the policy asks, as a tally would see them.
std::vector<const Person *> voters(const ChangeFile &file, const std::vector<PersonId> &present)
{
    std::vector<const Person *> found;
    for (const Standing &standing : file.tally.standings) {
        const bool isThere = std::find(present.begin(), present.end(), standing.person) != present.end();
        const Person *person = findPerson(file.people, standing.person);
        if (isThere && person && standing.state != Standing::State::Excluded)
            found.push_back(person);
    }
    return found;
}

QString voteLine(const Standing &standing, const ChangeFile &file)
{
    const Person *person = findPerson(file.people, standing.person);
    const bool counts = standing.vote && standing.vote->version == file.change.version;
    QString text =
        tr("%1: %2").arg(person ? person->name : QString(), counts ? label(standing.vote->choice) : tr("no vote"));
    if (counts && !standing.vote->comment.isEmpty())
        text += QStringLiteral(", “%1”").arg(standing.vote->comment);
    if (counts)
        text += tr(", signature %1…").arg(standing.vote->signature.hex().left(16));
    return text;
}

} // namespace

Quorum quorumOf(const ChangeFile &file, const std::vector<PersonId> &present)
{
    const ApprovalPolicy &policy = file.change.policy;
    const std::vector<const Person *> there = voters(file, present);
    Quorum quorum;
    for (const PersonId mandatory : policy.mandatory) {
        const bool isThere =
            std::any_of(there.begin(), there.end(), [&](const Person *each) { return each->id == mandatory; });
        const Person *person = findPerson(file.people, mandatory);
        if (!isThere)
            quorum.missing << (person ? person->name : tr("a person who is gone"));
    }
    for (const ApprovalPolicy::Quota &quota : policy.quotas) {
        const auto holders = std::count_if(there.begin(), there.end(),
                                           [&](const Person *each) { return each->roles.testFlag(quota.role); });
        if (holders < quota.yes)
            quorum.missing << tr("%1 more of %2").arg(quota.yes - int(holders)).arg(label(quota.role));
    }
    if (int(there.size()) < policy.yes)
        quorum.missing << tr("%1 more voters").arg(policy.yes - int(there.size()));
    quorum.reached = quorum.missing.isEmpty();
    return quorum;
}

QString minutesHtml(const Meeting &meeting, const std::vector<ChangeFile> &files, qint64 nowMs)
{
    QString html = element("h2", tr("Minutes of the change board"));
    html += element("p", tr("Begun %1, closed %2.").arg(timeText(meeting.begunMs), timeText(nowMs)));
    QStringList names;
    for (const PersonId id : meeting.present) {
        const Person *person = files.empty() ? nullptr : findPerson(files.front().people, id);
        if (person)
            names << tr("%1 (%2)").arg(person->name, labels(person->roles));
    }
    html += element("p",
                    names.isEmpty() ? tr("Nobody was noted as present.")
                                    : tr("Present: %1.").arg(names.join(QStringLiteral(", "))));
    for (const ChangeFile &file : files) {
        html += element("h3", QStringLiteral("%1 %2").arg(reference(file.change.id), file.change.title));
        html += element("p",
                        tr("Version %1, hash %2. %3")
                            .arg(QString::number(file.change.version), hashOf(file.change).hex(), file.change.why));
        const Quorum quorum = quorumOf(file, meeting.present);
        html += element("p",
                        quorum.reached
                            ? tr("The board was quorate.")
                            : tr("The board was not quorate: %1.").arg(quorum.missing.join(QStringLiteral(", "))));
        QString votes;
        for (const Standing &standing : file.tally.standings) {
            if (standing.state != Standing::State::Excluded)
                votes += element("li", voteLine(standing, file));
        }
        html += QStringLiteral("<ul>%1</ul>").arg(votes);
        html += element("p", tr("Outcome: %1.").arg(label(file.change.state)));
    }
    return html;
}

} // namespace ringward

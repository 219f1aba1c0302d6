#include "app/ctl/changedocument.h"

#include "app/ctl/command.h"
#include "models/base/counted.h"
#include "models/changes/changecodec.h"
#include "models/changes/changedesk.h"

#include <QJsonArray>

namespace ringward::ctl {

namespace {

QString nameOf(const std::vector<Person> &people, PersonId id)
{
    const Person *person = findPerson(people, id);
    return person ? person->name : tr("person %1").arg(id.value);
}

QString stateOf(Standing::State state)
{
    static constexpr std::array kWords{"yes", "no", "abstain", "waiting", "stale", "excluded"};
    return QString::fromLatin1(kWords[std::size_t(state)]);
}

QJsonArray standingsOf(const ChangeFile &file)
{
    QJsonArray standings;
    for (const Standing &standing : file.tally.standings) {
        QJsonObject object{{QStringLiteral("person"), nameOf(file.people, standing.person)},
                           {QStringLiteral("state"), stateOf(standing.state)},
                           {QStringLiteral("needed"), standing.needed}};
        if (standing.vote) {
            object.insert(QStringLiteral("version"), qint64(standing.vote->version));
            object.insert(QStringLiteral("at"), isoUtc(standing.vote->atMs));
            object.insert(QStringLiteral("comment"), standing.vote->comment);
            object.insert(QStringLiteral("signature"), standing.vote->signature.hex());
        }
        standings.append(object);
    }
    return standings;
}

void printCover(const Plan &plan, Output &out)
{
    const std::vector<TableColumn> heads{{tr("Ward"), false},       {tr("Devices"), true}, {tr("Cover needed"), true},
                                         {tr("Working now"), true}, {tr("Least"), true},   {tr("After"), true}};
    out.table(heads, plan.cover.size(), [&](std::size_t row, std::size_t column) -> QString {
        const WardCover &cover = plan.cover[row];
        const std::array texts{cover.ward,
                               QString::number(cover.devices),
                               cover.needed ? QString::number(cover.needed) : tr("not set"),
                               QString::number(cover.workingNow),
                               QString::number(cover.least()),
                               QString::number(cover.after)};
        return texts[column];
    });
}

void printCalls(const Plan &plan, const std::vector<Operation> &operations, Output &out)
{
    const std::vector<TableColumn> heads{{tr("Call"), true},  {tr("Step"), true},   {tr("Host"), false},
                                         {tr("What"), false}, {tr("State"), false}, {tr("Why"), false}};
    out.table(heads, plan.calls.size(), [&](std::size_t row, std::size_t column) -> QString {
        const PlannedCall &call = plan.calls[row];
        const Operation *operation = row < operations.size() ? &operations[row] : nullptr;
        const std::array texts{QString::number(row + 1),
                               QString::number(call.step + 1),
                               call.host,
                               call.what,
                               operation ? label(operation->state) : tr("planned"),
                               operation ? operation->detail : QString()};
        return texts[column];
    });
}

} // namespace

QString isoUtc(qint64 ms)
{
    return ms ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate) : QString();
}

QJsonObject summaryOf(const Change &change, const std::vector<Person> &people)
{
    return {{QStringLiteral("change"), reference(change.id)},
            {QStringLiteral("version"), qint64(change.version)},
            {QStringLiteral("kind"), word(change.kind)},
            {QStringLiteral("state"), word(change.state)},
            {QStringLiteral("title"), change.title},
            {QStringLiteral("proposer"), nameOf(people, change.proposer)},
            {QStringLiteral("proposed"), isoUtc(change.proposedMs)},
            {QStringLiteral("closes"), isoUtc(change.closesMs)},
            {QStringLiteral("start"), isoUtc(change.startMs)},
            {QStringLiteral("ends"), isoUtc(change.endsMs)},
            {QStringLiteral("owes_review"), change.owesReview()}};
}

QJsonObject documentOf(const ChangeFile &file, const std::vector<Operation> &operations)
{
    QJsonObject document = summaryOf(file.change, file.people);
    document.insert(QStringLiteral("hash"), hashOf(file.change).hex());
    document.insert(QStringLiteral("why"), file.change.why);
    document.insert(QStringLiteral("risk"), file.change.risk);
    document.insert(QStringLiteral("way_back"), file.change.wayBack);
    document.insert(QStringLiteral("policy"), toJson(file.change.policy));
    document.insert(QStringLiteral("plan"), toJson(file.change.plan));
    document.insert(QStringLiteral("votes"), standingsOf(file));
    document.insert(QStringLiteral("missing"), QJsonArray::fromStringList(file.tally.missing));
    QJsonArray comments, journal;
    for (const Comment &comment : file.change.comments)
        comments.append(QJsonObject{{QStringLiteral("person"), nameOf(file.people, comment.person)},
                                    {QStringLiteral("at"), isoUtc(comment.atMs)},
                                    {QStringLiteral("text"), comment.text}});
    for (const Operation &operation : operations)
        journal.append(QJsonObject{{QStringLiteral("call"), qint64(operation.number) + 1},
                                   {QStringLiteral("state"), word(operation.state)},
                                   {QStringLiteral("attempts"), operation.attempts},
                                   {QStringLiteral("at"), isoUtc(operation.atMs)},
                                   {QStringLiteral("detail"), operation.detail}});
    document.insert(QStringLiteral("comments"), comments);
    document.insert(QStringLiteral("journal"), journal);
    return document;
}

void printChange(const ChangeFile &file, const std::vector<Operation> &operations, Output &out)
{
    const Change &change = file.change;
    out.line(QStringLiteral("%1  %2  %3").arg(reference(change.id), label(change.kind), label(change.state)));
    out.line(change.title);
    out.line(tr("Version %1, hash %2. Asked by %3, %4.")
                 .arg(QString::number(change.version), hashOf(change).shortText(), nameOf(file.people, change.proposer),
                      isoUtc(change.proposedMs)));
    out.line(tr("Why: %1").arg(change.why));
    out.line(tr("Risk: %1").arg(change.risk.isEmpty() ? tr("not stated") : change.risk));
    out.line(tr("Way back: %1").arg(change.wayBack));
    for (const GuardrailResult &result : change.plan.guardrails)
        out.line(tr("Guardrail %1: %2 %3").arg(result.name, result.value, result.detail));
    for (const FreezeHit &hit : change.plan.freezes)
        out.line(tr("Collides with the freeze “%1”, %2 to %3.").arg(hit.name, isoUtc(hit.fromMs), isoUtc(hit.toMs)));
    out.line({});
    printCover(change.plan, out);
    out.line({});
    printCalls(change.plan, operations, out);
    out.line({});
    out.line(agreeing(file.tally.needed, tr("%1 of %2 yes vote. %3"), tr("%1 of %2 yes votes. %3"))
                 .arg(file.tally.yes)
                 .arg(file.tally.needed)
                 .arg(file.tally.missing.join(tr(", "))));
    for (const Standing &standing : file.tally.standings)
        out.line(QStringLiteral("  %1: %2").arg(nameOf(file.people, standing.person), stateOf(standing.state)));
    for (const Comment &comment : change.comments)
        out.line(
            QStringLiteral("  %1 %2: %3").arg(isoUtc(comment.atMs), nameOf(file.people, comment.person), comment.text));
}

} // namespace ringward::ctl

#include "app/ctl/changedocument.h"
#include "app/ctl/changeswrite.h"

namespace ringward::ctl {

namespace {

constexpr qint64 kDayMs = 86'400'000;

} // namespace

std::optional<ChangeId> changeNamed(const QString &text, Output &out)
{
    const std::optional<ChangeId> change = changeFromReference(text);
    if (!change)
        out.complain(tr("“%1” is no change. “ringwardctl changes” lists them.").arg(text));
    return change;
}

int listChanges(Composition &composition, const QCommandLineParser &parser, Output &out)
{
    const QString wanted = parser.value(QStringLiteral("state"));
    if (!wanted.isEmpty() && !changeStateFromWord(wanted)) {
        out.complain(tr("There is no state “%1”.").arg(wanted));
        return WrongUsage;
    }
    Result<std::vector<Change>> changes = composition.changes().board().list();
    const Result<std::vector<Person>> people = composition.changes().roster().people();
    if (!changes || !people)
        return out.fail(changes ? people.error() : changes.error());
    std::erase_if(*changes, [&](const Change &change) { return !wanted.isEmpty() && word(change.state) != wanted; });
    if (out.isJson()) {
        for (const Change &change : *changes)
            out.entry(summaryOf(change, *people));
        return AllDone;
    }
    const std::vector<TableColumn> heads{{tr("Change"), false}, {tr("Kind"), false},     {tr("State"), false},
                                         {tr("Title"), false},  {tr("Asked by"), false}, {tr("Vote closes"), false}};
    out.table(heads, changes->size(), [&](std::size_t row, std::size_t column) -> QString {
        const Change &change = (*changes)[row];
        const Person *proposer = findPerson(*people, change.proposer);
        const QString state = label(change.state) + (change.owesReview() ? tr(", review owed") : QString());
        const std::array texts{reference(change.id),
                               label(change.kind),
                               state,
                               change.title,
                               proposer ? proposer->name : QString(),
                               change.state == ChangeState::Voting ? isoUtc(change.closesMs) : QString()};
        return texts[column];
    });
    return AllDone;
}

int showChange(Composition &composition, ChangeId change, Output &out)
{
    const Result<ChangeFile> file = composition.changes().board().file(change);
    if (!file)
        return out.fail(file.error());
    const Result<std::vector<Operation>> operations = composition.changes().desk().operations(change);
    if (!operations)
        return out.fail(operations.error());
    if (out.isJson())
        out.document(documentOf(*file, *operations));
    else
        printChange(*file, *operations, out);
    return AllDone;
}

int listFreezes(Composition &composition, Output &out)
{
    const Result<std::vector<Freeze>> freezes = composition.changes().freezes().freezes();
    if (!freezes)
        return out.fail(freezes.error());
    const qint64 nowMs = composition.clock().nowMs();
    const std::vector<FreezeHit> windows = windowsIn(*freezes, nowMs, nowMs + 90 * kDayMs);
    if (out.isJson()) {
        for (const FreezeHit &hit : windows)
            out.entry({{QStringLiteral("name"), hit.name},
                       {QStringLiteral("scope"), hit.scope},
                       {QStringLiteral("from"), isoUtc(hit.fromMs)},
                       {QStringLiteral("to"), isoUtc(hit.toMs)}});
        return AllDone;
    }
    const std::vector<TableColumn> heads{
        {tr("Freeze"), false}, {tr("For"), false}, {tr("From (UTC)"), false}, {tr("To (UTC)"), false}};
    out.table(heads, windows.size(), [&](std::size_t row, std::size_t column) -> QString {
        const FreezeHit &hit = windows[row];
        const std::array texts{hit.name, hit.scope.isEmpty() ? tr("all") : hit.scope, isoUtc(hit.fromMs),
                               isoUtc(hit.toMs)};
        return texts[column];
    });
    return AllDone;
}

} // namespace ringward::ctl

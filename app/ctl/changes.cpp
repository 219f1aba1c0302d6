#include "app/ctl/changeswrite.h"

#include <limits>

namespace ringward::ctl {

namespace {

int wrongUsage(Output &out)
{
    out.complain(tr("That is not how it is used. “ringwardctl changes --help” says how."));
    return WrongUsage;
}

const ChangeVerb *verbOf(const QString &name, qsizetype words)
{
    for (const ChangeVerb &verb : changeVerbs()) {
        if (verb.isKnownTo(name, words))
            return &verb;
    }
    return nullptr;
}

} // namespace

QCoro::Task<int> runChanges(Call call, Output out)
{
    QCommandLineParser parser;
    addIdentityOptions(parser);
    addProposalOptions(parser);
    parser.addOptions({
        {QStringLiteral("state"), tr("list: only changes in this state."), QStringLiteral("STATE")},
        {QStringLiteral("comment"), tr("vote: becomes part of the signed vote; a no needs one."),
         QStringLiteral("TEXT")},
        {QStringLiteral("conflict"), tr("vote: you have a conflict of interest and can only abstain.")},
    });
    if (const auto end = readArguments(parser, "changes", call, out, 0, std::numeric_limits<qsizetype>::max()))
        co_return *end;
    QStringList words = parser.positionalArguments();
    const QString name = words.isEmpty() ? QStringLiteral("list") : words.takeFirst();
    const bool isReading =
        ((name == u"list" || name == u"freezes") && words.isEmpty()) || (name == u"show" && words.size() == 1);
    const ChangeVerb *verb = verbOf(name, words.size());
    if (!isReading && !verb)
        co_return wrongUsage(out);
    const auto shown = name == u"show" ? changeNamed(words[0], out) : ChangeId();
    if (!shown)
        co_return WrongUsage;
    auto opened = openExisting(call);
    if (!opened)
        co_return out.fail(opened.error());
    if (isReading)
        co_return name == u"list" ? listChanges(**opened, parser, out)
            : name == u"show"     ? showChange(**opened, *shown, out)
                                  : listFreezes(**opened, out);
    auto signing = signIn(**opened, parser);
    const Result<Person> person = co_await std::move(signing);
    if (!person)
        co_return out.fail(person.error());
    auto running = verb->run(**opened, words, parser, out);
    co_return co_await std::move(running);
}

} // namespace ringward::ctl

#include "app/ctl/ringcall.h"

#include <QJsonDocument>

namespace ringward::ctl {

namespace {

int change(RingCall &rings, const GuardrailSet &set, Output &out)
{
    if (const auto saved = rings.composition->changes().rings().saveGuardrails(set); !saved)
        return out.fail(saved.error());
    out.line(tr("Saved as version %1.").arg(rings.guardrails.version + 1));
    return AllDone;
}

} // namespace

QCoro::Task<int> runGuardrails(Call call, Output out)
{
    QCommandLineParser parser;
    addStreamOption(parser);
    addIdentityOptions(parser);
    parser.addOptions({
        {QStringLiteral("owner"), tr("Who answers for the waiver."), QStringLiteral("NAME")},
        {QStringLiteral("for"), tr("How long it is waived, such as 14d."), QStringLiteral("TIME")},
        {QStringLiteral("reason"), tr("Why it is waived."), QStringLiteral("TEXT")},
    });
    if (const auto end = readArguments(parser, "guardrails", call, out, 0, 2))
        co_return *end;
    const QStringList words = parser.positionalArguments();
    const QString verb = words.value(0, QStringLiteral("check"));
    const bool takesWord = verb == u"save" || verb == u"waive";
    if ((verb != u"check" && verb != u"list" && !takesWord) || (takesWord != (words.size() == 2))) {
        out.complain(tr("“ringwardctl guardrails” takes one of: check, list, save FILE, waive RULE."));
        co_return WrongUsage;
    }
    int code = AllDone;
    std::optional<RingCall> rings = openRings(call, parser, out, code);
    if (!rings)
        co_return code;
    if (takesWord) {
        auto signing = signIn(*rings, parser);
        if (const Result<Done> isIn = co_await std::move(signing); !isIn)
            co_return out.fail(isIn.error());
    }
    if (verb == u"list") { // as a file that can be edited and saved
        const auto set = rings->composition->rings().guardrails();
        if (!set)
            co_return out.fail(set.error());
        out.document(ringward::toJson(*set));
        co_return AllDone;
    }
    if (verb == u"save") {
        const auto json = readJsonFile(words[1], out);
        if (!json)
            co_return Failed;
        const auto set = guardrailsFromJson(*json);
        co_return set ? change(*rings, *set, out) : out.fail(set.error());
    }
    if (verb == u"waive") {
        const auto minutes = minutesFromText(parser.value(QStringLiteral("for")));
        const Guardrail *rule = rings->guardrails.find(words[1]);
        if (!rule || !minutes || parser.value(QStringLiteral("owner")).trimmed().isEmpty()
            || parser.value(QStringLiteral("reason")).trimmed().isEmpty()) {
            out.complain(rule ? tr("A waiver needs --owner, --reason and an end: --for 14d.")
                              : tr("There is no guardrail “%1”.").arg(words[1]));
            co_return WrongUsage;
        }
        const Waiver waiver{rule->id, parser.value(QStringLiteral("owner")), parser.value(QStringLiteral("reason")),
                            rings->nowMs + qint64(*minutes) * 60'000};
        if (const auto waived = rings->composition->changes().rings().waive(waiver); !waived)
            co_return out.fail(waived.error());
        out.line(tr("Saved as version %1.").arg(rings->guardrails.version + 1));
        co_return AllDone;
    }
    const BoundGuardrails bound(rings->facts, rings->guardrails, rings->nowMs);
    const auto results = checkGuardrails(bound, rings->facts->today, {}, rings->nowMs);
    print(results, out);
    co_return isPermitted(results) ? AllDone : Failed;
}

} // namespace ringward::ctl

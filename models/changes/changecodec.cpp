#include "models/changes/changecodec.h"

#include <QJsonArray>

#include <algorithm>

namespace ringward {

namespace {

Error malformed(const char *what)
{
    return {Error::Kind::Malformed, QStringLiteral("change: %1").arg(QLatin1StringView(what)), {}};
}

template <typename Items, typename Make>
QJsonArray arrayOf(const Items &items, const Make &make)
{
    QJsonArray array;
    for (const auto &item : items)
        array.append(make(item));
    return array;
}

QJsonObject ringToJson(const RingName &ring)
{
    return {{QStringLiteral("name"), ring.name},
            {QStringLiteral("order"), ring.order},
            {QStringLiteral("held"), ring.held}};
}

RingName ringFromJson(const QJsonValue &value)
{
    return {value[u"name"].toString(), value[u"order"].toInt(), value[u"held"].toBool()};
}

QJsonValue moveToJson(const RingMove &move)
{
    return QJsonObject{{QStringLiteral("device"), qint64(move.device.value)},
                       {QStringLiteral("stream"), word(move.stream.kind)},
                       {QStringLiteral("category"), move.stream.category},
                       {QStringLiteral("from"), ringToJson(move.from)},
                       {QStringLiteral("to"), ringToJson(move.to)}};
}

std::optional<RingMove> moveFromJson(const QJsonValue &value)
{
    const auto kind = streamKindFromWord(value[u"stream"].toString());
    if (!kind)
        return std::nullopt;
    return RingMove{DeviceId{quint32(value[u"device"].toInteger())}, Stream{*kind, value[u"category"].toString()},
                    ringFromJson(value[u"from"]), ringFromJson(value[u"to"])};
}

QJsonValue callToJson(const PlannedCall &call)
{
    QJsonObject object{{QStringLiteral("move"), moveToJson(call.move)},
                       {QStringLiteral("tier"), word(call.tier)},
                       {QStringLiteral("host"), call.host},
                       {QStringLiteral("ward"), call.ward},
                       {QStringLiteral("source"), qint64(call.source.value)},
                       {QStringLiteral("key"), call.key},
                       {QStringLiteral("what"), call.what},
                       {QStringLiteral("request"), QString::fromLatin1(call.request.toBase64())},
                       {QStringLiteral("repeatable"), call.repeatable},
                       {QStringLiteral("step"), call.step}};
    if (call.remediation)
        object.insert(QStringLiteral("remediation"),
                      QJsonObject{{QStringLiteral("runbook"), call.remediation->runbook},
                                  {QStringLiteral("document"), call.remediation->document.hex()},
                                  {QStringLiteral("overridden_by"), call.remediation->overriddenBy}});
    return object;
}

std::optional<PlannedCall> callFromJson(const QJsonValue &value)
{
    const auto move = moveFromJson(value[u"move"]);
    const auto tier = tierFromWord(value[u"tier"].toString());
    if (!move || !tier)
        return std::nullopt;
    PlannedCall call{*move,
                     *tier,
                     value[u"host"].toString(),
                     value[u"ward"].toString(),
                     SourceId{quint32(value[u"source"].toInteger())},
                     value[u"key"].toString(),
                     value[u"what"].toString(),
                     QByteArray::fromBase64(value[u"request"].toString().toLatin1()),
                     value[u"repeatable"].toBool(),
                     quint16(value[u"step"].toInt())};
    if (const QJsonValue order = value[u"remediation"]; order.isObject()) {
        const auto document = Hash::fromHex(order[u"document"].toString().toLatin1());
        if (!document)
            return std::nullopt;
        call.remediation = {order[u"runbook"].toString(), *document, order[u"overridden_by"].toString()};
    }
    return call;
}

QJsonValue coverToJson(const WardCover &cover)
{
    return QJsonObject{{QStringLiteral("ward"), cover.ward},
                       {QStringLiteral("devices"), qint64(cover.devices)},
                       {QStringLiteral("needed"), qint64(cover.needed)},
                       {QStringLiteral("working_now"), qint64(cover.workingNow)},
                       {QStringLiteral("at_step"), arrayOf(cover.atStep, [](quint32 n) { return qint64(n); })},
                       {QStringLiteral("after"), qint64(cover.after)}};
}

WardCover coverFromJson(const QJsonValue &value)
{
    WardCover cover{value[u"ward"].toString(),
                    quint32(value[u"devices"].toInteger()),
                    quint32(value[u"needed"].toInteger()),
                    quint32(value[u"working_now"].toInteger()),
                    {},
                    quint32(value[u"after"].toInteger())};
    for (const QJsonValue &step : value[u"at_step"].toArray())
        cover.atStep.push_back(quint32(step.toInteger()));
    return cover;
}

QJsonValue guardrailToJson(const GuardrailResult &result)
{
    return QJsonObject{
        {QStringLiteral("rule"), result.rule},
        {QStringLiteral("name"), result.name},
        {QStringLiteral("state"), int(result.state)},
        {QStringLiteral("value"), result.value},
        {QStringLiteral("limit"), result.limit},
        {QStringLiteral("detail"), result.detail},
        {QStringLiteral("devices"), arrayOf(result.devices, [](DeviceId id) { return qint64(id.value); })},
        {QStringLiteral("wards"), QJsonArray::fromStringList(result.wards)},
        {QStringLiteral("smallest_fix"), arrayOf(result.smallestFix, moveToJson)},
        {QStringLiteral("waived_by"), result.waivedBy},
        {QStringLiteral("waived_until_ms"), result.waivedUntilMs}};
}

GuardrailResult guardrailFromJson(const QJsonValue &value)
{
    GuardrailResult result;
    result.rule = value[u"rule"].toString();
    result.name = value[u"name"].toString();
    result.state = GuardrailResult::State(std::clamp(value[u"state"].toInt(), 0, int(GuardrailResult::State::NotTold)));
    result.value = value[u"value"].toString();
    result.limit = value[u"limit"].toString();
    result.detail = value[u"detail"].toString();
    for (const QJsonValue &device : value[u"devices"].toArray())
        result.devices.push_back(DeviceId{quint32(device.toInteger())});
    for (const QJsonValue &ward : value[u"wards"].toArray())
        result.wards << ward.toString();
    for (const QJsonValue &fix : value[u"smallest_fix"].toArray()) {
        if (const auto move = moveFromJson(fix))
            result.smallestFix.push_back(*move);
    }
    result.waivedBy = value[u"waived_by"].toString();
    result.waivedUntilMs = value[u"waived_until_ms"].toInteger();
    return result;
}

QString textOf(const QByteArray &document)
{
    return QString::fromUtf8(document);
}

std::vector<QByteArray> documentsFromJson(const QJsonObject &object)
{
    std::vector<QByteArray> documents;
    for (const QJsonValue &value : object[u"documents"].toArray())
        documents.push_back(value.toString().toUtf8());
    return documents;
}

QJsonValue freezeToJson(const FreezeHit &hit)
{
    return QJsonObject{{QStringLiteral("name"), hit.name},
                       {QStringLiteral("scope"), hit.scope},
                       {QStringLiteral("from_ms"), hit.fromMs},
                       {QStringLiteral("to_ms"), hit.toMs}};
}

QJsonObject limitsToJson(const ExecutionLimits &limits)
{
    return {{QStringLiteral("at_once"), limits.atOnce},
            {QStringLiteral("per_ward"), limits.perWard},
            {QStringLiteral("stop_after"), limits.stopAfter},
            {QStringLiteral("read_back_sec"), limits.readBackSec},
            {QStringLiteral("ask_again_sec"), limits.askAgainSec}};
}

} // namespace

QJsonObject toJson(const Change &change)
{
    const auto comment = [](const Comment &each) {
        return QJsonObject{{QStringLiteral("person"), qint64(each.person.value)},
                           {QStringLiteral("at_ms"), each.atMs},
                           {QStringLiteral("text"), each.text}};
    };
    return {{QStringLiteral("id"), qint64(change.id.value)},
            {QStringLiteral("version"), qint64(change.version)},
            {QStringLiteral("kind"), word(change.kind)},
            {QStringLiteral("state"), word(change.state)},
            {QStringLiteral("title"), change.title},
            {QStringLiteral("why"), change.why},
            {QStringLiteral("risk"), change.risk},
            {QStringLiteral("way_back"), change.wayBack},
            {QStringLiteral("template"), change.templateName},
            {QStringLiteral("proposer"), qint64(change.proposer.value)},
            {QStringLiteral("proposed_ms"), change.proposedMs},
            {QStringLiteral("closes_ms"), change.closesMs},
            {QStringLiteral("start_ms"), change.startMs},
            {QStringLiteral("ends_ms"), change.endsMs},
            {QStringLiteral("policy"), toJson(change.policy)},
            {QStringLiteral("comments"), arrayOf(change.comments, comment)},
            {QStringLiteral("review_due_ms"), change.reviewDueMs},
            {QStringLiteral("reviewer"), qint64(change.reviewer.value)},
            {QStringLiteral("reviewed_ms"), change.reviewedMs},
            {QStringLiteral("review"), change.review},
            {QStringLiteral("documents"), arrayOf(change.plan.documents, textOf)}};
}

Result<Change> changeFromJson(const QJsonObject &object)
{
    Change change;
    const auto kind = changeKindFromWord(object[u"kind"].toString());
    const auto state = changeStateFromWord(object[u"state"].toString());
    const auto policy = policyFromJson(object[u"policy"].toObject());
    if (!kind || !state)
        return malformed("kind or state");
    if (!policy)
        return policy.error();
    change.id = ChangeId{quint32(object[u"id"].toInteger())};
    change.version = quint32(object[u"version"].toInteger());
    change.kind = *kind;
    change.state = *state;
    change.title = object[u"title"].toString();
    change.why = object[u"why"].toString();
    change.risk = object[u"risk"].toString();
    change.wayBack = object[u"way_back"].toString();
    change.templateName = object[u"template"].toString();
    change.proposer = PersonId{quint32(object[u"proposer"].toInteger())};
    change.proposedMs = object[u"proposed_ms"].toInteger();
    change.closesMs = object[u"closes_ms"].toInteger();
    change.startMs = object[u"start_ms"].toInteger();
    change.endsMs = object[u"ends_ms"].toInteger();
    change.policy = *policy;
    for (const QJsonValue &each : object[u"comments"].toArray())
        change.comments.push_back(
            {PersonId{quint32(each[u"person"].toInteger())}, each[u"at_ms"].toInteger(), each[u"text"].toString()});
    change.reviewDueMs = object[u"review_due_ms"].toInteger();
    change.reviewer = PersonId{quint32(object[u"reviewer"].toInteger())};
    change.reviewedMs = object[u"reviewed_ms"].toInteger();
    change.review = object[u"review"].toString();
    change.plan.documents = documentsFromJson(object);
    return change;
}

QJsonObject toJson(const Plan &plan)
{
    return {{QStringLiteral("calls"), arrayOf(plan.calls, callToJson)},
            {QStringLiteral("steps"), plan.steps},
            {QStringLiteral("limits"), limitsToJson(plan.limits)},
            {QStringLiteral("cover"), arrayOf(plan.cover, coverToJson)},
            {QStringLiteral("guardrails"), arrayOf(plan.guardrails, guardrailToJson)},
            {QStringLiteral("freezes"), arrayOf(plan.freezes, freezeToJson)},
            {QStringLiteral("documents"), arrayOf(plan.documents, textOf)},
            {QStringLiteral("made_ms"), plan.madeMs}};
}

Result<Plan> planFromJson(const QJsonObject &object)
{
    Plan plan;
    for (const QJsonValue &value : object[u"calls"].toArray()) {
        auto call = callFromJson(value);
        if (!call)
            return malformed("call");
        plan.calls.push_back(std::move(*call));
    }
    plan.steps = quint16(object[u"steps"].toInt());
    const QJsonObject limits = object[u"limits"].toObject();
    plan.limits = {limits[u"at_once"].toInt(), limits[u"per_ward"].toInt(), limits[u"stop_after"].toInt(),
                   limits[u"read_back_sec"].toInt(), limits[u"ask_again_sec"].toInt()};
    for (const QJsonValue &value : object[u"cover"].toArray())
        plan.cover.push_back(coverFromJson(value));
    for (const QJsonValue &value : object[u"guardrails"].toArray())
        plan.guardrails.push_back(guardrailFromJson(value));
    for (const QJsonValue &value : object[u"freezes"].toArray())
        plan.freezes.push_back({value[u"name"].toString(), value[u"scope"].toString(), value[u"from_ms"].toInteger(),
                                value[u"to_ms"].toInteger()});
    plan.documents = documentsFromJson(object);
    plan.madeMs = object[u"made_ms"].toInteger();
    return plan;
}

} // namespace ringward

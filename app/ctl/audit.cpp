#include "app/ctl/changedocument.h"
#include "app/ctl/identity.h"
#include "models/audit/auditdeeds.h"
#include "models/audit/auditexport.h"
#include "models/audit/rights.h"
#include "models/base/counted.h"

#include <QFile>
#include <QSaveFile>

namespace ringward::ctl {

namespace {

QJsonObject toJson(const AuditEntry &entry)
{
    return {{QStringLiteral("number"), entry.number},
            {QStringLiteral("at"), isoUtc(entry.atMs)},
            {QStringLiteral("person"), qint64(entry.person.value)},
            {QStringLiteral("who"), entry.who},
            {QStringLiteral("deed"), entry.deed},
            {QStringLiteral("object"), entry.object},
            {QStringLiteral("text"), entry.text},
            {QStringLiteral("data"), entry.data},
            {QStringLiteral("previous"), entry.previous.hex()},
            {QStringLiteral("hash"), entry.hash.hex()}};
}

int list(AuditLog &log, const QCommandLineParser &parser, Output &out)
{
    AuditQuery query;
    query.deed = parser.value(QStringLiteral("deed"));
    query.object = parser.value(QStringLiteral("object"));
    query.words = parser.value(QStringLiteral("words"));
    bool isNumber = false;
    query.limit = parser.value(QStringLiteral("limit")).toInt(&isNumber);
    if (!isNumber || query.limit < 0) {
        out.complain(tr("--limit takes a whole number; 0 is for all."));
        return WrongUsage;
    }
    const auto entries = log.find(query);
    if (!entries)
        return out.fail(entries.error());
    if (out.isJson()) {
        for (const AuditEntry &entry : *entries)
            out.entry(toJson(entry));
        return AllDone;
    }
    const std::vector<TableColumn> heads{{tr("Entry"), true}, {tr("Time (UTC)"), false}, {tr("Who"), false},
                                         {tr("What"), false}, {tr("Object"), false},     {tr("Text"), false},
                                         {tr("Hash"), false}};
    out.table(heads, entries->size(), [&](std::size_t row, std::size_t column) -> QString {
        const AuditEntry &entry = (*entries)[row];
        const std::array texts{QString::number(entry.number), isoUtc(entry.atMs), entry.who,
                               auditLabel(entry.deed),        entry.object,       entry.text,
                               entry.hash.hex().left(8)};
        return texts[column];
    });
    return AllDone;
}

int print(const Result<ChainReport> &report, Output &out)
{
    if (!report)
        return out.fail(report.error());
    if (out.isJson()) {
        out.document({{QStringLiteral("entries"), report->entries},
                      {QStringLiteral("first"), report->first},
                      {QStringLiteral("last"), report->last},
                      {QStringLiteral("last_hash"), report->lastHash.hex()},
                      {QStringLiteral("heads"), report->heads},
                      {QStringLiteral("signed_to"), report->signedTo},
                      {QStringLiteral("broken_at"), report->broken ? QJsonValue(report->broken->number) : QJsonValue()},
                      {QStringLiteral("reason"), report->broken ? report->broken->reason : QString()}});
    } else if (!report->broken) {
        out.line(tr("Verified: %1, %2 to %3. Last hash %4.")
                     .arg(counted(report->entries, Noun::Entry))
                     .arg(report->first)
                     .arg(report->last)
                     .arg(report->lastHash.hex()));
        out.line(report->heads
                     ? tr("Signed to entry %1 by %2.").arg(report->signedTo).arg(counted(report->heads, Noun::Head))
                     : tr("No head is signed, so a rewritten end would not be noticed."));
    }
    if (!report->broken)
        return AllDone;
    out.complain(tr("The chain is broken at entry %1. %2").arg(report->broken->number).arg(report->broken->reason));
    return Failed;
}

int verifyFile(const QString &name, Output &out)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        out.complain(tr("%1 cannot be read: %2").arg(name, file.errorString()));
        return Failed;
    }
    return print(verifyExport(file), out);
}

std::optional<Redaction> readRedaction(const QString &text)
{
    Redaction redaction;
    for (const QString &each : text.split(u',', Qt::SkipEmptyParts)) {
        if (each != u"names" && each != u"texts")
            return std::nullopt;
        (each == u"names" ? redaction.names : redaction.texts) = true;
    }
    return redaction;
}

int exportTo(Composition &composition, const QString &name, Redaction redaction, Output &out)
{
    ChangeOffice &office = composition.changes();
    const Person me = office.desk().me();
    if (const Result<Done> allowed = allow(me, Deed::ExportAudit); !allowed)
        return out.fail(allowed.error());
    const QString left = redaction.names && redaction.texts ? tr("without names and texts")
        : redaction.names                                   ? tr("without names")
        : redaction.texts                                   ? tr("without texts")
                                                            : tr("with everything");
    if (const auto noted = office.audit().append(draftOf(me, composition.clock(), "audit.exported", {}, left)); !noted)
        return out.fail(noted.error());
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly)) {
        out.complain(tr("%1 cannot be written: %2").arg(name, file.errorString()));
        return Failed;
    }
    const Result<qint64> count = exportAudit(office.audit(), file, redaction);
    if (!count)
        return out.fail(count.error());
    if (!file.commit()) {
        out.complain(tr("%1 cannot be written: %2").arg(name, file.errorString()));
        return Failed;
    }
    if (out.isJson())
        out.document({{QStringLiteral("file"), name}, {QStringLiteral("entries"), *count}});
    else
        out.line(tr("%1 in %2, %3.").arg(counted(*count, Noun::Entry), name, left));
    return AllDone;
}

QCoro::Task<int> signHead(Composition &composition, Output &out)
{
    auto signing = composition.changes().desk().signHead({});
    const Result<AuditHead> head = co_await std::move(signing);
    if (!head)
        co_return out.fail(head.error());
    if (out.isJson())
        out.document({{QStringLiteral("number"), head->number}, {QStringLiteral("hash"), head->hash.hex()}});
    else
        out.line(tr("Signed to entry %1, hash %2.").arg(head->number).arg(head->hash.hex()));
    co_return AllDone;
}

} // namespace

QCoro::Task<int> runAudit(Call call, Output out)
{
    QCommandLineParser parser;
    addIdentityOptions(parser);
    parser.addOptions({
        {QStringLiteral("deed"), tr("list: only deeds that begin so: vote, call.sent."), QStringLiteral("DEED")},
        {QStringLiteral("object"), tr("list: only about this: CHG-0142."), QStringLiteral("OBJECT")},
        {QStringLiteral("words"), tr("list: only entries with all of these words."), QStringLiteral("WORDS")},
        {QStringLiteral("limit"), tr("list: the newest N; 0 for all."), QStringLiteral("N"), QStringLiteral("50")},
        {QStringLiteral("redact"), tr("export: leave out names, texts, or names,texts."), QStringLiteral("WHAT")},
    });
    if (const auto end = readArguments(parser, "audit", call, out, 0, 2))
        co_return *end;
    QStringList words = parser.positionalArguments();
    const QString verb = words.isEmpty() ? QStringLiteral("list") : words.takeFirst();
    const std::optional<Redaction> redaction = readRedaction(parser.value(QStringLiteral("redact")));
    const bool isRight = ((verb == u"list" || verb == u"sign") && words.isEmpty()) || verb == u"verify"
        || (verb == u"export" && words.size() == 1);
    if (!isRight || !redaction) {
        out.complain(tr("That is not how it is used. “ringwardctl audit --help” says how."));
        co_return WrongUsage;
    }
    if (verb == u"verify" && !words.isEmpty())
        co_return verifyFile(words[0], out);
    auto opened = openExisting(call);
    if (!opened)
        co_return out.fail(opened.error());
    AuditLog &log = (*opened)->changes().audit();
    if (verb == u"verify")
        co_return print(verifyLog(log), out);
    auto signing = signIn(**opened, parser);
    const Result<Person> person = co_await std::move(signing);
    if (!person)
        co_return out.fail(person.error());
    if (const Result<Done> allowed = allow(*person, Deed::ReadAudit); !allowed)
        co_return out.fail(allowed.error());
    if (verb == u"export")
        co_return exportTo(**opened, words[0], *redaction, out);
    if (verb == u"sign") {
        auto head = signHead(**opened, out);
        co_return co_await std::move(head);
    }
    co_return list(log, parser, out);
}

} // namespace ringward::ctl

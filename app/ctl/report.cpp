#include "app/ctl/command.h"
#include "app/documents/kernelreportpaper.h"

#include <QJsonArray>
#include <QLocale>

namespace ringward::ctl {

namespace {

QJsonObject toJson(const KernelReport &report, const QString &file)
{
    QJsonArray makers;
    for (const KernelReport::Maker &maker : report.makers)
        makers.append(QJsonObject{{QStringLiteral("maker"), maker.name},
                                  {QStringLiteral("devices"), qint64(maker.count.devices)},
                                  {QStringLiteral("t0"), qint64(maker.count.byTier[0])},
                                  {QStringLiteral("wards"), qint64(maker.wards)},
                                  {QStringLiteral("loads_content"), maker.loadsContent},
                                  {QStringLiteral("images"), QJsonArray::fromStringList(maker.images)}});
    return {{QStringLiteral("title"), report.title},
            {QStringLiteral("date"), report.date.toString(Qt::ISODate)},
            {QStringLiteral("file"), file},
            {QStringLiteral("devices_known"), qint64(report.known.devices)},
            {QStringLiteral("devices_with_code"), qint64(report.withCode.devices)},
            {QStringLiteral("devices_loading_content"), qint64(report.withContent.devices)},
            {QStringLiteral("findings"), QJsonArray::fromStringList(report.findings)},
            {QStringLiteral("makers"), makers}};
}

} // namespace

QCoro::Task<int> runReport(Call call, Output out)
{
    QCommandLineParser parser;
    parser.addOptions({
        {QStringLiteral("vendor"), tr("Only kernel code of this maker."), QStringLiteral("NAME")},
        {QStringLiteral("hospital"), tr("Who the report is from."), QStringLiteral("NAME")},
        {QStringLiteral("out"), tr("The file to write."), QStringLiteral("FILE.pdf")},
    });
    if (const auto end = readArguments(parser, "report", call, out, 1, 1))
        co_return *end;
    const QString file = parser.value(QStringLiteral("out"));
    if (parser.positionalArguments().front() != u"kernel-dependence" || file.isEmpty()) {
        out.complain(tr("Use “report kernel-dependence [--vendor NAME] --out FILE.pdf”."));
        co_return WrongUsage;
    }
    auto opened = openExisting(call);
    if (!opened)
        co_return out.fail(opened.error());
    co_await (*opened)->drivers().settle();
    const Result<KernelReport> report =
        kernelReport(*(*opened)->drivers().assessment(),
                     {parser.value(QStringLiteral("vendor")), parser.value(QStringLiteral("hospital"))});
    if (!report)
        co_return out.fail(report.error());
    if (const Result<Done> written = writeKernelReport(*report, file); !written)
        co_return out.fail(written.error());
    if (out.isJson())
        out.document(toJson(*report, file));
    else
        out.line(tr("%1: %2").arg(file, report->findings.join(u' ')));
    co_return AllDone;
}

} // namespace ringward::ctl

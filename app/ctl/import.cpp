#include "app/ctl/command.h"
#include "app/ctl/syncwait.h"
#include "connectors/files/filesource.h"
#include "models/base/counted.h"

#include <QDir>
#include <QJsonArray>
#include <QLocale>

#include <limits>

namespace ringward::ctl {

namespace {

QJsonObject toJson(const ImportReport &report, const QString &path)
{
    QJsonArray refused;
    for (const Refusal &refusal : report.refused)
        refused.append(
            QJsonObject{{QStringLiteral("where"), refusal.where}, {QStringLiteral("reason"), refusal.reason}});
    QJsonObject object{{QStringLiteral("path"), path},
                       {QStringLiteral("format"), report.format},
                       {QStringLiteral("encoding"), report.encoding},
                       {QStringLiteral("host"), report.host},
                       {QStringLiteral("devices"), report.devices},
                       {QStringLiteral("drivers"), report.drivers},
                       {QStringLiteral("refused_total"), report.refusedTotal},
                       {QStringLiteral("refused"), refused},
                       {QStringLiteral("notes"), QJsonArray::fromStringList(report.notes)},
                       {QStringLiteral("understood"), report.understood()}};
    if (report.error)
        object.insert(QStringLiteral("error"), report.problem.isEmpty() ? userMessage(*report.error) : report.problem);
    return object;
}

/// What was taken, in words: "one machine with 324 drivers" or "5,216 devices".
QString taken(const ImportReport &report)
{
    if (report.drivers > 0 && report.devices <= 1)
        return counted(report.drivers, Noun::Driver);
    if (report.drivers > 0)
        return tr("%1 with %2").arg(counted(report.devices, Noun::Device), counted(report.drivers, Noun::Driver));
    return counted(report.devices, Noun::Device);
}

/// `path` is how the file was named; the report knows the copy that was kept of it.
void print(const ImportReport &report, const QString &path, Output &out)
{
    if (out.isJson()) {
        out.entry(toJson(report, path));
        return;
    }
    if (!report.understood()) {
        out.complain(path + QStringLiteral(": ")
                     + (report.problem.isEmpty() ? userMessage(*report.error) : report.problem));
        return;
    }
    QStringList parts{report.format, report.encoding};
    if (!report.host.isEmpty())
        parts << tr("host %1").arg(report.host);
    parts << tr("%1 taken").arg(taken(report));
    if (report.refusedTotal > 0)
        parts << tr("%1 refused").arg(QLocale().toString(report.refusedTotal));
    parts.removeAll(QString());
    out.line(path + QStringLiteral(": ") + parts.join(tr(", ")));
    for (const QString &note : report.notes)
        out.line(QStringLiteral("  ") + note);
    for (const Refusal &refusal : report.refused)
        out.line(QStringLiteral("  ") + tr("refused %1: %2").arg(refusal.where, refusal.reason));
    const qint64 more = report.refusedTotal - qint64(report.refused.size());
    if (more > 0)
        out.line(QStringLiteral("  ") + tr("and %1 more refused").arg(QLocale().toString(more)));
}

/// A folder stands for the files in it: that is what a collection tool leaves. Folders inside it are not looked into.
QStringList filesOf(const QStringList &paths)
{
    QStringList files;
    for (const QString &path : paths) {
        const QFileInfo info(path);
        if (!info.isDir()) {
            files << path;
            continue;
        }
        for (const QFileInfo &inside : QDir(path).entryInfoList(QDir::Files | QDir::Readable, QDir::Name))
            files << inside.filePath();
    }
    return files;
}

/// What --mapping says of the columns of the first file, in their order; remembered for lists with the same titles.
Result<std::optional<ImportMapping>> mappingOf(const QCommandLineParser &parser, const QStringList &files,
                                               ImportMappings &mappings)
{
    if (!parser.isSet(QStringLiteral("mapping")))
        return std::optional<ImportMapping>();
    const auto proposal = FileImporter(&mappings).propose(files.front());
    if (!proposal)
        return proposal.error();
    ImportMapping mapping{proposal->signature, {}};
    for (const QString &meaning : parser.value(QStringLiteral("mapping")).split(u',')) {
        const QString key = meaning.trimmed();
        QStringList known;
        for (const MeaningChoice &choice : proposal->choices)
            known << choice.key;
        if (!key.isEmpty() && !known.contains(key))
            return Error{Error::Kind::Malformed, key,
                         tr("--mapping knows no meaning “%1”. It knows: %2.").arg(key, known.join(tr(", ")))};
        mapping.meanings << key;
    }
    if (mapping.meanings.size() != qsizetype(proposal->columns.size()))
        return Error{Error::Kind::Malformed,
                     {},
                     tr("--mapping names %1, but %2 has %3. Leave a meaning empty to leave its column "
                        "out.")
                         .arg(counted(mapping.meanings.size(), Noun::Meaning), files.front(),
                              counted(qint64(proposal->columns.size()), Noun::Column))};
    if (const Result<Done> remembered = mappings.remember(mapping); !remembered)
        return remembered.error();
    return std::optional(mapping);
}

int exitCodeOf(const std::vector<ImportReport> &reports)
{
    bool refused = false;
    qsizetype bad = 0;
    for (const ImportReport &report : reports) {
        bad += report.understood() ? 0 : 1;
        refused = refused || report.refusedTotal > 0;
    }
    if (bad == qsizetype(reports.size()))
        return Failed;
    return bad > 0 || refused ? SomeRefused : AllDone;
}

SourceId idOf(const Synchroniser &synchroniser, const FileSource *files)
{
    for (const SourceStatus &status : synchroniser.sources()) {
        if (dynamic_cast<FileSource *>(synchroniser.source(status.config.id)) == files)
            return status.config.id;
    }
    return {};
}

} // namespace

QCoro::Task<int> runImport(Call call, Output out)
{
    QCommandLineParser parser;
    parser.addOptions({
        {QStringLiteral("mapping"),
         tr("What the columns of a list mean, in their order: host,serial_number,,last_seen. It is remembered for "
            "lists with the same titles."),
         QStringLiteral("KEYS")},
        {QStringLiteral("code-page"), tr("Read text in this code page instead of telling it by the content."),
         QStringLiteral("NAME")},
    });
    if (const auto end = readArguments(parser, "import", call, out, 1, std::numeric_limits<qsizetype>::max()))
        co_return *end;
    const QStringList files = filesOf(parser.positionalArguments());
    if (files.isEmpty()) {
        out.complain(tr("There are no files in %1.").arg(parser.positionalArguments().join(tr(", "))));
        co_return Failed;
    }
    auto opened = Composition::open(call.store);
    if (!opened)
        co_return out.fail(opened.error());
    Composition &composition = **opened;
    const auto mapping = mappingOf(parser, files, composition.mappings());
    if (!mapping)
        co_return out.fail(mapping.error());
    const Result<FileSource *> source = composition.fileSource();
    if (!source)
        co_return out.fail(source.error());
    const ImportOptions options{parser.value(QStringLiteral("code-page")), *mapping};
    const auto reports = co_await (*source)->add(files, {}, options);
    if (!reports)
        co_return out.fail(reports.error());
    for (std::size_t i = 0; i < reports->size(); ++i)
        print((*reports)[i], files.value(qsizetype(i)), out);
    const int code = exitCodeOf(*reports);
    if (code == Failed)
        co_return code;
    const std::vector<SourceId> sources{idOf(composition.synchroniser(), *source)};
    if (const Result<Done> synced = co_await syncAndSave(composition, sources); !synced)
        co_return out.fail(synced.error());
    co_return code;
}

} // namespace ringward::ctl

#include "connectors/files/filesource.h"

#include "connectors/files/filekeeping.h"
#include "models/base/counted.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QPointer>
#include <QSet>
#include <QtConcurrentRun>
#include <qcorofuture.h>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kSettleMs = 500;
constexpr int kRetryMs = 5000; ///< until a file that was still being written is looked at again
constexpr qsizetype kWatchedFiles = 500;

QString translated(const char *text)
{
    return QCoreApplication::translate("ringward::FileSource", text);
}

std::shared_ptr<Imported> importWritten(const FileImporter &importer, const QString &path, std::stop_token stop)
{
    if (waitUntilWritten(path, stop))
        return std::make_shared<Imported>(importer.importFile(path, stop));
    auto imported = std::make_shared<Imported>();
    imported->report.path = path;
    imported->report.error = Error{Error::Kind::Timeout, QStringLiteral("still being written")};
    imported->report.problem = translated("The file is still being written. It will be read when that is done.");
    return imported;
}

} // namespace

/// What a run through the files knows. Touched on the GUI thread only.
struct FileSource::State {
    SourceId id;
    Places places;
    FileImporter importer;
    int run = 0;
    QStringList queue; ///< of the run
    QSet<QString> seen; ///< keys that newer files of the run told
    std::vector<ImportReport> reports, lastReports;

    QStringList folders() const { return {places.watchFolder, places.ownFolder}; }
    RecordPage take(Imported &&imported, qsizetype position);
};

/// The page of one file: what newer files have told already is left out.
RecordPage FileSource::State::take(Imported &&imported, qsizetype position)
{
    RecordPage page;
    const QString name = QFileInfo(imported.report.path).fileName();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (SourceRecord &record : imported.records) {
        if (seen.contains(record.key))
            continue;
        seen.insert(record.key);
        record.source = id;
        record.receivedMs = now;
        page.records.push_back(std::move(record));
    }
    for (const Refusal &refusal : imported.report.refused)
        page.refused.push_back({name + QStringLiteral(", ") + refusal.where, refusal.reason});
    if (imported.report.error)
        page.refused.push_back({name, imported.report.problem});
    reports.push_back(std::move(imported.report));
    if (position + 1 < queue.size())
        page.next = QByteArray::number(run) + ':' + QByteArray::number(position + 1);
    else
        lastReports = reports;
    return page;
}

FileSource::FileSource(SourceId id, Places places, ImportMappings *mappings, QObject *parent)
    : QObject(parent)
    , m_state(std::make_shared<State>(State{id, std::move(places), FileImporter(mappings)}))
    , m_watcher(new QFileSystemWatcher(this))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    const auto settle = [this] {
        if (!m_settle.isActive())
            m_settle.start(kSettleMs);
    };
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, settle);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, this, settle);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        watch();
        Q_EMIT filesChanged();
    });
    watch();
}

FileSource::~FileSource() = default;

/// A folder tells that files come and go; that they grow, only the files themselves tell.
void FileSource::watch()
{
    QStringList wanted;
    for (const QString &folder : m_state->folders()) {
        if (!folder.isEmpty() && QFileInfo(folder).isDir())
            wanted.append(folder);
    }
    wanted += filesIn(m_state->folders()).mid(0, kWatchedFiles);
    const QStringList watched = m_watcher->files() + m_watcher->directories();
    for (const QString &path : std::as_const(wanted)) {
        if (!watched.contains(path))
            m_watcher->addPath(path);
    }
}

Async<RecordPage> FileSource::fetchDevices(QByteArray after, std::stop_token stop)
{
    const std::shared_ptr<State> state = m_state;
    const QPointer<FileSource> self(this);
    qsizetype position = 0;
    if (after.isEmpty()) {
        const QString &folder = state->places.watchFolder;
        if (!folder.isEmpty() && !QFileInfo(folder).isDir())
            co_return Error{Error::Kind::NotFound, QStringLiteral("no such folder: %1").arg(folder)};
        ++state->run;
        state->queue = filesIn(state->folders());
        state->seen.clear();
        state->reports.clear();
        if (state->queue.isEmpty()) {
            state->lastReports.clear();
            co_return RecordPage();
        }
    } else {
        position = after.mid(after.indexOf(':') + 1).toLongLong();
        if (!after.startsWith(QByteArray::number(state->run) + ':') || position < 0 || position >= state->queue.size())
            co_return Error{Error::Kind::Conflict, QStringLiteral("another fetch began meanwhile")};
    }
    const int run = state->run;
    const QString path = state->queue[position];
    // Named, not temporary: g++ 12 destroys captures of a lambda inside a co_await expression twice.
    const auto work = [importer = state->importer, path, stop] {
        return importWritten(importer, path, stop);
    };
    const QFuture<std::shared_ptr<Imported>> running = QtConcurrent::run(work);
    const std::shared_ptr<Imported> imported = co_await running;
    if (stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}};
    if (run != state->run)
        co_return Error{Error::Kind::Conflict, QStringLiteral("another fetch began meanwhile")};
    if (self && imported->report.error && imported->report.error->kind == Error::Kind::Timeout)
        self->m_settle.start(kRetryMs);
    co_return state->take(std::move(*imported), position);
}

Async<QString> FileSource::test(std::stop_token)
{
    const Places places = m_state->places;
    const QStringList folders = m_state->folders();
    if (!places.watchFolder.isEmpty() && !QFileInfo(places.watchFolder).isDir())
        co_return Error{Error::Kind::NotFound, QStringLiteral("no such folder: %1").arg(places.watchFolder)};
    if (!places.watchFolder.isEmpty() && !QFileInfo(places.watchFolder).isReadable())
        co_return Error{Error::Kind::Denied, QStringLiteral("the folder cannot be read: %1").arg(places.watchFolder)};
    const QStringList files = filesIn(folders);
    if (files.isEmpty())
        co_return translated("There are no files yet. Drop some on the window, or let a tool write into the folder.");
    co_return translated("%1; the newest is %2 of %3.")
        .arg(counted(files.size(), Noun::File), QFileInfo(files.first()).fileName(),
             QFileInfo(files.first()).lastModified().toString(Qt::ISODate));
}

Async<std::vector<ImportReport>> FileSource::add(QStringList paths, std::stop_token stop, ImportOptions options)
{
    const std::shared_ptr<State> state = m_state;
    const QPointer<FileSource> self(this);
    const auto work = [importer = state->importer, folder = state->places.ownFolder, paths, stop, options] {
        std::vector<ImportReport> reports;
        for (const QString &path : paths)
            reports.push_back(importAndKeep(importer, path, folder, stop, options));
        return std::make_shared<std::vector<ImportReport>>(std::move(reports));
    };
    const QFuture<std::shared_ptr<std::vector<ImportReport>>> running = QtConcurrent::run(work);
    const std::shared_ptr<std::vector<ImportReport>> reports = co_await running;
    const bool taken =
        std::any_of(reports->begin(), reports->end(), [](const ImportReport &report) { return report.understood(); });
    if (self && taken)
        self->m_settle.start(0);
    co_return std::move(*reports);
}

Result<Done> FileSource::remove(const QString &path)
{
    const QFileInfo info(path);
    const QString own = QFileInfo(m_state->places.ownFolder).canonicalFilePath();
    if (own.isEmpty() || QFileInfo(info.path()).canonicalFilePath() != own)
        return Error{Error::Kind::Denied, QStringLiteral("not a file of this source: %1").arg(path)};
    if (!QFile::remove(path))
        return Error{Error::Kind::Storage, QStringLiteral("cannot remove %1").arg(path)};
    m_settle.start(0);
    return Done();
}

std::vector<ImportReport> FileSource::lastReports() const
{
    return m_state->lastReports;
}

SourceKind FileSource::kind(const QString &ownFolders, ImportMappings *mappings)
{
    SourceKind kind;
    kind.kind = QStringLiteral("files");
    kind.label = translated("Files");
    kind.description =
        translated("Device lists and driver inventories from files: dropped on the window, or written into a folder.");
    SettingSpec folder;
    folder.key = QStringLiteral("folder");
    folder.label = translated("Watch folder");
    folder.help = translated(
        "Files that appear in this folder are imported. Leave it empty to import only what you drop on the window.");
    folder.type = SettingSpec::Type::Folder;
    kind.settings = {folder};
    kind.checkInSec = 24 * 3600;
    kind.syncEverySec = 300;
    kind.make = [ownFolders, mappings](const SourceConfig &config, SecretStore &) -> Result<std::unique_ptr<Source>> {
        const QString own = ownFolders + u'/' + QString::number(config.id.value);
        const QString watched = config.settings.value(QStringLiteral("folder")).toString();
        return std::unique_ptr<Source>(std::make_unique<FileSource>(config.id, Places{watched, own}, mappings));
    };
    return kind;
}

} // namespace ringward

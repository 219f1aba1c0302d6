#include "app/importflow.h"

#include "app/composition.h"
#include "models/base/counted.h"

#include <QFutureWatcher>
#include <QtConcurrent>

namespace ringward {

namespace {

/// A list whose every column has a known title, or was confirmed before, needs no question.
bool needsAsking(const MappingProposal &proposal)
{
    if (proposal.remembered)
        return false;
    return std::any_of(proposal.columns.begin(), proposal.columns.end(), [](const MappingColumn &column) {
        return column.refusedWhy.isEmpty() && column.confidence < 1;
    });
}

} // namespace

ImportFlow::ImportFlow(Composition &composition, QObject *parent)
    : QObject(parent)
    , m_composition(composition)
{
}

ImportFlow::~ImportFlow()
{
    m_stop.request_stop();
}

void ImportFlow::import(const QStringList &paths)
{
    m_toLookAt += paths;
    look();
}

void ImportFlow::look()
{
    if (m_busy || !m_asked.isEmpty())
        return;
    if (m_toLookAt.isEmpty()) {
        if (!m_toImport.isEmpty())
            importNow();
        return;
    }
    m_busy = true;
    const QString file = m_toLookAt.takeFirst();
    auto *watcher = new QFutureWatcher<Result<MappingProposal>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, file] {
        watcher->deleteLater();
        m_busy = false;
        take(file, watcher->result());
    });
    ImportMappings *mappings = &m_composition.mappings();
    watcher->setFuture(QtConcurrent::run([mappings, file] { return FileImporter(mappings).propose(file); }));
}

void ImportFlow::take(const QString &file, const Result<MappingProposal> &proposal)
{
    if (proposal && needsAsking(*proposal)) {
        m_asked = file;
        Q_EMIT mappingWanted(file, *proposal);
        return;
    }
    // What is no list with columns is told apart, and refused where it must be, by the import itself.
    m_toImport.append(file);
    look();
}

void ImportFlow::confirm(const QString &file, const ImportMapping &mapping)
{
    if (const Result<Done> remembered = m_composition.mappings().remember(mapping); !remembered) {
        Q_EMIT failed(remembered.error());
        return;
    }
    m_toImport.append(file);
    skip(file);
}

void ImportFlow::skip(const QString &file)
{
    if (m_asked == file)
        m_asked.clear();
    look();
}

void ImportFlow::cancel()
{
    m_stop.request_stop();
    m_stop = {};
}

void ImportFlow::importNow()
{
    const Result<FileSource *> files = m_composition.fileSource();
    const QStringList paths = std::exchange(m_toImport, {});
    if (!files || !*files) {
        Q_EMIT failed(files ? Error{Error::Kind::NotFound, QStringLiteral("no file source")} : files.error());
        return;
    }
    m_busy = true;
    Q_EMIT progressed(paths.size() == 1 ? tr("Importing %1").arg(QFileInfo(paths.first()).fileName())
                                        : tr("Importing %1").arg(counted(paths.size(), Noun::File)),
                      0, -1);
    QCoro::connect((*files)->add(paths, m_stop.get_token()), this, [this](Result<std::vector<ImportReport>> reports) {
        m_busy = false;
        if (reports)
            Q_EMIT finished(*reports);
        else
            Q_EMIT failed(reports.error());
        look();
    });
}

} // namespace ringward

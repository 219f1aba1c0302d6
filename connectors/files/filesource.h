#pragma once
#include "connectors/files/fileimporter.h"
#include "models/sources/sourcekind.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

class QFileSystemWatcher;

namespace ringward {

/// Files as a source: those in a folder that other tools write to, and those that a person dropped on the window, which
/// are kept in a folder of the source's own. Every fetch reads all of them, the newest first: where two files tell of
/// the same record, the newer file counts. Folders inside the folders are not looked into.
class FileSource : public QObject, public Source {
    Q_OBJECT
public:
    struct Places {
        QString watchFolder; ///< may be empty; never written to
        QString ownFolder; ///< made when first needed
    };
    /// `mappings` may be null and outlives the source.
    FileSource(SourceId id, Places places, ImportMappings *mappings, QObject *parent = nullptr);
    ~FileSource() override;

    /// The kind "files" with the setting "folder". `ownFolders` is the folder in which each source gets one of its own.
    static SourceKind kind(const QString &ownFolders, ImportMappings *mappings);

    Capabilities capabilities() const override { return ReadDevices | ReadDrivers; }
    Async<RecordPage> fetchDevices(QByteArray after, std::stop_token stop) override; ///< a page a file
    Async<QString> test(std::stop_token stop) override;

    /// Imports files and keeps a copy of each that was understood; a bad one changes nothing. The copy leaves out
    /// columns that look like patient data. A report for each path, in their order. filesChanged() follows when one was
    /// taken.
    Async<std::vector<ImportReport>> add(QStringList paths, std::stop_token stop, ImportOptions options = {});
    /// Forgets a file that add() had taken; `path` is that of its report. Denied for files that are not the source's
    /// own.
    Result<Done> remove(const QString &path);
    /// Of each file of the last fetch, the newest file first.
    std::vector<ImportReport> lastReports() const;

Q_SIGNALS:
    void filesChanged(); ///< something came, went or was written; fetch again. At most twice a second.

private:
    struct State;
    void watch();

    std::shared_ptr<State> m_state; ///< outlives `this` while an answer is awaited
    QFileSystemWatcher *m_watcher;
    QTimer m_settle;
};

} // namespace ringward

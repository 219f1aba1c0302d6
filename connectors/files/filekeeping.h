#pragma once
#include "connectors/files/fileimporter.h"

#include <QStringList>

#include <stop_token>

namespace ringward {

/// Plain files directly in a folder, the newest first; hidden ones and halves of copies are left out. At most 10,000.
QStringList filesIn(const QStringList &folders);

/// Waits until a file that was written a moment ago stays as large as it is. False when it still grows after ten
/// seconds, or somebody asked to stop. Sleeps; not for the GUI thread.
bool waitUntilWritten(const QString &path, std::stop_token stop);

/// Imports a file and, when something was taken, puts a copy without refused columns into the folder. Error::Storage in
/// the report when that cannot be written. Blocks.
ImportReport importAndKeep(const FileImporter &importer, const QString &path, const QString &folder,
                           std::stop_token stop, const ImportOptions &options);

} // namespace ringward

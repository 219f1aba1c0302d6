#pragma once
#include "connectors/files/importreport.h"
#include "models/sources/importmapping.h"

#include <QByteArray>

#include <stop_token>

namespace ringward {

struct ImportOptions {
    QString codePage; ///< read text in this one (see codePages()); empty to tell it by the content
    std::optional<ImportMapping>
        mapping; ///< what the columns of a list mean; otherwise a remembered one, then a proposed one
};

/// Turns one file into device records, whatever it is: what it is shows by its content, never by its name. Blocks; call
/// it on any thread. Time and memory grow with the size of the file, which is limited to kMaxBytes.
/// Never fails with nothing said: the report has the error and a sentence for people.
class FileImporter {
public:
    static constexpr qint64 kMaxBytes = 512LL * 1024 * 1024;

    /// `mappings` may be null: then nothing is remembered. It outlives the importer.
    explicit FileImporter(ImportMappings *mappings = nullptr)
        : m_mappings(mappings)
    {
    }

    /// Kinds of the error: NotFound and Denied for the file itself, Malformed for what it holds, NotSupported for a
    /// kind of file that is no list (pictures, archives, programs), Cancelled.
    Imported importFile(const QString &path, std::stop_token stop = {}, const ImportOptions &options = {}) const;
    Imported importBytes(QByteArray bytes, const QString &path, std::stop_token stop = {},
                         const ImportOptions &options = {}) const;

    /// The columns of a device list and what they probably mean; an error for files that are no list with columns.
    Result<MappingProposal> propose(const QString &path, const ImportOptions &options = {}) const;
    Result<MappingProposal> proposeFor(QByteArray bytes, const ImportOptions &options = {}) const;

    /// A device list as CSV without the columns that were refused as patient data; what is no such list comes back as
    /// it is.
    QByteArray withoutRefusedColumns(QByteArray bytes, const ImportOptions &options = {}) const;

private:
    ImportMappings *m_mappings;
};

} // namespace ringward

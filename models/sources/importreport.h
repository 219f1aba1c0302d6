#pragma once
#include "models/sources/source.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace ringward {

/// What became of one file: the lines of `ringwardctl import` and of the result list after a drop.
struct ImportReport {
    QString path; ///< as given; empty for bytes that had no file
    QString format; ///< for people: "Falcon hosts (JSON)", "msinfo32 report"; empty when it was not recognised
    QString encoding; ///< "UTF-16LE", "windows-1250"
    QString host; ///< of a driver inventory; empty for device lists and when the format does not tell
    qint64 devices = 0; ///< records taken
    qint64 drivers = 0; ///< drivers taken, over all devices
    std::vector<Refusal> refused; ///< the first kMaxRefusals of them
    qint64 refusedTotal = 0;
    std::optional<Error> error; ///< the file was refused whole and nothing of it was taken
    QString problem; ///< translated: one sentence why it was refused whole, and what to do
    QStringList refusedColumns; ///< titles of columns that look like patient data; their values were not read
    QStringList notes; ///< translated: columns refused as patient data, repaired encodings, double records

    static constexpr std::size_t kMaxRefusals = 1000;
    void refuse(const QString &where, const QString &reason)
    {
        ++refusedTotal;
        if (refused.size() < kMaxRefusals)
            refused.push_back({where, reason});
    }
    bool understood() const { return !error; }
};

} // namespace ringward

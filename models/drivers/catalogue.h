#pragma once
#include "models/base/result.h"

#include <QDate>
#include <QStringList>

namespace ringward {

/// Dated files of knowledge about drivers that an admin imports and that work offline.
enum class CatalogueKind : quint8 { Altitudes, LolDrivers, BlockList, Crashes };
inline constexpr int kCatalogueKinds = int(CatalogueKind::Crashes) + 1;

struct CatalogueInfo {
    CatalogueKind kind = CatalogueKind::Altitudes;
    QString title; ///< "LOLDrivers"
    QString version; ///< what the publisher calls this edition: a commit, "10.0.27825.0"; may be empty
    QDate date; ///< of the edition; invalid when the file does not tell
    int entries = 0;
};

/// Limits for files that call themselves a catalogue. The largest real one is 2 MB with 2,200 hashes.
inline constexpr qint64 kMostCatalogueBytes = 64 * 1024 * 1024;
inline constexpr int kMostXmlDepth = 16;

/// Lower-case hex when `text` is a hash of one of the lengths in use (MD5 32, SHA-1 40, SHA-256 64), else empty.
QString hashText(QStringView text);

/// Cells of one line of a separated list; quotes may hold separators, and two of them are one. No cell spans lines.
QStringList catalogueCells(QStringView line, QChar separator);

Error malformedCatalogue(const QString &what);

} // namespace ringward

#include "models/drivers/cataloguestore.h"

namespace ringward {

namespace {

template <typename Catalogue>
Result<ReadCatalogue> kept(Result<Catalogue> read, std::shared_ptr<const Catalogue> Catalogues::*place)
{
    if (!read)
        return read.error();
    ReadCatalogue result{read->info, {}};
    result.part.*place = std::make_shared<const Catalogue>(std::move(*read));
    return result;
}

} // namespace

QDate ShelvedCatalogue::date() const
{
    return info.date.isValid() ? info.date : QDateTime::fromMSecsSinceEpoch(importedMs).date();
}

Result<ReadCatalogue> readCatalogue(const QByteArray &bytes)
{
    const QByteArray head = bytes.left(64).trimmed();
    const QByteArray text = head.startsWith("\xEF\xBB\xBF") ? head.mid(3) : head;
    if (looksLikeCrashRecords(bytes))
        return kept(readCrashRecords(bytes), &Catalogues::crashes);
    if (text.startsWith('<'))
        return kept(readBlockList(bytes), &Catalogues::blockList);
    if (text.startsWith('{') || text.startsWith('['))
        return kept(readLolDrivers(bytes), &Catalogues::lolDrivers);
    return kept(readAltitudeList(bytes), &Catalogues::altitudes);
}

void addTo(Catalogues &catalogues, const ReadCatalogue &read)
{
    switch (read.info.kind) {
    case CatalogueKind::Altitudes:
        catalogues.altitudes = read.part.altitudes;
        break;
    case CatalogueKind::LolDrivers:
        catalogues.lolDrivers = read.part.lolDrivers;
        break;
    case CatalogueKind::BlockList:
        catalogues.blockList = read.part.blockList;
        break;
    case CatalogueKind::Crashes:
        catalogues.crashes = read.part.crashes;
        break;
    }
}

} // namespace ringward

#include "models/drivers/drivermatch.h"

#include "models/base/version.h"
#include "models/drivers/altitude.h"

#include <QCoreApplication>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::DriverMatch", text);
}

/// Version texts of PE files have commas and trailing words: "1, 2, 0, 5", "10.0.19041.1 (WinBuild...)".
bool sameVersion(QString left, QString right)
{
    for (QString *text : {&left, &right}) {
        text->replace(QStringLiteral(", "), QStringLiteral("."));
        text->replace(u',', u'.');
    }
    return !left.trimmed().isEmpty() && !right.trimmed().isEmpty() && compareVersions(left, right) == 0;
}

/// Keeps the strongest hit of each entry.
class Hits {
public:
    void add(CatalogueHit hit)
    {
        for (CatalogueHit &known : m_hits) {
            if (known.catalogue == hit.catalogue && known.entry == hit.entry) {
                if (hit.evidence > known.evidence)
                    known = std::move(hit);
                return;
            }
        }
        m_hits.push_back(std::move(hit));
    }
    std::vector<CatalogueHit> sorted()
    {
        std::stable_sort(m_hits.begin(), m_hits.end(),
                         [](const CatalogueHit &a, const CatalogueHit &b) { return a.evidence > b.evidence; });
        return std::move(m_hits);
    }

private:
    std::vector<CatalogueHit> m_hits;
};

CatalogueHit lolHit(const KnownDriver &entry, Evidence evidence, bool alarm, const char *why)
{
    return {.catalogue = CatalogueKind::LolDrivers,
            .evidence = evidence,
            .alarm = alarm,
            .malicious = entry.malicious,
            .entry = entry.id,
            .explanation = tr(why).arg(entry.malicious ? tr("malicious") : tr("vulnerable"))};
}

void matchLolDrivers(const DriverImage &image, const LolDrivers &catalogue, Hits &hits)
{
    for (const QString *hash : {&image.told.sha256, &image.told.sha1, &image.told.md5}) {
        const auto sample = catalogue.samplesByFlatHash.constFind(*hash);
        if (!hash->isEmpty() && sample != catalogue.samplesByFlatHash.constEnd())
            hits.add(lolHit(catalogue.entries[catalogue.samples[*sample].entry], Evidence::FlatHash, true,
                            "LOLDrivers lists exactly this file as %1."));
    }
    const auto [first, last] = catalogue.entriesByName.equal_range(image.told.image);
    for (auto entry = first; entry != last; ++entry) {
        const KnownDriver &known = catalogue.entries[*entry];
        const bool versionKnown =
            std::any_of(catalogue.samples.begin(), catalogue.samples.end(), [&](const KnownSample &s) {
                return s.entry == *entry && sameVersion(s.version, image.told.version);
            });
        if (versionKnown && !image.inbox)
            hits.add(lolHit(known, Evidence::NameAndVersion, true,
                            "LOLDrivers lists this name in this version as %1; the hash would prove it."));
        else if (known.alsoInbox || image.inbox)
            hits.add(lolHit(known, Evidence::NameOnly, false,
                            "An old build of this Windows driver is listed as %1; by its name alone this one is not."));
        else
            hits.add(lolHit(known, Evidence::NameOnly, false,
                            image.told.version.isEmpty()
                                ? "A driver of this name is listed as %1; this source tells no version and no hash."
                                : "A driver of this name is listed as %1, in other versions."));
    }
}

CatalogueHit blockHit(const BlockRule &rule, Evidence evidence, bool alarm, const QString &why)
{
    return {CatalogueKind::BlockList, evidence, alarm, false, rule.id, why};
}

bool versionInRange(const BlockRule &rule, const QString &version)
{
    return (rule.minimumVersion.isEmpty() || compareVersions(version, rule.minimumVersion) >= 0)
        && (rule.maximumVersion.isEmpty() || compareVersions(version, rule.maximumVersion) <= 0);
}

/// The block list holds Authenticode hashes; LOLDrivers knows which flat file each belongs to.
QStringList authenticodeOf(const DriverImage &image, const LolDrivers *pairs)
{
    if (!pairs || image.told.sha256.isEmpty())
        return {};
    const auto at = pairs->samplesByFlatHash.constFind(image.told.sha256);
    if (at == pairs->samplesByFlatHash.constEnd())
        return {};
    QStringList hashes{pairs->samples[*at].authentihash256, pairs->samples[*at].authentihash1};
    hashes.removeAll(QString());
    return hashes;
}

void matchBlockList(const DriverImage &image, const BlockList &list, const LolDrivers *pairs, Hits &hits)
{
    for (const QString &hash : authenticodeOf(image, pairs)) {
        if (const auto rule = list.rulesByHash.constFind(hash); rule != list.rulesByHash.constEnd())
            hits.add(blockHit(list.rules[*rule], Evidence::AuthenticodeHash, true,
                              tr("Microsoft's block list names this file by its Authenticode hash.")));
    }
    const auto [first, last] = list.rulesByName.equal_range(image.told.image);
    for (auto at = first; at != last; ++at) {
        const BlockRule &rule = list.rules[*at];
        if (image.told.version.isEmpty()) {
            hits.add(blockHit(rule, Evidence::NameOnly, false,
                              tr("Microsoft blocks some versions of this name; this source tells no version.")));
        } else if (versionInRange(rule, image.told.version)) {
            const bool signerFits = std::any_of(rule.signers.begin(), rule.signers.end(), [&](const QString &signer) {
                return !image.told.signer.isEmpty() && image.told.signer.contains(signer, Qt::CaseInsensitive);
            });
            hits.add(blockHit(rule, signerFits ? Evidence::Publisher : Evidence::NameAndVersion,
                              (!rule.onlyForSigners || signerFits) && !image.inbox,
                              signerFits ? tr("Microsoft blocks this name, version and signer.")
                                         : tr("Microsoft blocks this name and version.")));
        }
    }
}

} // namespace

std::vector<CatalogueHit> matchDriver(const DriverImage &image, const Catalogues &catalogues)
{
    Hits hits;
    if (catalogues.lolDrivers)
        matchLolDrivers(image, *catalogues.lolDrivers, hits);
    if (catalogues.blockList)
        matchBlockList(image, *catalogues.blockList, catalogues.lolDrivers.get(), hits);
    return hits.sorted();
}

std::optional<AltitudeFact> altitudeOf(const DriverImage &image, const AltitudeList *list)
{
    AltitudeFact fact{.altitude = image.told.altitude, .told = !image.told.altitude.isEmpty()};
    if (list) {
        const auto [first, last] = list->byDriver.equal_range(image.told.image);
        for (auto at = first; at != last; ++at) {
            const AllocatedAltitude &allocated = list->allocations[*at];
            if (fact.altitude.isEmpty() || compareAltitudes(fact.altitude, allocated.altitude) == 0) {
                fact.altitude = allocated.altitude;
                fact.company = allocated.company;
                break;
            }
        }
    }
    if (fact.altitude.isEmpty())
        return std::nullopt;
    if (const AltitudeGroup *group = altitudeGroupOf(fact.altitude))
        fact.loadOrderGroup = QString::fromLatin1(group->loadOrderGroup);
    return fact;
}

} // namespace ringward

#include "models/drivers/loldrivers.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::LolDrivers", text);
}

/// The same fact under the name of the compact edition and under that of the project's own file.
QString textOf(const QJsonObject &object, const char *compact, const char *project)
{
    const QJsonValue value = object.value(QLatin1StringView(compact));
    return value.isUndefined() ? object.value(QLatin1StringView(project)).toString() : value.toString();
}

QStringList lowerNames(const QJsonValue &value)
{
    QStringList names;
    for (const QJsonValue &tag : value.toArray()) {
        // One string may hold several names, separated by commas.
        for (const QString &name : tag.toString().split(u',', Qt::SkipEmptyParts))
            names.append(name.trimmed().toLower());
    }
    names.removeDuplicates();
    return names;
}

struct HashSlot {
    const char *compact, *project;
    QString KnownSample::*slot;
    bool authenticode;
};
constexpr std::array kHashes{
    HashSlot{"sha256", "SHA256", &KnownSample::sha256, false},
    HashSlot{"sha1", "SHA1", &KnownSample::sha1, false},
    HashSlot{"md5", "MD5", &KnownSample::md5, false},
    HashSlot{"authentihash_sha256", "", &KnownSample::authentihash256, true},
    HashSlot{"authentihash_sha1", "", &KnownSample::authentihash1, true},
};

Result<KnownSample> readSample(const QJsonObject &object, const QString &entryId)
{
    KnownSample sample;
    sample.fileName = textOf(object, "filename", "Filename").toLower();
    sample.version = textOf(object, "file_version", "FileVersion");
    sample.company = textOf(object, "company", "Company");
    const QJsonObject authentihash = object.value(u"Authentihash").toObject();
    for (const HashSlot &hash : kHashes) {
        QString text = textOf(object, hash.compact, hash.project);
        if (hash.authenticode && text.isEmpty())
            text = authentihash.value(hash.slot == &KnownSample::authentihash256 ? u"SHA256" : u"SHA1").toString();
        if (text.trimmed().isEmpty() || text == u"-")
            continue;
        sample.*hash.slot = hashText(text);
        if ((sample.*hash.slot).isEmpty())
            return malformedCatalogue(tr("Entry %1 has a hash of a wrong length: “%2”.").arg(entryId, text.left(80)));
    }
    return sample;
}

void index(LolDrivers &catalogue, const KnownSample &sample)
{
    const auto at = quint32(catalogue.samples.size());
    for (const HashSlot &hash : kHashes) {
        const QString &text = sample.*hash.slot;
        if (!text.isEmpty())
            (hash.authenticode ? catalogue.samplesByAuthentihash : catalogue.samplesByFlatHash).insert(text, at);
    }
    catalogue.samples.push_back(sample);
}

/// A sample may have been found under another name than the driver was built with.
void addNames(QStringList &names, const QJsonObject &sample)
{
    for (const QString &name :
         {textOf(sample, "filename", "Filename"), textOf(sample, "original_filename", "OriginalFilename")}) {
        if (name.endsWith(u".sys", Qt::CaseInsensitive) && !names.contains(name, Qt::CaseInsensitive))
            names.append(name.toLower());
    }
}

Result<Done> readEntry(LolDrivers &catalogue, const QJsonObject &object)
{
    KnownDriver driver;
    driver.id = textOf(object, "id", "Id");
    driver.names = lowerNames(object.value(object.contains(u"tags") ? u"tags" : u"Tags"));
    const QJsonValue samples = object.value(object.contains(u"samples") ? u"samples" : u"KnownVulnerableSamples");
    if (driver.id.isEmpty() || !samples.isArray())
        return malformedCatalogue(tr("Entry %1 has no id or no samples.").arg(catalogue.entries.size() + 1));
    driver.malicious = textOf(object, "category", "Category").contains(u"malicious", Qt::CaseInsensitive);
    driver.description = object.value(u"description").toString();
    for (const QJsonValue &cve : object.value(object.contains(u"cves") ? u"cves" : u"CVE").toArray())
        driver.cves.append(cve.toString());
    const auto at = quint32(catalogue.entries.size());
    for (const QJsonValue &value : samples.toArray()) {
        Result<KnownSample> sample = readSample(value.toObject(), driver.id);
        if (!sample)
            return sample.error();
        sample->entry = at;
        driver.alsoInbox |= !driver.malicious && sample->company.startsWith(u"Microsoft", Qt::CaseInsensitive);
        addNames(driver.names, value.toObject());
        index(catalogue, *sample);
    }
    for (const QString &name : std::as_const(driver.names))
        catalogue.entriesByName.insert(name, at);
    catalogue.entries.push_back(std::move(driver));
    return Done{};
}

} // namespace

Result<LolDrivers> readLolDrivers(const QByteArray &json)
{
    if (json.size() > kMostCatalogueBytes)
        return malformedCatalogue(tr("The file is larger than 64 MB; the catalogue has about 2 MB."));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return malformedCatalogue(
            tr("Not complete JSON: %1 at byte %2.").arg(problem.errorString()).arg(problem.offset));
    const QJsonObject top = document.object();
    const QJsonArray drivers = document.isArray() ? document.array() : top.value(u"drivers").toArray();
    if (drivers.isEmpty())
        return malformedCatalogue(tr("There are no drivers in it; this is not the LOLDrivers catalogue."));

    LolDrivers catalogue;
    catalogue.info = {.kind = CatalogueKind::LolDrivers,
                      .title = QStringLiteral("LOLDrivers"),
                      .version = top.value(u"commit").toString().left(10),
                      .date = QDate::fromString(top.value(u"commit_date").toString(), Qt::ISODate),
                      .entries = int(drivers.size())};
    for (const QJsonValue &entry : drivers) {
        if (const Result<Done> read = readEntry(catalogue, entry.toObject()); !read)
            return read.error();
    }
    return catalogue;
}

} // namespace ringward

#include "tests/connectors/files/inventories/inventorysupport.h"

#include "tests/support/places.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QJsonDocument>
#include <QStringEncoder>

#include <algorithm>

namespace ringward {

namespace {

Read parsed(const DecodedText &text)
{
    Read read;
    read.encoding = text.encoding;
    for (const InventoryFormat &format : inventoryFormats()) {
        if (!format.looksLike(QStringView(text.text).left(kInventoryHead)))
            continue;
        read.format = QString::fromLatin1(format.name);
        auto machines = format.parse(text, {});
        if (machines)
            read.machines = std::move(*machines);
        else
            read.error = machines.error();
        break;
    }
    return read;
}

} // namespace

const Inventory &Read::machine() const
{
    static const Inventory none;
    EXPECT_EQ(machines.size(), 1U) << format.toStdString() << ": " << (error ? error->detail.toStdString() : "");
    return machines.size() == 1 ? machines.front() : none;
}

const Driver &Read::driver(QStringView name) const
{
    static const Driver none;
    for (const Inventory &inventory : machines) {
        for (const Driver &driver : inventory.drivers.drivers) {
            if (driver.name == name)
                return driver;
        }
    }
    ADD_FAILURE() << "no driver " << name.toString().toStdString();
    return none;
}

Read readInventory(const QByteArray &bytes, const QString &codePage)
{
    const auto text = decodeText(bytes, codePage);
    return text ? parsed(*text) : Read();
}

Read readInventory(const QString &text)
{
    DecodedText decoded;
    decoded.text = text;
    return parsed(decoded);
}

QByteArray sharedFile(const QString &name)
{
    QFile file(places::shared("/data/") + name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
    return file.readAll();
}

QString sharedText(const QString &name)
{
    const auto text = decodeText(sharedFile(name));
    return text ? text->text : QString();
}

const QJsonObject &expectedMachines()
{
    static const QJsonObject expected =
        QJsonDocument::fromJson(sharedFile(QStringLiteral("driver-inventories/EXPECTED.json"))).object();
    return expected;
}

QByteArray inEncoding(const char *encoding, const QString &text)
{
    QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
    EXPECT_TRUE(encoder.isValid()) << encoding;
    return encoder.encode(text);
}

QString describe(const Driver &d)
{
    QStringList facts{d.name,   d.displayName, d.path,      d.image,          d.version,  d.publisher,
                      d.signer, d.infName,     d.className, d.loadOrderGroup, d.altitude, d.hardwareId,
                      d.md5,    d.sha1,        d.sha256,    d.impHash};
    for (const qint64 number :
         {qint64(d.start), qint64(d.kind), qint64(d.state), qint64(d.isSigned), qint64(d.fileMissing),
          qint64(d.nameCut), qint64(d.flagged), d.fileBytes, d.codeBytes, d.pagedPoolBytes, qint64(d.instances)})
        facts << QString::number(number);
    facts << d.linkDate.toString(Qt::ISODate) << d.fileDate.toString(Qt::ISODate) << d.driverDate.toString(Qt::ISODate);
    return facts.join(u'|');
}

QStringList describe(const Inventory &inventory)
{
    QStringList lines{inventory.host + u'|' + inventory.osName + u'|' + inventory.osBuild + u'|'
                      + inventory.manufacturer + u'|' + inventory.model + u'|'
                      + QString::number(inventory.drivers.takenMs)};
    for (const Driver &driver : inventory.drivers.drivers)
        lines << describe(driver);
    return lines;
}

QStringList names(const std::vector<Driver> &drivers)
{
    QStringList result;
    for (const Driver &driver : drivers)
        result << driver.name;
    return result;
}

} // namespace ringward

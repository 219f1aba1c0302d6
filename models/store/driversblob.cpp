#include "models/store/recordblob.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

#include <array>

namespace ringward {

namespace {

constexpr qint64 kVersion = 1;

struct TextField {
    const char *key;
    QString Driver::*member;
};
constexpr std::array kTexts{
    TextField{"name", &Driver::name},
    TextField{"display_name", &Driver::displayName},
    TextField{"path", &Driver::path},
    TextField{"image", &Driver::image},
    TextField{"version", &Driver::version},
    TextField{"publisher", &Driver::publisher},
    TextField{"signer", &Driver::signer},
    TextField{"inf", &Driver::infName},
    TextField{"class", &Driver::className},
    TextField{"group", &Driver::loadOrderGroup},
    TextField{"altitude", &Driver::altitude},
    TextField{"hardware_id", &Driver::hardwareId},
    TextField{"md5", &Driver::md5},
    TextField{"sha1", &Driver::sha1},
    TextField{"sha256", &Driver::sha256},
    TextField{"imphash", &Driver::impHash},
    TextField{"key_usages", &Driver::keyUsages},
};

struct NumberField {
    const char *key;
    qint64 notTold;
    qint64 (*get)(const Driver &);
    void (*set)(Driver &, qint64);
};
using D = Driver;
constexpr qint64 kNoDate = 0;

/// Enumerations are written by number: those of the start type are Windows' own, the others are only added to.
constexpr std::array kNumbers{
    NumberField{"start", -1, [](const D &d) { return qint64(d.start); },
                [](D &d, qint64 n) {
                    d.start = n >= 0 && n <= 4 ? StartType(n) : StartType::NotTold;
                }},
    NumberField{"kind", 0, [](const D &d) { return qint64(d.kind); },
                [](D &d, qint64 n) {
                    d.kind = n >= 0 && n <= 3 ? ImageKind(n) : ImageKind::NotTold;
                }},
    NumberField{"state", 0, [](const D &d) { return qint64(d.state); },
                [](D &d, qint64 n) {
                    d.state = n >= 0 && n <= 2 ? RunState(n) : RunState::NotTold;
                }},
    NumberField{"signed", 0, [](const D &d) { return qint64(d.isSigned); },
                [](D &d, qint64 n) {
                    d.isSigned = n >= 0 && n <= 2 ? Told(n) : Told::NotTold;
                }},
    NumberField{"file_missing", 0, [](const D &d) { return qint64(d.fileMissing); },
                [](D &d, qint64 n) {
                    d.fileMissing = n >= 0 && n <= 2 ? Told(n) : Told::NotTold;
                }},
    NumberField{"safe_mode", 0, [](const D &d) { return qint64(d.safeMode); },
                [](D &d, qint64 n) {
                    d.safeMode = n >= 0 && n <= 4 ? SafeMode(n) : SafeMode::NotTold;
                }},
    NumberField{"name_cut", 0, [](const D &d) { return qint64(d.nameCut); },
                [](D &d, qint64 n) {
                    d.nameCut = n;
                }},
    NumberField{"flagged", 0, [](const D &d) { return qint64(d.flagged); },
                [](D &d, qint64 n) {
                    d.flagged = n;
                }},
    NumberField{"file_bytes", -1, [](const D &d) { return d.fileBytes; },
                [](D &d, qint64 n) {
                    d.fileBytes = n;
                }},
    NumberField{"code_bytes", -1, [](const D &d) { return d.codeBytes; },
                [](D &d, qint64 n) {
                    d.codeBytes = n;
                }},
    NumberField{"paged_pool_bytes", -1, [](const D &d) { return d.pagedPoolBytes; },
                [](D &d, qint64 n) {
                    d.pagedPoolBytes = n;
                }},
    NumberField{"instances", -1, [](const D &d) { return qint64(d.instances); },
                [](D &d, qint64 n) {
                    d.instances = int(n);
                }},
    NumberField{"file_day", kNoDate, [](const D &d) { return d.fileDate.isValid() ? d.fileDate.toJulianDay() : 0; },
                [](D &d, qint64 n) {
                    d.fileDate = n ? QDate::fromJulianDay(n) : QDate();
                }},
    NumberField{"driver_day", kNoDate,
                [](const D &d) { return d.driverDate.isValid() ? d.driverDate.toJulianDay() : 0; },
                [](D &d, qint64 n) {
                    d.driverDate = n ? QDate::fromJulianDay(n) : QDate();
                }},
};

QCborValue fromDriver(const Driver &driver)
{
    QCborMap map;
    for (const TextField &text : kTexts) {
        if (!(driver.*text.member).isEmpty())
            map.insert(QLatin1StringView(text.key), driver.*text.member);
    }
    for (const NumberField &number : kNumbers) {
        if (const qint64 value = number.get(driver); value != number.notTold)
            map.insert(QLatin1StringView(number.key), value);
    }
    if (driver.linkDate.isValid())
        map.insert(QLatin1StringView("link_ms"), driver.linkDate.toMSecsSinceEpoch());
    return map;
}

Driver toDriver(const QCborMap &map)
{
    Driver driver;
    for (const TextField &text : kTexts)
        driver.*text.member = map.value(QLatin1StringView(text.key)).toString();
    for (const NumberField &number : kNumbers)
        number.set(driver, map.value(QLatin1StringView(number.key)).toInteger(number.notTold));
    if (const QCborValue linked = map.value(QLatin1StringView("link_ms")); linked.isInteger())
        driver.linkDate = QDateTime::fromMSecsSinceEpoch(linked.toInteger(), Qt::UTC);
    return driver;
}

} // namespace

QByteArray encodeDrivers(const DriverList &list)
{
    QCborArray drivers;
    for (const Driver &driver : list.drivers)
        drivers.append(fromDriver(driver));
    const QCborMap map{{QStringLiteral("version"), kVersion},
                       {QStringLiteral("taken_ms"), list.takenMs},
                       {QStringLiteral("complete"), list.complete},
                       {QStringLiteral("format"), list.format},
                       {QStringLiteral("drivers"), drivers}};
    return qCompress(map.toCborValue().toCbor(), 1);
}

DriverListPtr decodeDrivers(const QByteArray &bytes)
{
    const QCborMap map = QCborValue::fromCbor(qUncompress(bytes)).toMap();
    if (map.value(QLatin1StringView("version")).toInteger() < kVersion)
        return nullptr;
    auto list = std::make_shared<DriverList>();
    list->takenMs = map.value(QLatin1StringView("taken_ms")).toInteger();
    list->complete = map.value(QLatin1StringView("complete")).toBool(true);
    list->format = map.value(QLatin1StringView("format")).toString();
    for (const QCborValue &driver : map.value(QLatin1StringView("drivers")).toArray())
        list->drivers.push_back(toDriver(driver.toMap()));
    return list;
}

QByteArray encodeDriver(const Driver &driver)
{
    return fromDriver(driver).toCbor();
}

std::optional<Driver> decodeDriver(const QByteArray &bytes)
{
    const QCborValue value = QCborValue::fromCbor(bytes);
    return value.isMap() ? std::optional(toDriver(value.toMap())) : std::nullopt;
}

} // namespace ringward

#include "connectors/meshcentral/driverinventory.h"

#include <zlib.h>

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

constexpr qsizetype kMostBytes = 32 * 1024 * 1024;
constexpr int kMostPieces = 20'000, kPieceSize = 4000;
constexpr qsizetype kMostDrivers = 20'000, kLongestText = 4096;
constexpr int kGzip = 16 + MAX_WBITS; // for zlib: with the header of gzip

Error malformed(const char *why)
{
    return {Error::Kind::Malformed, QStringLiteral("the driver inventory %1").arg(QLatin1StringView(why)), {}};
}

Result<QByteArray> gunzip(const QByteArray &packed, qsizetype mostBytes)
{
    z_stream stream{};
    if (inflateInit2(&stream, kGzip) != Z_OK)
        return malformed("cannot be unpacked");
    QByteArray all;
    QByteArray part(256 * 1024, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    stream.avail_in = uInt(packed.size());
    int state = Z_OK;
    while (state == Z_OK && all.size() <= mostBytes) {
        stream.next_out = reinterpret_cast<Bytef *>(part.data());
        stream.avail_out = uInt(part.size());
        state = inflate(&stream, Z_NO_FLUSH);
        all.append(part.constData(), part.size() - qsizetype(stream.avail_out));
    }
    inflateEnd(&stream);
    if (all.size() > mostBytes)
        return malformed("unpacks to more than any machine has");
    if (state != Z_STREAM_END)
        return malformed("is cut off or damaged");
    return all;
}

QString text(const QJsonObject &from, const char *key)
{
    return from.value(QLatin1StringView(key)).toString().trimmed().left(kLongestText);
}

template <typename Value, std::size_t N>
Value meaning(const std::array<std::pair<QLatin1StringView, Value>, N> &words, const QString &word, Value otherwise)
{
    for (const auto &[known, value] : words) {
        if (word.compare(known, Qt::CaseInsensitive) == 0)
            return value;
    }
    return otherwise;
}

// The words of Win32_SystemDriver and of Authenticode, which are the same in every language of Windows.
constexpr std::array kStarts{
    std::pair{QLatin1StringView("Boot"), StartType::Boot}, std::pair{QLatin1StringView("System"), StartType::System},
    std::pair{QLatin1StringView("Auto"), StartType::Auto}, std::pair{QLatin1StringView("Manual"), StartType::Manual},
    std::pair{QLatin1StringView("Disabled"), StartType::Disabled}};
constexpr std::array kKinds{std::pair{QLatin1StringView("Kernel Driver"), ImageKind::Kernel},
                            std::pair{QLatin1StringView("File System Driver"), ImageKind::FileSystem}};
constexpr std::array kStates{std::pair{QLatin1StringView("Running"), RunState::Running},
                             std::pair{QLatin1StringView("Stopped"), RunState::Stopped}};
constexpr std::array kSigned{std::pair{QLatin1StringView("Valid"), Told::Yes},
                             std::pair{QLatin1StringView("NotSigned"), Told::No},
                             std::pair{QLatin1StringView("HashMismatch"), Told::No}};

/// Lists of the registry's SafeBoot key that name the driver. The script always looks, so none is an answer, too.
SafeMode safeModeOf(const QJsonValue &lists)
{
    const QVariantList names = lists.toArray().toVariantList();
    const bool minimal = names.contains(QStringLiteral("minimal")), network = names.contains(QStringLiteral("network"));
    return minimal && network ? SafeMode::Both
        : minimal             ? SafeMode::Minimal
        : network             ? SafeMode::Network
                              : SafeMode::Never;
}

QString usagesOf(const QJsonValue &identifiers)
{
    static const QRegularExpression identifier(QStringLiteral("^[0-9]+(\\.[0-9]+){2,20}$"));
    QStringList usages;
    for (const QJsonValue &each : identifiers.toArray()) {
        if (identifier.match(each.toString()).hasMatch() && usages.size() < 32)
            usages << each.toString();
    }
    return usages.join(u' ');
}

QString shaText(const QString &text)
{
    return QByteArray::fromHex(text.toLatin1()).size() == 32 && text.size() == 64 ? text.toLower() : QString();
}

Driver driverOf(const QJsonObject &from)
{
    Driver driver;
    driver.name = text(from, "n");
    driver.displayName = text(from, "t");
    driver.path = text(from, "p");
    driver.image = imageName(driver.path);
    driver.version = text(from, "v");
    driver.publisher = text(from, "c");
    driver.signer = text(from, "u");
    driver.keyUsages = usagesOf(from.value(u"e"));
    driver.safeMode = safeModeOf(from.value(u"m"));
    driver.infName = text(from, "i");
    driver.loadOrderGroup = text(from, "g");
    driver.altitude = text(from, "l");
    driver.sha256 = shaText(text(from, "h"));
    driver.start = meaning(kStarts, text(from, "s"), StartType::NotTold);
    driver.kind = meaning(kKinds, text(from, "k"), ImageKind::NotTold);
    driver.state = meaning(kStates, text(from, "r"), RunState::NotTold);
    driver.isSigned = meaning(kSigned, text(from, "a"), Told::NotTold);
    const QJsonValue missing = from.value(u"x");
    driver.fileMissing = missing.toInt() == 1 ? Told::Yes : driver.version.isEmpty() ? Told::NotTold : Told::No;
    driver.fileDate = QDate::fromString(text(from, "d"), Qt::ISODate);
    driver.fileBytes = std::max<qint64>(-1, from.value(u"b").toInteger(-1));
    driver.instances = std::max(-1, from.value(u"o").toInt(-1));
    return driver;
}

} // namespace

QString driverInventoryScript()
{
    QFile file(QStringLiteral(":/scripts/driver-inventory.ps1"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

Result<QByteArray> unpackPieces(const QString &printed, qsizetype mostBytes)
{
    const qsizetype head = printed.indexOf(QLatin1StringView("RWD1 "));
    if (head < 0)
        return malformed("has no beginning");
    const QList<QStringView> lines = QStringView(printed).mid(head).split(u'\n');
    const QList<QStringView> first = lines.first().trimmed().split(u' ');
    const int pieces = first.size() == 3 ? first[1].toInt() : 0;
    if (pieces < 1 || pieces > kMostPieces || lines.size() <= pieces)
        return malformed("has not all of its pieces");
    QByteArray base64;
    for (int i = 1; i <= pieces; ++i) {
        const QStringView line = lines[i].trimmed();
        const QString number = QString::number(i) + u' ';
        if (!line.startsWith(number) || line.size() > kPieceSize + number.size())
            return malformed("has its pieces in disorder");
        base64 += line.mid(number.size()).toLatin1();
    }
    const auto packed = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    if (!packed
        || QCryptographicHash::hash(*packed, QCryptographicHash::Sha256).toHex() != first[2].toLatin1().toLower())
        return malformed("was altered on the way");
    return gunzip(*packed, mostBytes);
}

QString packPieces(const QByteArray &json)
{
    QByteArray packed(qsizetype(compressBound(uLong(json.size()))) + 64, Qt::Uninitialized);
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(json.data()));
    stream.avail_in = uInt(json.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.truncate(packed.size() - qsizetype(stream.avail_out));
    deflateEnd(&stream);
    const QByteArray base64 = packed.toBase64();
    const qsizetype pieces = (base64.size() + kPieceSize - 1) / kPieceSize;
    QByteArray printed = "RWD1 " + QByteArray::number(pieces) + ' '
        + QCryptographicHash::hash(packed, QCryptographicHash::Sha256).toHex().toUpper() + "\r\n";
    for (qsizetype i = 0; i < pieces; ++i)
        printed += QByteArray::number(i + 1) + ' ' + base64.mid(i * kPieceSize, kPieceSize) + "\r\n";
    return QString::fromLatin1(printed);
}

Result<DriverList> readDriverInventory(const QString &printed)
{
    const Result<QByteArray> json = unpackPieces(printed, kMostBytes);
    if (!json)
        return json.error();
    const QJsonObject top = QJsonDocument::fromJson(*json).object();
    if (top.value(u"format").toInt() != 1 || !top.value(u"drivers").isArray())
        return malformed("is of another format");
    DriverList list;
    list.format = QStringLiteral("MeshCentral script");
    const QDateTime at = QDateTime::fromString(top.value(u"at").toString(), Qt::ISODate);
    list.takenMs = at.isValid() ? at.toMSecsSinceEpoch() : 0;
    for (const QJsonValue &each : top.value(u"drivers").toArray()) {
        Driver driver = driverOf(each.toObject());
        if (!driver.name.isEmpty() && qsizetype(list.drivers.size()) < kMostDrivers)
            list.drivers.push_back(std::move(driver));
    }
    if (list.drivers.empty())
        return malformed("lists no driver");
    return list;
}

} // namespace ringward

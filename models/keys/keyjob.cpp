#include "models/keys/keyjob.h"

#include "models/base/sealing.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <QCoreApplication>

#include <optional>

namespace ringward {

namespace {

constexpr char kMagic[] = "RWKEYS1\n";
constexpr QByteArrayView kMagicView(kMagic, sizeof kMagic - 1);
constexpr qsizetype kSlipBytes = 4096, kMostBytes = 8 << 20, kLongestText = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::KeyJob", text);
}

constexpr qint64 kNoTier = -1;

void write(QCborStreamWriter &to, const KeySlip &slip)
{
    to.startArray(7);
    for (const QString &text : {slip.ward, slip.place, slip.host, slip.keyId})
        to.append(text);
    to.append(slip.tier ? qint64(*slip.tier) : kNoTier);
    to.append(slip.createdMs);
    slip.key->use([&](QByteArrayView digits) { to.appendByteString(digits.data(), digits.size()); });
    to.endArray();
}

/// Reads what is expected or nothing at all: `ok` stays false from the first surprise on.
struct Reader {
    QCborStreamReader from;
    bool ok = true;

    explicit Reader(const QByteArray &bytes)
        : from(bytes)
    {
    }
    quint64 array()
    {
        ok = ok && from.isArray() && from.isLengthKnown();
        const quint64 length = ok ? from.length() : 0;
        ok = ok && from.enterContainer();
        return ok ? length : 0;
    }
    void leave() { ok = ok && from.leaveContainer(); }
    qint64 number()
    {
        ok = ok && from.isInteger();
        const qint64 value = ok ? from.toInteger() : 0;
        ok = ok && from.next();
        return value;
    }
    QString text()
    {
        ok = ok && from.isString();
        QString all;
        while (ok) {
            const auto part = from.readString();
            if (part.status == QCborStreamReader::EndOfString)
                break;
            ok = part.status == QCborStreamReader::Ok && all.size() + part.data.size() <= kLongestText;
            all += part.data;
        }
        return all;
    }
    Secret bytes()
    {
        ok = ok && from.isByteArray();
        QByteArray all;
        while (ok) {
            auto part = from.readByteArray();
            if (part.status == QCborStreamReader::EndOfString)
                break;
            ok = part.status == QCborStreamReader::Ok && all.isEmpty() && part.data.size() <= 100;
            all = std::move(part.data);
        }
        return Secret(std::move(all));
    }
};

std::optional<KeySlip> readSlip(Reader &reader)
{
    KeySlip slip;
    if (reader.array() != 7)
        return std::nullopt;
    for (QString *text : {&slip.ward, &slip.place, &slip.host, &slip.keyId})
        *text = reader.text();
    const qint64 tier = reader.number();
    slip.createdMs = reader.number();
    Result<RecoveryKey> key = RecoveryKey::parse(reader.bytes());
    reader.leave();
    if (!reader.ok || !key || tier < kNoTier || tier >= kTierCount)
        return std::nullopt;
    if (tier != kNoTier)
        slip.tier = Tier(tier);
    slip.key = std::make_shared<const RecoveryKey>(std::move(*key));
    return slip;
}

std::optional<KeyJob> readJob(const QByteArray &bytes)
{
    Reader reader(bytes);
    KeyJob job;
    if (reader.array() != 7)
        return std::nullopt;
    for (QString *text : {&job.title, &job.reason, &job.person})
        *text = reader.text();
    job.madeMs = reader.number();
    job.simulated = reader.number() != 0;
    const quint64 slips = reader.array();
    if (!reader.ok || slips > kMostSlips)
        return std::nullopt;
    for (quint64 i = 0; i < slips; ++i) {
        auto slip = readSlip(reader);
        if (!slip)
            return std::nullopt;
        job.slips.push_back(std::move(*slip));
    }
    reader.leave();
    const quint64 missing = reader.array();
    if (!reader.ok || missing > 2 * kMostSlips)
        return std::nullopt;
    for (quint64 i = 0; i < missing; i += 2) {
        const QString host = reader.text();
        job.missing.push_back({host, reader.text()});
    }
    reader.leave();
    reader.leave();
    if (!reader.ok)
        return std::nullopt;
    return job;
}

} // namespace

Result<QByteArray> sealJob(const KeyJob &job, const Secret &passphrase)
{
    const bool isShort = passphrase.use([](QByteArrayView words) { return words.size() < kShortestPassphrase; });
    if (isShort)
        return Error{Error::Kind::Conflict, QStringLiteral("short passphrase"),
                     tr("The passphrase needs at least %1 characters: it is all that protects these keys.")
                         .arg(kShortestPassphrase)};
    QByteArray bytes;
    bytes.reserve(qsizetype(job.slips.size() + job.missing.size() + 1) * kSlipBytes);
    QCborStreamWriter to(&bytes);
    to.startArray(7);
    for (const QString &text : {job.title, job.reason, job.person})
        to.append(text.left(kLongestText));
    to.append(job.madeMs);
    to.append(qint64(job.simulated));
    to.startArray(quint64(job.slips.size()));
    for (const KeySlip &slip : job.slips)
        write(to, slip);
    to.endArray();
    to.startArray(quint64(2 * job.missing.size()));
    for (const KeyJob::Missing &line : job.missing) {
        to.append(line.host.left(kLongestText));
        to.append(line.why.left(kLongestText));
    }
    to.endArray();
    to.endArray();
    return sealBytes(kMagicView, passphrase, Secret(std::move(bytes)));
}

Result<KeyJob> openJob(QByteArrayView sealed, const Secret &passphrase)
{
    const Error malformed{Error::Kind::Malformed, QStringLiteral("no sealed keys"),
                          tr("This is no file of sealed recovery keys, or it is damaged.")};
    if (sealed.size() > kMostBytes)
        return malformed;
    const Result<Secret> content = openBytes(kMagicView, passphrase, sealed);
    if (!content && content.error().kind == Error::Kind::Denied)
        return Error{Error::Kind::Denied, content.error().detail,
                     tr("The passphrase is wrong, or the file was changed.")};
    if (!content)
        return content.error().kind == Error::Kind::Malformed ? malformed : content.error();
    std::optional<KeyJob> job =
        content->use([](QByteArrayView bytes) { return readJob(QByteArray::fromRawData(bytes.data(), bytes.size())); });
    if (!job)
        return malformed;
    return std::move(*job);
}

} // namespace ringward

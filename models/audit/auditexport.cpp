#include "models/audit/auditexport.h"

#include "models/base/parallel.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>

namespace ringward {

namespace {

constexpr qsizetype kLongestLine = 1 << 20;
constexpr std::size_t kBatch = 8'192, kShare = 256; ///< lines read at a time, and by one thread at a time

using Progress = std::function<bool(qint64 done)>;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::AuditChain", text);
}

QString hex(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex());
}

void putField(QJsonObject &object, const QString &name, const AuditEntry &entry, const QString &text, bool leaveOut)
{
    const QByteArray salt = fieldSalt(entry.salt, name.toUtf8());
    if (leaveOut) {
        object.insert(name + QStringLiteral("_commitment"), commit(salt, text).hex());
        return;
    }
    object.insert(name, text);
    object.insert(name + QStringLiteral("_salt"), hex(salt));
}

QJsonObject toJson(const AuditEntry &entry, Redaction redaction)
{
    QJsonObject object{{QStringLiteral("kind"), QStringLiteral("entry")},
                       {QStringLiteral("number"), entry.number},
                       {QStringLiteral("at_ms"), entry.atMs},
                       {QStringLiteral("person"), qint64(entry.person.value)},
                       {QStringLiteral("deed"), entry.deed},
                       {QStringLiteral("object"), entry.object},
                       {QStringLiteral("data"), entry.data},
                       {QStringLiteral("previous"), entry.previous.hex()},
                       {QStringLiteral("hash"), entry.hash.hex()}};
    putField(object, QStringLiteral("who"), entry, entry.who, redaction.names);
    putField(object, QStringLiteral("text"), entry, entry.text, redaction.texts);
    return object;
}

QJsonObject toJson(const AuditHead &head)
{
    return {{QStringLiteral("kind"), QStringLiteral("head")},
            {QStringLiteral("number"), head.number},
            {QStringLiteral("hash"), head.hash.hex()},
            {QStringLiteral("at_ms"), head.atMs},
            {QStringLiteral("person"), qint64(head.person.value)},
            {QStringLiteral("key"), head.key.hex()},
            {QStringLiteral("signature"), head.signature.hex()}};
}

Result<Done> writeLine(QIODevice &to, const QJsonObject &object)
{
    const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    if (to.write(line) == line.size())
        return Done{};
    return Error{Error::Kind::Storage, to.errorString(),
                 tr("The export could not be written. Check free space and rights of its folder.")};
}

std::optional<Hash> hashAt(const QJsonObject &object, const QString &name)
{
    return Hash::fromHex(object[name].toString().toLatin1());
}

QByteArray bytesAt(const QJsonObject &object, const QString &name)
{
    return QByteArray::fromHex(object[name].toString().toLatin1());
}

std::optional<Hash> commitmentAt(const QJsonObject &object, const QString &name)
{
    if (!object.contains(name))
        return hashAt(object, name + QStringLiteral("_commitment"));
    return commit(bytesAt(object, name + QStringLiteral("_salt")), object[name].toString());
}

/// One line, read and hashed.
struct ReadLine {
    enum class Kind { Unreadable, Entry, Head } kind = Kind::Unreadable;
    AuditEntry entry;
    Hash computed;
    AuditHead head;
};

ReadLine readEntry(const QJsonObject &object)
{
    ReadLine line;
    AuditEntry &entry = line.entry;
    entry.number = object[u"number"].toInteger();
    entry.atMs = object[u"at_ms"].toInteger();
    entry.person = PersonId{quint32(object[u"person"].toInteger())};
    entry.deed = object[u"deed"].toString();
    entry.object = object[u"object"].toString();
    entry.data = object[u"data"].toString();
    const auto previous = hashAt(object, QStringLiteral("previous")), hash = hashAt(object, QStringLiteral("hash"));
    const auto who = commitmentAt(object, QStringLiteral("who")), text = commitmentAt(object, QStringLiteral("text"));
    if (!previous || !hash || !who || !text)
        return line;
    line.kind = ReadLine::Kind::Entry;
    entry.previous = *previous;
    entry.hash = *hash;
    line.computed = hashOf(entry, {*who, *text});
    return line;
}

ReadLine readHead(const QJsonObject &object)
{
    ReadLine line;
    const auto hash = hashAt(object, QStringLiteral("hash"));
    const auto key = PublicKey::fromBytes(bytesAt(object, QStringLiteral("key")));
    const auto signature = Signature::fromBytes(bytesAt(object, QStringLiteral("signature")));
    if (!hash || !key || !signature)
        return line;
    line.kind = ReadLine::Kind::Head;
    line.head = {object[u"number"].toInteger(),
                 *hash,
                 object[u"at_ms"].toInteger(),
                 PersonId{quint32(object[u"person"].toInteger())},
                 *key,
                 *signature};
    return line;
}

ReadLine readLine(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const QString kind = object[u"kind"].toString();
    if (kind == u"entry")
        return readEntry(object);
    return kind == u"head" ? readHead(object) : ReadLine();
}

std::optional<ChainBreak> add(ChainVerifier &verifier, const ReadLine &line)
{
    switch (line.kind) {
    case ReadLine::Kind::Entry:
        return verifier.add(line.entry, line.computed);
    case ReadLine::Kind::Head:
        return verifier.add(line.head);
    case ReadLine::Kind::Unreadable:
        break;
    }
    const qint64 next = verifier.entries() ? verifier.last() + 1 : 1;
    return ChainBreak{next, tr("The line where entry %1 is expected cannot be read.").arg(next)};
}

} // namespace

Result<qint64> exportAudit(AuditLog &log, QIODevice &to, Redaction redaction, const Progress &progress)
{
    const QJsonObject title{{QStringLiteral("kind"), QStringLiteral("audit")}, {QStringLiteral("version"), 1}};
    if (const Result<Done> written = writeLine(to, title); !written)
        return written.error();
    qint64 count = 0;
    const Result<Done> read = log.visit(1, [&](const AuditEntry &entry) -> Result<Done> {
        if (++count % qint64(kBatch) == 0 && progress && !progress(count))
            return Error{Error::Kind::Cancelled, {}, {}};
        return writeLine(to, toJson(entry, redaction));
    });
    if (!read)
        return read.error();
    const Result<std::vector<AuditHead>> heads = log.heads();
    if (!heads)
        return heads.error();
    for (const AuditHead &head : *heads) {
        if (head.number > count)
            continue; // signed while the export was being written
        if (const Result<Done> written = writeLine(to, toJson(head)); !written)
            return written.error();
    }
    return count;
}

Result<ChainReport> verifyExport(QIODevice &from, const Progress &progress)
{
    const QJsonObject title = QJsonDocument::fromJson(from.readLine(kLongestLine)).object();
    if (title[u"kind"].toString() != u"audit" || title[u"version"].toInt() != 1)
        return Error{Error::Kind::Malformed, QStringLiteral("no audit title line"),
                     tr("This is no export of the audit, or one of a newer version of Ringward.")};
    ChainVerifier verifier;
    while (!from.atEnd()) {
        std::vector<QByteArray> lines;
        while (lines.size() < kBatch && !from.atEnd())
            lines.push_back(from.readLine(kLongestLine));
        std::vector<ReadLine> read(lines.size());
        parallelFor((lines.size() + kShare - 1) / kShare, {}, [&](std::size_t share) {
            for (std::size_t i = share * kShare; i < std::min((share + 1) * kShare, lines.size()); ++i)
                read[i] = readLine(lines[i]);
        });
        for (const ReadLine &line : read) {
            if (std::optional<ChainBreak> broken = add(verifier, line))
                return reportOf(verifier, std::move(broken));
        }
        if (progress && !progress(verifier.entries()))
            return Error{Error::Kind::Cancelled, {}, {}};
    }
    return reportOf(verifier, std::nullopt);
}

} // namespace ringward

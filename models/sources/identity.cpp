#include "models/sources/identity.h"

#include <QVarLengthArray>

#include <unordered_set>

namespace ringward {

namespace {

using Letters = QVarLengthArray<char16_t, 64>;

// What boards, imagers and exports put where nobody filled in a value. Lower case; held against the whole value.
constexpr std::array<const char16_t *, 42> kNoProof{
    u"to be filled by o.e.m.",
    u"to be filled by oem",
    u"to be filled by o.e.m",
    u"tobefilledbyo.e.m.",
    u"default string",
    u"default",
    u"system serial number",
    u"serial number",
    u"chassis serial number",
    u"base board serial number",
    u"system product name",
    u"none",
    u"(none)",
    u"not specified",
    u"not applicable",
    u"not available",
    u"not defined",
    u"no asset tag",
    u"n/a",
    u"na",
    u"null",
    u"nil",
    u"empty",
    u"unknown",
    u"undefined",
    u"invalid",
    u"oem",
    u"o.e.m.",
    u"oem string",
    u"123456789",
    u"1234567890",
    u"0123456789",
    u"12345678",
    u"localhost",
    u"computer",
    u"desktop",
    u"workstation",
    u"windows",
    u"03000200040005000006000700080009", // a board maker's default UUID, and its other byte order below
    u"00020003000400050006000700080009",
    u"12345678123456789012345678901234",
    u"1234567812345678abcdabcdabcdabcd",
};
constexpr QStringView kSetupPrefix = u"minint-"; // the name Windows set-up gives itself before the machine has one

quint64 stableHash(const char16_t *letters, std::size_t count, quint64 start = 0xcbf29ce484222325U)
{
    quint64 hash = start;
    for (std::size_t i = 0; i < count; ++i)
        hash = (hash ^ letters[i]) * 0x100000001b3U;
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdU;
    return hash ^ hash >> 33;
}

quint64 stableHash(const Letters &letters)
{
    return stableHash(letters.data(), std::size_t(letters.size()));
}

Letters folded(QStringView text)
{
    text = text.trimmed();
    Letters out;
    out.reserve(text.size());
    for (const QChar c : text)
        out.append(c.unicode() < 0x80 ? char16_t(unsigned(c.unicode() - u'A') < 26U ? c.unicode() + 32 : c.unicode())
                                      : c.toCaseFolded().unicode());
    return out;
}

bool oneLetterOnly(const Letters &letters)
{
    return std::all_of(letters.begin(), letters.end(), [&](char16_t c) { return c == letters[0]; });
}

bool isNoProof(const Letters &letters, qsizetype shortest)
{
    static const std::unordered_set<quint64> known = [] {
        std::unordered_set<quint64> hashes;
        for (const char16_t *text : kNoProof)
            hashes.insert(stableHash(text, std::char_traits<char16_t>::length(text)));
        return hashes;
    }();
    return letters.size() < shortest || oneLetterOnly(letters) || known.contains(stableHash(letters));
}

quint64 tagged(quint64 hash, Proof kind)
{
    return (hash & ~quint64(7)) | quint64(kind) | quint64(hash < 8) << 63; // never 0
}

/// The 32 digits of a GUID, in the byte order that sorts first: SMBIOS and the directory write both. Empty if it is
/// none.
Letters guidDigits(QStringView text)
{
    Letters digits;
    for (const char16_t c : folded(text)) {
        if ((c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'))
            digits.append(c);
        else if (c != u'-' && c != u'{' && c != u'}')
            return {};
    }
    if (digits.size() != 32)
        return {};
    constexpr std::array<std::uint8_t, 8> kSwapped{6, 4, 2, 0, 10, 8, 14, 12};
    Letters other(digits);
    for (qsizetype i = 0; i < 16; ++i)
        other[i] = digits[kSwapped[std::size_t(i / 2)] + i % 2];
    return std::lexicographical_compare(other.begin(), other.end(), digits.begin(), digits.end()) ? other : digits;
}

quint64 guidProof(Proof kind, QStringView text)
{
    if (text.isEmpty())
        return 0;
    const Letters digits = guidDigits(text);
    return isNoProof(digits, 32) ? 0 : tagged(stableHash(digits), kind);
}

quint64 textProof(Proof kind, QStringView text, qsizetype shortest)
{
    if (text.isEmpty())
        return 0;
    const Letters letters = folded(text);
    return isNoProof(letters, shortest) ? 0 : tagged(stableHash(letters), kind);
}

bool isAddress(QStringView host)
{
    const auto fits = [](QChar c) {
        return c.isDigit() || c == u'.' || c == u':';
    };
    return host.contains(u':') || (host.contains(u'.') && std::all_of(host.begin(), host.end(), fits));
}

/// "WS-7$" and "ws-7.rgh.example" both begin with the name; the rest of the latter is its domain.
std::pair<QStringView, QStringView> splitName(QStringView host)
{
    host = host.trimmed();
    while (host.endsWith(u'$') || host.endsWith(u'.'))
        host.chop(1);
    const qsizetype slash = host.lastIndexOf(u'\\');
    const QStringView legacyDomain = slash > 0 ? host.left(slash) : QStringView();
    host = host.mid(slash + 1);
    if (isAddress(host))
        return {host, {}};
    const qsizetype dot = host.indexOf(u'.');
    return dot < 0 ? std::pair{host, legacyDomain} : std::pair{host.left(dot), host.mid(dot + 1)};
}

void addDomain(const SourceRecord &record, Identity &identity)
{
    const QString domain = domainOf(record);
    if (domain.isEmpty())
        return;
    const Letters letters = folded(domain);
    const auto dot = std::find(letters.begin(), letters.end(), u'.');
    identity.domain = stableHash(letters) | 1U;
    identity.domainLabel = stableHash(letters.data(), std::size_t(dot - letters.begin())) | 1U;
}

quint64 nameProof(const SourceRecord &record)
{
    const QStringView host = splitName(record[Field::HostName]).first;
    if (isAddress(host) || host.startsWith(kSetupPrefix, Qt::CaseInsensitive))
        return 0;
    return textProof(Proof::Name, host, 1);
}

} // namespace

Identity identityOf(const SourceRecord &record)
{
    Identity identity;
    auto &proof = identity.proof;
    proof[0] = guidProof(Proof::HardwareUuid, record[Field::HardwareUuid]);
    proof[1] = textProof(Proof::SerialNumber, record[Field::SerialNumber], 3);
    proof[2] = guidProof(Proof::DirectoryGuid, record[Field::DirectoryGuid]);
    proof[3] = textProof(Proof::AgentId, record[Field::AgentId], 4);
    proof[4] = nameProof(record);
    addDomain(record, identity);
    proof[5] = recordProof(record.source, record.key);
    return identity;
}

quint64 recordProof(SourceId source, const QString &key)
{
    const auto *letters = reinterpret_cast<const char16_t *>(key.utf16());
    return tagged(stableHash(letters, std::size_t(key.size()), 0x52696e67 + quint64(source.value)), Proof::Record);
}

QString domainOf(const SourceRecord &record)
{
    QStringView domain = record[Field::Domain];
    if (domain.isEmpty())
        domain = splitName(record[Field::HostName]).second;
    domain = domain.trimmed();
    while (domain.endsWith(u'.'))
        domain.chop(1);
    return domain.compare(u"workgroup", Qt::CaseInsensitive) == 0 ? QString() : domain.toString();
}

Field fieldOf(Proof kind)
{
    constexpr std::array kFields{Field::HardwareUuid, Field::SerialNumber, Field::DirectoryGuid,
                                 Field::AgentId,      Field::HostName,     Field::HostName};
    return kFields[std::size_t(kind)];
}

QString comparableHost(QStringView host)
{
    return splitName(host).first.toString().toCaseFolded();
}

bool provesNothing(Proof kind, QStringView value)
{
    SourceRecord record;
    record[fieldOf(kind)] = value.toString();
    return !value.isEmpty() && identityOf(record)[kind] == 0;
}

} // namespace ringward

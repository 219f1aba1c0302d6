#include "connectors/activedirectory/ldapdn.h"
#include "connectors/activedirectory/recoverykeys.h"

#include <QCoreApplication>

#include <algorithm>
#include <cctype>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Directory", text);
}

/// Appends a code point in UTF-8.
void append(QByteArray &to, char32_t point)
{
    if (point < 0x80) {
        to += char(point);
    } else if (point < 0x800) {
        to += char(0xc0 | (point >> 6));
        to += char(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        to += char(0xe0 | (point >> 12));
        to += char(0x80 | ((point >> 6) & 0x3f));
        to += char(0x80 | (point & 0x3f));
    } else {
        to += char(0xf0 | (point >> 18));
        to += char(0x80 | ((point >> 12) & 0x3f));
        to += char(0x80 | ((point >> 6) & 0x3f));
        to += char(0x80 | (point & 0x3f));
    }
}

/// Reads strings of JSON byte by byte: a JSON parser would leave the password behind in its own strings.
class Scanner {
public:
    explicit Scanner(QByteArrayView json)
        : m_json(json)
    {
    }
    bool atEnd() const { return m_at >= m_json.size(); }
    char peek() const { return atEnd() ? '\0' : m_json[m_at]; }
    void skip() { ++m_at; }
    void skipSpace()
    {
        while (!atEnd() && std::isspace(uchar(peek())))
            skip();
    }

    /// The string that begins here, decoded into `into`, whose room is reserved. False when it is none.
    bool string(QByteArray &into)
    {
        if (peek() != '"')
            return false;
        skip();
        while (!atEnd() && peek() != '"') {
            if (peek() != '\\') {
                into += peek();
                skip();
                continue;
            }
            skip();
            if (!escape(into))
                return false;
        }
        skip();
        return m_at <= m_json.size();
    }

private:
    bool escape(QByteArray &into)
    {
        constexpr QByteArrayView kFrom("\"\\/bfnrt"), kTo("\"\\/\b\f\n\r\t");
        const char letter = peek();
        skip();
        if (letter == 'u') {
            char32_t point = hex();
            if (point >= 0xd800 && point < 0xdc00 && peek() == '\\') {
                skip();
                skip();
                point = 0x10000 + ((point - 0xd800) << 10) + (hex() - 0xdc00);
            }
            append(into, point);
            return m_at <= m_json.size() && point < 0x110000;
        }
        const qsizetype known = kFrom.indexOf(letter);
        if (known < 0 || letter == '\0')
            return false;
        into += kTo[known];
        return true;
    }
    char32_t hex()
    {
        const QByteArrayView digits = m_json.sliced(std::min(m_at, m_json.size()));
        m_at += 4;
        return digits.first(std::min<qsizetype>(4, digits.size())).toByteArray().toUInt(nullptr, 16);
    }
    QByteArrayView m_json;
    qsizetype m_at = 0;
};

} // namespace

Secret passwordInLaps(QByteArrayView json)
{
    Scanner scan(json);
    while (!scan.atEnd()) {
        if (scan.peek() != '"') {
            scan.skip();
            continue;
        }
        QByteArray name;
        name.reserve(json.size());
        if (!scan.string(name))
            return {};
        const Secret wiped(std::move(name)); // a value may have been read in place of a name
        scan.skipSpace();
        if (scan.peek() != ':')
            continue;
        scan.skip();
        scan.skipSpace();
        if (!wiped.use([](QByteArrayView bytes) { return bytes == QByteArrayView("p"); }))
            continue;
        QByteArray value;
        value.reserve(json.size());
        const bool isString = scan.string(value);
        Secret password(std::move(value));
        return isString ? std::move(password) : Secret();
    }
    return {};
}

Result<LapsSchema> readLapsSchema(DirectorySession &session, const QByteArray &schema)
{
    LdapQuery query;
    query.base = schema;
    query.scope = LdapQuery::Scope::OneLevel;
    query.filter = "(|(lDAPDisplayName=msLAPS-Password)(lDAPDisplayName=ms-Mcs-AdmPwd))";
    query.attributes = {"lDAPDisplayName"};
    const auto found = session.all(query);
    if (!found)
        return found.error();
    LapsSchema known;
    for (const LdapEntry &entry : *found) {
        const bool isLegacy = entry.value("lDAPDisplayName").compare("ms-Mcs-AdmPwd", Qt::CaseInsensitive) == 0;
        (isLegacy ? known.hasLegacy : known.hasWindows) = true;
    }
    return known;
}

Result<Secret> readLocalAdmin(DirectorySession &session, const QString &record)
{
    const QByteArray guid = guidBytes(record);
    if (guid.isEmpty())
        return Error{Error::Kind::NotFound, record};
    auto computer = session.object("<GUID=" + guidText(guid).toLatin1() + ">",
                                   {"msLAPS-Password", "ms-Mcs-AdmPwd", "msLAPS-EncryptedPassword",
                                    "msLAPS-PasswordExpirationTime", "ms-Mcs-AdmPwdExpirationTime"},
                                   {"msLAPS-Password", "ms-Mcs-AdmPwd"});
    if (!computer)
        return computer.error();
    if (const Secret *windows = computer->secret("msLAPS-Password")) {
        Secret password = windows->use([](QByteArrayView json) { return passwordInLaps(json); });
        if (!password.isEmpty())
            return password;
        return Error{Error::Kind::Malformed, QStringLiteral("msLAPS-Password holds no password"), {}};
    }
    for (auto &[name, secret] : computer->secrets) {
        if (!secret.isEmpty())
            return std::move(secret);
    }
    if (computer->find("msLAPS-EncryptedPassword"))
        return Error{
            Error::Kind::NotSupported, QStringLiteral("msLAPS-EncryptedPassword"),
            tr("The password of this computer's administrator is kept encrypted. Only Windows' own tools can open "
               "it: use Get-LapsADPassword on a computer of the domain.")};
    if (computer->find("msLAPS-PasswordExpirationTime") || computer->find("ms-Mcs-AdmPwdExpirationTime"))
        return Error{
            Error::Kind::Denied, QStringLiteral("no right to read the LAPS password"),
            tr("There is a password on file, but this account may not read it. Sign in with one that may; the help "
               "page “Active Directory” has the rights.")};
    const Result<RootDse> root = session.root();
    if (!root)
        return root.error();
    const Result<LapsSchema> schema = readLapsSchema(session, root->schema);
    if (!schema)
        return schema.error();
    if (!schema->hasWindows && !schema->hasLegacy)
        return Error{Error::Kind::NotSupported, QStringLiteral("no LAPS attributes in the schema"),
                     tr("This directory keeps no passwords of local administrators: LAPS was never set up in it.")};
    return Error{Error::Kind::NotFound, QStringLiteral("no LAPS attributes at the computer"),
                 tr("No password of a local administrator is on file for this computer.")};
}

} // namespace ringward

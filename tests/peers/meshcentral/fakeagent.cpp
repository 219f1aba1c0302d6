#include "tests/peers/meshcentral/fakeagent.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QtEndian>

namespace ringward::testing {

namespace {

constexpr int kPingMs = 4000; // the test server waits 15 s

template <typename T>
QByteArray bigEndian(T value)
{
    QByteArray bytes(sizeof(T), Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

/// The 48 bytes behind "mesh//": base64 with two other letters.
QByteArray idBytes(const QString &id)
{
    return QByteArray::fromBase64(id.section(u'/', -1).replace(u'@', u'+').replace(u'$', u'/').toLatin1());
}

/// SHA-384 over the public key as it stands in the certificate, as the server names a device.
QString nodeIdOf(const AgentIdentity &identity)
{
    const QSslCertificate certificate(identity.certificate, QSsl::Der);
    // The server hashes the bare RSA key, which follows the algorithm in the SubjectPublicKeyInfo.
    const QByteArray info = certificate.publicKey().toDer();
    const qsizetype at = info.indexOf(QByteArray::fromHex("0500")); // NULL parameters of rsaEncryption
    qsizetype key = at + 3; // NULL, then the tag of the BIT STRING
    key += quint8(info[key]) < 0x80 ? 1 : 1 + (quint8(info[key]) & 0x7f); // its length
    const QByteArray hash = QCryptographicHash::hash(info.mid(key + 1), QCryptographicHash::Sha384);
    return QStringLiteral("node//") + QString::fromLatin1(hash.toBase64()).replace(u'+', u'@').replace(u'/', u'$');
}

/// Takes off what scripttrailer.cpp puts around a script; the reverse of each of its shells.
FakeCommand unwrapped(const QJsonObject &message)
{
    FakeCommand command;
    command.message = message;
    command.raw = message.value(u"cmds").toString();
    const int type = message.value(u"type").toInt();
    command.shell = type == 1 ? Shell::Cmd : type == 2 ? Shell::PowerShell : Shell::Posix;
    command.mark = message.value(u"responseid").toString().toLatin1();
    command.script = command.raw;
    const auto between = [&](const QString &from, const QString &to) {
        const qsizetype start = command.raw.indexOf(from);
        const qsizetype end = command.raw.lastIndexOf(to);
        return start < 0 || end < start ? command.raw : command.raw.mid(start + from.size(), end - start - from.size());
    };
    const QString mark = QString::fromLatin1(command.mark);
    if (command.shell == Shell::Cmd)
        command.script = between(QStringLiteral(":BEGIN\r\n"), QStringLiteral("\r\necho.&echo RW:"))
                             .replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    if (command.shell == Shell::Posix)
        command.script = between(QStringLiteral("\nsh -c '"), QStringLiteral("' </dev/null 2>&1\nprintf"))
                             .replace(QLatin1StringView("'\\''"), QLatin1StringView("'"));
    if (command.shell != Shell::PowerShell)
        return command;
    const QString literal =
        between(QStringLiteral("$env:RW_SCRIPT='"), QStringLiteral("';'RW:") + mark + QStringLiteral(":BEGIN'"));
    command.script.clear();
    for (qsizetype i = 0; i < literal.size(); ++i) {
        const QChar next = i + 1 < literal.size() ? literal[i + 1] : QChar();
        if (literal[i] == u'\'' && next == u'\'') {
            command.script += u'\'', ++i;
        } else if (literal[i] == u'\\' && next == u'n') {
            command.script += u'\n', ++i;
        } else if (literal[i] == u'\\' && next == u'\\') {
            command.script += u'\\', ++i;
        } else if (literal[i] == u'\\' && next == u'u') {
            command.script += QChar(literal.mid(i + 2, 4).toUShort(nullptr, 16)), i += 5;
        } else {
            command.script += literal[i];
        }
    }
    return command;
}

/// In ASCII, as real agents write it: the server takes what comes for Latin-1.
QByteArray json(const QJsonObject &object)
{
    QByteArray ascii;
    for (const QChar c : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))) {
        if (c.unicode() < 128)
            ascii += char(c.unicode());
        else
            ascii += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    return ascii;
}

} // namespace

QJsonObject FakeMachine::bitLocker(const QString &keyId, const QString &password, const QString &letter)
{
    QJsonObject volume{{QStringLiteral("volumeStatus"), QStringLiteral("FullyEncrypted")},
                       {QStringLiteral("protectionStatus"), true},
                       {QStringLiteral("identifier"), u'{' + keyId + u'}'}};
    if (!password.isEmpty())
        volume.insert(QStringLiteral("recoveryPassword"), password);
    return {{QStringLiteral("windows"), QJsonObject{{QStringLiteral("volumes"), QJsonObject{{letter, volume}}}}}};
}

QJsonObject FakeMachine::identifiers(const QString &uuid, const QString &serial)
{
    return {{QStringLiteral("identifiers"),
             QJsonObject{{QStringLiteral("product_uuid"), uuid},
                         {QStringLiteral("bios_serial"), serial},
                         {QStringLiteral("board_vendor"), QStringLiteral("Contoso")},
                         {QStringLiteral("product_name"), QStringLiteral("Ward Station 5")}}}};
}

FakeAgent::FakeAgent(quint16 port, QByteArray serverCertificateHash, AgentIdentity identity, FakeMachine machine)
    : m_port(port)
    , m_serverHash(std::move(serverCertificateHash))
    , m_identity(std::move(identity))
    , m_machine(std::move(machine))
    , m_nodeId(nodeIdOf(m_identity))
    , m_socket(QString(), QWebSocketProtocol::VersionLatest, this)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // agents check the signature of the server instead
    m_socket.setSslConfiguration(tls);
    connect(&m_socket, &QWebSocket::connected, this, [this] {
        m_nonce.resize(48);
        QRandomGenerator::global()->generate(m_nonce.begin(), m_nonce.end());
        m_socket.sendBinaryMessage(bigEndian<quint16>(4)); // we do not ask for the server's signature
        m_socket.sendBinaryMessage(bigEndian<quint16>(1) + m_serverHash + m_nonce);
    });
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, &FakeAgent::takeBinary);
    connect(&m_socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { takeBinary(text.toUtf8()); });
    connect(&m_socket, &QWebSocket::disconnected, this, [this] {
        m_ping.stop();
        if (std::exchange(m_online, false))
            Q_EMIT offline();
    });
    m_ping.setInterval(kPingMs);
    connect(&m_ping, &QTimer::timeout, this, [this] { m_socket.ping(); });
    m_return.setSingleShot(true);
    connect(&m_return, &QTimer::timeout, this, &FakeAgent::connectToServer);
}

FakeAgent::~FakeAgent()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

void FakeAgent::connectToServer()
{
    m_return.stop();
    m_socket.open(QUrl(QStringLiteral("wss://127.0.0.1:%1/agent.ashx").arg(m_port)));
}

void FakeAgent::drop()
{
    m_return.stop();
    m_socket.abort();
}

void FakeAgent::restart(int downMs)
{
    drop();
    m_machine.bootMs = std::max(m_machine.bootMs + 1000, QDateTime::currentMSecsSinceEpoch());
    m_return.start(downMs);
}

void FakeAgent::say(const QJsonObject &message)
{
    m_socket.sendBinaryMessage(json(message));
}

void FakeAgent::takeBinary(const QByteArray &bytes)
{
    if (bytes.startsWith('{')) {
        takeJson(QJsonDocument::fromJson(bytes).object());
        return;
    }
    if (bytes.size() < 2)
        return;
    switch (qFromBigEndian<quint16>(bytes.constData())) {
    case 1: { // the server's nonce: sign it, and say who we are
        const QByteArray signature = signAsAgent(m_identity, m_serverHash + bytes.mid(50, 48) + m_nonce);
        m_socket.sendBinaryMessage(bigEndian<quint16>(2) + bigEndian(quint16(m_identity.certificate.size()))
                                   + m_identity.certificate + signature);
        const QByteArray name = m_machine.name.toUtf8();
        m_socket.sendBinaryMessage(bigEndian<quint16>(3) + bigEndian<quint32>(1)
                                   + bigEndian(quint32(m_machine.agentType)) + bigEndian<quint32>(0)
                                   + bigEndian<quint32>(1) + idBytes(m_machine.group) + bigEndian<quint32>(31)
                                   + bigEndian(quint16(name.size())) + name);
        break;
    }
    case 4: // accepted
        m_ping.start();
        tellCore();
        break;
    case 11: // which core? one of our own
        m_socket.sendBinaryMessage(bigEndian<quint16>(11) + bigEndian<quint16>(0) + QByteArray(48, '\0'));
        break;
    case 16: // the core is fine
        if (!std::exchange(m_online, true))
            Q_EMIT online();
        break;
    default:
        break;
    }
}

void FakeAgent::tellCore()
{
    const QJsonObject link{
        {QStringLiteral("mac"), QStringLiteral("02:FC:00:00:00:01")},
        {QStringLiteral("type"), m_machine.isWired ? QStringLiteral("ethernet") : QStringLiteral("wireless")},
        {QStringLiteral("status"), QStringLiteral("up")},
        {QStringLiteral("address"), QStringLiteral("10.1.2.3")},
        {QStringLiteral("family"), QStringLiteral("IPv4")}};
    QJsonObject core{{QStringLiteral("action"), QStringLiteral("coreinfo")},
                     {QStringLiteral("value"), QStringLiteral("Fake core")},
                     {QStringLiteral("caps"), 31},
                     {QStringLiteral("root"), true},
                     {QStringLiteral("osdesc"), m_machine.osText},
                     {QStringLiteral("lastbootuptime"), m_machine.bootMs}};
    if (m_machine.users)
        core.insert(QStringLiteral("users"), QJsonArray::fromStringList(*m_machine.users));
    say(core);
    say({{QStringLiteral("action"), QStringLiteral("netinfo")},
         {QStringLiteral("netif2"), QJsonObject{{QStringLiteral("Ethernet"), QJsonArray{link}}}}});
}

void FakeAgent::tellHardware()
{
    const QByteArray hash = QCryptographicHash::hash(json(m_machine.hardware), QCryptographicHash::Sha384).toHex();
    say({{QStringLiteral("action"), QStringLiteral("sysinfo")},
         {QStringLiteral("data"),
          QJsonObject{{QStringLiteral("hash"), QString::fromLatin1(hash)},
                      {QStringLiteral("hardware"), m_machine.hardware},
                      {QStringLiteral("pendingReboot"), QJsonValue()}}}});
}

void FakeAgent::takeJson(const QJsonObject &message)
{
    const QString action = message.value(u"action").toString();
    if (action == u"runcommands") {
        takeCommand(message);
    } else if (action == u"poweraction") {
        ++powers;
        if (onPower)
            onPower(*this, message.value(u"actiontype").toInt());
    } else if (action == u"sysinfo" && !m_machine.hardware.isEmpty()) {
        tellHardware();
    } else if (action == u"msg") {
        takeMessage(message);
    }
}

void FakeAgent::takeMessage(const QJsonObject &message)
{
    QJsonObject reply{{QStringLiteral("action"), QStringLiteral("msg")},
                      {QStringLiteral("type"), message.value(u"type")},
                      {QStringLiteral("sessionid"), message.value(u"sessionid")}};
    const QString type = message.value(u"type").toString();
    if (type == u"cpuinfo" && answersProbe) {
        reply.insert(QStringLiteral("tag"), message.value(u"tag"));
        reply.insert(QStringLiteral("cpu"), QJsonObject{{QStringLiteral("total"), 3}});
        say(reply);
    } else if (type == u"console" && onConsole) {
        const QString printed = onConsole(*this, message.value(u"value").toString());
        reply.insert(QStringLiteral("value"), printed);
        if (!printed.isEmpty())
            say(reply);
    }
}

void FakeAgent::takeCommand(const QJsonObject &message)
{
    ++commands;
    const FakeCommand command = unwrapped(message);
    const FakeReply reply = onCommand ? onCommand(*this, command) : FakeReply{{}, 0, 0, FakeReply::StaysSilent};
    if (reply.delayMs > 0)
        QTimer::singleShot(reply.delayMs, this, [this, command, reply] { answer(command, reply); });
    else
        answer(command, reply);
}

void FakeAgent::answer(const FakeCommand &command, const FakeReply &reply)
{
    const QString mark = QString::fromLatin1(command.mark);
    QString printed = QStringLiteral("RW:%1:BEGIN\r\n").arg(mark) + reply.output;
    if (reply.manner != FakeReply::AnswersBare)
        printed += QStringLiteral("\r\nRW:%1:EXIT:%2\r\n").arg(mark).arg(reply.exitCode);
    const QJsonObject answer{{QStringLiteral("action"), QStringLiteral("msg")},
                             {QStringLiteral("type"), QStringLiteral("runcommands")},
                             {QStringLiteral("result"), printed},
                             {QStringLiteral("responseid"), mark}};
    switch (reply.manner) {
    case FakeReply::AnswersTwice:
        QTimer::singleShot(500, this, [this, answer] { say(answer); });
        [[fallthrough]];
    case FakeReply::Answers:
    case FakeReply::AnswersBare:
        say(answer);
        break;
    case FakeReply::IsBusy:
        say({{QStringLiteral("action"), QStringLiteral("msg")},
             {QStringLiteral("type"), QStringLiteral("console")},
             {QStringLiteral("value"), QStringLiteral("Run commands can't execute, already busy.")}});
        break;
    case FakeReply::Drops:
        drop();
        break;
    case FakeReply::StaysSilent:
        break;
    }
}

} // namespace ringward::testing

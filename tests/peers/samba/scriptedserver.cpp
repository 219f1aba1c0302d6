#include "tests/peers/samba/scriptedserver.h"

#include <QFile>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QThread>

namespace ringward::testing {

namespace {

/// Hands over plain descriptors, so that the sockets are made where they are used.
class Listener : public QTcpServer {
public:
    std::vector<qintptr> waiting;

protected:
    void incomingConnection(qintptr descriptor) override { waiting.push_back(descriptor); }
};

constexpr char kBindRequest = 0x60, kUnbindRequest = 0x42;

/// The size of the message at the beginning of `bytes`, head included; 0 when it is not whole yet.
qsizetype messageSize(const QByteArray &bytes)
{
    if (bytes.size() < 2)
        return 0;
    const int first = uchar(bytes[1]);
    const int more = first & 0x80 ? first & 0x7f : 0;
    if (bytes.size() < 2 + more)
        return 0;
    qsizetype length = more ? 0 : first;
    for (int i = 0; i < more; ++i)
        length = length << 8 | uchar(bytes[2 + i]);
    return bytes.size() >= 2 + more + length ? 2 + more + length : 0;
}

} // namespace

namespace ber {

QByteArray piece(char tag, const QByteArray &content)
{
    QByteArray made(1, tag);
    if (content.size() < 128) {
        made += char(content.size());
    } else {
        made += char(0x84);
        for (int shift = 24; shift >= 0; shift -= 8)
            made += char(content.size() >> shift & 0xff);
    }
    return made + content;
}

QByteArray number(char tag, qint64 value)
{
    QByteArray bytes;
    do {
        bytes.prepend(char(value & 0xff));
        value >>= 8;
    } while (value);
    if (bytes[0] & 0x80)
        bytes.prepend('\0');
    return piece(tag, bytes);
}

QByteArray message(int id, const QByteArray &operation, const QByteArray &controls)
{
    return piece(0x30,
                 number(0x02, id) + operation + (controls.isEmpty() ? QByteArray() : piece(char(0xa0), controls)));
}

QByteArray entry(int id, const QByteArray &dn,
                 const std::vector<std::pair<QByteArray, std::vector<QByteArray>>> &attributes)
{
    QByteArray list;
    for (const auto &[name, values] : attributes) {
        QByteArray set;
        for (const QByteArray &value : values)
            set += piece(0x04, value);
        list += piece(0x30, piece(0x04, name) + piece(0x31, set));
    }
    return message(id, piece(0x64, piece(0x04, dn) + piece(0x30, list)));
}

QByteArray searchDone(int id, int code, const QByteArray &cookie, const QByteArray &diagnostic)
{
    const QByteArray paging = piece(0x30, number(0x02, 0) + piece(0x04, cookie));
    const QByteArray control = piece(0x30, piece(0x04, "1.2.840.113556.1.4.319") + piece(0x04, paging));
    return message(id, piece(0x65, number(0x0a, code) + piece(0x04, {}) + piece(0x04, diagnostic)), control);
}

QByteArray reference(int id, const QByteArray &url)
{
    return message(id, piece(0x73, piece(0x04, url)));
}

} // namespace ber

ScriptedServer::ScriptedServer(QString certificate, QString key, Script script)
    : m_certificate(std::move(certificate))
    , m_key(std::move(key))
    , m_script(std::move(script))
    , m_thread([this] { serve(); })
{
    while (m_port == 0)
        QThread::msleep(1);
}

ScriptedServer::~ScriptedServer()
{
    m_isOver = true;
    m_thread.join();
}

void ScriptedServer::serve()
{
    Listener listener;
    if (!listener.listen(QHostAddress::LocalHost))
        qFatal("no port is free");
    QFile certificate(m_certificate), key(m_key);
    if (!certificate.open(QIODevice::ReadOnly) || !key.open(QIODevice::ReadOnly))
        qFatal("no certificate");
    const QSslCertificate own(certificate.readAll());
    const QSslKey secret(key.readAll(), QSsl::Rsa);
    m_port = listener.serverPort();
    while (!m_isOver) {
        listener.waitForNewConnection(20);
        for (const qintptr descriptor : std::exchange(listener.waiting, {})) {
            ++m_connections;
            QSslSocket socket;
            socket.setSocketDescriptor(descriptor);
            socket.setLocalCertificate(own);
            socket.setPrivateKey(secret);
            socket.startServerEncryption();
            if (socket.waitForEncrypted(2000))
                talk(socket);
        }
    }
}

void ScriptedServer::talk(QSslSocket &socket)
{
    QByteArray heard;
    while (!m_isOver && socket.state() == QAbstractSocket::ConnectedState) {
        if (socket.bytesAvailable() || socket.waitForReadyRead(20))
            heard += socket.readAll();
        while (const qsizetype size = messageSize(heard)) {
            const QByteArray message = heard.left(size);
            heard.remove(0, size);
            const qsizetype at = uchar(message[1]) & 0x80 ? 2 + (uchar(message[1]) & 0x7f) : 2;
            const int idSize = message[at + 1];
            int id = 0;
            for (int i = 0; i < idSize; ++i)
                id = id << 8 | uchar(message[at + 2 + i]);
            const char operation = message[at + 2 + idSize];
            if (operation == kUnbindRequest)
                return;
            Answer answer;
            if (operation == kBindRequest)
                answer.bytes = ber::message(
                    id, ber::piece(0x61, ber::number(0x0a, 0) + ber::piece(0x04, {}) + ber::piece(0x04, {})));
            else
                answer = m_script(id, message);
            socket.write(answer.bytes);
            while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(1000)) {}
            if (answer.hangsUp)
                return;
        }
    }
}

} // namespace ringward::testing

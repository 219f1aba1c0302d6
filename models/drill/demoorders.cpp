#include "models/drill/demoorders.h"

#include "models/drill/demorecord.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace ringward::drill {

namespace {

constexpr QByteArrayView kVerb("PUT /v1/devices/"), kObject("/ring\n");
constexpr qsizetype kLongestRequest = 4096;

std::optional<DemoStream> demoStream(const Stream &stream)
{
    for (int i = 0; i < kDemoStreams; ++i) {
        if (streamOf(DemoStream(i)) == stream)
            return DemoStream(i);
    }
    return std::nullopt;
}

Error malformed()
{
    return {Error::Kind::Malformed, QStringLiteral("not an order that this hospital knows"), {}};
}

} // namespace

DemoOrders::DemoOrders(Hospital &hospital, QString memoryFile)
    : m_hospital(hospital)
    , m_file(std::move(memoryFile))
{
}

QByteArray DemoOrders::moveRing(const QString &key, const Stream &stream, const RingName &to)
{
    const QJsonObject body{{QStringLiteral("stream"), word(stream.kind)},
                           {QStringLiteral("category"), stream.category},
                           {QStringLiteral("ring"), to.name}};
    return kVerb.toByteArray() + key.toUtf8() + kObject.toByteArray()
        + QJsonDocument(body).toJson(QJsonDocument::Compact);
}

qint64 DemoOrders::delayMs(quint32 device)
{
    return 2000 + qint64(device) * 7919 % 4000;
}

Result<DemoOrders::Order> DemoOrders::parse(const QByteArray &request, qint64 nowMs) const
{
    const qsizetype keyEnds = request.indexOf(kObject.toByteArray());
    if (request.size() > kLongestRequest || !request.startsWith(kVerb) || keyEnds < 0)
        return malformed();
    const QString key = QString::fromUtf8(request.mid(kVerb.size(), keyEnds - kVerb.size()));
    const QJsonObject body = QJsonDocument::fromJson(request.mid(keyEnds + kObject.size())).object();
    const auto device = DemoRecordWriter::deviceOfKey(m_hospital, key);
    if (!device)
        return Error{Error::Kind::NotFound, QStringLiteral("no device with the key ") + key, {}};
    const auto kind = streamKindFromWord(body[u"stream"].toString());
    const auto stream = kind ? demoStream({*kind, body[u"category"].toString()}) : std::nullopt;
    const auto ring = demoRing(body[u"ring"].toString());
    if (!stream || !ring)
        return Error{Error::Kind::NotSupported, QStringLiteral("no such stream or ring"), {}};
    return Order{nowMs, *device, *stream, *ring};
}

Result<Done> DemoOrders::take(const QByteArray &request, qint64 nowMs)
{
    const Result<Order> order = parse(request, nowMs);
    if (!order)
        return order.error();
    if (!m_file.isEmpty())
        return remember(*order);
    m_pending.push_back(*order);
    return Done{};
}

Result<Done> DemoOrders::remember(const Order &order)
{
    const QJsonObject object{{QStringLiteral("at_ms"), order.atMs},
                             {QStringLiteral("device"), qint64(order.device)},
                             {QStringLiteral("stream"), int(order.stream)},
                             {QStringLiteral("ring"), int(order.ring)}};
    const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    QFile file(m_file);
    if (file.open(QIODevice::WriteOnly | QIODevice::Append) && file.write(line) == line.size() && file.flush())
        return Done{};
    return Error{Error::Kind::Storage, m_file + QStringLiteral(": ") + file.errorString(), {}};
}

std::optional<DemoOrders::Order> DemoOrders::orderFrom(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const int stream = object[u"stream"].toInt(-1), ring = object[u"ring"].toInt(-1);
    if (stream < 0 || stream >= kDemoStreams || ring < 0 || ring >= kDemoRings)
        return std::nullopt;
    return Order{object[u"at_ms"].toInteger(), quint32(object[u"device"].toInteger()), DemoStream(stream),
                 DemoRing(ring)};
}

void DemoOrders::readMemory()
{
    QFile file(m_file);
    if (m_file.isEmpty() || !file.open(QIODevice::ReadOnly) || file.size() <= m_readTo || !file.seek(m_readTo))
        return;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(kLongestRequest);
        if (!line.endsWith('\n'))
            return; // still being written
        m_readTo = file.pos();
        if (const auto order = orderFrom(line))
            m_pending.push_back(*order);
    }
}

void DemoOrders::settle(qint64 nowMs)
{
    readMemory();
    const auto isDue = [&](const Order &order) {
        return order.atMs + delayMs(order.device) <= nowMs;
    };
    for (const Order &order : m_pending) {
        if (isDue(order))
            m_hospital.setRing(std::array{order.device}, order.stream, order.ring, order.atMs + delayMs(order.device));
    }
    std::erase_if(m_pending, isDue);
}

} // namespace ringward::drill

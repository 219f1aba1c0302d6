#pragma once
#include "models/base/result.h"
#include "models/drill/hospital.h"

namespace ringward::drill {

/// What the demonstration hospital was told to do, and when it does it: a few seconds after it was told, as a vendor's
/// cloud would. With a memory file, orders outlive the program and are seen by other programs on the same file. For the
/// GUI thread.
class DemoOrders {
public:
    explicit DemoOrders(Hospital &hospital, QString memoryFile = {});

    /// "PUT /v1/devices/KEY/ring\n" and a JSON object with stream, category and ring.
    static QByteArray moveRing(const QString &key, const Stream &stream, const RingName &to);
    /// Malformed, NotFound or NotSupported when it is no order that can be carried out; Storage when it cannot be kept.
    Result<Done> take(const QByteArray &request, qint64 nowMs);
    void settle(qint64 nowMs); ///< what is due by now happens
    static qint64 delayMs(quint32 device); ///< between an order and its effect, 2 to 6 s

private:
    struct Order {
        qint64 atMs = 0;
        quint32 device = 0;
        DemoStream stream = DemoStream::RapidResponse;
        DemoRing ring = DemoRing::Broad;
    };
    static std::optional<Order> orderFrom(const QByteArray &line);
    Result<Order> parse(const QByteArray &request, qint64 nowMs) const;
    Result<Done> remember(const Order &order);
    void readMemory();

    Hospital &m_hospital;
    QString m_file;
    qint64 m_readTo = 0; ///< bytes of the file that were read
    std::vector<Order> m_pending;
};

} // namespace ringward::drill

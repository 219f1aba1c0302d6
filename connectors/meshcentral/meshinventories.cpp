#include "connectors/meshcentral/meshinventories.h"

#include "connectors/meshcentral/driverinventory.h"

#include <QLoggingCategory>
#include <QtConcurrent>

namespace ringward {

namespace {

Q_LOGGING_CATEGORY(logInventories, "ringward.meshcentral.inventories")

} // namespace

MeshInventories::MeshInventories(MeshMirror &mirror, MeshHand &hand)
    : m_mirror(mirror)
    , m_hand(hand)
{
    m_timer.setInterval(kLookMs);
    connect(&m_timer, &QTimer::timeout, this, &MeshInventories::look);
    if (mirror.connection().settings().driverHours > 0)
        m_timer.start();
}

MeshInventories::~MeshInventories()
{
    m_stop.request_stop();
}

void MeshInventories::look()
{
    if (!m_mirror.connection().isReady())
        return;
    const qint64 nowMs = m_mirror.clock().nowMs();
    const qint64 everyMs = m_mirror.connection().settings().driverHours * qint64(3'600'000);
    while (m_running < kAtOnce) {
        const std::optional<QString> key = m_mirror.roster()->nextForDrivers(nowMs, everyMs, kAgainMs);
        if (!key)
            return;
        ++m_running;
        collect(this, *key);
    }
}

QCoro::Task<> MeshInventories::collect(QPointer<MeshInventories> self, QString key)
{
    const std::shared_ptr<MeshRoster> roster = self->m_mirror.roster();
    HandCommand command{"drivers", Shell::PowerShell, driverInventoryScript(), kLimitSec};
    auto running = self->m_hand.run(key, std::move(command), self->m_stop.get_token());
    const Result<HandAnswer> answer = co_await std::move(running);
    if (!self)
        co_return;
    if (answer && answer->exitCode == 0) {
        const auto read = [printed = answer->output] {
            return std::make_shared<Result<DriverList>>(readDriverInventory(printed));
        };
        auto reading = QtConcurrent::run(read);
        const std::shared_ptr<Result<DriverList>> list = co_await reading;
        if (!self)
            co_return;
        if (*list)
            roster->setDrivers(key, std::make_shared<const DriverList>(std::move(**list)),
                               self->m_mirror.clock().nowMs());
        else
            qCWarning(logInventories, "%ls: %ls", qUtf16Printable(key), qUtf16Printable(list->error().detail));
    } else {
        qCInfo(logInventories, "%ls: %ls", qUtf16Printable(key),
               qUtf16Printable(answer ? QStringLiteral("exit %1").arg(answer->exitCode) : answer.error().detail));
    }
    --self->m_running;
    QTimer::singleShot(0, self.data(), &MeshInventories::look);
}

} // namespace ringward

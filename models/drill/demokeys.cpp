#include "models/drill/demokeys.h"

#include "models/drill/demosource.h"

#include <QtConcurrent>
#include <qcorofuture.h>

namespace ringward::drill {

namespace {

enum Purpose : quint64 { Keys = 650, Digits };
enum Draw : quint64 { HasKey, InDirectory, InRemote, HasOlder, Age, OlderAge, IdHigh = 10, IdLow = 20, Volume = 30 };

constexpr quint32 kKeyPerThousand = 958, kDirectoryPerThousand = 985, kRemotePerThousand = 640, kOlderPerThousand = 70;
constexpr quint32 kYoungestDays = 3, kOldestDays = 720;
constexpr qint64 kDayMs = 86'400'000;
constexpr int kPasswordLength = 14;
constexpr quint64 kFirstLetter = 1000; // draws behind those of the keys

/// What the seed says of the keys of one device.
class Draws {
public:
    Draws(quint64 seed, quint32 device)
        : m_keys(seed, Keys)
        , m_digits(seed, Digits)
        , m_device(device)
    {
    }
    /// How many keys a system has of it; the newest is number 0.
    int count(DemoFacet facet) const
    {
        if (!happens(HasKey, kKeyPerThousand))
            return 0;
        const bool directory = happens(InDirectory, kDirectoryPerThousand);
        if (facet == DemoFacet::Directory)
            return !directory ? 0 : happens(HasOlder, kOlderPerThousand) ? 2 : 1;
        return !directory || happens(InRemote, kRemotePerThousand) ? 1 : 0;
    }
    RecoveryKeyInfo info(const QString &record, int number, qint64 openedMs) const
    {
        const quint32 days = kYoungestDays + m_keys.below(kOldestDays - kYoungestDays, m_device, Age)
            + (number ? 30 + m_keys.below(600, m_device, OlderAge) : 0);
        return {record, guid(IdHigh, IdLow, quint64(number)), guid(Volume, Volume + 1, 0), openedMs - days * kDayMs};
    }
    /// Of the letters and digits that nobody takes for another.
    Secret localAdmin() const
    {
        static constexpr char kLetters[] = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        QByteArray text(kPasswordLength, Qt::Uninitialized);
        for (int i = 0; i < kPasswordLength; ++i)
            text[i] = kLetters[m_digits.below(sizeof kLetters - 1, m_device, kFirstLetter + quint64(i))];
        return Secret(std::move(text));
    }
    Secret key(int number) const
    {
        QByteArray text;
        text.reserve(55);
        for (quint64 group = 0; group < 8; ++group) {
            const quint32 value = m_digits.below(65'536, m_device, quint64(number) * 8 + group) * 11;
            if (group > 0)
                text.append('-');
            for (quint32 place = 100'000; place > 0; place /= 10)
                text.append(char('0' + value / place % 10));
        }
        return Secret(std::move(text));
    }

private:
    bool happens(Draw draw, quint32 perThousand) const { return m_keys.below(1000, m_device, draw) < perThousand; }
    QString guid(quint64 high, quint64 low, quint64 number) const
    {
        QString text = QStringLiteral("%1%2")
                           .arg(m_keys.of(m_device, high + number), 16, 16, QLatin1Char('0'))
                           .arg(m_keys.of(m_device, low + number), 16, 16, QLatin1Char('0'))
                           .toUpper();
        for (const int at : {20, 16, 12, 8})
            text.insert(at, u'-');
        return text;
    }
    Mix m_keys, m_digits;
    quint32 m_device;
};

RecoveryKeyPage makePage(const DemoWorld &world, DemoRecordWriter &writer, DemoFacet facet, quint32 first,
                         const std::stop_token &stop)
{
    const HospitalPlan &plan = world.hospital.plan();
    const Hospital::Settings &settings = world.hospital.settings();
    RecoveryKeyPage page;
    std::vector<SourceRecord> records;
    const quint32 end = std::min(plan.devices(), first + DemoKeys::kPageDevices);
    for (quint32 device = first; device < end && !stop.stop_requested(); ++device) {
        const Draws draws(settings.seed, device);
        const int count = draws.count(facet);
        if (count == 0)
            continue;
        records.clear();
        writer.write(plan.place(device), records);
        for (int number = 0; number < count && !records.empty(); ++number)
            page.keys.push_back(draws.info(records.front().key, number, settings.openedMs));
    }
    if (end < plan.devices())
        page.next = QByteArray::number(end);
    return page;
}

} // namespace

DemoKeys::DemoKeys(std::shared_ptr<DemoWorld> world, DemoFacet facet, SourceId id, std::shared_ptr<const Clock> clock)
    : m_world(std::move(world))
    , m_facet(facet)
    , m_id(id)
    , m_clock(std::move(clock))
{
}

Async<KeySight> DemoKeys::keySight(std::stop_token)
{
    co_return KeySight::Read;
}

Async<RecoveryKeyPage> DemoKeys::fetchKeyInfos(QByteArray after, std::stop_token stop)
{
    bool ok = true;
    const quint32 first = after.isEmpty() ? 0 : after.toUInt(&ok);
    if (!ok || first >= m_world->hospital.plan().devices())
        co_return Error{Error::Kind::Malformed, QStringLiteral("no page begins at ") + QString::fromUtf8(after), {}};
    const auto work = [world = m_world, facet = m_facet, id = m_id, now = m_clock->nowMs(), first, stop] {
        DemoRecordWriter writer(world->hospital, world->equipment, facet, id, now);
        return makePage(*world, writer, facet, first, stop);
    };
    auto working = QtConcurrent::run(work);
    RecoveryKeyPage page = co_await std::move(working);
    if (stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}, {}};
    co_return page;
}

Async<Secret> DemoKeys::fetchKey(QString record, QString keyId, std::stop_token)
{
    const std::optional<quint32> device = DemoRecordWriter::deviceOfKey(m_world->hospital, record);
    if (device) {
        const Draws draws(m_world->hospital.settings().seed, *device);
        for (int number = 0; number < draws.count(m_facet); ++number) {
            if (draws.info(record, number, 0).keyId == keyId)
                co_return draws.key(number);
        }
    }
    co_return Error{Error::Kind::NotFound, QStringLiteral("no key ") + keyId, {}};
}

Async<Secret> DemoKeys::fetchLocalAdmin(QString record, std::stop_token stop)
{
    if (m_facet != DemoFacet::Directory)
        return KeyHolder::fetchLocalAdmin(record, stop);
    return localAdmin(m_world, record);
}

Async<Secret> DemoKeys::localAdmin(std::shared_ptr<DemoWorld> world, QString record)
{
    const std::optional<quint32> device = DemoRecordWriter::deviceOfKey(world->hospital, record);
    if (!device)
        co_return Error{Error::Kind::NotFound, QStringLiteral("no computer ") + record, {}};
    co_return Draws(world->hospital.settings().seed, *device).localAdmin();
}

} // namespace ringward::drill

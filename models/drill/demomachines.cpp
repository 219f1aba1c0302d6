#include "models/drill/demomachines.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace ringward::drill {

namespace {

enum Purpose : quint64 { Troubles = 500, Durations, Traits };

constexpr qint64 kSecondMs = 1000, kWayBackMs = 45 * 60 * kSecondMs;
constexpr qsizetype kLongestLine = 4096;

/// What a machine prints when a runbook's fix and proof come right; an own runbook finds the first of each.
struct Words {
    const char *runbook, *fixed, *confirmed;
};
constexpr std::array kWords{
    Words{"remove-content-file", "RW-FIXED removed=1 left=0 kept=0", "RW-CONFIRMED left=0"},
    Words{"boot-race", "RW-FIXED removed=1 left=0 kept=0", "RW-CONFIRMED left=0"},
    Words{"disable-driver", "RW-FIXED before=1 start=4", "RW-CONFIRMED start=4 running=False"},
    Words{"restore-driver", "RW-FIXED before=4 start=1 recorded=1", "RW-CONFIRMED start=1 same=True"},
};

const Words &wordsOf(const QString &runbook)
{
    const auto known = std::find_if(kWords.begin(), kWords.end(),
                                    [&](const Words &each) { return runbook == QLatin1StringView(each.runbook); });
    return known == kWords.end() ? kWords.front() : *known;
}

QString stateLine(const DemoMachines::Machine &machine, const QString &user)
{
    return QStringLiteral("RW-STATE mode=%1 next=%2 boot=%3 user=%4 bitlocker=%5 wayback=%6")
        .arg(machine.isSafe ? QStringLiteral("safe") : QStringLiteral("normal"),
             machine.isNextSafe ? QStringLiteral("safe") : QStringLiteral("normal"), QString::number(machine.bootMs),
             user, machine.isSuspended ? QStringLiteral("suspended") : QStringLiteral("on"),
             machine.isArmed ? QStringLiteral("armed") : QStringLiteral("none"));
}

} // namespace

DemoMachines::DemoMachines(Hospital &hospital, QString memoryFile)
    : m_hospital(hospital)
    , m_file(std::move(memoryFile))
    , m_trouble(hospital.settings().seed, Troubles)
    , m_time(hospital.settings().seed, Durations)
    , m_trait(hospital.settings().seed, Traits)
{
}

DemoTrouble DemoMachines::troubleOf(quint32 device) const
{
    const quint32 drawn = m_trouble.below(1000, device) / std::max(1U, m_perThousand);
    return m_perThousand > 0 && drawn + 1 < quint32(kDemoTroubles) ? DemoTrouble(drawn + 1) : DemoTrouble::None;
}

bool DemoMachines::isLeftInSafeMode(quint32 device) const
{
    return m_leftOneIn > 0 && troubleOf(device) == DemoTrouble::BackInSafeMode
        && m_trait.below(m_leftOneIn, device, 2) == 0;
}

void DemoMachines::beginRestart(quint32 device, Machine &machine, qint64 nowMs) const
{
    machine.downFromMs = nowMs + 3 * kSecondMs;
    machine.upAtMs = machine.downFromMs + (40 + m_time.below(70, device, quint64(nowMs))) * kSecondMs;
}

void DemoMachines::settle(quint32 device, Machine &machine, qint64 nowMs) const
{
    for (int turns = 0; turns < 8; ++turns) {
        if (machine.upAtMs && nowMs >= machine.downFromMs && !machine.isDead && machine.isNextSafe
            && troubleOf(device) == DemoTrouble::NeverBack)
            machine.isDead = true;
        if (machine.upAtMs && nowMs >= machine.upAtMs && !machine.isDead) {
            const bool isStuck = machine.isSafe && !machine.isNextSafe
                && troubleOf(device) == DemoTrouble::BackInSafeMode && (!machine.wasStuck || isLeftInSafeMode(device));
            machine.wasStuck = machine.wasStuck || isStuck;
            machine.isNextSafe = machine.isNextSafe || isStuck;
            machine.isSafe = machine.isNextSafe;
            machine.bootMs = machine.upAtMs;
            machine.wayBackMs = machine.isSafe && machine.isArmed ? machine.bootMs + kWayBackMs : 0;
            machine.downFromMs = machine.upAtMs = 0;
            continue;
        }
        if (!machine.upAtMs && machine.wayBackMs && nowMs >= machine.wayBackMs) {
            machine.isNextSafe = machine.isArmed = false;
            const qint64 firedMs = machine.wayBackMs;
            machine.wayBackMs = 0;
            beginRestart(device, machine, firedMs);
            continue;
        }
        return;
    }
}

DemoMachines::Machine DemoMachines::machine(quint32 device, qint64 nowMs)
{
    readMemory();
    const auto known = m_machines.constFind(device);
    if (known == m_machines.constEnd()) {
        Machine fresh;
        const DevicePlace place = m_hospital.plan().place(device);
        fresh.bootMs = m_hospital.state(place, nullptr, nowMs).signs.bootTimeMs;
        return fresh;
    }
    Machine now = *known;
    settle(device, now, nowMs);
    if (now != *known)
        keep(device, now);
    return now;
}

bool DemoMachines::isReachable(quint32 device, qint64 nowMs)
{
    const Machine now = machine(device, nowMs);
    if (now.isDead || (now.downFromMs && nowMs >= now.downFromMs))
        return false;
    if (now.isSafe)
        return m_trait.below(100, device, 1) >= 5; // five in a hundred agents do not run in safe mode
    if (m_machines.contains(device) && now.bootMs >= m_hospital.settings().openedMs && now.isFixed)
        return true;
    const Overrides overrides = m_hospital.overrides();
    const auto changed = overrides.constFind(device);
    const DevicePlace place = m_hospital.plan().place(device);
    const AgentHealth health =
        m_hospital.state(place, changed == overrides.constEnd() ? nullptr : &changed.value(), nowMs).health;
    if (health == AgentHealth::CrashLooping) // between two crashes
        return (nowMs / (30 * kSecondMs) + device) % 3 == 0;
    return health == AgentHealth::Up || health == AgentHealth::Degraded || m_machines.contains(device);
}

Reach DemoMachines::reach(quint32 device, qint64 nowMs)
{
    Reach reach;
    const Machine now = machine(device, nowMs);
    reach.connected = isReachable(device, nowMs);
    reach.bootMs = now.bootMs;
    reach.lastWordMs = reach.connected ? nowMs : 0;
    reach.safeModeNetworking = m_trait.below(100, device, 1) >= 5;
    const DevicePlace place = m_hospital.plan().place(device);
    reach.isWired = !m_hospital.plan().catalogue().roles[place.role].flags.testFlag(DeviceFlag::Cart);
    const bool isSeenBusy = troubleOf(device) == DemoTrouble::Busy && device % 2 == 1;
    reach.user = isSeenBusy ? QStringLiteral("RGH\\nurse%1").arg(device % 97) : QString();
    return reach;
}

/// The output of a script with that mark, after its effect.
QString DemoMachines::obey(quint32 device, const ScriptMark &mark, Machine &machine, qint64 nowMs, int &exitCode) const
{
    const Words &words = wordsOf(mark.runbook);
    const QString user =
        troubleOf(device) == DemoTrouble::Busy ? QStringLiteral("RGH\\nurse%1").arg(device % 97) : QStringLiteral("-");
    QStringList lines;
    switch (mark.deed) {
    case StepDeed::Arm:
        if (troubleOf(device) == DemoTrouble::NoKey) {
            exitCode = 1;
            lines << QStringLiteral("BitLocker could not be suspended. The machine would ask for its recovery key.");
        } else {
            machine.isArmed = machine.isSuspended = true;
        }
        break;
    case StepDeed::Enter:
        machine.isNextSafe = machine.isArmed;
        exitCode = machine.isArmed ? 0 : 1;
        break;
    case StepDeed::Fix:
        machine.isFixed = true;
        machine.isNextSafe = false;
        m_hospital.injectFault(std::array{device}, {DemoFault::Mended, nowMs, std::numeric_limits<qint64>::max()},
                               nowMs);
        lines << QString::fromLatin1(words.fixed);
        break;
    case StepDeed::Disarm:
        machine.isNextSafe = false;
        break;
    case StepDeed::Confirm:
        if (machine.isSafe || machine.isNextSafe) {
            exitCode = 1;
            lines << QStringLiteral("The machine is not out of safe mode.");
        } else {
            machine.isArmed = machine.isSuspended = false;
            machine.wayBackMs = 0;
            lines << QString::fromLatin1(words.confirmed);
        }
        break;
    default:
        break;
    }
    lines << stateLine(machine, user);
    return lines.join(u'\n') + u'\n';
}

Result<HandAnswer> DemoMachines::run(quint32 device, const ScriptMark &mark, qint64 nowMs)
{
    Machine now = machine(device, nowMs);
    HandAnswer answer;
    answer.output = obey(device, mark, now, nowMs, answer.exitCode);
    if (mark.deed != StepDeed::Probe)
        keep(device, now);
    if (troubleOf(device) == DemoTrouble::AnswersTwice)
        answer.output += answer.output;
    return answer;
}

void DemoMachines::restart(quint32 device, qint64 nowMs)
{
    Machine now = machine(device, nowMs);
    if (now.upAtMs || troubleOf(device) == DemoTrouble::DoesNothing)
        return;
    beginRestart(device, now, nowMs);
    if (!(now.isNextSafe && troubleOf(device) == DemoTrouble::NeverBack))
        m_hospital.injectFault(std::array{device}, {DemoFault::Off, now.downFromMs, now.upAtMs}, nowMs);
    else
        m_hospital.injectFault(std::array{device}, {DemoFault::Off, now.downFromMs, std::numeric_limits<qint64>::max()},
                               nowMs);
    keep(device, now);
}

void DemoMachines::keep(quint32 device, const Machine &machine)
{
    m_machines.insert(device, machine);
    QFile file(m_file);
    if (m_file.isEmpty() || !file.open(QIODevice::WriteOnly | QIODevice::Append))
        return; // a demonstration goes on without its memory
    const QJsonObject object{{QStringLiteral("device"), qint64(device)},
                             {QStringLiteral("safe"), machine.isSafe},
                             {QStringLiteral("next"), machine.isNextSafe},
                             {QStringLiteral("armed"), machine.isArmed},
                             {QStringLiteral("suspended"), machine.isSuspended},
                             {QStringLiteral("fixed"), machine.isFixed},
                             {QStringLiteral("dead"), machine.isDead},
                             {QStringLiteral("stuck"), machine.wasStuck},
                             {QStringLiteral("boot"), machine.bootMs},
                             {QStringLiteral("down"), machine.downFromMs},
                             {QStringLiteral("up"), machine.upAtMs},
                             {QStringLiteral("way_back"), machine.wayBackMs}};
    file.write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void DemoMachines::readMemory()
{
    QFile file(m_file);
    if (m_file.isEmpty() || !file.open(QIODevice::ReadOnly) || file.size() <= m_readTo || !file.seek(m_readTo))
        return;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(kLongestLine);
        if (!line.endsWith('\n'))
            return; // still being written
        m_readTo = file.pos();
        const QJsonObject told = QJsonDocument::fromJson(line).object();
        const qint64 device = told[u"device"].toInteger(-1);
        if (device < 0 || device >= m_hospital.plan().devices())
            continue;
        const bool isNew = !m_machines.contains(quint32(device));
        m_machines.insert(quint32(device),
                          {told[u"safe"].toBool(), told[u"next"].toBool(), told[u"armed"].toBool(),
                           told[u"suspended"].toBool(), told[u"fixed"].toBool(), told[u"dead"].toBool(),
                           told[u"stuck"].toBool(), told[u"boot"].toInteger(), told[u"down"].toInteger(),
                           told[u"up"].toInteger(), told[u"way_back"].toInteger()});
        if (isNew && told[u"fixed"].toBool())
            m_hospital.injectFault(std::array{quint32(device)},
                                   {DemoFault::Mended, told[u"boot"].toInteger(), std::numeric_limits<qint64>::max()},
                                   told[u"boot"].toInteger());
    }
}

} // namespace ringward::drill

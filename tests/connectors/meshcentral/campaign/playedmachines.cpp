#include "tests/connectors/meshcentral/campaign/playedmachines.h"

#include "tests/models/drill/demoworld.h"

namespace ringward::testing {

namespace {

using drill::DemoTrouble;

constexpr int kLookMs = 20, kRetryMs = 20'000, kConnectsAtOnce = 12;
constexpr quint32 kHospital = 20'000, kTroublesPerThousand = 50;
const QString kKey = QStringLiteral("111111-222222-333333-444444-555555-666666-077777-088888");

QString keyIdOf(quint32 device)
{
    return QStringLiteral("1B2C3D4E-0000-4000-8000-%1").arg(device, 12, 10, QLatin1Char('0'));
}

} // namespace

PlayedMachines::PlayedMachines(const MeshServer &server, std::shared_ptr<const Clock> clock)
    : m_server(server)
    , m_clock(std::move(clock))
    , m_world(drill::testing::catalogue(), {kHospital, 291, m_clock->nowMs(), 300'000})
{
    m_world.machines.setTroubles(kTroublesPerThousand);
    m_world.machines.leaveInSafeMode(2);
    connect(&m_look, &QTimer::timeout, this, &PlayedMachines::look);
    m_look.start(kLookMs);
}

Fate PlayedMachines::fateOf(quint32 device)
{
    const bool runsInSafeMode = *m_world.machines.reach(device, m_clock->nowMs()).safeModeNetworking;
    switch (m_world.machines.troubleOf(device)) {
    case DemoTrouble::NeverBack:
        return Fate::NeverBack;
    case DemoTrouble::BackInSafeMode:
        return m_world.machines.isLeftInSafeMode(device) ? Fate::LeftInSafeMode : Fate::BackInSafeMode;
    case DemoTrouble::AnswersTwice:
        return Fate::AnswersTwice;
    case DemoTrouble::DoesNothing:
        return Fate::DoesNothing;
    case DemoTrouble::NoKey:
        return Fate::NoKey;
    case DemoTrouble::Busy:
        return Fate::Busy;
    default:
        return runsInSafeMode ? Fate::Well : Fate::NotInSafeMode;
    }
}

void PlayedMachines::add(int count, const QStringList &groups)
{
    const std::vector<AgentIdentity> identities = agentIdentities(count);
    std::map<Fate, int> left;
    for (int fate = int(Fate::NotInSafeMode); fate <= int(Fate::Busy); ++fate)
        left[Fate(fate)] = count / 20;
    left[Fate::Well] = count - int(left.size()) * (count / 20);
    const drill::HospitalPlan &plan = m_world.hospital.plan();
    for (quint32 device = 0; device < plan.devices() && int(m_all.size()) < count; ++device) {
        const Fate fate = fateOf(device);
        const bool isHindered = fate != Fate::NotInSafeMode
            && !*m_world.machines.reach(device, m_clock->nowMs()).safeModeNetworking; // one thing at a time
        const auto isUp = [&](qint64 inMs) { // and stays so for the length of a campaign
            const auto state = m_world.hospital.state(plan.place(device), nullptr, m_clock->nowMs() + inMs);
            return state.health == AgentHealth::Up;
        };
        if (left[fate] == 0 || isHindered || !isUp(0) || !isUp(3'600'000) || !isUp(7'200'000) || !isUp(14'400'000))
            continue;
        --left[fate];
        auto made = std::make_unique<Machine>();
        Machine &machine = *made;
        machine.device = device;
        machine.fate = fate;
        FakeMachine body;
        body.name = QStringLiteral("PLAYED-%1").arg(device, 5, 10, QLatin1Char('0'));
        body.group = groups[qsizetype(m_all.size()) % groups.size()];
        body.hardware =
            fate == Fate::NoKey ? FakeMachine::bitLocker({}, {}) : FakeMachine::bitLocker(keyIdOf(device), kKey);
        machine.agent =
            std::make_unique<FakeAgent>(m_server.port(), m_server.certificateHash(), identities[m_all.size()], body);
        machine.agent->onCommand = [this, &machine](FakeAgent &, const FakeCommand &command) {
            return obey(machine, command);
        };
        machine.agent->onPower = [this, &machine](FakeAgent &, int type) {
            restart(machine, type);
        };
        connect(machine.agent.get(), &FakeAgent::online, this, [&machine] { machine.agent->tellHardware(); });
        connect(machine.agent.get(), &FakeAgent::offline, this, [this, &machine] {
            lostByItself += machine.triedMs != 0; // look() puts it to 0 when it ends a connection
            m_moving.insert(&machine);
        });
        m_byNode.emplace(machine.agent->nodeId(), &machine);
        m_moving.insert(&machine);
        m_all.push_back(std::move(made));
    }
}

bool PlayedMachines::areOnline() const
{
    return std::all_of(m_all.begin(), m_all.end(), [](const auto &each) { return each->agent->isOnline(); });
}

drill::DemoMachines::Machine PlayedMachines::state(const Machine &machine)
{
    return m_world.machines.machine(machine.device, m_clock->nowMs());
}

FakeReply PlayedMachines::obey(Machine &machine, const FakeCommand &command)
{
    machine.repeatedMarks += machine.marks.contains(command.mark);
    machine.marks.insert(command.mark);
    const std::optional<ScriptMark> mark = markOfScript(command.script);
    if (!mark || !m_approved.contains(command.script)) {
        ++strangeScripts;
        return {{}, 0, 0, FakeReply::StaysSilent};
    }
    if (machine.fate == Fate::Busy && !std::exchange(machine.wasBusy, true))
        return {{}, 0, 0, FakeReply::IsBusy};
    m_moving.insert(&machine);
    HandAnswer answer = *m_world.machines.run(machine.device, *mark, m_clock->nowMs());
    FakeReply reply;
    reply.output = answer.output.trimmed().replace(u'\n', QLatin1StringView("\r\n"));
    reply.exitCode = answer.exitCode;
    reply.manner = machine.fate == Fate::AnswersTwice ? FakeReply::AnswersTwice : FakeReply::Answers;
    return reply;
}

void PlayedMachines::restart(Machine &machine, int type)
{
    if (type != 3)
        return;
    const bool isUnderWay = state(machine).upAtMs != 0;
    machine.twice += isUnderWay;
    m_world.machines.restart(machine.device, m_clock->nowMs());
    machine.restarts += !isUnderWay && state(machine).upAtMs != 0;
    m_moving.insert(&machine);
}

void PlayedMachines::look()
{
    const qint64 wallMs = QDateTime::currentMSecsSinceEpoch(), nowMs = m_clock->nowMs();
    int connects = 0;
    for (auto each = m_moving.begin(); each != m_moving.end();) {
        Machine &machine = **each;
        FakeAgent &agent = *machine.agent;
        // One that nobody restarted stays as it is, whatever its hospital's day would have made of it.
        const bool isTouched = machine.restarts > 0;
        const bool isUp = !isTouched || m_world.machines.isReachable(machine.device, nowMs);
        const drill::DemoMachines::Machine now = m_world.machines.machine(machine.device, nowMs);
        const bool isNewStart = isTouched && agent.isOnline() && now.bootMs != agent.machine().bootMs;
        if ((!isUp && machine.triedMs) || isNewStart) {
            machine.triedMs = 0;
            agent.drop();
        } else if (isUp && !agent.isOnline() && wallMs - machine.triedMs > kRetryMs && connects < kConnectsAtOnce) {
            ++connects;
            machine.triedMs = wallMs;
            agent.drop();
            agent.machine().bootMs = now.bootMs;
            agent.connectToServer();
        }
        const bool isOnTheWay = agent.isOnline() != isUp || isNewStart || now.wayBackMs || (now.upAtMs && !now.isDead);
        each = isOnTheWay ? std::next(each) : m_moving.erase(each);
    }
}

} // namespace ringward::testing

#include "tests/peers/meshcentral/realagent.h"

#include <sys/prctl.h>
#include <sys/types.h>

#include <QFile>
#include <QUrl>

#include <csignal>

namespace ringward::testing {

Result<std::unique_ptr<RealAgent>> RealAgent::start(const MeshServer &server, const QString &group)
{
    std::unique_ptr<RealAgent> agent(new RealAgent);
    const QString binary = agent->m_folder.filePath(QStringLiteral("meshagent"));
    const QString shipped = server.installed() + QStringLiteral("/node_modules/meshcentral/agents/meshagent_x86-64");
    if (!QFile::copy(shipped, binary)
        || !QFile::setPermissions(binary, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return Error{Error::Kind::Storage, QStringLiteral("the agent was not copied from ") + shipped, {}};
    QProcess fetch; // the settings that make an agent belong to this server and group
    fetch.start(QStringLiteral("curl"),
                {QStringLiteral("-sf"), QStringLiteral("--noproxy"), QStringLiteral("*"), QStringLiteral("--cacert"),
                 server.caFile(), QStringLiteral("-G"), QStringLiteral("--data-urlencode"),
                 QStringLiteral("id=") + server.group(group).section(u'/', -1), QStringLiteral("-o"),
                 agent->m_folder.filePath(QStringLiteral("meshagent.msh")),
                 QStringLiteral("https://127.0.0.1:%1/meshsettings").arg(server.port())});
    if (!fetch.waitForFinished(20'000) || fetch.exitCode() != 0)
        return Error{
            Error::Kind::Offline, QStringLiteral("no meshsettings: curl ended with %1").arg(fetch.exitCode()), {}};
    if (!agent->startAgain())
        return Error{Error::Kind::Storage, QStringLiteral("the agent did not start"), {}};
    return agent;
}

RealAgent::~RealAgent()
{
    stop();
}

bool RealAgent::startAgain()
{
    m_process = std::make_unique<QProcess>();
    m_process->setWorkingDirectory(m_folder.path());
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setStandardOutputFile(m_folder.filePath(QStringLiteral("agent.log")), QIODevice::Append);
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process->start(m_folder.filePath(QStringLiteral("meshagent")), {QStringLiteral("run")});
    return m_process->waitForStarted(10'000);
}

void RealAgent::stop()
{
    thaw();
    if (const auto process = std::exchange(m_process, nullptr)) {
        process->kill();
        process->waitForFinished(10'000);
    }
}

void RealAgent::freeze()
{
    if (pid() > 0 && !m_frozen)
        m_frozen = ::kill(pid_t(pid()), SIGSTOP) == 0;
}

void RealAgent::thaw()
{
    if (pid() > 0 && std::exchange(m_frozen, false))
        ::kill(pid_t(pid()), SIGCONT);
}

} // namespace ringward::testing

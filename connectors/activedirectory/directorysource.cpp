#include "connectors/activedirectory/directorysource.h"

#include "connectors/activedirectory/directorydiagnosis.h"
#include "connectors/activedirectory/directorystate.h"
#include "connectors/activedirectory/ringmoves.h"

#include <QCoreApplication>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Directory", text);
}

} // namespace

DirectorySource::DirectorySource(DirectorySettings settings, SecretStore &secrets)
{
    LdapConnection::prepare();
    m_state = std::make_shared<State>(std::move(settings), secrets);
    m_keys = std::make_unique<Keys>(m_state);
}

DirectorySource::~DirectorySource()
{
    m_state->reading.quit();
    m_state->asking.quit();
}

SourceKind DirectorySource::kind()
{
    SourceKind kind;
    kind.kind = QStringLiteral("activedirectory");
    kind.label = tr("Active Directory");
    kind.description =
        tr("Computers with their place, rings as groups, BitLocker recovery keys and LAPS passwords from a "
           "Windows domain.");
    kind.settings = DirectorySettings::specs();
    kind.checkInSec = 0; // a logon is known to all controllers a week or two late: silence says nothing
    kind.syncEverySec = 300;
    kind.make = [](const SourceConfig &config, SecretStore &secrets) -> Result<std::unique_ptr<Source>> {
        auto settings = DirectorySettings::read(config);
        if (!settings)
            return settings.error();
        return std::unique_ptr<Source>(std::make_unique<DirectorySource>(std::move(*settings), secrets));
    };
    return kind;
}

Source::Capabilities DirectorySource::capabilities() const
{
    const Capabilities all = ReadDevices | ReadChanges | ReadRecord | ReadKeys;
    return m_state->settings.rings.empty() ? all : all | MoveRing;
}

Async<RecordPage> DirectorySource::fetchDevices(QByteArray after, std::stop_token stop)
{
    return State::run<RecordPage>(
        m_state, &State::reading,
        [state = m_state, after](DirectorySession &session) {
            return state->reader.page(session, DirectoryReader::What::Everything, after);
        },
        stop);
}

Async<RecordPage> DirectorySource::fetchChanges(qint64, QByteArray after, std::stop_token stop)
{
    return State::run<RecordPage>(
        m_state, &State::reading,
        [state = m_state, after](DirectorySession &session) {
            return state->reader.page(session, DirectoryReader::What::Changes, after);
        },
        stop);
}

Async<SourceRecord> DirectorySource::fetchRecord(QString key, std::stop_token stop)
{
    return State::run<SourceRecord>(
        m_state, &State::asking,
        [state = m_state, key](DirectorySession &session) { return state->reader.record(session, key); }, stop);
}

Async<Diagnosis> DirectorySource::diagnose(std::stop_token stop)
{
    return State::run<Diagnosis>(
        m_state, &State::asking,
        [state = m_state, stop](DirectorySession &session) -> Result<Diagnosis> {
            return diagnoseDirectory(session, *state->latch, state->settings, stop);
        },
        stop, State::Refused::IsTriedAgain);
}

Async<QString> DirectorySource::test(std::stop_token stop)
{
    auto asking = diagnose(stop);
    const Result<Diagnosis> diagnosis = co_await std::move(asking);
    if (!diagnosis)
        co_return diagnosis.error();
    QStringList good;
    for (const DiagnosisStep &step : diagnosis->steps) {
        if (step.state == DiagnosisStep::State::Bad) {
            QStringList facts;
            for (const DiagnosisStep::Fact &fact : step.facts)
                facts.append(fact.label + QStringLiteral(": ") + fact.value);
            co_return Error{Error::Kind::Denied, step.key + u' ' + facts.join(QStringLiteral("; ")), step.sentence};
        }
        const bool isTold = step.key == u"signin" || step.key == u"computers" || step.key == u"keys";
        if (isTold)
            good.append(step.sentence);
    }
    co_return good.join(u' ');
}

Result<WriteCall> DirectorySource::moveRing(const QString &key, const Stream &stream, const RingName &to) const
{
    if (m_state->settings.rings.empty())
        return Source::moveRing(key, stream, to);
    const RingGroupsPtr rings = m_state->reader.rings();
    if (!rings)
        return Error{Error::Kind::Offline, QStringLiteral("the rings were not read yet"),
                     tr("The directory has not told its rings yet. Synchronise the source and try again.")};
    const RingGroup *group = rings->find(stream, to.name);
    if (!group)
        return Error{Error::Kind::NotSupported, QStringLiteral("ring ") + to.name,
                     tr("No group of the directory is set to be the ring “%1”. Add it to the setting “Rings” of the "
                        "source.")
                         .arg(to.name)};
    if (!group->mayWrite)
        return Error{
            Error::Kind::Denied, QString::fromUtf8(group->dn),
            tr("The account may not change the group of ring “%1”. Have the right to write its members delegated.")
                .arg(to.name)};
    return WriteCall{tr("to ring %1, by membership of %2").arg(to.name, QString::fromUtf8(group->dn)),
                     ringMoveRequest(key, *group), true};
}

Async<Done> DirectorySource::send(QByteArray request, std::stop_token stop)
{
    return State::run<Done>(
        m_state, &State::asking,
        [state = m_state, request](DirectorySession &session) {
            return sendRingMove(session, state->settings.rings, request);
        },
        stop);
}

KeyHolder *DirectorySource::keys()
{
    return m_keys.get();
}

} // namespace ringward

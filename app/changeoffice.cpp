#include "app/changeoffice.h"

#include "connectors/keychain/sealedfile.h"
#include "models/audit/rights.h"
#include "models/changes/intentkeeper.h"
#include "models/rings/movejudge.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>

namespace ringward {

namespace {

Q_LOGGING_CATEGORY(logChanges, "ringward.changes")

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ChangeOffice", text);
}

QString osLogin()
{
    for (const char *name : {"USER", "USERNAME", "LOGNAME"}) {
        if (const QString login = qEnvironmentVariable(name); !login.isEmpty())
            return login;
    }
    return QDir::home().dirName();
}

struct Simulated {
    const char *login, *name, *post;
    Roles roles;
};
const std::array kSimulated{
    Simulated{"whitfield", "J. Whitfield", "Infrastructure", Role::Admin},
    Simulated{"lindqvist", "M. Lindqvist", "Infrastructure", Role::BoardMember},
    Simulated{"okafor", "Dr A. Okafor", "Patient safety", Role::SafetyOfficer},
    Simulated{"ramirez", "P. Ramirez", "Theatres", Role::BoardMember},
    Simulated{"adeyemi", "S. Adeyemi", "Night operations", Roles(Role::Commander) | Role::Technician},
    Simulated{"novak", "R. Novak", "Internal audit", Role::Auditor},
};

bool isDemonstration(const Synchroniser &synchroniser)
{
    const std::vector<SourceStatus> sources = synchroniser.sources();
    return std::any_of(sources.begin(), sources.end(),
                       [](const SourceStatus &status) { return status.config.kind == u"demonstration"; });
}

QString beside(const Database &database, const char *suffix)
{
    const QFileInfo store(database.file());
    return store.dir().filePath(store.completeBaseName() + QString::fromLatin1(suffix));
}

Error unknownPerson(const QString &login)
{
    return {Error::Kind::Denied, login,
            tr("“%1” is not in the roster. An admin adds people with “ringwardctl people add”.").arg(login)};
}

ChangeDesk::Parts::Judge judgeBy(const RingBook &rings, ChangeOffice *office)
{
    return [&rings, office](const FleetSnapshot &fleet, const std::vector<RingMove> &moves,
                            qint64 startMs) -> Result<std::vector<GuardrailResult>> {
        const auto policies = rings.policies();
        const auto guardrails = office->guardrails(startMs);
        const auto pins = rings.pins();
        if (!policies || !guardrails || !pins)
            return !policies ? policies.error() : !guardrails ? guardrails.error() : pins.error();
        return judgeMoves(fleet, *policies, *guardrails, *pins, moves, startMs);
    };
}

} // namespace

ChangeOffice::ChangeOffice(const Parts &parts, PolicyBook policies)
    : m_parts(parts)
    , m_audit(parts.database)
    , m_roster(parts.database)
    , m_changes(parts.database)
    , m_policies(parts.database)
    , m_journal(parts.database)
    , m_freezes(parts.database)
    , m_ledger(parts.database)
    , m_people(m_roster, parts.clock)
    , m_board({m_changes, m_audit, m_roster, parts.clock, std::move(policies), &m_policies})
    // The people are simulated and so is what they sign: this passphrase is known to everybody.
    , m_simulatedKeys(std::make_unique<SealedFile>(beside(parts.database, "-people.keys"),
                                                   [] { return Secret(QByteArray("demonstration")); }))
    , m_desk(std::make_unique<ChangeDesk>(
          ChangeDesk::Parts{m_board, m_roster, m_people, m_audit, m_journal, m_freezes, parts.synchroniser, parts.hub,
                            [this](const Person &person) -> SecretStore & { return keysOf(person); }, parts.clock,
                            judgeBy(parts.rings, this), nullptr}))
    , m_rings(parts.rings, parts.clock, [this] { return m_desk->me(); })
    , m_remedies(
          std::make_unique<RemedyDesk>(RemedyDesk::Parts{*m_desk, m_ledger, beside(parts.database, "-runbooks"), {}}))
{
    QObject::connect(m_desk.get(), &ChangeDesk::ended, m_desk.get(), [this](ChangeId change) { keepIntentOf(change); });
}

Result<AuditDraft> ChangeOffice::decider() const
{
    const Person &me = m_desk->me();
    if (const Result<Done> allowed = allow(me, Deed::DecideDrivers); !allowed)
        return allowed.error();
    return draftOf(me, m_parts.clock, "", {}, {});
}

Result<GuardrailSet> ChangeOffice::guardrails(qint64 fromMs)
{
    Result<GuardrailSet> set = m_parts.rings.guardrails();
    const Result<std::vector<Freeze>> freezes = m_freezes.freezes();
    if (!set || !freezes)
        return !set ? set.error() : freezes.error();
    return withCalendar(std::move(*set), *freezes, fromMs);
}

void ChangeOffice::keepIntentOf(ChangeId id)
{
    const Result<ChangeFile> file = m_board.file(id);
    const Result<std::vector<Operation>> operations = m_desk->operations(id);
    if (!file || !operations)
        return; // what cannot be read stays as it was, and drift shows it
    if (const Result<Done> kept = keepIntent(m_parts.rings, file->change, *operations); !kept)
        qCWarning(logChanges, "where devices are meant to be was not written: %ls",
                  qUtf16Printable(kept.error().detail));
}

Result<std::unique_ptr<ChangeOffice>> ChangeOffice::open(const Parts &parts)
{
    Result<PolicyBook> policies = initialPolicies();
    if (!policies)
        return policies.error();
    return std::unique_ptr<ChangeOffice>(new ChangeOffice(parts, std::move(*policies)));
}

Result<std::optional<Person>> ChangeOffice::loneFirstAdmin()
{
    const Result<std::vector<Person>> people = m_roster.people();
    if (!people)
        return people.error();
    const bool isAlone = people->size() == 1 && !people->front().simulated && people->front().roles == Role::Admin;
    return isAlone ? std::optional<Person>(people->front()) : std::nullopt;
}

void ChangeOffice::useKeyFile(const KeyFile &keyFile)
{
    m_keyFile = std::make_unique<SealedFile>(keyFile.file, keyFile.passphrase);
}

SecretStore &ChangeOffice::keysOf(const Person &person)
{
    if (person.simulated)
        return *m_simulatedKeys;
    return m_keyFile ? *m_keyFile : m_parts.keychain;
}

Async<Done> ChangeOffice::makeSimulatedPeople(std::stop_token stop)
{
    Person admin;
    for (const Simulated &each : kSimulated) {
        Person person;
        person.login = QString::fromLatin1(each.login);
        person.name = QString::fromUtf8(each.name);
        person.post = QString::fromLatin1(each.post);
        person.roles = each.roles;
        person.simulated = true;
        const Result<PersonId> id = m_people.save(admin, person);
        if (!id)
            co_return id.error();
        person.id = *id;
        if (!admin.id)
            admin = person;
        SigningKeys keys(*m_simulatedKeys, m_people);
        auto making = keys.make(person, stop);
        const Result<PublicKey> made = co_await std::move(making);
        if (!made)
            co_return made.error();
    }
    co_return Done{};
}

Async<Person> ChangeOffice::signIn(QString login, std::stop_token stop)
{
    Result<std::vector<Person>> people = m_roster.people();
    if (!people)
        co_return people.error();
    const QString own = osLogin();
    if (people->empty() && isDemonstration(m_parts.synchroniser)) {
        auto making = makeSimulatedPeople(stop);
        const Result<Done> made = co_await std::move(making);
        if (!made)
            co_return made.error();
        people = m_roster.people();
    } else if (people->empty()) {
        Person first;
        first.login = first.name = own;
        first.roles = Role::Admin;
        if (const Result<PersonId> saved = m_people.save({}, first); !saved)
            co_return saved.error();
        people = m_roster.people();
    }
    if (!people)
        co_return people.error();
    const bool isSimulation = people->front().simulated;
    const QString wanted = !login.isEmpty() ? login : isSimulation ? people->front().login : own;
    const Person *person = findLogin(*people, wanted);
    if (!person)
        co_return unknownPerson(wanted);
    if (!person->simulated && person->login.compare(own, Qt::CaseInsensitive) != 0)
        co_return Error{Error::Kind::Denied, wanted,
                        tr("You are signed in as “%1” and cannot act as %2.").arg(own, person->name)};
    m_desk->setMe(*person);
    co_return *person;
}

} // namespace ringward

#include "connectors/activedirectory/directorydiagnosis.h"

#include "connectors/activedirectory/recoverykeys.h"
#include "connectors/activedirectory/ringgroups.h"
#include "connectors/activedirectory/tlscheck.h"
#include "models/base/counted.h"
#include "models/sources/diagnosissteps.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace ringward {

namespace {

using State = DiagnosisStep::State;

constexpr qint64 kKerberosToleratesMs = 5 * 60'000, kWorthSayingMs = 60'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Diagnosis", text);
}

/// Name, connection and encryption of one server, without signing in. True when all is well.
bool lookAtServer(DiagnosisSteps &steps, const LdapTarget &target, bool isOneOfMany, std::stop_token stop)
{
    const TlsCheck check = checkTls(target, std::move(stop));
    const auto title = [&](const QString &text) {
        return isOneOfMany ? QStringLiteral("%1 (%2)").arg(text, target.host) : text;
    };
    const auto add = [&](const char *key, const QString &text, TlsCheck::Step own, const QString &good, int tookMs) {
        if (check.reached < own) {
            steps.skip(key, title(text));
            return;
        }
        const bool isGood = check.reached > own;
        DiagnosisStep &step = steps.add(key, title(text), isGood ? State::Good : State::Bad,
                                        isGood ? good : userMessage(check.error(target.host)));
        step.tookMs = tookMs;
        if (!isGood && !check.reason.isEmpty())
            step.facts.push_back({tr("Reason"), check.reason});
    };
    add("name", tr("Name"), TlsCheck::Step::Name, tr("%1 is %2.").arg(target.host, check.address), check.nameMs);
    add("tcp", tr("Connection"), TlsCheck::Step::Tcp, tr("Port %1 answers.").arg(target.realPort()), check.tcpMs);
    if (target.cover == LdapTarget::Cover::Sealed) {
        if (check.isGood)
            steps.add("tls", title(tr("Encryption")), State::Good,
                      tr("None below Kerberos, which seals everything that is said."));
        else
            steps.skip("tls", title(tr("Encryption")));
        return check.isGood;
    }
    add("tls", tr("Encryption"), TlsCheck::Step::Tls, tr("The certificate is accepted; %1.").arg(check.protocol),
        check.tlsMs);
    if (check.fingerprint.isEmpty())
        return check.isGood;
    steps.tellCertificate({check.subject, check.issuer, check.expires, tr("SHA-256"), check.fingerprint});
    return check.isGood;
}

void lookAtClock(DiagnosisSteps &steps, const RootDse &root)
{
    const qint64 difference = QDateTime::currentMSecsSinceEpoch() - root.clockMs;
    const qint64 seconds = std::abs(difference) / 1000;
    const bool isBad = std::abs(difference) > kKerberosToleratesMs;
    const QString apart = difference > 0 ? tr("This computer's clock is %1 s ahead of the directory's.").arg(seconds)
                                         : tr("This computer's clock is %1 s behind the directory's.").arg(seconds);
    steps.add("clock", tr("Clock"),
              isBad                                       ? State::Bad
                  : std::abs(difference) > kWorthSayingMs ? State::Note
                                                          : State::Good,
              isBad              ? apart + u' ' + tr("Kerberos takes no more than five minutes: set the clock right.")
                  : seconds <= 1 ? tr("The clocks agree.")
                                 : apart);
}

void lookAtComputers(DiagnosisSteps &steps, DirectorySession &session, const QByteArray &base)
{
    LdapQuery query;
    query.base = base;
    query.filter = "(objectCategory=computer)";
    query.attributes = {"1.1"};
    query.pageSize = 1000;
    const Result<LdapPage> found = session.page(query, {});
    if (!found) {
        steps.addFailed("computers", tr("Computers"), found.error());
        return;
    }
    const auto seen = qint64(std::max<std::size_t>(found->entries.size(), std::size_t(std::max(0, found->estimate))));
    const QString count = counted(seen, Noun::Machine);
    steps.add("computers", tr("Computers"), seen > 0 ? State::Good : State::Bad,
              seen == 0
                  ? tr("This account sees no computer below the search base. Check the base, and that the account may "
                       "read there.")
                  : found->cookie.isEmpty() || found->estimate > 0 ? tr("This account sees %1.").arg(count)
                                                                   : tr("This account sees more than %1.").arg(count));
}

void lookAtKeys(DiagnosisSteps &steps, DirectorySession &session, const QByteArray &base)
{
    const Result<KeySight> sight = readKeySight(session, base);
    if (!sight) {
        steps.addFailed("keys", tr("Recovery keys"), sight.error());
        return;
    }
    const bool reads = *sight == KeySight::Read;
    steps.add(
        "keys", tr("Recovery keys"), reads ? State::Good : State::Note,
        reads ? tr("This account may read recovery keys.")
            : *sight == KeySight::Existence
            ? tr("This account sees that there are keys and may not read them: right for reports, not for the bedside.")
            : tr("This account sees no recovery keys. That does not mean that there are none."));
}

void lookAtLaps(DiagnosisSteps &steps, DirectorySession &session, const QByteArray &base, const QByteArray &schema)
{
    const QString title = tr("Local administrators");
    const Result<LapsSchema> known = readLapsSchema(session, schema);
    if (!known) {
        steps.addFailed("laps", title, known.error());
        return;
    }
    if (!known->hasWindows && !known->hasLegacy) {
        steps.add("laps", title, State::Note, tr("LAPS was never set up in this directory."));
        return;
    }
    LdapQuery query;
    query.base = base;
    query.attributes = {"1.1"};
    query.pageSize = 1;
    const auto any = [&](const QByteArray &filter) {
        query.filter = filter;
        const Result<LdapPage> found = session.page(query, {});
        return found && !found->entries.empty();
    };
    const bool reads = any("(|(msLAPS-Password=*)(ms-Mcs-AdmPwd=*))");
    const bool sealed = any("(msLAPS-EncryptedPassword=*)");
    const bool exist = any("(|(msLAPS-PasswordExpirationTime=*)(ms-Mcs-AdmPwdExpirationTime=*))");
    steps.add("laps", title, reads ? State::Good : State::Note,
              reads        ? tr("This account may read LAPS passwords.")
                  : sealed ? tr("LAPS passwords are kept encrypted; only Windows' own tools can open them.")
                  : exist  ? tr("There are LAPS passwords; this account may not read them.")
                           : tr("No LAPS password is on file below the search base, or this account sees none."));
}

void lookAtRings(DiagnosisSteps &steps, DirectorySession &session, const DirectorySettings &settings,
                 const QByteArray &domain)
{
    const QString title = tr("Rings");
    if (settings.rings.empty()) {
        steps.add("rings", title, State::Good, tr("No group is set to be a ring."));
        return;
    }
    const auto rings = RingGroups::read(session, settings.rings, domain, RingGroups::Members::No);
    if (!rings) {
        steps.addFailed("rings", title, rings.error());
        return;
    }
    QStringList fixed;
    for (const RingGroup &group : rings->groups) {
        if (!group.mayWrite)
            fixed.append(group.ring.name);
    }
    const QString sentence = !rings->problems.empty() ? tr("Not every ring has its group. Correct the setting “Rings”.")
        : fixed.isEmpty()
        ? tr("This account may move machines between all rings.")
        : tr("This account may not move machines into or out of: %1.").arg(fixed.join(QStringLiteral(", ")));
    DiagnosisStep &step = steps.add("rings", title,
                                    !rings->problems.empty() ? State::Bad
                                        : fixed.isEmpty()    ? State::Good
                                                             : State::Note,
                                    sentence);
    for (const Refusal &problem : rings->problems)
        step.facts.push_back({problem.where, problem.reason});
}

} // namespace

Diagnosis diagnoseDirectory(DirectorySession &session, SignInLatch &latch, const DirectorySettings &settings,
                            std::stop_token stop)
{
    Diagnosis made;
    DiagnosisSteps steps(made);
    const DirectoryAccess &access = settings.access;
    bool isAnyReached = false;
    for (const DirectoryAccess::Server &server : access.servers) {
        if (!stop.stop_requested() && lookAtServer(steps, access.target(server), access.servers.size() > 1, stop))
            isAnyReached = true;
    }
    session.drop();
    latch.set(std::nullopt);
    std::optional<RootDse> root;
    if (!isAnyReached) {
        steps.skip("signin", tr("Sign-in"));
    } else if (const Result<Done> connected = session.connect(); !connected) {
        steps.addFailed("signin", tr("Sign-in"), connected.error());
    } else if (const Result<RootDse> told = session.root(); !told) {
        steps.addFailed("signin", tr("Sign-in"), told.error());
    } else {
        root = *told;
        steps.add("signin", tr("Sign-in"), State::Good,
                  access.needsPassword() ? tr("%1 is signed in to %2.").arg(access.user, session.server())
                                         : tr("Your Kerberos ticket is accepted by %1.").arg(session.server()));
    }
    if (root) {
        if (const auto base = session.object(access.base, {"1.1"}); base)
            steps.add("base", tr("Search base"), State::Good, tr("%1 is there.").arg(QString::fromUtf8(access.base)));
        else
            steps.addFailed("base", tr("Search base"), base.error());
        lookAtClock(steps, *root);
        lookAtComputers(steps, session, access.base);
        lookAtKeys(steps, session, access.base);
        lookAtLaps(steps, session, access.base, root->schema);
        lookAtRings(steps, session, settings, root->domain);
    } else {
        for (const auto &[key, title] :
             std::initializer_list<std::pair<const char *, QString>>{{"base", tr("Search base")},
                                                                     {"clock", tr("Clock")},
                                                                     {"computers", tr("Computers")},
                                                                     {"keys", tr("Recovery keys")},
                                                                     {"laps", tr("Local administrators")},
                                                                     {"rings", tr("Rings")}})
            steps.skip(key, title);
    }
    return made;
}

} // namespace ringward

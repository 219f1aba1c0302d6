#include "models/audit/hash.h"
#include "models/audit/rights.h"
#include "models/base/counted.h"
#include "models/changes/changeboard.h"
#include "models/changes/policycheck.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace ringward {

// Under what policies changes are proposed; what happens to changes is in changeboard.cpp.

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ChangeBoard", text);
}

} // namespace

Result<PolicyBook> ChangeBoard::policies() const
{
    if (!m_parts.decided)
        return m_parts.policies;
    Result<std::optional<PolicyBook>> decided = m_parts.decided->newest();
    if (!decided)
        return decided.error();
    return decided->has_value() ? **decided : m_parts.policies;
}

Result<Done> ChangeBoard::savePolicies(const Person &actor, PolicyBook book, const QString &why)
{
    if (const Result<Done> allowed = allow(actor, Deed::EditPolicies); !allowed)
        return allowed;
    if (!m_parts.decided)
        return Error{Error::Kind::NotSupported, QStringLiteral("no policy store"), {}};
    if (why.trimmed().isEmpty())
        return Error{Error::Kind::Malformed, {}, tr("Say why the policies change.")};
    const Result<std::vector<Person>> people = m_parts.roster.people();
    if (!people)
        return people.error();
    if (const QStringList wrong = problemsOf(book, *people); !wrong.isEmpty())
        return Error{Error::Kind::Malformed, QStringLiteral("policies"), wrong.join(u' ')};
    ++book.version;
    const QString hash = Hasher("ringward decision 1")
                             .put(QByteArrayView(QJsonDocument(toJson(book)).toJson(QJsonDocument::Compact)))
                             .finish()
                             .hex();
    const QString text = tr("Version %1. Normal: %2. Emergency: %3. Templates: %4. %5")
                             .arg(book.version)
                             .arg(book.normal.label, book.emergency.label)
                             .arg(book.templates.size())
                             .arg(why.trimmed());
    return m_parts.decided->save(book, draftOf(actor, m_parts.clock, "policy.changed", {}, text, hash));
}

} // namespace ringward

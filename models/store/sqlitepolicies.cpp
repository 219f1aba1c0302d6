#include "models/store/sqlitepolicies.h"

#include "models/store/auditstore.h"
#include "models/store/decisions.h"
#include "models/store/transaction.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

const QString kKind = QStringLiteral("change-policies");

Result<std::optional<PolicyBook>> readNewest(const Connection &connection)
{
    const Result<std::vector<Decision>> all = readDecisions(connection, kKind);
    if (!all)
        return all.error();
    const auto newest =
        std::max_element(all->begin(), all->end(), [](const Decision &a, const Decision &b) { return a.key < b.key; });
    if (newest == all->end())
        return std::optional<PolicyBook>();
    Result<PolicyBook> book = policyBookFromJson(newest->document);
    if (!book)
        return book.error();
    return std::optional<PolicyBook>(std::move(*book));
}

} // namespace

SqlitePolicies::SqlitePolicies(const Database &database)
    : m_database(database)
{
}

Result<std::optional<PolicyBook>> SqlitePolicies::newest() const
{
    return reading(m_database, readNewest);
}

Result<Done> SqlitePolicies::save(const PolicyBook &book, const AuditDraft &why)
{
    return writing(m_database, [&](const Connection &c) -> Result<Done> {
        const Result<std::optional<PolicyBook>> before = readNewest(c);
        if (!before)
            return before.error();
        const int newest = before->has_value() ? (*before)->version : 0;
        if (book.version != newest + 1)
            return Error{Error::Kind::Conflict, QStringLiteral("version %1, newest %2").arg(book.version).arg(newest),
                         QCoreApplication::translate("ringward::Policies",
                                                     "Somebody changed the policies meanwhile. Look at them again.")};
        const QString key = QStringLiteral("%1").arg(book.version, 8, 10, QLatin1Char('0'));
        if (const auto written = writeDecision(c, Decision{0, kKind, {}, key, toJson(book)}); !written)
            return written.error();
        const Result<AuditEntry> entry = appendAudit(c, why);
        return entry ? Result<Done>(Done{}) : entry.error();
    });
}

} // namespace ringward

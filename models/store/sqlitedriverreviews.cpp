#include "models/store/auditstore.h"
#include "models/store/decisions.h"
#include "models/store/driverreviews.h"
#include "models/store/sqlitedrivers.h"
#include "models/store/transaction.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace ringward {

namespace {

QString kind()
{
    return QStringLiteral("driver-review");
}

QString dateText(QDate date)
{
    return date.toString(Qt::ISODate);
}

Decision decisionOf(const DriverReview &r)
{
    QJsonObject document{
        {QStringLiteral("subject"), word(r.subject)}, {QStringLiteral("name"), r.name},
        {QStringLiteral("state"), word(r.state)},     {QStringLiteral("owner"), r.owner},
        {QStringLiteral("reason"), r.reason},         {QStringLiteral("review_by"), dateText(r.reviewBy)},
        {QStringLiteral("waiver"), r.waiver},         {QStringLiteral("waiver_until"), dateText(r.waiverUntil)},
        {QStringLiteral("opened_ms"), r.openedMs},    {QStringLiteral("opened_by"), r.openedBy},
        {QStringLiteral("decided_ms"), r.decidedMs}};
    return {r.id.value, kind(), r.scope, word(r.subject) + u':' + r.name, std::move(document)};
}

DriverReview reviewOf(const Decision &decision)
{
    const auto text = [&](const char *key) {
        return decision.document[QLatin1StringView(key)].toString();
    };
    DriverReview r;
    r.id = DriverReviewId{quint32(decision.id)};
    r.subject = reviewSubjectFromWord(text("subject")).value_or(ReviewSubject::Key);
    r.name = text("name");
    r.scope = decision.scope;
    r.state = reviewStateFromWord(text("state")).value_or(ReviewState::Unreviewed);
    r.owner = text("owner");
    r.reason = text("reason");
    r.reviewBy = QDate::fromString(text("review_by"), Qt::ISODate);
    r.waiver = text("waiver");
    r.waiverUntil = QDate::fromString(text("waiver_until"), Qt::ISODate);
    r.openedMs = decision.document[QStringLiteral("opened_ms")].toInteger();
    r.openedBy = text("opened_by");
    r.decidedMs = decision.document[QStringLiteral("decided_ms")].toInteger();
    return r;
}

Error explained(Error error, const DriverReview &review)
{
    if (error.kind == Error::Kind::Conflict)
        error.advice =
            QCoreApplication::translate("ringward::Store", "There is already a review of %1 for these devices.")
                .arg(review.name);
    if (error.kind == Error::Kind::NotFound)
        error.advice = QCoreApplication::translate(
            "ringward::Store", "This review has been removed meanwhile. Save it as a new one to keep it.");
    return error;
}

AuditDraft entryOf(const AuditDraft &who, const DriverReview &review)
{
    AuditDraft draft = who;
    draft.deed = QStringLiteral("driver.decided");
    draft.object = review.name;
    draft.text = QStringList{word(review.state), review.owner, review.reason, review.waiver}
                     .filter(QRegularExpression(QStringLiteral("\\S")))
                     .join(QStringLiteral(" · "));
    draft.data = QStringLiteral("%1 %2 %3").arg(word(review.subject), word(review.state), review.scope).trimmed();
    return draft;
}

} // namespace

Result<std::vector<DriverReview>> readReviews(const Connection &connection)
{
    const Result<std::vector<Decision>> decisions = readDecisions(connection, kind());
    if (!decisions)
        return decisions.error();
    std::vector<DriverReview> reviews;
    for (const Decision &decision : *decisions)
        reviews.push_back(reviewOf(decision));
    return reviews;
}

Result<Done> writeReviews(const Connection &connection, const std::vector<DriverReview> &reviews)
{
    for (const DriverReview &review : reviews) {
        if (const Result<qint64> saved = writeDecision(connection, decisionOf(review)); !saved)
            return explained(saved.error(), review);
    }
    return Done{};
}

Result<Done> removeReviews(const Connection &connection, const std::vector<DriverReviewId> &ids)
{
    for (const DriverReviewId id : ids) {
        if (const Result<Done> removed = removeDecision(connection, kind(), id.value); !removed)
            return explained(removed.error(), {});
    }
    return Done{};
}

SqliteDriverReviews::SqliteDriverReviews(const Database &database, Decider decider)
    : m_database(database)
    , m_decider(std::move(decider))
{
}

Result<std::vector<DriverReview>> SqliteDriverReviews::list()
{
    return reading(m_database, readReviews);
}

Result<Done> SqliteDriverReviews::save(const std::vector<DriverReview> &reviews)
{
    const Result<AuditDraft> who = m_decider();
    if (!who)
        return who.error();
    return writing(m_database, [&](const Connection &c) -> Result<Done> {
        if (const Result<Done> written = writeReviews(c, reviews); !written)
            return written;
        for (const DriverReview &review : reviews) {
            if (const Result<AuditEntry> entry = appendAudit(c, entryOf(*who, review)); !entry)
                return entry.error();
        }
        return Done{};
    });
}

Result<Done> SqliteDriverReviews::remove(const std::vector<DriverReviewId> &ids)
{
    const Result<AuditDraft> who = m_decider();
    if (!who)
        return who.error();
    return writing(m_database, [&](const Connection &c) -> Result<Done> {
        const Result<std::vector<DriverReview>> known = readReviews(c);
        if (!known)
            return known.error();
        for (const DriverReview &review : *known) {
            if (std::find(ids.begin(), ids.end(), review.id) == ids.end())
                continue;
            AuditDraft draft = entryOf(*who, review);
            draft.deed = QStringLiteral("driver.review-removed");
            if (const Result<AuditEntry> entry = appendAudit(c, draft); !entry)
                return entry.error();
        }
        return removeReviews(c, ids);
    });
}

} // namespace ringward

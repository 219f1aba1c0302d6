#include "models/drivers/driverattention.h"

#include "models/base/counted.h"

#include <QCoreApplication>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::DriverAttention", text);
}

/// The first names and how many more there are.
QString listed(QStringList names)
{
    constexpr qsizetype kNamed = 3;
    names.removeDuplicates();
    if (names.size() <= kNamed)
        return names.join(QStringLiteral(", "));
    return tr("%1, %2 more").arg(names.mid(0, kNamed).join(QStringLiteral(", "))).arg(names.size() - kNamed);
}

void add(std::vector<AttentionRow> &rows, AttentionRow::Kind kind, const QStringList &names, const char *one,
         const char *many, const QString &line)
{
    const auto count = quint32(names.size());
    if (count > 0)
        rows.push_back(
            {kind, count == 1 ? tr(one) : tr(many).arg(countText(count)), listed(names), count, QString(), line});
}

} // namespace

std::vector<AttentionRow> driverAttention(const DriverAssessment &assessment)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(assessment.inputs.nowMs).date();
    QStringList vulnerable, overdue, waivers, arrived;
    for (const AssessedDriver &driver : assessment.drivers) {
        if (driver.judged->alarm() && driver.review.state == ReviewState::Unreviewed)
            vulnerable << driver.key();
    }
    for (const DriverReview &review : assessment.reviews()) {
        if (review.isOverdue(today))
            overdue << review.name;
        if (review.waiverExpired(today))
            waivers << review.name;
        if (review.state == ReviewState::Unreviewed && !review.openedBy.isEmpty())
            arrived << review.name;
    }
    std::vector<AttentionRow> rows;
    add(rows, AttentionRow::Kind::VulnerableDrivers, vulnerable,
        QT_TRANSLATE_NOOP("ringward::DriverAttention", "1 vulnerable driver without a decision"),
        QT_TRANSLATE_NOOP("ringward::DriverAttention", "%1 vulnerable drivers without a decision"),
        QStringLiteral("alarm:yes review:unreviewed"));
    add(rows, AttentionRow::Kind::ReviewsOverdue, waivers,
        QT_TRANSLATE_NOOP("ringward::DriverAttention", "1 waiver for a driver has expired"),
        QT_TRANSLATE_NOOP("ringward::DriverAttention", "%1 waivers for drivers have expired"),
        QStringLiteral("overdue:yes"));
    add(rows, AttentionRow::Kind::ReviewsOverdue, overdue,
        QT_TRANSLATE_NOOP("ringward::DriverAttention", "1 driver review is overdue"),
        QT_TRANSLATE_NOOP("ringward::DriverAttention", "%1 driver reviews are overdue"), QStringLiteral("overdue:yes"));
    add(rows, AttentionRow::Kind::DriversArrived, arrived,
        QT_TRANSLATE_NOOP("ringward::DriverAttention", "1 new driver waits for a review"),
        QT_TRANSLATE_NOOP("ringward::DriverAttention", "%1 new drivers wait for a review"),
        QStringLiteral("review:unreviewed inbox:no"));
    return rows;
}

} // namespace ringward

#include "app/ctl/driverscommand.h"
#include "models/tables/drivercolumns.h"

namespace ringward::ctl {

namespace {

QJsonObject toJson(const DriverReview &r)
{
    return {{QStringLiteral("subject"), word(r.subject)},
            {QStringLiteral("name"), r.name},
            {QStringLiteral("scope"), r.scope},
            {QStringLiteral("state"), word(r.state)},
            {QStringLiteral("owner"), r.owner},
            {QStringLiteral("reason"), r.reason},
            {QStringLiteral("review_by"), r.reviewBy.toString(Qt::ISODate)},
            {QStringLiteral("waiver"), r.waiver},
            {QStringLiteral("waiver_until"), r.waiverUntil.toString(Qt::ISODate)},
            {QStringLiteral("opened_by"), r.openedBy}};
}

int print(const std::vector<DriverReview> &reviews, QDate today, Output &out)
{
    if (out.isJson()) {
        for (const DriverReview &review : reviews) {
            QJsonObject object = toJson(review);
            object.insert(QStringLiteral("overdue"), review.isOverdue(today));
            object.insert(QStringLiteral("waiver_expired"), review.waiverExpired(today));
            out.entry(object);
        }
        return AllDone;
    }
    out.table({{tr("State")},
               {tr("About")},
               {tr("For")},
               {tr("Owner")},
               {tr("Review by")},
               {tr("Waiver until")},
               {tr("Reason")}},
              reviews.size(), [&](std::size_t row, std::size_t column) -> QString {
                  const DriverReview &r = reviews[row];
                  const auto date = [&](QDate day) {
                      return day < today && day.isValid() ? tr("%1, over").arg(day.toString(Qt::ISODate))
                                                          : day.toString(Qt::ISODate);
                  };
                  const std::array<QString, 7> cells{label(r.state),
                                                     r.name,
                                                     r.scope.isEmpty() ? tr("all devices") : r.scope,
                                                     r.owner,
                                                     date(r.reviewBy),
                                                     date(r.waiverUntil),
                                                     r.reason.isEmpty() ? r.openedBy : r.reason};
                  return cells[column];
              });
    return AllDone;
}

/// Puts what the options say into `review`; a sentence when they cannot be understood.
QString readOptions(const QCommandLineParser &parser, DriverReview &review)
{
    const auto state = reviewStateFromWord(parser.value(QStringLiteral("state")));
    if (!state)
        return tr("--state takes unreviewed, keep, replace or remove.");
    review.state = *state;
    const std::array texts{std::pair{QStringLiteral("owner"), &DriverReview::owner},
                           std::pair{QStringLiteral("reason"), &DriverReview::reason},
                           std::pair{QStringLiteral("waiver"), &DriverReview::waiver}};
    for (const auto &[option, member] : texts) {
        if (parser.isSet(option))
            review.*member = parser.value(option);
    }
    const std::array dates{std::pair{QStringLiteral("review-by"), &DriverReview::reviewBy},
                           std::pair{QStringLiteral("waiver-until"), &DriverReview::waiverUntil}};
    for (const auto &[option, member] : dates) {
        if (!parser.isSet(option))
            continue;
        review.*member = QDate::fromString(parser.value(option), Qt::ISODate);
        if (!(review.*member).isValid())
            return tr("--%1 takes a date, as in 2025-03-31.").arg(option);
    }
    return {};
}

/// An image by its name, one version by its key, with --publisher a company.
DriverReview subjectOf(const QString &name, const QCommandLineParser &parser)
{
    DriverReview review;
    review.name = name.trimmed().toLower();
    review.scope = parser.value(QStringLiteral("scope"));
    review.subject = parser.isSet(QStringLiteral("publisher")) ? ReviewSubject::Publisher
        : versionOfKey(review.name).isEmpty()                  ? ReviewSubject::Image
                                                               : ReviewSubject::Key;
    return review;
}

} // namespace

int reviewDrivers(Composition &composition, const QStringList &names, const QCommandLineParser &parser, Output &out)
{
    DriverDesk &desk = composition.drivers();
    const QDate today = QDateTime::fromMSecsSinceEpoch(composition.clock().nowMs()).date();
    if (names == QStringList{QStringLiteral("list")})
        return print(desk.reviews(), today, out);
    std::vector<DriverReview> reviews;
    for (const QString &name : names) {
        DriverReview review = subjectOf(name, parser);
        for (const DriverReview &known : desk.reviews()) {
            if (known.subject == review.subject && known.name == review.name && known.scope == review.scope)
                review = known; // what is not given anew stays
        }
        if (const QString problem = readOptions(parser, review); !problem.isEmpty()) {
            out.complain(problem);
            return WrongUsage;
        }
        if (const QString problem = problemOf(review); !problem.isEmpty()) {
            out.complain(problem);
            return Failed;
        }
        reviews.push_back(std::move(review));
    }
    if (const Result<Done> saved = desk.saveReviews(reviews); !saved)
        return out.fail(saved.error());
    return print(reviews, today, out);
}

void addDriverOptions(QCommandLineParser &parser)
{
    const auto text = [](const char *name) {
        return QString::fromLatin1(name);
    };
    parser.addOptions({
        {text("filter"),
         tr("Only drivers that fit this line, as in the console: score>=12 class:security-agent. With “diff”, the "
            "devices to look at: ward:icu"),
         text("LINE")},
        {text("sort"), tr("Sort by this column; -KEY for the other way round."), text("KEY"), text("-score")},
        {text("against"), tr("diff: the devices of the other side; without it, those of --filter."), text("LINE")},
        {text("from"), tr("diff: the earlier moment: a date, a time, “yesterday” or “now”."), text("WHEN"),
         text("now")},
        {text("to"), tr("diff: the later moment."), text("WHEN"), text("now")},
        {text("shares"), tr("diff: also drivers that more or fewer devices have.")},
        {text("state"), tr("review: keep, replace, remove or unreviewed."), text("STATE")},
        {text("owner"), tr("review: who answers for it."), text("NAME")},
        {text("reason"), tr("review: the clinical reason."), text("TEXT")},
        {text("review-by"), tr("review: to be looked at again by."), text("DATE")},
        {text("waiver"), tr("review: why it may stay for now."), text("TEXT")},
        {text("waiver-until"), tr("review: the last day of the waiver."), text("DATE")},
        {text("scope"), tr("review: only for devices that fit this line."), text("LINE")},
        {text("publisher"), tr("review: NAME is a publisher, and all its drivers are meant.")},
    });
}

} // namespace ringward::ctl

#include "models/drivers/driverreview.h"

#include "models/fleet/filter.h"

#include <QCoreApplication>

#include <array>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::DriverReview", text);
}

// Positions are the values of the enumerations.
constexpr std::array kStates{"unreviewed", "keep", "replace", "remove"};
constexpr std::array kSubjects{"publisher", "image", "key"};

template <typename Enum, std::size_t N>
std::optional<Enum> valueOf(const std::array<const char *, N> &words, QStringView text)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (text.compare(QLatin1StringView(words[i]), Qt::CaseInsensitive) == 0)
            return Enum(i);
    }
    return std::nullopt;
}

bool speaksOf(const DriverReview &review, const DriverImage &image)
{
    switch (review.subject) {
    case ReviewSubject::Key:
        return review.name == image.key;
    case ReviewSubject::Image:
        return imageOfKey(image.key) == review.name;
    case ReviewSubject::Publisher:
        return image.told.publisher.compare(review.name, Qt::CaseInsensitive) == 0;
    }
    return false;
}

} // namespace

QString word(ReviewState state)
{
    return QString::fromLatin1(kStates[std::size_t(state)]);
}

QString word(ReviewSubject subject)
{
    return QString::fromLatin1(kSubjects[std::size_t(subject)]);
}

std::optional<ReviewState> reviewStateFromWord(QStringView text)
{
    return valueOf<ReviewState>(kStates, text);
}

std::optional<ReviewSubject> reviewSubjectFromWord(QStringView text)
{
    return valueOf<ReviewSubject>(kSubjects, text);
}

ReviewStanding standingOf(const DriverImage &image, DriverClass driverClass, const std::vector<DriverReview> &reviews,
                          QDate today)
{
    ReviewStanding standing;
    for (quint32 i = 0; i < reviews.size(); ++i) {
        if (speaksOf(reviews[i], image))
            standing.reviews.push_back(i);
    }
    // A decision for all devices stands before one for some; the nearer subject before the farther one; and what was
    // decided before what is open.
    std::stable_sort(standing.reviews.begin(), standing.reviews.end(), [&](quint32 l, quint32 r) {
        const auto rank = [&](quint32 at) {
            const DriverReview &review = reviews[at];
            return std::tuple(review.state == ReviewState::Unreviewed, !review.scope.isEmpty(), -int(review.subject));
        };
        return rank(l) < rank(r);
    });
    for (const quint32 at : standing.reviews) {
        const DriverReview &review = reviews[at];
        standing.overdue = standing.overdue || review.isOverdue(today);
        standing.waiverExpired = standing.waiverExpired || review.waiverExpired(today);
        for (const QDate date : {review.reviewBy, review.waiverUntil}) {
            if (date.isValid() && (!standing.due.isValid() || date < standing.due))
                standing.due = date;
        }
    }
    if (!standing.reviews.empty()) {
        const DriverReview &first = reviews[standing.reviews.front()];
        standing.state = first.state;
        standing.scoped = !first.scope.isEmpty();
    }
    if (standing.state == ReviewState::Unreviewed && image.inbox && driverClass == DriverClass::Windows) {
        standing.state = ReviewState::Keep;
        standing.byRule = true;
    }
    return standing;
}

QString problemOf(const DriverReview &review)
{
    if (review.name.trimmed().isEmpty())
        return tr("Name the driver or the publisher that the review is about.");
    if (const Filter scope = Filter::parse(review.scope); !scope.isValid())
        return tr("The scope is no filter line: %1").arg(scope.diagnosis().message);
    if (review.state != ReviewState::Unreviewed && review.owner.trimmed().isEmpty())
        return tr("A decision needs an owner.");
    if (review.state != ReviewState::Unreviewed && review.reason.trimmed().isEmpty())
        return tr("A decision needs a reason.");
    if (review.waiver.trimmed().isEmpty() == review.waiverUntil.isValid())
        return tr("A waiver needs a reason and its last day.");
    return {};
}

} // namespace ringward

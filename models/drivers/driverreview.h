#pragma once
#include "models/base/result.h"
#include "models/base/strongid.h"
#include "models/drivers/driverclass.h"

#include <QDate>

#include <memory>
#include <vector>

namespace ringward {

enum class ReviewState : quint8 { Unreviewed, Keep, Replace, Remove };
inline constexpr int kReviewStateCount = int(ReviewState::Remove) + 1;
QString word(ReviewState state); ///< "unreviewed"
std::optional<ReviewState> reviewStateFromWord(QStringView text);

/// What a review speaks of: one version of an image, an image in every version, or all that a publisher made.
enum class ReviewSubject : quint8 { Publisher, Image, Key }; // the later one is nearer and decides
QString word(ReviewSubject subject); ///< "publisher"
std::optional<ReviewSubject> reviewSubjectFromWord(QStringView text);

using DriverReviewId = StrongId<struct DriverReviewTag>;

/// What a hospital decided about a driver. Unique by subject, name and scope.
struct DriverReview {
    DriverReviewId id; ///< 0 for one that is not saved yet
    ReviewSubject subject = ReviewSubject::Image;
    QString name; ///< "csagent.sys 7.28.20009", "csagent.sys" or "crowdstrike, inc."; lower case
    QString scope; ///< filter line of the devices it holds for; empty for all
    ReviewState state = ReviewState::Unreviewed;
    QString owner, reason; ///< the clinical reason
    QDate reviewBy; ///< looked at again by then; invalid when nobody set it
    QString waiver; ///< why it may stay although it is to go
    QDate waiverUntil; ///< the last day of the waiver; invalid when there is none
    qint64 openedMs = 0, decidedMs = 0; ///< UTC; 0 for never
    QString openedBy; ///< translated, why it was opened: "New on 12 devices in 3 wards, ..."; empty when a person did
    friend bool operator==(const DriverReview &, const DriverReview &) = default;

    bool isOverdue(QDate today) const { return reviewBy.isValid() && reviewBy < today; }
    bool waiverExpired(QDate today) const { return waiverUntil.isValid() && waiverUntil < today; }
};
using DriverReviewsPtr = std::shared_ptr<const std::vector<DriverReview>>;

/// What holds for one driver over the fleet.
struct ReviewStanding {
    ReviewState state = ReviewState::Unreviewed;
    bool byRule = false; ///< kept because it is part of Windows; nobody decided it
    bool scoped = false; ///< decided for some devices only
    bool overdue = false, waiverExpired = false;
    QDate due; ///< the next date that something is to be done by; invalid when there is none
    std::vector<quint32> reviews; ///< positions of all that speak of it, the deciding one first
    friend bool operator==(const ReviewStanding &, const ReviewStanding &) = default;
};
ReviewStanding standingOf(const DriverImage &image, DriverClass driverClass, const std::vector<DriverReview> &reviews,
                          QDate today);

/// Why a review cannot be saved as it is: a state other than unreviewed needs an owner and a reason, a waiver its end,
/// a scope that can be read. Translated; empty when it is good.
QString problemOf(const DriverReview &review);

} // namespace ringward

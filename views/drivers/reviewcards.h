#pragma once
#include "models/drivers/driverassessment.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <functional>

namespace ringward {

/// A driver on the board of decisions, with all its versions about which the same was decided.
struct ReviewCard {
    QStringList keys;
    QString key; ///< of them: the one that weighs most
    QString name;
    QString line; ///< who answers for it, how many devices
    QString remark; ///< what is due: "18 days overdue", "new 3 Sep"
    bool late = false; ///< the remark is a warning
    bool draft = false; ///< stands here only if the drafts are saved
    friend bool operator==(const ReviewCard &, const ReviewCard &) = default;
};

/// The cards by state, drafts and late ones first, then the heaviest.
using ReviewCards = std::array<std::vector<ReviewCard>, kReviewStateCount>;
ReviewCards cardsOf(const DriverAssessment &assessment, const std::vector<DriverReview> &reviews,
                    const std::function<bool(const DriverImage &)> &isDraft, QDate today);

class ReviewCardModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { KeyRole = Qt::UserRole + 1, KeysRole, LineRole, RemarkRole, LateRole, DraftRole };
    using QAbstractListModel::QAbstractListModel;
    void show(std::vector<ReviewCard> cards);
    int rowOf(const QString &key) const; ///< -1 when it is not here
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    std::vector<ReviewCard> m_cards;
};

class ReviewCardDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace ringward

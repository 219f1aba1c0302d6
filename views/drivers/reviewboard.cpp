#include "views/drivers/reviewboard.h"

#include "models/base/counted.h"
#include "models/tables/drivercolumns.h"
#include "views/drivers/decisiondrafts.h"
#include "views/drivers/driverwords.h"
#include "views/widgets/digits.h"
#include "views/widgets/panel.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QListView>
#include <QPainter>

namespace ringward {

/// Mark, word and count of a column.
class ReviewBoard::Head : public QWidget {
public:
    explicit Head(ReviewState state)
        : m_state(state)
    {
    }
    void setCount(int count)
    {
        m_count = count;
        update();
    }
    QSize sizeHint() const override { return {themeOf(this).px(140), themeOf(this).px(30)}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        const qreal side = theme.px(15);
        paintIcon(painter, QRectF(0, (height() - side) / 2, side, side), iconOf(m_state),
                  colourOf(inkOf(m_state), theme));
        painter.setPen(theme.text);
        painter.setFont(theme.bold);
        painter.drawText(rect().adjusted(theme.px(21), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         label(m_state).toLower());
        drawTabular(painter, QRectF(rect()).adjusted(0, 0, -theme.px(4), 0), Qt::AlignVCenter | Qt::AlignRight,
                    countText(m_count));
    }

private:
    ReviewState m_state;
    int m_count = 0;
};

/// A list that shows whole cards only.
class ReviewBoard::CardList : public QListView {
public:
    using QListView::QListView;

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        const int card = std::max(1, itemDelegate()->sizeHint(optionOfView(), {}).height());
        setViewportMargins(0, 0, 0, height() > card ? height() % card : 0);
        QListView::resizeEvent(event);
    }

private:
    QStyleOptionViewItem optionOfView() const
    {
        QStyleOptionViewItem option;
        initViewItemOption(&option);
        return option;
    }
};

ReviewBoard::ReviewBoard(QWidget *parent)
    : QWidget(parent)
{
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(12, 2, 12, 8);
    row->setSpacing(10);
    for (int state = 0; state < kReviewStateCount; ++state)
        build(ReviewState(state));
    setFocusProxy(m_columns.front().list);
}

void ReviewBoard::build(ReviewState state)
{
    Column &made = m_columns[std::size_t(state)];
    made.head = new Head(state);
    made.cards = new ReviewCardModel(this);
    made.list = new CardList;
    made.list->setObjectName(word(state));
    made.list->setAccessibleName(label(state));
    made.list->setModel(made.cards);
    made.list->setItemDelegate(new ReviewCardDelegate(this));
    made.list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    made.list->setUniformItemSizes(true);
    made.list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    made.list->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    made.list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    made.list->setFrameShape(QFrame::NoFrame);
    made.list->setProperty("plain", true);
    made.list->setStyleSheet(QStringLiteral("QListView { border: none; background: transparent; }"));
    made.list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(made.list->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, list = made.list] {
        if (m_isChoosing || !list->selectionModel()->hasSelection())
            return;
        m_isChoosing = true;
        for (const Column &other : m_columns) {
            if (other.list != list)
                other.list->clearSelection();
        }
        m_isChoosing = false;
        const QModelIndexList rows = list->selectionModel()->selectedRows();
        const QModelIndex current = rows.contains(list->currentIndex()) ? list->currentIndex() : rows.constFirst();
        Q_EMIT choiceChanged(current.data(ReviewCardModel::KeyRole).toString());
    });
    connect(made.list, &QAbstractItemView::activated, this, &ReviewBoard::decisionWanted);
    connect(made.list, &QWidget::customContextMenuRequested, this,
            [this, list = made.list](const QPoint &at) { Q_EMIT menuWanted(list->viewport()->mapToGlobal(at)); });
    auto *const column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(made.head);
    column->addWidget(made.list, 1);
    auto *const row = static_cast<QHBoxLayout *>(layout());
    if (state != ReviewState::Unreviewed)
        row->addWidget(new Rule(Qt::Vertical));
    row->addLayout(column, 1);
}

void ReviewBoard::show(const DriverAssessment &assessment, const DecisionDrafts &drafts, QDate today)
{
    const std::vector<DriverReview> merged = drafts.mergedInto(assessment.reviews());
    ReviewCards all = cardsOf(
        assessment, merged, [&drafts](const DriverImage &image) { return drafts.speaksOf(image); }, today);
    const QStringList kept = chosen();
    m_isChoosing = true;
    for (int state = 0; state < kReviewStateCount; ++state) {
        const Column &column = m_columns[std::size_t(state)];
        std::vector<ReviewCard> &cards = all[std::size_t(state)];
        column.head->setCount(int(cards.size()));
        column.cards->show(std::move(cards));
        for (const QString &key : kept) {
            if (const int row = column.cards->rowOf(key); row >= 0)
                column.list->selectionModel()->select(column.cards->index(row), QItemSelectionModel::Select);
        }
    }
    m_isChoosing = false;
}

QStringList ReviewBoard::chosen() const
{
    QStringList keys;
    for (const Column &column : m_columns) {
        for (const QModelIndex &index : column.list->selectionModel()->selectedRows())
            keys << index.data(ReviewCardModel::KeysRole).toStringList();
    }
    return keys;
}

void ReviewBoard::choose(const QString &key)
{
    m_isChoosing = true;
    for (const Column &column : m_columns) {
        column.list->clearSelection();
        if (const int row = column.cards->rowOf(key); row >= 0) {
            column.list->setCurrentIndex(column.cards->index(row));
            column.list->scrollTo(column.cards->index(row));
        }
    }
    m_isChoosing = false;
}

} // namespace ringward

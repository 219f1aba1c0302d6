#include "views/widgets/styledtable.h"

#include "views/widgets/exporttext.h"
#include "views/widgets/tablehead.h"
#include "views/widgets/theme.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>

#include <algorithm>
#include <utility>

namespace ringward {

namespace {

constexpr int kSearchedRows = 20'000; ///< a few milliseconds of a model's data()
constexpr qint64 kTypingPauseMs = 1000;

QString field(const QModelIndex &index)
{
    return withoutFormula(cellText(index));
}

} // namespace

StyledTable::StyledTable(QWidget *parent)
    : QTableView(parent)
    , m_delegate(new CellDelegate(this))
    , m_head(new TableHead(*m_delegate, this))
{
    setHorizontalHeader(m_head);
    setItemDelegate(m_delegate);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers); // typing finds
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerItem);
    setCornerButtonEnabled(false);
    setFrameShape(NoFrame);
    setTabKeyNavigation(false);
    setSortingEnabled(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(this, &QAbstractItemView::doubleClicked, this, &StyledTable::rowActivated);
    for (const auto signal : {&QHeaderView::sectionResized, &QHeaderView::sectionMoved})
        connect(m_head, signal, this, &StyledTable::saveLayout);
    connect(m_head, &QHeaderView::sectionResized, this, &StyledTable::fill);
    connect(m_head, &QHeaderView::sortIndicatorChanged, this, &StyledTable::saveLayout);
    connect(m_head, &TableHead::layoutChanged, this, &StyledTable::saveLayout);
    adapt();
}

void StyledTable::setLook(int column, CellLook look)
{
    m_delegate->setLook(column, look);
}

void StyledTable::setComfortable(bool comfortable)
{
    m_comfortable = comfortable;
    adapt();
}

void StyledTable::setInitialWidths(const QList<int> &atTenPoints)
{
    m_filling = -1; // a column that fills would take what the later ones need
    for (int column = 0; column < atTenPoints.size() && column < m_head->count(); ++column) {
        const int width = themeOf(this).px(atTenPoints[column]);
        m_head->setSectionHidden(column, width == 0);
        if (width)
            m_head->resizeSection(column, width);
    }
}

void StyledTable::setFilling(int column)
{
    m_filling = column;
    m_fillingAtLeast = m_head->sectionSize(column);
    fill();
}

void StyledTable::fill()
{
    if (m_filling < 0 || m_isFilling || m_head->isSectionHidden(m_filling))
        return;
    m_isFilling = true;
    const int others = m_head->length() - m_head->sectionSize(m_filling);
    const int width = std::max(m_fillingAtLeast, viewport()->width() - others);
    if (width != m_head->sectionSize(m_filling))
        m_head->resizeSection(m_filling, width);
    m_isFilling = false;
}

/// Widths are for one size of text; with another they grow or shrink with it.
void StyledTable::scaleWidths(qreal scale)
{
    if (qFuzzyCompare(scale, m_scale))
        return;
    m_isFilling = true;
    for (int column = 0; column < m_head->count(); ++column) {
        if (!m_head->isSectionHidden(column))
            m_head->resizeSection(column, qRound(m_head->sectionSize(column) * scale / m_scale));
    }
    m_isFilling = false;
    m_fillingAtLeast = qRound(m_fillingAtLeast * scale / m_scale);
    m_scale = scale;
    fill();
}

void StyledTable::rememberLayout(const QString &name)
{
    const QString key = QStringLiteral("tables/%1").arg(name);
    const QByteArray state = QSettings().value(key).toByteArray();
    if (!state.isEmpty() && m_head->restoreState(state)) {
        const qreal scale = std::exchange(m_scale, QSettings().value(key + QStringLiteral("-scale"), 1).toReal());
        const int atLeast = m_fillingAtLeast;
        scaleWidths(scale);
        m_fillingAtLeast = atLeast;
    }
    m_layoutName = name;
    fill();
}

void StyledTable::saveLayout() const
{
    if (m_layoutName.isEmpty() || !isVisible() || m_isFilling)
        return;
    const QString key = QStringLiteral("tables/%1").arg(m_layoutName);
    QSettings().setValue(key, m_head->saveState());
    QSettings().setValue(key + QStringLiteral("-scale"), m_scale);
}

QItemSelection StyledTable::selectedRanges() const
{
    return selectionModel() ? selectionModel()->selection() : QItemSelection();
}

qint64 StyledTable::selectedRowCount() const
{
    qint64 rows = 0;
    for (const QItemSelectionRange &range : selectedRanges())
        rows += range.height();
    return rows;
}

QString StyledTable::selectionAsTsv() const
{
    if (!model() || selectedRowCount() > kMostCopiedRows)
        return {};
    std::vector<int> columns;
    QStringList line;
    for (int visual = 0; visual < m_head->count(); ++visual) {
        const int column = m_head->logicalIndex(visual);
        if (m_head->isSectionHidden(column))
            continue;
        columns.push_back(column);
        line << model()->headerData(column, Qt::Horizontal).toString();
    }
    QString tsv = line.join(u'\t') + u'\n';
    QItemSelection ranges = selectedRanges();
    std::sort(ranges.begin(), ranges.end(), [](const auto &a, const auto &b) { return a.top() < b.top(); });
    for (const QItemSelectionRange &range : ranges) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            line.clear();
            for (const int column : columns)
                line << field(model()->index(row, column));
            tsv += line.join(u'\t') + u'\n';
        }
    }
    return tsv;
}

void StyledTable::copySelection()
{
    const qint64 rows = selectedRowCount();
    if (rows > kMostCopiedRows)
        Q_EMIT tooMuchToCopy(rows);
    else if (rows > 0)
        QGuiApplication::clipboard()->setText(selectionAsTsv());
}

void StyledTable::copyCell()
{
    if (currentIndex().isValid())
        QGuiApplication::clipboard()->setText(currentIndex().data(Qt::DisplayRole).toString());
}

void StyledTable::keyboardSearch(const QString &text)
{
    if (!model() || model()->rowCount() == 0)
        return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const bool goesOn = now - m_typedMs < kTypingPauseMs && !m_typed.isEmpty();
    m_typed = goesOn ? m_typed + text : text;
    m_typedMs = now;
    const int rows = model()->rowCount();
    const int column = std::max(0, currentIndex().isValid() ? currentIndex().column() : m_head->logicalIndexAt(1));
    const int from = std::max(0, currentIndex().row()) + (goesOn || !currentIndex().isValid() ? 0 : 1);
    for (int step = 0; step < std::min(rows, kSearchedRows); ++step) {
        const QModelIndex index = model()->index((from + step) % rows, column);
        if (index.data(Qt::DisplayRole).toString().startsWith(m_typed, Qt::CaseInsensitive)) {
            setCurrentIndex(index);
            return;
        }
    }
    Q_EMIT notFoundByTyping(m_typed);
}

void StyledTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        copyCell();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT rowActivated(currentIndex());
    } else {
        QTableView::keyPressEvent(event);
    }
}

void StyledTable::setPinned(int column)
{
    m_head->setPinned(column);
}

int StyledTable::pinnedWidth() const
{
    return m_head->pinnedWidth();
}

QModelIndex StyledTable::indexAt(const QPoint &point) const
{
    const QModelIndex under = QTableView::indexAt(point);
    if (point.x() >= pinnedWidth() || !under.isValid())
        return under;
    return under.siblingAtColumn(m_head->sectionAt(point.x()));
}

void StyledTable::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    QTableView::scrollTo(index, hint);
    const int hidden = pinnedWidth() - columnViewportPosition(index.column());
    if (hidden > 0 && m_head->visualIndex(index.column()) > m_head->lastPinned())
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - hidden);
}

QStyleOptionViewItem StyledTable::optionOf(const QModelIndex &index) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int section = index.column();
    option.rect = QRect(m_head->sectionPosition(section), rowViewportPosition(index.row()),
                        m_head->sectionSize(section), rowHeight(index.row()));
    option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
    option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
    option.state.setFlag(QStyle::State_MouseOver, false);
    return option;
}

/// Pinned cells are painted once more, over those that scrolled under them.
void StyledTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    const int width = pinnedWidth();
    if (width == 0 || !model() || !event->rect().intersects(QRect(0, 0, width, viewport()->height())))
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    painter.fillRect(0, 0, width, viewport()->height(), theme.surface);
    const int last =
        std::min(model()->rowCount() - 1, std::max(0, rowAt(0)) + viewport()->height() / std::max(1, rowHeight(0)) + 1);
    for (int row = std::max(0, rowAt(0)); row <= last; ++row) {
        for (int visual = 0; visual <= m_head->lastPinned(); ++visual) {
            const QModelIndex index = model()->index(row, m_head->logicalIndex(visual));
            if (!isColumnHidden(index.column()))
                itemDelegateForIndex(index)->paint(&painter, optionOf(index), index);
        }
    }
    painter.fillRect(width - 1, 0, 1, viewport()->height(), theme.border);
}

void StyledTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (dx == 0 && pinnedWidth() == 0)
        return;
    viewport()->update(); // what is pinned does not move with the rest
    m_head->viewport()->update();
}

void StyledTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fill();
}

void StyledTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        adapt();
    QTableView::changeEvent(event);
}

void StyledTable::adapt()
{
    const Theme &theme = themeOf(this);
    scaleWidths(theme.scale);
    const int height = m_comfortable ? theme.px(32) : theme.rowHeight();
    if (verticalHeader()->defaultSectionSize() != height) {
        verticalHeader()->setMinimumSectionSize(height);
        verticalHeader()->setDefaultSectionSize(height);
    }
}

} // namespace ringward

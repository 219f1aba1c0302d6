#include "views/widgets/detailpane.h"

#include "views/widgets/icons.h"
#include "views/widgets/marks.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/words.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

namespace ringward {

class DetailPane::TierBadge : public QWidget {
public:
    void setTier(std::optional<Tier> tier)
    {
        m_tier = tier;
        setVisible(tier.has_value());
        setAccessibleName(tier ? tierName(*tier) : QString());
        setToolTip(accessibleName());
        adapt();
        update();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::StyleChange)
            adapt();
        QWidget::changeEvent(event);
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (m_tier)
            paintTierBadge(painter, rect(), *m_tier, themeOf(this));
    }

private:
    void adapt() { setFixedSize(tierBadgeSize(themeOf(this))); }
    std::optional<Tier> m_tier;
};

DetailPane::DetailPane(QWidget *parent)
    : QFrame(parent)
    , m_head(new QWidget)
    , m_name(new QLabel)
    , m_place(new QLabel)
    , m_note(new QLabel)
    , m_tier(new TierBadge)
    , m_chips(new QHBoxLayout)
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
{
    setKind(m_name, LabelKind::Title);
    setKind(m_place, LabelKind::Caption);
    setKind(m_note, LabelKind::Caption);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_place->setWordWrap(true);
    m_note->setWordWrap(true);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_note->setContentsMargins(14, 12, 14, 12);
    m_note->hide();
    auto *close = new QToolButton;
    close->setIcon(themedIcon(QStringLiteral("close")));
    close->setToolTip(tr("Close the detail pane (F4)"));
    close->setAccessibleName(tr("Close the detail pane"));
    setKind(close, ButtonKind::Ghost);
    connect(close, &QToolButton::clicked, this, &DetailPane::closeWanted);

    auto *title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(m_name);
    title->addWidget(m_tier);
    title->addStretch(1);
    title->addWidget(close);
    m_chips->setSpacing(6);
    m_chips->addStretch(1);
    auto *head = new QVBoxLayout(m_head);
    head->setContentsMargins(14, 8, 8, 10);
    head->setSpacing(4);
    head->addLayout(title);
    head->addWidget(m_place);
    head->addSpacing(4);
    head->addLayout(m_chips);

    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setElideMode(Qt::ElideNone);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_tabs);
    column->addWidget(m_pages, 1);
    column->addWidget(m_note, 1);
    m_column = column;
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, &DetailPane::tabChanged);
    m_tier->setTier({});
    adapt();
}

void DetailPane::setHead(const QString &name, std::optional<Tier> tier, const QString &place)
{
    m_name->setText(name);
    m_place->setText(place);
    m_tier->setTier(tier);
    setAccessibleName(name);
}

void DetailPane::clearChips()
{
    while (m_chips->count() > 1) {
        QLayoutItem *item = m_chips->takeAt(0);
        delete item->widget();
        delete item;
    }
}

int DetailPane::addTab(const QString &title, QWidget *page)
{
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(page);
    page->setAutoFillBackground(false); // setWidget() turns it on
    m_pages->addWidget(scroll);
    return m_tabs->addTab(title);
}

void DetailPane::setTabTitle(int tab, const QString &title)
{
    m_tabs->setTabText(tab, title);
}

int DetailPane::currentTab() const
{
    return m_tabs->currentIndex();
}

void DetailPane::setCurrentTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

void DetailPane::setFooter(QWidget *footer)
{
    delete m_footer;
    m_footer = footer;
    if (!footer)
        return;
    m_column->addWidget(footer);
    if (footer->layout())
        footer->layout()->setContentsMargins(14, 9, 14, 9);
    adapt();
}

void DetailPane::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    for (QWidget *part : std::initializer_list<QWidget *>{m_tabs, m_pages, m_footer}) {
        if (part)
            part->setVisible(note.isEmpty());
    }
}

QSize DetailPane::sizeHint() const
{
    const Theme &theme = themeOf(this);
    const bool wide = window()->width() >= 2300;
    return {theme.px(wide ? 520 : 380), theme.px(400)};
}

void DetailPane::adapt()
{
    setFixedWidth(sizeHint().width());
    if (m_footer)
        m_footer->setFixedHeight(themeOf(this).px(48));
}

void DetailPane::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(0, 0, 1, height(), theme.border);
    if (m_tabs->isVisible())
        painter.fillRect(0, m_tabs->geometry().bottom(), width(), 1, theme.grid);
    if (m_footer && m_footer->isVisible()) {
        const QRect box = m_footer->geometry();
        painter.fillRect(QRect(1, box.top(), width() - 1, box.height()), theme.raised);
        painter.fillRect(0, box.top(), width(), 1, theme.border);
    }
}

void DetailPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeWanted();
    else
        QFrame::keyPressEvent(event);
}

void DetailPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        adapt();
    QFrame::changeEvent(event);
}

DetailSection::DetailSection(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_remark(new QLabel)
    , m_body(new QVBoxLayout)
{
    setKind(m_title, LabelKind::CaptionBold);
    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(m_title);
    head->addWidget(m_remark);
    head->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(6);
    column->addLayout(head);
    column->addLayout(m_body);
    m_body->setSpacing(4);
    setTitle(title);
}

void DetailSection::setTitle(const QString &title, const QString &remark, bool remarkWarns)
{
    m_title->setText(title);
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
    setKind(m_remark, remarkWarns ? LabelKind::Warn : LabelKind::Caption);
    setAccessibleName(title);
}

void DetailSection::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(0, height() - 1, width(), 1, themeOf(this).grid);
}

static constexpr int kLabelWidth = 110; // at 10 pt

FactList::FactList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
}

void FactList::setFacts(const std::vector<Fact> &facts)
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_grid->setColumnMinimumWidth(0, themeOf(this).px(kLabelWidth));
    int row = 0;
    for (const Fact &fact : facts) {
        auto *label = new QLabel(fact.label);
        auto *value = new QLabel(fact.value);
        setKind(label, LabelKind::Caption);
        setKind(value, fact.fixedFont ? LabelKind::Fixed : fact.muted ? LabelKind::Caption : LabelKind::Cell);
        value->setWordWrap(true);
        value->setTextFormat(Qt::PlainText);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setAccessibleName(QStringLiteral("%1: %2").arg(fact.label, fact.value));
        m_grid->addWidget(label, row, 0, Qt::AlignTop);
        m_grid->addWidget(value, row++, 1);
    }
}

void FactList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        m_grid->setColumnMinimumWidth(0, themeOf(this).px(kLabelWidth));
}

} // namespace ringward

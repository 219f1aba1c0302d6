#include "views/help/helppage.h"

#include "views/help/helptext.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QDesktopServices>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QTextBrowser>
#include <QUrl>

namespace ringward {

namespace {

constexpr int kContentsWidth = 240, kTextWidth = 680;

/// Its margins are outside of the scroll bar's track, so that the bar stays at the edge of the page.
class Reader : public QTextBrowser {
public:
    using QTextBrowser::setViewportMargins;
};

} // namespace

HelpPage::HelpPage(QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit)
    , m_contents(new QListWidget)
    , m_text(new Reader)
{
    m_search->setPlaceholderText(tr("Search the help"));
    m_search->setAccessibleName(tr("Search the help"));
    m_search->setClearButtonEnabled(true);
    m_contents->setAccessibleName(tr("Contents"));
    m_contents->setFrameShape(QFrame::NoFrame);
    m_contents->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setAccessibleName(tr("Text"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);

    auto *const left = new QWidget;
    left->setObjectName(QStringLiteral("helpContents"));
    auto *const leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(12, 12, 12, 12);
    leftColumn->setSpacing(8);
    leftColumn->addWidget(m_search);
    leftColumn->addWidget(m_contents, 1);
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(left);
    row->addWidget(m_text, 1);
    left->setFixedWidth(themeOf(this).px(kContentsWidth));

    connect(m_search, &QLineEdit::textChanged, this, &HelpPage::listTopics);
    connect(m_contents, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item && item->data(Qt::UserRole).toString() != m_topic)
            openTopic(item->data(Qt::UserRole).toString());
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, &HelpPage::follow);
    listTopics();
    openTopic(QStringLiteral("index"));
}

void HelpPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void HelpPage::listTopics()
{
    const QSignalBlocker quiet(m_contents);
    m_contents->clear();
    for (const HelpTopic *topic : m_book.search(m_search->text())) {
        auto *const item = new QListWidgetItem(topic->title, m_contents);
        item->setData(Qt::UserRole, topic->name);
        if (topic->name == m_topic)
            m_contents->setCurrentItem(item);
    }
    if (m_contents->count() == 0) {
        auto *const none = new QListWidgetItem(tr("Nothing about that."), m_contents);
        none->setFlags(Qt::NoItemFlags);
    }
    markHits();
}

void HelpPage::openTopic(const QString &name)
{
    const HelpTopic *topic = m_book.topic(name);
    if (!topic && !m_book.topics().empty())
        topic = &m_book.topics().front();
    if (!topic || topic->name == m_topic)
        return;
    if (!m_topic.isEmpty())
        m_back << m_topic;
    m_topic = topic->name;
    for (int i = 0; i < m_contents->count(); ++i) {
        if (m_contents->item(i)->data(Qt::UserRole).toString() == m_topic)
            m_contents->setCurrentRow(i);
    }
    showText();
}

void HelpPage::showText()
{
    if (const HelpTopic *const topic = m_book.topic(m_topic)) {
        renderHelp(*m_text->document(), topic->text, themeOf(this));
        m_text->moveCursor(QTextCursor::Start);
        markHits();
    }
}

void HelpPage::markHits()
{
    QList<QTextEdit::ExtraSelection> hits;
    const QStringList words = m_search->text().simplified().split(u' ', Qt::SkipEmptyParts);
    QTextCharFormat mark;
    mark.setBackground(themeOf(this).selection);
    mark.setForeground(themeOf(this).selectionText);
    for (const QString &word : words) {
        QTextCursor at(m_text->document());
        while (word.size() > 1 && !(at = m_text->document()->find(word, at)).isNull())
            hits << QTextEdit::ExtraSelection{at, mark};
    }
    m_text->setExtraSelections(hits);
}

void HelpPage::follow(const QUrl &link)
{
    const QString path = link.path();
    if (link.isRelative() && path.endsWith(QStringLiteral(".md")))
        openTopic(path.section(u'/', -1).chopped(3));
    else if (link.scheme() == QStringLiteral("https"))
        QDesktopServices::openUrl(link);
}

void HelpPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_text) {
        m_contents->parentWidget()->setFixedWidth(themeOf(this).px(kContentsWidth));
        showText();
    }
}

void HelpPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const Theme &theme = themeOf(this);
    const int side = theme.px(24);
    const int free = width() - theme.px(kContentsWidth) - theme.px(kTextWidth) - side;
    static_cast<Reader *>(m_text)->setViewportMargins(side, theme.px(16), std::max(side, free), 0);
}

void HelpPage::keyPressEvent(QKeyEvent *event)
{
    const bool back = event->matches(QKeySequence::Back) || event->key() == Qt::Key_Back;
    if (back && !m_back.isEmpty()) {
        const QString last = m_back.takeLast();
        openTopic(last);
        m_back.removeLast(); // openTopic() noted where we came from
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace ringward

#include "views/widgets/commandpalette.h"

#include "views/widgets/actionregistry.h"
#include "views/widgets/suggestionlist.h"
#include "views/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kMostLines = 12;

QString plainText(const QAction *action)
{
    return action->text().remove(u'&');
}

} // namespace

CommandPalette::CommandPalette(ActionRegistry &registry, QWidget *window)
    : QFrame(window)
    , m_registry(registry)
    , m_edit(new QLineEdit)
    , m_list(new SuggestionList(this))
{
    setAccessibleName(tr("Go to or do"));
    m_edit->setPlaceholderText(tr("Go to or do…"));
    m_edit->setAccessibleName(tr("Go to or do"));
    m_list->setProperty("plain", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_edit);
    column->addWidget(m_list);
    hide();
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::list);
    connect(m_list, &SuggestionList::lineChosen, this, &CommandPalette::runLine);
}

void CommandPalette::open()
{
    m_focusBefore = QApplication::focusWidget();
    m_edit->clear();
    list({});
    show();
    raise();
    m_edit->setFocus(Qt::PopupFocusReason);
}

int CommandPalette::score(QStringView typed, QStringView text)
{
    int points = 0, run = 0;
    qsizetype at = 0;
    for (const QChar wanted : typed) {
        if (wanted.isSpace())
            continue;
        const qsizetype found = text.indexOf(wanted, at, Qt::CaseInsensitive);
        if (found < 0)
            return -1;
        const bool startsWord = found == 0 || !text[found - 1].isLetterOrNumber();
        run = found == at && at > 0 ? run + 1 : 0;
        points += 1 + (startsWord ? 8 : 0) + 3 * run - int(std::min<qsizetype>(found - at, 4));
        at = found + 1;
    }
    return std::max(0, points);
}

void CommandPalette::list(const QString &typed)
{
    std::vector<std::pair<int, QAction *>> found;
    for (QAction *action : m_registry.actions()) {
        if (const int points = score(typed, plainText(action)); points >= 0 && action->isVisible())
            found.emplace_back(points, action);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    m_shown.clear();
    std::vector<SuggestionModel::Line> lines;
    for (const auto &[points, action] : found) {
        m_shown.push_back(action);
        const QString reason = ActionRegistry::reasonOf(action);
        // An empty but present icon keeps the texts in one column.
        QString icon = ActionRegistry::iconOf(action);
        if (icon.isNull())
            icon = QLatin1String("");
        lines.push_back({plainText(action), reason.isEmpty() ? ActionRegistry::pageOf(action) : reason,
                         ActionRegistry::shortcutOf(action).toString(QKeySequence::NativeText), icon,
                         action->isEnabled()});
    }
    if (lines.empty())
        lines.push_back({tr("Nothing is called “%1”").arg(typed), tr("Try fewer letters"), {}, {}, false});
    m_list->setLines(std::move(lines));
    m_list->step(1);
    const Theme &theme = themeOf(this);
    const int width = std::min(theme.px(560), parentWidget()->width() - 32);
    const int listHeight = m_list->heightFor(std::min(m_list->lineCount(), kMostLines));
    const int height = std::min(listHeight + theme.px(52), parentWidget()->height() - theme.px(60));
    setGeometry((parentWidget()->width() - width) / 2, theme.px(50), width, height);
}

void CommandPalette::runLine(int line)
{
    if (line < 0 || std::size_t(line) >= m_shown.size() || !m_shown[std::size_t(line)]->isEnabled())
        return;
    QAction *const action = m_shown[std::size_t(line)];
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
    m_registry.run(action);
}

bool CommandPalette::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && !m_list->underMouse()) {
        hide();
    } else if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Up:
            m_list->step(-1);
            return true;
        case Qt::Key_Down:
            m_list->step(1);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            runLine(m_list->currentLine());
            return true;
        case Qt::Key_Escape:
            hide();
            if (m_focusBefore)
                m_focusBefore->setFocus();
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(object, event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.setPen(QPen(theme.control, theme.frameWidth));
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace ringward

#include "views/widgets/filterbar.h"

#include "views/widgets/filteredit.h"
#include "views/widgets/icons.h"
#include "views/widgets/marks.h"
#include "views/widgets/suggestionlist.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPainter>

namespace ringward {

struct FilterBar::StateLook {
    QColor ground, frame, ink;
    QString icon, word;
};

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_edit(new FilterEdit)
    , m_state(new QLabel)
    , m_list(new SuggestionList(this))
{
    m_list->hide();
    m_list->setObjectName(QStringLiteral("suggestions"));
    m_list->setAccessibleName(tr("Suggestions"));
    m_state->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_edit, 1);
    row->addWidget(m_state);
    setFocusProxy(m_edit);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &FilterBar::parse);
    connect(m_edit, &QLineEdit::textEdited, this, [this] { suggest(false); });
    connect(m_edit, &FilterEdit::completionWanted, this, [this] { suggest(true); });
    connect(m_edit, &FilterEdit::dismissed, m_list, &QWidget::hide);
    connect(m_edit, &FilterEdit::accepted, this, &FilterBar::accept);
    connect(m_edit, &FilterEdit::stepped, this, [this](int by) {
        if (m_list->isVisible())
            m_list->step(by);
        else if (by > 0)
            m_edit->text().isEmpty() ? showHistory() : suggest(true);
    });
    connect(m_list, &SuggestionList::lineChosen, this, &FilterBar::take);
    adapt();
    showState();
}

FilterBar::~FilterBar()
{
    // The list hangs in the window while it is shown; it goes with the bar, not with the window.
    delete m_list;
}

void FilterBar::setLanguage(FilterLanguage language)
{
    m_language = std::move(language);
    parse(m_edit->text());
}

QString FilterBar::line() const
{
    return m_edit->text();
}

void FilterBar::setLine(const QString &line)
{
    m_edit->setText(line);
    m_list->hide();
}

void FilterBar::setPlaceholder(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void FilterBar::setMatchTime(qint64 ms)
{
    setMatchWord(tr("valid · %1 ms").arg(ms));
}

void FilterBar::setMatchWord(const QString &word)
{
    m_matchWord = word;
    showState();
}

void FilterBar::focusLine()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FilterBar::parse(const QString &line)
{
    if (!m_language.diagnose)
        m_filter = Filter::parse(line);
    m_diagnosis = m_language.diagnose ? m_language.diagnose(line) : m_filter.diagnosis();
    m_matchWord.clear();
    m_edit->colour(m_diagnosis);
    showState();
    Q_EMIT edited();
    if (!isValid())
        return;
    if (!m_language.diagnose)
        Q_EMIT filterChanged(m_filter);
    Q_EMIT lineChanged(line);
}

void FilterBar::accept(bool byTab)
{
    const int current = m_list->isVisible() ? m_list->currentLine() : -1;
    if (current >= 0 || (byTab && m_list->isVisible())) {
        take(std::max(0, current));
        return;
    }
    m_list->hide();
    m_edit->setTakesTab(false);
    if (!isValid())
        return;
    const QString line = m_edit->text().trimmed();
    if (!line.isEmpty()) {
        m_history.removeAll(line);
        m_history.prepend(line);
        m_history = m_history.mid(0, 30);
    }
    if (!m_language.diagnose)
        Q_EMIT accepted(m_filter);
    Q_EMIT lineAccepted(line);
}

void FilterBar::suggest(bool evenForEmptyWord)
{
    m_showsHistory = false;
    const QString written = m_edit->text();
    m_completions = m_language.complete ? m_language.complete(written, m_edit->cursorPosition())
                                        : Filter::completions(written, m_edit->cursorPosition(), *m_names);
    const bool nothingTyped = !m_completions.empty() && m_completions.front().length == 0 && !evenForEmptyWord;
    std::vector<SuggestionModel::Line> lines;
    for (const FilterCompletion &completion : m_completions)
        lines.push_back({completion.text, completion.explanation, {}, {}, true});
    const bool useful = !lines.empty() && !nothingTyped;
    m_list->setLines(std::move(lines));
    m_edit->setTakesTab(useful);
    useful ? m_list->showUnder(this) : m_list->hide();
}

void FilterBar::showHistory()
{
    m_showsHistory = true;
    std::vector<SuggestionModel::Line> lines;
    for (const QString &line : m_history)
        lines.push_back({line, {}, {}, QStringLiteral("history"), true});
    if (lines.empty())
        lines.push_back(
            {tr("No filter lines yet"), tr("Enter keeps a line here"), {}, QStringLiteral("history"), false});
    m_list->setLines(std::move(lines));
    m_edit->setFocus();
    m_list->showUnder(this);
}

void FilterBar::take(int row)
{
    m_list->hide();
    m_edit->setTakesTab(false);
    if (m_showsHistory) {
        if (row < m_history.size())
            m_edit->setText(m_history.at(row));
        return;
    }
    if (std::size_t(row) >= m_completions.size())
        return;
    const FilterCompletion completion = m_completions[std::size_t(row)];
    QString line = m_edit->text();
    line.replace(completion.at, completion.length, completion.text);
    m_edit->setText(line);
    m_edit->setCursorPosition(completion.at + int(completion.text.size()));
    suggest(completion.text.endsWith(u':'));
}

FilterBar::StateLook FilterBar::stateLook() const
{
    const Theme &theme = themeOf(this);
    const HealthInk &warn = theme.of(AgentHealth::Degraded), &bad = theme.of(AgentHealth::CrashLooping);
    switch (m_diagnosis.state) {
    case FilterDiagnosis::State::Incomplete:
        return {theme.warnGround, warn.mark, warn.ink, QStringLiteral("dots"), m_diagnosis.message};
    case FilterDiagnosis::State::Wrong:
        return {theme.badGround, bad.mark, bad.ink, QStringLiteral("cross"), m_diagnosis.message};
    case FilterDiagnosis::State::Valid:
        break;
    }
    if (m_edit->text().trimmed().isEmpty())
        return {theme.surface, theme.control, theme.muted, {}, {}};
    return {theme.validGround, theme.accent, theme.accent, QStringLiteral("check"),
            m_matchWord.isEmpty() ? tr("valid") : m_matchWord};
}

void FilterBar::showState()
{
    const StateLook look = stateLook();
    QPalette colours = m_state->palette();
    colours.setColor(QPalette::WindowText, look.ink);
    m_state->setPalette(colours);
    const QFontMetrics metrics(m_state->font());
    const QString shown = metrics.elidedText(look.word, Qt::ElideRight, width() * 6 / 10);
    m_state->setText(shown);
    m_state->setToolTip(shown == look.word ? QString() : look.word);
    layout()->activate(); // the word has its room before the next paint
    m_edit->setAccessibleDescription(look.word);
    update();
}

QSize FilterBar::sizeHint() const
{
    return {400, themeOf(this).px(32)};
}

QSize FilterBar::minimumSizeHint() const
{
    return {200, themeOf(this).px(32)};
}

void FilterBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    const StateLook look = stateLook();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(look.ground);
    const bool focused = m_edit->hasFocus();
    const qreal width = focused ? theme.focusWidth : theme.frameWidth;
    painter.setPen(QPen(look.frame, width));
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 4, 4);
    const int side = theme.px(16);
    const qreal y = (height() - side) / 2.0;
    paintIcon(painter, QRectF(theme.px(11), y, side, side), QStringLiteral("search"),
              look.icon.isEmpty() ? theme.muted : look.ink);
    if (!look.icon.isEmpty())
        paintIcon(painter, QRectF(m_state->x() - theme.px(8) - side, y, side, side), look.icon, look.ink);
}

bool FilterBar::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && !m_list->underMouse())
        m_list->hide();
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::eventFilter(object, event);
}

void FilterBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        adapt();
        showState();
    }
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showState();
}

void FilterBar::adapt()
{
    const Theme &theme = themeOf(this);
    setFixedHeight(theme.px(32));
    layout()->setContentsMargins(theme.px(32), 2, theme.px(12), 2);
    layout()->setSpacing(theme.px(32));
    m_edit->setFont(theme.fixed);
    m_state->setFont(theme.captionBold);
}

} // namespace ringward

#include "views/sources/diagnosispanel.h"

#include "views/widgets/banner.h"
#include "views/widgets/detailpane.h"
#include "views/widgets/icons.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>

#include <array>

namespace ringward {

namespace {

using State = DiagnosisStep::State;

struct StateLook {
    const char *icon;
    IconInk ink;
    const char *word;
};
constexpr std::array kLooks{
    StateLook{"check", IconInk::Accent, QT_TRANSLATE_NOOP("ringward::DiagnosisPanel", "good")},
    StateLook{"info", IconInk::Degraded, QT_TRANSLATE_NOOP("ringward::DiagnosisPanel", "to know")},
    StateLook{"cross", IconInk::Bad, QT_TRANSLATE_NOOP("ringward::DiagnosisPanel", "failed")},
    StateLook{"minus", IconInk::Muted, QT_TRANSLATE_NOOP("ringward::DiagnosisPanel", "not tried")},
};

/// The sign of a step's state. Its word stands in the same row.
class StepMark : public QWidget {
public:
    explicit StepMark(const StateLook &look)
        : m_look(look)
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override
    {
        const int side = themeOf(this).px(16);
        return {side, side};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, rect(), QString::fromLatin1(m_look.icon), colourOf(m_look.ink, themeOf(this)));
    }

private:
    const StateLook &m_look;
};

QLabel *label(const QString &text, LabelKind kind, bool wraps)
{
    auto *const made = new QLabel(text);
    setKind(made, kind);
    made->setWordWrap(wraps);
    made->setTextFormat(Qt::PlainText);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return made;
}

} // namespace

DiagnosisPanel::DiagnosisPanel(QWidget *parent)
    : QWidget(parent)
    , m_progress(new ProgressLine)
    , m_note(label({}, LabelKind::Caption, true))
    , m_grid(new QGridLayout)
{
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(2, 1);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_progress);
    column->addWidget(m_note);
    column->addLayout(m_grid);
    m_progress->hide();
}

void DiagnosisPanel::clear()
{
    while (QLayoutItem *const item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_progress->hide();
    m_text.clear();
}

void DiagnosisPanel::showRunning()
{
    clear();
    m_progress->setProgress(0, -1);
    m_progress->show();
    m_note->setText(tr("Trying each step. A server that does not answer takes a few seconds."));
    m_note->show();
}

void DiagnosisPanel::showError(const Error &error)
{
    clear();
    m_note->setText(userMessage(error));
    m_note->show();
    m_text = userMessage(error) + u'\n' + error.detail;
}

void DiagnosisPanel::showDiagnosis(const Diagnosis &diagnosis)
{
    clear();
    m_note->hide();
    m_text = diagnosisText(diagnosis);
    int row = 0;
    for (const DiagnosisStep &step : diagnosis.steps) {
        addStep(step, row);
        row += 2;
    }
}

void DiagnosisPanel::addStep(const DiagnosisStep &step, int row)
{
    const StateLook &look = kLooks[std::size_t(step.state)];
    auto *const mark = new StepMark(look);
    const QString state = tr(look.word);
    mark->setAccessibleName(QStringLiteral("%1: %2").arg(step.title, state));
    m_grid->addWidget(mark, row, 0, Qt::AlignTop);
    m_grid->addWidget(label(step.title, LabelKind::Bold, true), row, 1, Qt::AlignTop);
    m_grid->addWidget(label(step.sentence, step.state == State::Skipped ? LabelKind::Muted : LabelKind::Text, true),
                      row, 2, Qt::AlignTop);
    const QString took = step.state == State::Skipped ? state : tr("%1 · %2 ms").arg(state).arg(step.tookMs);
    m_grid->addWidget(label(took, LabelKind::Caption, false), row, 3, Qt::AlignTop | Qt::AlignRight);
    if (step.facts.empty())
        return;
    auto *const facts = new FactList;
    std::vector<FactList::Fact> shown;
    for (const DiagnosisStep::Fact &fact : step.facts)
        shown.push_back({fact.label, fact.value, fact.value.count(u':') > 8, false});
    facts->setFacts(shown);
    m_grid->addWidget(facts, row + 1, 2, 1, 2);
}

} // namespace ringward

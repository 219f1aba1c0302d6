#include "views/rings/guardraillist.h"

#include "models/base/counted.h"
#include "views/widgets/icons.h"
#include "views/widgets/pairrow.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <array>

namespace ringward {

using State = GuardrailResult::State;

namespace {

struct Look {
    const char *icon;
    IconInk ink;
    const char *name;
};
// Positions are the values of the state.
constexpr std::array<Look, 5> kLooks{{
    {"check", IconInk::Accent, QT_TRANSLATE_NOOP("ringward::GuardrailRow", "holds")},
    {"warning", IconInk::Degraded, QT_TRANSLATE_NOOP("ringward::GuardrailRow", "near its limit")},
    {"clock", IconInk::Muted, QT_TRANSLATE_NOOP("ringward::GuardrailRow", "waived")},
    {"cross", IconInk::Bad, QT_TRANSLATE_NOOP("ringward::GuardrailRow", "blocks")},
    {"info", IconInk::Muted, QT_TRANSLATE_NOOP("ringward::GuardrailRow", "not told")},
}};

int rankOf(State state)
{
    static constexpr std::array kRanks{3, 1, 2, 0, 4};
    return kRanks[std::size_t(state)];
}

} // namespace

QString stateName(State state)
{
    return GuardrailRow::tr(kLooks[std::size_t(state)].name);
}

GuardrailRow::GuardrailRow(const GuardrailResult &result, QWidget *parent)
    : QFrame(parent)
    , m_result(result)
{
    const Theme &theme = themeOf(this);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(theme.px(34), theme.px(4), theme.px(10), theme.px(4));
    all->setSpacing(1);
    auto *line = new PairRow(result.name, result.value);
    setKind(line->nameLabel(), LabelKind::Bold);
    all->addWidget(line);
    const bool explains = result.state != State::Holds;
    QString text = result.detail.trimmed();
    if (result.state == State::Waived)
        text = tr("Waived until %1, owner %2. %3")
                   .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(result.waivedUntilMs).date(),
                                           QLocale::ShortFormat),
                        result.waivedBy, text);
    else if (result.state == State::Near && text.isEmpty())
        text = tr("%1; limit %2.").arg(result.value, result.limit);
    if (explains && !text.isEmpty()) {
        auto *detail = new QLabel(text);
        detail->setWordWrap(true);
        detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
        setKind(detail, LabelKind::Caption);
        all->addWidget(detail);
    }
    auto *verbs = new QHBoxLayout;
    if (result.state == State::Blocks && !result.smallestFix.empty()) {
        auto *fix =
            new QPushButton(tr("Take this fix (%1)").arg(counted(qint64(result.smallestFix.size()), Noun::Move)));
        setKind(fix, ButtonKind::Link);
        connect(fix, &QPushButton::clicked, this, &GuardrailRow::fixWanted);
        verbs->addWidget(fix);
    }
    if (result.state == State::Blocks || result.state == State::Waived) {
        auto *waive = new QPushButton(result.state == State::Waived ? tr("End the waiver") : tr("Waive…"));
        setKind(waive, ButtonKind::Link);
        connect(waive, &QPushButton::clicked, this, &GuardrailRow::waiverWanted);
        verbs->addWidget(waive);
    }
    if (verbs->count()) {
        verbs->addStretch(1);
        all->addLayout(verbs);
    } else {
        delete verbs;
    }
    setToolTip(tr("%1: %2 (%3, limit %4)").arg(result.name, stateName(result.state), result.value, result.limit));
    setAccessibleName(toolTip());
    setAccessibleDescription(text);
}

void GuardrailRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    if (m_result.state == State::Blocks)
        painter.fillRect(rect(), theme.badGround);
    else if (m_result.state == State::Near)
        painter.fillRect(rect(), theme.warnGround);
    const Look &look = kLooks[std::size_t(m_result.state)];
    const qreal size = theme.px(14);
    paintIcon(painter, QRectF(theme.px(12), theme.px(6), size, size), QString::fromLatin1(look.icon),
              colourOf(look.ink, theme));
    painter.setPen(theme.grid);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

GuardrailList::GuardrailList(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addStretch(1);
    setAccessibleName(tr("Guardrails"));
}

void GuardrailList::showResults(const std::vector<GuardrailResult> &results)
{
    while (m_column->count() > 1) {
        QLayoutItem *item = m_column->takeAt(0);
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    std::vector<const GuardrailResult *> order;
    for (const GuardrailResult &result : results)
        order.push_back(&result);
    std::stable_sort(order.begin(), order.end(), [](const GuardrailResult *a, const GuardrailResult *b) {
        return rankOf(a->state) < rankOf(b->state);
    });
    for (const GuardrailResult *result : order) {
        auto *row = new GuardrailRow(*result);
        connect(row, &GuardrailRow::fixWanted, this, [this, row] { Q_EMIT fixWanted(row->result()); });
        connect(row, &GuardrailRow::waiverWanted, this, [this, row] { Q_EMIT waiverWanted(row->result()); });
        m_column->insertWidget(m_column->count() - 1, row);
    }
}

} // namespace ringward

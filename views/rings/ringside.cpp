#include "views/rings/ringside.h"

#include "models/base/counted.h"
#include "views/widgets/digits.h"
#include "views/widgets/panel.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace ringward {

namespace {

constexpr std::size_t kMostPins = 4;

QLabel *paragraph(LabelKind kind)
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse
                                   | Qt::LinksAccessibleByKeyboard);
    setKind(label, kind);
    return label;
}

QPushButton *link(const QString &text)
{
    auto *button = new QPushButton(text);
    setKind(button, ButtonKind::Link);
    return button;
}

} // namespace

RingSide::RingSide(QWidget *parent)
    : QWidget(parent)
    , m_panel(new Panel(tr("Guardrails")))
    , m_guardrails(new GuardrailList)
    , m_sight(paragraph(LabelKind::Caption))
    , m_pinHead(paragraph(LabelKind::Text))
    , m_pins(paragraph(LabelKind::Caption))
    , m_drift(paragraph(LabelKind::Caption))
    , m_explain(link(tr("Explain")))
    , m_allPins(link(tr("All pins…")))
    , m_wayBack(link(tr("Plan the way back")))
    , m_approve(link(tr("Approve as found")))
{
    auto *content = new QWidget;
    content->setMinimumWidth(1); // texts wrap; nothing is cut at the right
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_guardrails);
    const auto section = [&](std::initializer_list<QWidget *> parts) {
        auto *box = new QVBoxLayout;
        const Theme &theme = themeOf(this);
        box->setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8));
        box->setSpacing(2);
        for (QWidget *part : parts) {
            auto *row = new QHBoxLayout;
            row->addWidget(part, qobject_cast<QLabel *>(part) ? 1 : 0);
            if (!qobject_cast<QLabel *>(part))
                row->addStretch(1);
            box->addLayout(row);
        }
        column->addLayout(box);
        column->addWidget(new Rule);
    };
    section({m_sight, m_explain});
    section({m_pinHead, m_pins, m_allPins});
    section({m_drift, m_wayBack, m_approve});
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->viewport()->setAutoFillBackground(false);
    m_panel->setBodyMargins(0, 0, 0, 4);
    m_panel->body()->addWidget(scroll);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_panel);
    connect(m_guardrails, &GuardrailList::fixWanted, this, &RingSide::fixWanted);
    connect(m_guardrails, &GuardrailList::waiverWanted, this, &RingSide::waiverWanted);
    connect(m_explain, &QPushButton::clicked, this, &RingSide::explainWanted);
    connect(m_allPins, &QPushButton::clicked, this, &RingSide::pinsWanted);
    connect(m_wayBack, &QPushButton::clicked, this, &RingSide::wayBackWanted);
    connect(m_approve, &QPushButton::clicked, this, &RingSide::approveWanted);
    connect(m_pins, &QLabel::linkActivated, this, &RingSide::pinRemovalWanted);
}

void RingSide::showPicture(const RingPicturePtr &picture, bool isDraft)
{
    const auto blocking = std::count_if(picture->results.begin(), picture->results.end(), [](const GuardrailResult &r) {
        return r.state == GuardrailResult::State::Blocks;
    });
    m_panel->setRemark(isDraft ? tr("on this draft") : tr("on the present"));
    m_panel->setNote(blocking == 0       ? tr("none blocks")
                         : !isDraft      ? tr("%1 broken").arg(blocking)
                         : blocking == 1 ? tr("1 blocks it")
                                         : tr("%1 block it").arg(blocking));
    m_guardrails->showResults(picture->results);
    const CanarySight &sight = picture->sight;
    m_sight->setText(tr("Canaries see <b>%1 of %2</b>. %3 that stay clean rule out a failure share of %4 % or more.")
                         .arg(countText(sight.seen), counted(sight.strata, Noun::Stratum), countText(sight.canaries))
                         .arg(100 * CanarySight::excludedShare(sight.canaries), 0, 'f', 1));
    m_explain->setVisible(!sight.unseen.empty());
    showPins(*picture);
    showDrift(*picture);
}

void RingSide::showPins(const RingPicture &picture)
{
    quint32 observed = 0;
    for (Row row = 0; row < picture.facts->rows(); ++row)
        observed += picture.facts->pinned[row] && picture.facts->today[row] != kNoRing;
    m_pinHead->setText(tr("<b>Pins that expire first</b>"));
    QStringList lines;
    for (std::size_t i = 0; i < std::min(kMostPins, picture.pins.size()); ++i) {
        const PinLine &line = picture.pins[i];
        const QString date =
            QLocale().toString(QDateTime::fromMSecsSinceEpoch(line.pin.expiresMs).date(), QLocale::ShortFormat);
        QString text = tr("<b>%1</b> · %2 to %3, until %4<br>%5 · %6 behind")
                           .arg(whomText(line.pin.scope).toHtmlEscaped(), counted(qint64(line.devices), Noun::Device),
                                heldText(line.pin).toHtmlEscaped(), date, line.pin.owner.toHtmlEscaped(),
                                durationText(line.ageMin));
        for (const PinAlarm &alarm : line.alarms)
            text += tr("<br>▲ %1").arg(alarm.text.toHtmlEscaped());
        text += QStringLiteral(" <a href=\"%1\">%2</a>").arg(line.pin.id.toHtmlEscaped(), tr("Remove"));
        lines << text;
    }
    if (picture.pins.size() > kMostPins)
        lines << tr("%1 more").arg(picture.pins.size() - kMostPins);
    if (picture.pins.empty())
        lines << tr("No pin was made here.");
    if (observed)
        lines << tr("Pinned as sources tell: %1.").arg(counted(observed, Noun::Device));
    m_pins->setText(lines.join(QStringLiteral("<br>")));
}

void RingSide::showDrift(const RingPicture &picture)
{
    using Kind = DriftedDevice::Kind;
    const Drift &drift = picture.drift;
    const std::size_t wrong = drift.count(Kind::WrongRing), behind = drift.count(Kind::Behind);
    QStringList lines;
    lines << (picture.intent.sinceMs ? tr("<b>Drift</b> · %1 not in the approved ring (%2)")
                                           .arg(counted(qint64(wrong + drift.count(Kind::Unplanned)), Noun::Device),
                                                picture.intent.approval.toHtmlEscaped())
                                     : tr("<b>Drift</b> · nothing was approved yet to compare with"));
    if (behind)
        lines << tr("%1 have not got what their ring has").arg(countText(qint64(behind)));
    for (const QString &line : drift.policy)
        lines << line.toHtmlEscaped();
    m_drift->setText(lines.join(QStringLiteral("<br>")));
    m_wayBack->setVisible(wrong > 0);
    m_approve->setVisible(!picture.intent.sinceMs);
}

} // namespace ringward

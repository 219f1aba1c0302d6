#include "views/remediation/remedyform.h"

#include "models/base/counted.h"
#include "models/fleet/fleetquery.h"
#include "views/widgets/banner.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/panel.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

#include <algorithm>

namespace ringward {

namespace {

QSpinBox *number(int value, int most)
{
    auto *const box = new QSpinBox;
    box->setRange(1, most);
    box->setValue(value);
    return box;
}

QFormLayout *form()
{
    auto *const layout = new QFormLayout;
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setRowWrapPolicy(QFormLayout::WrapAllRows);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->setLabelAlignment(Qt::AlignLeft);
    return layout;
}

} // namespace

RemedyForm::RemedyForm(RemedyDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
{
    build();
    refill();
}

void RemedyForm::build()
{
    m_banner = new Banner;
    m_banner->setRetryVisible(false);
    m_banner->hide();
    m_runbook = new QComboBox;
    m_runbook->setObjectName(QStringLiteral("runbook"));
    m_runbook->setAccessibleName(tr("Runbook"));
    m_runbook->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_about = new QLabel;
    m_about->setWordWrap(true);
    setKind(m_about, LabelKind::Muted);
    m_filter = new FilterBar;
    m_filter->setPlaceholder(tr("Which devices: health:crash-looping"));
    m_filter->setAccessibleName(tr("Which devices"));
    m_count = new QLabel;
    m_count->setWordWrap(true);
    setKind(m_count, LabelKind::Muted);
    m_title = new QLineEdit;
    m_title->setObjectName(QStringLiteral("title"));
    m_title->setPlaceholderText(tr("Remove channel file 291 from theatre stations"));
    m_why = new QPlainTextEdit;
    m_why->setObjectName(QStringLiteral("why"));
    m_why->setTabChangesFocus(true);
    m_why->setPlaceholderText(tr("What it is for"));
    m_why->setMaximumHeight(themeOf(nullptr).px(64));
    m_override = new QLineEdit;
    m_override->setObjectName(QStringLiteral("override"));
    m_override->setPlaceholderText(tr("Name; empty: machines in use are not taken"));
    m_kind = new QComboBox;
    m_kind->setObjectName(QStringLiteral("kind"));
    for (const ChangeKind kind : {ChangeKind::Normal, ChangeKind::Emergency})
        m_kind->addItem(label(kind), int(kind));
    m_atOnce = number(20, 500);
    m_perWard = number(2, 20);
    m_stopAfter = number(5, 5000);
    m_preview = new QPushButton(tr("Preview"));
    m_preview->setObjectName(QStringLiteral("preview"));
    m_propose = new QPushButton(tr("Propose"));
    m_propose->setObjectName(QStringLiteral("propose"));

    m_values = form();
    auto *const head = form();
    head->addRow(tr("Runbook"), m_runbook);
    auto *const devices = form();
    devices->addRow(tr("Devices"), m_filter);
    auto *const words = form();
    words->addRow(tr("Title"), m_title);
    words->addRow(tr("Why"), m_why);
    words->addRow(tr("Kind of change"), m_kind);
    words->addRow(tr("Who answers for machines in use"), m_override);
    auto *const limits = new QHBoxLayout;
    for (const auto &[text, box] : {std::pair(tr("At once"), m_atOnce), std::pair(tr("Per ward"), m_perWard),
                                    std::pair(tr("Stop after"), m_stopAfter)}) {
        auto *const part = new QVBoxLayout;
        part->setSpacing(4);
        auto *const name = new QLabel(text);
        name->setBuddy(box);
        box->setAccessibleName(text);
        part->addWidget(name);
        part->addWidget(box);
        limits->addLayout(part);
    }
    auto *const verbs = new QHBoxLayout;
    verbs->setContentsMargins(12, 8, 12, 8);
    verbs->setSpacing(8);
    verbs->addWidget(m_preview);
    verbs->addWidget(m_propose);
    verbs->addStretch(1);
    auto *const body = new QWidget;
    auto *const column = new QVBoxLayout(body);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(10);
    column->addWidget(m_banner);
    column->addLayout(head);
    column->addWidget(m_about);
    column->addLayout(m_values);
    column->addLayout(devices);
    column->addWidget(m_count);
    column->addLayout(words);
    column->addLayout(limits);
    column->addStretch(1);
    auto *const fields = new QScrollArea;
    fields->setFrameShape(QFrame::NoFrame);
    fields->setWidgetResizable(true);
    fields->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    fields->setFocusPolicy(Qt::NoFocus);
    fields->setWidget(body);
    fields->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    auto *const whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(fields, 1);
    whole->addWidget(new Rule);
    whole->addLayout(verbs);
    connect(m_runbook, &QComboBox::currentIndexChanged, this, [this] {
        showRunbook();
        Q_EMIT edited();
    });
    connect(m_filter, &FilterBar::edited, this, [this] {
        countDevices();
        Q_EMIT edited();
    });
    connect(m_override, &QLineEdit::textEdited, this, &RemedyForm::edited);
    for (QSpinBox *box : {m_atOnce, m_perWard, m_stopAfter})
        connect(box, &QSpinBox::valueChanged, this, &RemedyForm::edited);
    connect(m_stopAfter, &QSpinBox::valueChanged, this, [this] { m_isStopChosen = true; });
    connect(m_preview, &QPushButton::clicked, this, &RemedyForm::previewWanted);
    connect(m_propose, &QPushButton::clicked, this, &RemedyForm::proposeWanted);
    setPlanned(false);
}

void RemedyForm::refill()
{
    const QString before = m_runbook->currentData().toString();
    const QSignalBlocker quiet(m_runbook);
    m_runbook->clear();
    for (const Runbook &each : m_desk.library().runbooks)
        m_runbook->addItem(each.isOwn ? tr("%1 (own)").arg(each.title) : each.title, each.id);
    m_runbook->setCurrentIndex(std::max(0, m_runbook->findData(before)));
    m_filter->setNames(m_desk.desk().parts().hub.current()->sharedNames());
    if (m_runbook->currentData().toString() != before)
        showRunbook();
    countDevices();
}

const Runbook *RemedyForm::runbook() const
{
    return m_desk.library().find(m_runbook->currentData().toString());
}

void RemedyForm::showRunbook()
{
    const Runbook *shown = runbook();
    while (m_values->rowCount() > 0)
        m_values->removeRow(0);
    m_edits.clear();
    m_about->setText(shown ? shown->about : QString());
    if (!shown)
        return;
    for (const RunbookParameter &each : shown->parameters) {
        auto *const edit = new QLineEdit(each.initial);
        edit->setObjectName(QStringLiteral("value.") + each.name);
        edit->setToolTip(each.help);
        edit->setPlaceholderText(each.help);
        edit->setAccessibleName(each.label);
        edit->setCursorPosition(0);
        connect(edit, &QLineEdit::textEdited, this, &RemedyForm::edited);
        m_values->addRow(each.type == ParameterType::Minutes ? tr("%1 (minutes)").arg(each.label) : each.label, edit);
        m_edits.emplace_back(each.name, edit);
    }
}

void RemedyForm::countDevices()
{
    const FleetSnapshotPtr fleet = m_desk.desk().parts().hub.current();
    if (m_filter->line().trimmed().isEmpty() || !m_filter->isValid()) {
        m_count->setText(
            tr("A filter line, as on the Devices page. Nothing is sent before the board has approved it."));
        return;
    }
    const qint64 nowMs = m_desk.desk().parts().clock.nowMs();
    // The job ends before this form does (m_job is its last member), and a call to a form that is gone is not made.
    m_job.start([this, fleet, filter = m_filter->filter(), nowMs](const std::stop_token &stop) {
        const auto set = filter.match(*fleet, nowMs, stop);
        quint32 devices = 0;
        std::vector<bool> isTouched(fleet->names().wards().size());
        for (Row row = 0; set && row < fleet->size(); ++row) {
            if (set->test(row)) {
                ++devices;
                isTouched[fleet->wardId(row)] = true;
            }
        }
        const auto wards = std::count(isTouched.begin(), isTouched.end(), true);
        QMetaObject::invokeMethod(this, [this, devices, wards, stop] {
            if (!stop.stop_requested())
                showCount(devices, quint32(wards));
        });
    });
}

void RemedyForm::showCount(quint32 devices, quint32 wards)
{
    m_count->setText(tr("%1 in %2.").arg(counted(devices, Noun::Device), counted(wards, Noun::Ward)));
    if (m_isStopChosen)
        return;
    const QSignalBlocker quiet(m_stopAfter);
    m_stopAfter->setValue(remedyLimits(devices).stopAfter);
}

Result<RemedyWish> RemedyForm::wish() const
{
    const Runbook *chosen = runbook();
    const auto lacks = [](const QString &sentence) {
        return Error{Error::Kind::Malformed, QStringLiteral("incomplete"), sentence};
    };
    if (!chosen)
        return lacks(tr("Choose a runbook."));
    if (m_filter->line().trimmed().isEmpty() || !m_filter->isValid())
        return lacks(tr("Say which devices, by a filter line."));
    RemedyWish made{*chosen, {}, {}, {}, m_override->text().trimmed()};
    for (const auto &[name, edit] : m_edits)
        made.values.emplace(name, edit->text());
    const FleetSnapshotPtr fleet = m_desk.desk().parts().hub.current();
    const auto set = m_filter->filter().match(*fleet, m_desk.desk().parts().clock.nowMs());
    const auto rows = sortedRows(*fleet, &*set, DeviceKey::Host, Qt::AscendingOrder);
    for (const Row row : *rows)
        made.devices.push_back(fleet->id(row));
    if (made.devices.empty())
        return lacks(tr("No device fits that line."));
    made.limits = remedyLimits(made.devices.size());
    made.limits.atOnce = m_atOnce->value();
    made.limits.perWard = m_perWard->value();
    if (m_isStopChosen)
        made.limits.stopAfter = m_stopAfter->value();
    return made;
}

void RemedyForm::setPlanned(bool isPlanned)
{
    m_propose->setEnabled(isPlanned);
    m_propose->setToolTip(isPlanned ? QString() : tr("Look at the preview first."));
    setKind(m_preview, isPlanned ? ButtonKind::Plain : ButtonKind::Primary);
    setKind(m_propose, isPlanned ? ButtonKind::Primary : ButtonKind::Plain);
}

void RemedyForm::setDevices(const QString &line)
{
    m_filter->setLine(line);
    countDevices();
}

void RemedyForm::setRunbook(const QString &id)
{
    if (const int at = m_runbook->findData(id); at >= 0)
        m_runbook->setCurrentIndex(at);
}

void RemedyForm::setValue(const QString &name, const QString &value)
{
    for (const auto &[known, edit] : m_edits) {
        if (known == name) {
            edit->setText(value);
            edit->setCursorPosition(0);
        }
    }
}

void RemedyForm::setWords(const QString &title, const QString &why)
{
    m_title->setText(title);
    m_why->setPlainText(why);
}

QString RemedyForm::filterLine() const
{
    return m_filter->line();
}

ChangeKind RemedyForm::kind() const
{
    return ChangeKind(m_kind->currentData().toInt());
}

QString RemedyForm::title() const
{
    return m_title->text();
}

QString RemedyForm::why() const
{
    return m_why->toPlainText();
}

} // namespace ringward

#include "views/rings/policydialog.h"

#include "models/rings/sourcelimits.h"
#include "views/widgets/closingrow.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/wraplabel.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

#include <array>

namespace ringward {

namespace {

enum Column { Name, Delay, Soak, Cap, Gate, Columns };

struct GateText {
    RingGate gate;
    const char *label;
};
constexpr std::array kGates{
    GateText{RingGate::Time, QT_TRANSLATE_NOOP("ringward::PolicyDialog", "soak time")},
    GateText{RingGate::Clean, QT_TRANSLATE_NOOP("ringward::PolicyDialog", "clean machines")},
    GateText{RingGate::Previous, QT_TRANSLATE_NOOP("ringward::PolicyDialog", "rings before")},
    GateText{RingGate::SignOff, QT_TRANSLATE_NOOP("ringward::PolicyDialog", "sign-off")},
};

constexpr int kMinutesADay = 1440;

/// In one unit, so that it can be read back.
QString cellTime(int minutes)
{
    return minutes && minutes % kMinutesADay == 0 ? PolicyDialog::tr("%1 d").arg(minutes / kMinutesADay)
        : minutes && minutes % 60 == 0            ? PolicyDialog::tr("%1 h").arg(minutes / 60)
                                                  : PolicyDialog::tr("%1 min").arg(minutes);
}

} // namespace

PolicyDialog::PolicyDialog(StreamPolicy policy, Save save, QWidget *parent)
    : QDialog(parent)
    , m_policy(std::move(policy))
    , m_before(m_policy.rings)
    , m_save(std::move(save))
    , m_rings(new QTableWidget(0, Columns))
    , m_reason(new QLineEdit)
    , m_says(new WrapLabel)
    , m_remove(new QPushButton(tr("Remove ring")))
    , m_keep(new QPushButton(tr("Save as version %1").arg(m_policy.version + 1)))
{
    setWindowTitle(tr("Rings of %1").arg(streamLabel(m_policy.stream)));
    m_rings->setHorizontalHeaderLabels({tr("Ring"), tr("Delay"), tr("Soak"), tr("At most %"), tr("Gate")});
    m_rings->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_rings->horizontalHeader()->setSectionResizeMode(Gate, QHeaderView::ResizeToContents);
    m_rings->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_rings->verticalHeader()->setSectionsMovable(false);
    m_rings->setAccessibleName(tr("Rings, early to late"));
    m_rings->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_rings->setSelectionMode(QAbstractItemView::SingleSelection);
    m_reason->setPlaceholderText(tr("Why it changes; the audit keeps it"));
    m_reason->setAccessibleName(tr("Reason"));
    auto *note =
        new QLabel(tr("Times as 90 min, 4 h or 2 d after the vendor's release. Nothing is sent: devices move by "
                      "a change, and sources are told by one."));
    note->setWordWrap(true);
    setKind(note, LabelKind::Muted);
    auto *add = new QPushButton(tr("Add ring"));
    auto *all = new QVBoxLayout(this);
    all->addWidget(note);
    all->addWidget(m_rings, 1);
    all->addWidget(m_reason);
    all->addWidget(m_says);
    all->addLayout(closingRow(*this, m_keep, {add, m_remove}));
    resize(640, 420);
    fill();
    connect(m_rings, &QTableWidget::cellChanged, this, &PolicyDialog::look);
    connect(m_rings, &QTableWidget::itemSelectionChanged, this, &PolicyDialog::look);
    connect(m_reason, &QLineEdit::textChanged, this, &PolicyDialog::look);
    connect(add, &QPushButton::clicked, this, &PolicyDialog::addRing);
    connect(m_remove, &QPushButton::clicked, this, &PolicyDialog::removeRing);
    connect(m_keep, &QPushButton::clicked, this, &PolicyDialog::keep);
    look();
}

void PolicyDialog::fill()
{
    const QSignalBlocker quiet(m_rings);
    m_rings->setRowCount(int(m_policy.rings.size()));
    for (int row = 0; row < m_rings->rowCount(); ++row) {
        const Ring &ring = m_policy.rings[std::size_t(row)];
        const std::array texts{ring.name.name, ring.hold == RingHold::None ? cellTime(ring.delayMin) : tr("held"),
                               cellTime(ring.soakMin), QString::number(ring.capPerMille / 10.0)};
        for (int column = Name; column < Gate; ++column)
            m_rings->setItem(row, column, new QTableWidgetItem(texts[std::size_t(column)]));
        if (ring.hold != RingHold::None)
            m_rings->item(row, Delay)->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        auto *gate = new QComboBox;
        for (const GateText &each : kGates)
            gate->addItem(tr(each.label), int(each.gate));
        gate->setCurrentIndex(gate->findData(int(ring.gate)));
        gate->setAccessibleName(tr("Gate of %1").arg(ring.name.name));
        connect(gate, &QComboBox::currentIndexChanged, this, &PolicyDialog::look);
        m_rings->setCellWidget(row, Gate, gate);
    }
}

StreamPolicy PolicyDialog::edited() const
{
    StreamPolicy made = m_policy;
    made.reason = m_reason->text().trimmed();
    for (int row = 0; row < m_rings->rowCount(); ++row) {
        Ring &ring = made.rings[std::size_t(row)];
        ring.name = {m_rings->item(row, Name)->text().trimmed(), row, ring.name.held};
        if (ring.hold == RingHold::None)
            ring.delayMin = minutesFromText(m_rings->item(row, Delay)->text()).value_or(-1);
        ring.soakMin = minutesFromText(m_rings->item(row, Soak)->text()).value_or(-1);
        ring.capPerMille = qRound(m_rings->item(row, Cap)->text().toDouble() * 10);
        ring.gate = RingGate(qobject_cast<QComboBox *>(m_rings->cellWidget(row, Gate))->currentData().toInt());
    }
    return made;
}

void PolicyDialog::look()
{
    const StreamPolicy made = edited();
    QStringList problems;
    for (const Ring &ring : made.rings) {
        if (ring.delayMin < 0 || ring.soakMin < 0)
            problems << tr("%1: a time is written as 90 min, 4 h or 2 d.").arg(ring.name.name);
    }
    if (problems.isEmpty()) {
        if (const auto fine = streamPolicyFromJson(toJson(made)); !fine)
            problems << userMessage(fine.error());
        problems << refusals(made);
    }
    const bool isChanged = made.rings != m_before;
    m_keep->setEnabled(problems.isEmpty() && isChanged && !made.reason.isEmpty());
    m_remove->setEnabled(m_rings->currentRow() >= 0 && m_rings->rowCount() > 1);
    setKind(m_says, problems.isEmpty() ? LabelKind::Muted : LabelKind::Bad);
    m_says->setText(!problems.isEmpty()         ? problems.join(u' ')
                        : !isChanged            ? tr("Nothing is changed yet.")
                        : made.reason.isEmpty() ? tr("Say why it changes.")
                                                : tr("Ready to be saved."));
}

void PolicyDialog::addRing()
{
    m_policy.rings = edited().rings;
    Ring ring = m_policy.rings.back();
    ring.name.name = tr("New ring");
    ring.name.held = false;
    ring.hold = RingHold::None;
    ring.deliveries.clear();
    const int at = m_rings->currentRow() >= 0 ? m_rings->currentRow() + 1 : int(m_policy.rings.size());
    m_policy.rings.insert(m_policy.rings.begin() + at, ring);
    fill();
    m_rings->setCurrentCell(at, Name);
    look();
}

void PolicyDialog::removeRing()
{
    m_policy.rings = edited().rings;
    m_policy.rings.erase(m_policy.rings.begin() + m_rings->currentRow());
    fill();
    look();
}

void PolicyDialog::keep()
{
    if (const Result<Done> saved = m_save(edited()); !saved) {
        setKind(m_says, LabelKind::Bad);
        m_says->setText(userMessage(saved.error()));
        return;
    }
    accept();
}

} // namespace ringward

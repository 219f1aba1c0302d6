#include "views/changes/templateform.h"

#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"
#include "views/widgets/wraplabel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>

namespace ringward {

namespace {

enum Column { Label, Devices, Wards, NeverTiers, ToRings, Columns };
constexpr int kNameRole = Qt::UserRole;

QStringList listOf(const QString &text)
{
    QStringList words;
    for (const QString &word : text.split(u',', Qt::SkipEmptyParts))
        words << word.trimmed();
    words.removeAll(QString());
    return words;
}

/// The name in files and changes: "Replace canaries" becomes "replace-canaries".
QString nameOf(const QString &label)
{
    QString name;
    for (const QChar c : label.toLower())
        name += c.isLetterOrNumber() ? c : QChar(u'-');
    return name.split(u'-', Qt::SkipEmptyParts).join(u'-');
}

} // namespace

TemplateForm::TemplateForm(const std::vector<ChangeTemplate> &templates, const QStringList &rings, QWidget *parent)
    : QWidget(parent)
    , m_rings(rings)
    , m_table(new QTableWidget(0, Columns))
    , m_remove(new QPushButton(tr("Remove template")))
{
    m_table->setObjectName(QStringLiteral("templates"));
    m_table->setAccessibleName(tr("Templates of standard changes"));
    m_table->setHorizontalHeaderLabels(
        {tr("What it is for"), tr("Devices at most"), tr("Wards at most"), tr("Never for tiers"), tr("Only to rings")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(Label, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const int number : {Devices, Wards})
        m_table->horizontalHeaderItem(number)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(themeOf(this).px(30));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *const note = new WrapLabel(
        tr("A standard change needs no vote as long as it stays within its template. Tiers and rings are listed with "
           "commas between them, as in T0, T1, TX; no ring means any ring."));
    setKind(note, LabelKind::Muted);
    auto *const more = new QPushButton(tr("Add template"));
    auto *const buttons = new QHBoxLayout;
    buttons->addWidget(more);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto *const all = new QVBoxLayout(this);
    all->addWidget(note);
    all->addWidget(m_table, 1);
    all->addLayout(buttons);
    for (const ChangeTemplate &each : templates)
        add(each);
    m_remove->setEnabled(false);
    connect(m_table, &QTableWidget::cellChanged, this, &TemplateForm::changed);
    connect(m_table, &QTableWidget::itemSelectionChanged, this,
            [this] { m_remove->setEnabled(m_table->currentRow() >= 0); });
    connect(more, &QPushButton::clicked, this, [this] {
        add({{}, {}, 10, 2, {Tier::T0, Tier::TX}, {}});
        m_table->setCurrentCell(m_table->rowCount() - 1, Label);
        m_table->setFocus();
        Q_EMIT changed();
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_table->removeRow(m_table->currentRow());
        Q_EMIT changed();
    });
}

void TemplateForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) // rows follow the font
        m_table->verticalHeader()->setDefaultSectionSize(themeOf(this).px(30));
}

void TemplateForm::add(const ChangeTemplate &each)
{
    const QSignalBlocker quiet(m_table);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    QStringList tiers;
    for (const Tier tier : each.neverTiers)
        tiers << word(tier).toUpper();
    const std::array texts{each.label, QString::number(each.mostDevices), QString::number(each.mostWards),
                           tiers.join(QStringLiteral(", ")), each.toRings.join(QStringLiteral(", "))};
    for (int column = 0; column < Columns; ++column) {
        m_table->setItem(row, column, new QTableWidgetItem(texts[std::size_t(column)]));
        if (column == Devices || column == Wards)
            m_table->item(row, column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    m_table->item(row, Label)->setData(kNameRole, each.name);
}

QString TemplateForm::cell(int row, int column) const
{
    return m_table->item(row, column)->text().trimmed();
}

std::vector<ChangeTemplate> TemplateForm::edited() const
{
    std::vector<ChangeTemplate> made;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        ChangeTemplate each;
        each.label = cell(row, Label);
        each.name = m_table->item(row, Label)->data(kNameRole).toString(); // changes name it: it stays
        if (each.name.isEmpty())
            each.name = nameOf(each.label);
        each.mostDevices = cell(row, Devices).toInt();
        each.mostWards = cell(row, Wards).toInt();
        for (const QString &tier : listOf(cell(row, NeverTiers))) {
            if (const auto known = tierFromWord(tier))
                each.neverTiers.push_back(*known);
        }
        each.toRings = listOf(cell(row, ToRings));
        made.push_back(std::move(each));
    }
    return made;
}

QStringList TemplateForm::problems() const
{
    QStringList problems;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString about = cell(row, Label).isEmpty() ? tr("Template %1").arg(row + 1) : cell(row, Label);
        for (const QString &tier : listOf(cell(row, NeverTiers))) {
            if (!tierFromWord(tier))
                problems << tr("%1: “%2” is no tier; there are T0, T1, T2, T3 and TX.").arg(about, tier);
        }
        for (const QString &ring : listOf(cell(row, ToRings))) {
            if (!m_rings.isEmpty() && !m_rings.contains(ring, Qt::CaseInsensitive))
                problems << tr("%1: no source has a ring “%2”. Known are %3.")
                                .arg(about, ring, m_rings.join(QStringLiteral(", ")));
        }
    }
    return problems;
}

} // namespace ringward

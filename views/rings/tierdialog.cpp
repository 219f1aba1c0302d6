#include "views/rings/tierdialog.h"

#include "models/base/counted.h"
#include "models/fleet/filter.h"
#include "views/widgets/closingrow.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"
#include "views/widgets/words.h"
#include "views/widgets/wraplabel.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QTableWidget>

namespace ringward {

namespace {

enum Column { Name, Line, TierColumn, RoleColumn, Downtime, Finds, Decides, Columns };
constexpr int kSaysNothing = -1;

QComboBox *choice(const QList<std::pair<QString, int>> &words, int value, const QString &name)
{
    auto *const box = new QComboBox;
    for (const auto &[text, data] : words)
        box->addItem(text, data);
    box->setCurrentIndex(std::max(0, box->findData(value)));
    box->setAccessibleName(name);
    return box;
}

} // namespace

TierDialog::TierDialog(TierSet set, Parts parts, QWidget *parent)
    : QDialog(parent)
    , m_before(set)
    , m_set(std::move(set))
    , m_parts(std::move(parts))
    , m_table(new QTableWidget(0, Columns))
    , m_says(new WrapLabel)
    , m_remove(new QPushButton(tr("Remove")))
    , m_up(new QPushButton(tr("Up")))
    , m_down(new QPushButton(tr("Down")))
    , m_undoButton(new QPushButton(tr("Undo")))
    , m_keep(new QPushButton(tr("Save as version %1").arg(m_set.version + 1)))
{
    build();
    fill(m_set.rules.empty() ? -1 : 0);
    look();
}

TierDialog::~TierDialog() = default;

void TierDialog::build()
{
    setWindowTitle(tr("Tier rules"));
    m_table->setObjectName(QStringLiteral("rules"));
    m_table->setAccessibleName(tr("Rules, the first one first"));
    m_table->setHorizontalHeaderLabels(
        {tr("Rule"), tr("Filter line"), tr("Tier"), tr("Role"), tr("Downtime PC"), tr("Finds"), tr("Decides")});
    QHeaderView *const head = m_table->horizontalHeader();
    head->setSectionResizeMode(QHeaderView::Interactive);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const int number : {Finds, Decides})
        m_table->horizontalHeaderItem(number)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *const note = new WrapLabel(
        tr("Of tier, role and downtime PC, the first rule that says one counts; what no rule says stays as the sources "
           "tell it. Devices that a person decided by hand stay as they are: %1.")
            .arg(counted(qint64(m_set.overrides.size()), Noun::Device)));
    setKind(note, LabelKind::Muted);
    m_says->setObjectName(QStringLiteral("says"));
    auto *const add = new QPushButton(tr("Add rule"));
    auto *const all = new QVBoxLayout(this);
    all->addWidget(note);
    all->addWidget(m_table, 1);
    all->addWidget(m_says);
    all->addLayout(closingRow(*this, m_keep, {add, m_remove, m_up, m_down, m_undoButton}));
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false);
    adapt();
    const Theme &theme = themeOf(this);
    resize(theme.px(980), theme.px(480));
    connect(m_table, &QTableWidget::cellChanged, this, &TierDialog::takeCells);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &TierDialog::look);
    connect(add, &QPushButton::clicked, this, [this] {
        std::vector<TierRule> rules = m_set.rules;
        const int at = m_table->currentRow() + 1; // behind the current one, or first
        rules.insert(rules.begin() + at, {tr("New rule"), {}, {Tier::T1, {}, {}}});
        step(std::move(rules), at);
        m_table->setCurrentCell(at, Line);
        m_table->setFocus();
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        std::vector<TierRule> rules = m_set.rules;
        const int at = m_table->currentRow();
        rules.erase(rules.begin() + at);
        step(std::move(rules), std::min(at, int(rules.size()) - 1));
    });
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_undoButton, &QPushButton::clicked, this, &TierDialog::undo);
    connect(new QShortcut(QKeySequence::Undo, this), &QShortcut::activated, this, &TierDialog::undo);
    connect(m_keep, &QPushButton::clicked, this, [this] {
        if (const Result<Done> saved = m_parts.save(m_set); saved)
            accept();
        else
            say(userMessage(saved.error()), true);
    });
}

/// Rows and columns follow the font. The filter line takes what room is left, and scrolls rather than be cut.
void TierDialog::adapt()
{
    const Theme &theme = themeOf(this);
    const std::array widths{140, 0, 134, 110, 110, 66, 76};
    int room = m_table->viewport()->width();
    for (int column = 0; column < Columns; ++column) {
        if (column == Line)
            continue;
        m_table->setColumnWidth(column, theme.px(widths[std::size_t(column)]));
        room -= m_table->columnWidth(column);
    }
    m_table->setColumnWidth(Line, std::max(room, theme.px(240)));
    m_table->verticalHeader()->setDefaultSectionSize(theme.px(30));
}

void TierDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    adapt();
}

void TierDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        adapt();
}

void TierDialog::fill(int current)
{
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(0);
    for (int row = 0; row < int(m_set.rules.size()); ++row)
        addRow(row);
    m_table->setCurrentCell(current, Name);
}

void TierDialog::addRow(int row)
{
    const TierRule &rule = m_set.rules[std::size_t(row)];
    m_table->insertRow(row);
    const std::array texts{std::pair{Name, rule.name}, std::pair{Line, rule.filter},
                           std::pair{RoleColumn, rule.saying.role}, std::pair{Finds, QString()},
                           std::pair{Decides, QString()}};
    for (const auto &[column, text] : texts) {
        auto *const item = new QTableWidgetItem(text);
        if (column == Finds || column == Decides) {
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        }
        m_table->setItem(row, column, item);
    }
    QList<std::pair<QString, int>> tiers{{tr("as told"), kSaysNothing}};
    for (int tier = 0; tier < kTierCount; ++tier)
        tiers.append({QStringLiteral("%1 %2").arg(tierLabel(Tier(tier)), tierName(Tier(tier))), tier});
    auto *const tier =
        choice(tiers, rule.saying.tier ? int(*rule.saying.tier) : kSaysNothing, tr("Tier by %1").arg(rule.name));
    auto *const downtime = choice({{tr("as told"), kSaysNothing}, {tr("yes"), 1}, {tr("no"), 0}},
                                  rule.saying.downtime ? int(*rule.saying.downtime) : kSaysNothing,
                                  tr("Downtime PC by %1").arg(rule.name));
    m_table->setCellWidget(row, TierColumn, tier);
    m_table->setCellWidget(row, Downtime, downtime);
    for (QComboBox *box : {tier, downtime})
        connect(box, &QComboBox::activated, this, &TierDialog::takeCells);
}

TierRule TierDialog::ruleOf(int row) const
{
    const auto value = [&](int column) {
        return qobject_cast<QComboBox *>(m_table->cellWidget(row, column))->currentData().toInt();
    };
    TierRule rule{m_table->item(row, Name)->text().trimmed(), m_table->item(row, Line)->text().trimmed(), {}};
    if (value(TierColumn) != kSaysNothing)
        rule.saying.tier = Tier(value(TierColumn));
    rule.saying.role = m_table->item(row, RoleColumn)->text().trimmed();
    if (value(Downtime) != kSaysNothing)
        rule.saying.downtime = value(Downtime) == 1;
    return rule;
}

/// A cell was edited: that is one step.
void TierDialog::takeCells()
{
    std::vector<TierRule> rules;
    for (int row = 0; row < m_table->rowCount(); ++row)
        rules.push_back(ruleOf(row));
    if (rules == m_set.rules)
        return;
    m_undo.push_back(std::exchange(m_set.rules, std::move(rules)));
    look();
}

void TierDialog::step(std::vector<TierRule> rules, int current)
{
    m_undo.push_back(std::exchange(m_set.rules, std::move(rules)));
    fill(current);
    look();
}

void TierDialog::move(int by)
{
    std::vector<TierRule> rules = m_set.rules;
    const int at = m_table->currentRow();
    std::swap(rules[std::size_t(at)], rules[std::size_t(at + by)]);
    step(std::move(rules), at + by);
}

void TierDialog::undo()
{
    if (m_undo.empty())
        return;
    m_set.rules = std::move(m_undo.back());
    m_undo.pop_back();
    fill(std::min(m_table->currentRow(), int(m_set.rules.size()) - 1));
    look();
}

void TierDialog::look()
{
    const int at = m_table->currentRow(), last = m_table->rowCount() - 1;
    m_remove->setEnabled(at >= 0);
    m_up->setEnabled(at > 0);
    m_down->setEnabled(at >= 0 && at < last);
    m_undoButton->setEnabled(!m_undo.empty());
    const Result<TierSet> fine = tierSetFromJson(toJson(m_set));
    const bool isChanged = m_set.rules != m_before.rules;
    m_keep->setEnabled(m_parts.allowed && fine && isChanged);
    m_keep->setToolTip(m_parts.allowed ? QString() : userMessage(m_parts.allowed.error()));
    if (!m_parts.allowed)
        say(userMessage(m_parts.allowed.error()), true);
    else if (!fine)
        say(userMessage(fine.error()), true);
    // The job ends before this dialog does, and a call to a dialog that is gone is not made.
    m_job.start([this, set = m_set, fleet = m_parts.told, nowMs = m_parts.nowMs](std::stop_token stop) {
        const TierCounts counts = countTiers(*fleet, set, nowMs, stop);
        QMetaObject::invokeMethod(this, [this, stop, counts] {
            if (!stop.stop_requested())
                showCounts(counts);
        });
    });
}

void TierDialog::showCounts(const TierCounts &counts)
{
    const QSignalBlocker quiet(m_table);
    for (int row = 0; row < m_table->rowCount() && std::size_t(row) < counts.rules.size(); ++row) {
        const TierCounts::OfRule &count = counts.rules[std::size_t(row)];
        const bool isValid = Filter::parse(m_set.rules[std::size_t(row)].filter).isValid();
        m_table->item(row, Finds)->setText(isValid ? countText(count.finds) : tr("not valid"));
        m_table->item(row, Decides)->setText(isValid ? countText(count.decides) : QString());
    }
    if (!m_parts.allowed || !tierSetFromJson(toJson(m_set)))
        return;
    const QString changed = tr("With these rules %1 of %2 are not as their sources tell.")
                                .arg(countText(counts.changed), counted(m_parts.told->size(), Noun::Device));
    say(m_set.rules == m_before.rules ? changed + u' ' + tr("Nothing is changed yet.") : changed, false);
}

void TierDialog::say(const QString &text, bool isBad)
{
    setKind(m_says, isBad ? LabelKind::Bad : LabelKind::Muted);
    m_says->setText(text);
}

} // namespace ringward

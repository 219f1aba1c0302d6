#include "views/rings/pinlistdialog.h"

#include "models/base/counted.h"
#include "views/rings/pinenddialog.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/tableexport.h"
#include "views/widgets/theme.h"
#include "views/widgets/wraplabel.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace ringward {

namespace {

constexpr qsizetype kMostTold = 5; ///< reasons of refusal that are shown; the rest is counted

} // namespace

PinListDialog::PinListDialog(const Parts &parts, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_table(pinColumns())
    , m_view(new StyledTable)
    , m_search(new QLineEdit)
    , m_sum(new QLabel)
    , m_detail(new WrapLabel)
    , m_says(new WrapLabel)
    , m_new(new QPushButton(tr("New pin…")))
    , m_extend(new QPushButton(tr("Another end…")))
    , m_remove(new QPushButton(tr("Remove")))
    , m_import(new QPushButton(tr("Import CSV…")))
    , m_export(new QPushButton(tr("Export CSV…")))
    , m_paths(new TableExport(*this))
{
    build();
    connect(m_search, &QLineEdit::textChanged, this, &PinListDialog::narrow);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PinListDialog::adapt);
    connect(&m_table, &QAbstractItemModel::modelReset, this, &PinListDialog::adapt);
    connect(m_view, &StyledTable::rowActivated, this, &PinListDialog::extend);
    connect(m_new, &QPushButton::clicked, this, &PinListDialog::pinWanted);
    connect(m_extend, &QPushButton::clicked, this, &PinListDialog::extend);
    connect(m_remove, &QPushButton::clicked, this, &PinListDialog::remove);
    connect(m_import, &QPushButton::clicked, this, [this] { ask(true); });
    connect(m_export, &QPushButton::clicked, this, [this] { ask(false); });
    connect(&m_parts.hub, &FleetHub::published, this, [this] {
        if (!m_isBusy)
            read();
    });
    read();
}

PinListDialog::~PinListDialog() = default;

void PinListDialog::build()
{
    setWindowTitle(tr("Pins"));
    m_search->setPlaceholderText(tr("Search: ward, owner, reason, ring"));
    m_search->setAccessibleName(tr("Search the pins"));
    m_search->setClearButtonEnabled(true);
    m_search->setObjectName(QStringLiteral("search"));
    setKind(m_sum, LabelKind::Muted);
    m_says->setObjectName(QStringLiteral("says"));
    m_view->setObjectName(QStringLiteral("pins"));
    m_view->setAccessibleName(tr("Pins"));
    m_view->setModel(&m_table);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setLook(PinDevices, {CellLook::Kind::Number, -1, -1});
    m_view->setLook(PinBehind, {CellLook::Kind::Number, -1, -1});
    m_view->setLook(PinEnds, {CellLook::Kind::Number, -1, -1});
    m_view->setInitialWidths({150, 170, 76, 70, 66, 104, 104, 150, 0, 150});
    m_view->setFilling(PinAlarms);
    m_view->setPinned(PinWhom);
    m_view->sortByColumn(PinEnds, Qt::AscendingOrder);
    auto *const close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *const top = new QHBoxLayout;
    top->addWidget(m_search, 1);
    top->addWidget(m_sum);
    auto *const buttons = new QHBoxLayout;
    for (QPushButton *button : {m_new, m_extend, m_remove})
        buttons->addWidget(button);
    buttons->addStretch(1);
    for (QPushButton *button : {m_import, m_export, close})
        buttons->addWidget(button);
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false);
    auto *const all = new QVBoxLayout(this);
    all->addLayout(top);
    all->addWidget(m_view, 1);
    all->addWidget(m_detail);
    all->addWidget(m_says);
    all->addLayout(buttons);
    const Theme &theme = themeOf(this);
    resize(theme.px(1080), theme.px(520));
}

/// Looks at the pins again, and says what came of what was done before.
void PinListDialog::read(const QString &said, bool isBad)
{
    say(said, isBad);
    // The job ends before this dialog does, and a call to a dialog that is gone is not made.
    m_job.start([this, book = &m_parts.desk.book(), guardrails = m_parts.guardrails, fleet = m_parts.hub.current(),
                 nowMs = m_parts.clock.nowMs()](const std::stop_token &stop) {
        const auto pins = book->pins();
        const auto policies = book->policies();
        const auto set = guardrails();
        if (!pins || !policies || !set) {
            const Error error = !pins ? pins.error() : !policies ? policies.error() : set.error();
            QMetaObject::invokeMethod(this, [this, error] { say(userMessage(error), true); });
            return;
        }
        auto lines = pinLines(*pins, fleet, *policies, *set, nowMs, stop);
        QMetaObject::invokeMethod(this, [this, stop, lines = std::move(lines)] {
            if (!stop.stop_requested())
                show(lines);
        });
    });
}

void PinListDialog::show(std::vector<PinLine> lines)
{
    m_lines = std::move(lines);
    narrow();
}

void PinListDialog::narrow()
{
    const QString words = m_search->text();
    const PinLine *const before = selected();
    const QString kept = before ? before->pin.id : QString();
    std::vector<PinLine> found;
    std::copy_if(m_lines.begin(), m_lines.end(), std::back_inserter(found),
                 [&](const PinLine &line) { return fits(line, words); });
    const auto asking = std::count_if(found.begin(), found.end(), [](const PinLine &l) { return !l.alarms.empty(); });
    m_sum->setText(tr("%1 of %2 · %3 with an alarm")
                       .arg(countText(qint64(found.size())), counted(qint64(m_lines.size()), Noun::Pin),
                            countText(qint64(asking))));
    m_table.show(std::move(found));
    for (int row = 0; row < m_table.rowCount(); ++row) {
        if (m_table.at(row).pin.id == kept)
            m_view->selectRow(row);
    }
    if (m_lines.empty() && m_says->text().isEmpty())
        say(tr("No pin was made here. A pin holds a ward, selected devices or what a filter line finds, to a ring, a "
               "delay or a version."),
            false);
}

const PinLine *PinListDialog::selected() const
{
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_table.at(rows.front().row());
}

void PinListDialog::adapt()
{
    const Result<Done> allowed = allow(m_parts.desk.actor(), Deed::Propose);
    const bool can = allowed && !m_isBusy, has = selected() != nullptr;
    const QString why = allowed ? QString() : userMessage(allowed.error());
    for (QPushButton *button : {m_new, m_import}) {
        button->setEnabled(can);
        button->setToolTip(why);
    }
    for (QPushButton *button : {m_extend, m_remove}) {
        button->setEnabled(can && has);
        button->setToolTip(!allowed ? why : has ? QString() : tr("Select a pin first."));
    }
    const PinLine *const line = selected();
    m_detail->setVisible(line);
    if (line) // whole, where the table has no room
        m_detail->setText(tr("%1: %2. %3").arg(whomText(line->pin.scope), line->pin.reason, alarmText(*line)));
    m_export->setEnabled(!m_isBusy && !m_lines.empty());
}

void PinListDialog::extend()
{
    const PinLine *const line = selected();
    if (!line || !m_extend->isEnabled())
        return;
    auto *const dialog = new PinEndDialog(line->pin, m_parts.clock.nowMs(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PinEndDialog::chosen, this, [this, pin = line->pin](qint64 untilMs, const QString &why) {
        const Result<Done> done = m_parts.desk.extendPin(pin, untilMs, why);
        read(done ? tr("It has another end. The audit has why.") : userMessage(done.error()), !done);
        if (done)
            Q_EMIT changed();
    });
    dialog->open();
}

void PinListDialog::remove()
{
    const PinLine *const line = selected();
    if (!line)
        return;
    const QString whom = whomText(line->pin.scope);
    const Result<Done> done = m_parts.desk.removePin(line->pin.id);
    read(done ? tr("%1: no longer pinned. Nothing moves by that.").arg(whom) : userMessage(done.error()), !done);
    if (done)
        Q_EMIT changed();
}

void PinListDialog::ask(bool toImport)
{
    if (!toImport) {
        m_paths->askPath(tr("Export all pins"), tr("pins"), QStringLiteral("csv"),
                         [this](const QString &path) { exportTo(path); });
        return;
    }
    auto *const dialog = new QFileDialog(this, tr("Import pins"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("CSV (*.csv)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &PinListDialog::importFrom);
    dialog->open();
}

void PinListDialog::importFrom(const QString &path)
{
    setBusy(true, tr("Reading %1…").arg(path));
    m_job.start(
        [this, path, fleet = m_parts.hub.current(), desk = m_parts.desk.forThread()](std::stop_token stop) mutable {
            const Result<PinImport> read = readPins(path, *fleet);
            RingDesk::PinIntake intake;
            if (read)
                intake = desk.takePins(*read, stop);
            else
                intake.refused << userMessage(read.error());
            QMetaObject::invokeMethod(this, [this, intake] { took(intake); });
        });
}

void PinListDialog::took(const RingDesk::PinIntake &intake)
{
    setBusy(false);
    QString text = tr("%1 imported, %2 there already, %3 refused.")
                       .arg(counted(qint64(intake.saved), Noun::Pin), countText(qint64(intake.known)),
                            countText(intake.refused.size()));
    for (const QString &reason : intake.refused.mid(0, kMostTold))
        text += u'\n' + reason;
    if (intake.refused.size() > kMostTold)
        text += u'\n' + tr("and %1 more").arg(countText(intake.refused.size() - kMostTold));
    read(text, !intake.refused.isEmpty());
    if (intake.saved)
        Q_EMIT changed();
}

void PinListDialog::exportTo(const QString &path)
{
    std::vector<Pin> pins;
    for (const PinLine &line : m_lines)
        pins.push_back(line.pin);
    setBusy(true, tr("Writing %1…").arg(path));
    m_job.start([this, path, pins = std::move(pins), fleet = m_parts.hub.current()](std::stop_token) {
        const Result<Done> written = writePins(path, pins, *fleet);
        QMetaObject::invokeMethod(this, [this, written, path, count = pins.size()] {
            setBusy(false);
            say(written ? tr("%1 written to %2.").arg(counted(qint64(count), Noun::Pin), path)
                        : userMessage(written.error()),
                !written);
        });
    });
}

void PinListDialog::done(int result)
{
    if (!m_isBusy)
        QDialog::done(result);
}

void PinListDialog::setBusy(bool busy, const QString &text)
{
    m_isBusy = busy;
    if (busy)
        say(text, false);
    adapt();
}

void PinListDialog::say(const QString &text, bool isBad)
{
    setKind(m_says, isBad ? LabelKind::Bad : LabelKind::Muted);
    m_says->setText(text);
    m_says->setVisible(!text.isEmpty());
}

} // namespace ringward

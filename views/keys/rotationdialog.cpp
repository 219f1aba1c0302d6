#include "views/keys/rotationdialog.h"

#include "models/base/counted.h"
#include "models/fleet/filterterm.h"
#include "views/widgets/banner.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/tableexport.h"
#include "views/widgets/theme.h"
#include "views/widgets/wraplabel.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <qcorotask.h>

#include <numeric>

namespace ringward {

RotationDialog::RotationDialog(const Parts &parts, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_table(rotationColumns())
    , m_view(new StyledTable)
    , m_banner(new Banner)
    , m_progress(new ProgressLine)
    , m_sum(new QLabel)
    , m_devices(new QPushButton(tr("Show devices")))
    , m_ask(new QPushButton(tr("Ask the sources again")))
    , m_export(new QPushButton(tr("Export CSV…")))
    , m_paths(new TableExport(*this))
{
    build();
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RotationDialog::adapt);
    connect(m_view, &StyledTable::rowActivated, this, &RotationDialog::showDevices);
    connect(m_devices, &QPushButton::clicked, this, &RotationDialog::showDevices);
    connect(m_ask, &QPushButton::clicked, this, &RotationDialog::ask);
    connect(m_export, &QPushButton::clicked, this, &RotationDialog::exportCsv);
    connect(m_paths, &TableExport::done, this,
            [this](const QString &sentence) { m_banner->showMessage(Banner::Tone::Plain, sentence); });
    connect(m_paths, &TableExport::failed, this,
            [this](const QString &what, const Error &error) { m_banner->showError(what, error); });
    connect(&m_parts.desk, &KeyDesk::changed, this, &RotationDialog::read);
    read();
}

RotationDialog::~RotationDialog()
{
    m_stop.request_stop();
}

void RotationDialog::build()
{
    setWindowTitle(tr("Recovery keys to rotate"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_banner->setRetryVisible(false);
    m_banner->hide();
    m_progress->hide();
    auto *const why = new WrapLabel;
    why->setText(
        tr("Somebody has read these keys and the machines still have them: whoever saw one can unlock the disk. "
           "Rotate them with the tools that manage BitLocker here, then ask the sources again. A key leaves "
           "the list when its machine has a newer one."));
    setKind(why, LabelKind::Muted);
    m_sum->setObjectName(QStringLiteral("sum"));
    setKind(m_sum, LabelKind::Bold);
    m_view->setObjectName(QStringLiteral("rotation"));
    m_view->setAccessibleName(tr("Recovery keys to rotate"));
    m_view->setModel(&m_table);
    for (const int column : {RotationRead, RotationTimes, RotationWorked})
        m_view->setLook(column, {CellLook::Kind::Number, -1, -1});
    m_view->setInitialWidths({130, 120, 92, 140, 60, 130, 140});
    m_view->setFilling(RotationHost);
    m_view->sortByColumn(RotationRead, Qt::AscendingOrder);
    auto *const close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *const buttons = new QHBoxLayout;
    for (QPushButton *button : {m_devices, m_ask})
        buttons->addWidget(button);
    buttons->addStretch(1);
    for (QPushButton *button : {m_export, close})
        buttons->addWidget(button);
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false);
    auto *const all = new QVBoxLayout(this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_progress, m_banner, m_sum, why})
        all->addWidget(part);
    all->addWidget(m_view, 1);
    all->addLayout(buttons);
    const Theme &theme = themeOf(this);
    resize(theme.px(880), theme.px(460));
}

void RotationDialog::read()
{
    // The job ends before this dialog does, and a call to a dialog that is gone is not made.
    m_job.start([this, book = m_parts.desk.book(), fleet = m_parts.hub.current()](std::stop_token stop) {
        const Result<std::vector<Person>> people = m_parts.roster.people();
        auto lines = rotationLines(*book, *fleet, people ? *people : std::vector<Person>());
        QMetaObject::invokeMethod(this, [this, stop, lines = std::move(lines)] {
            if (!stop.stop_requested())
                showLines(lines);
        });
    });
}

void RotationDialog::showLines(std::vector<RotationLine> lines)
{
    const auto count = qint64(lines.size());
    m_table.show(std::move(lines));
    m_sum->setText(count == 0 ? tr("No key is to be rotated.")
                              : tr("%1 to rotate").arg(counted(count, Noun::RecoveryKey)));
    adapt();
}

void RotationDialog::adapt()
{
    const bool any = m_table.rowCount() > 0;
    m_devices->setEnabled(any);
    m_devices->setText(m_view->selectionModel()->hasSelection() ? tr("Show selected devices") : tr("Show devices"));
    m_export->setEnabled(any);
    m_ask->setEnabled(!m_isAsking);
}

void RotationDialog::ask()
{
    m_isAsking = true;
    m_banner->hide();
    m_progress->setProgress(0, -1);
    m_progress->show();
    adapt();
    QCoro::connect(m_parts.desk.ask(m_stop.get_token()), this, [this](const Result<Done> &done) {
        m_isAsking = false;
        m_progress->hide();
        adapt();
        if (!done)
            m_banner->showError(tr("What the sources said of their keys could not be kept."), done.error());
        showFailures();
    });
}

void RotationDialog::showFailures()
{
    QStringList failures, details;
    for (const HolderState &holder : m_parts.desk.book()->holders()) {
        if (!holder.error)
            continue;
        failures << tr("%1: %2").arg(holder.name, userMessage(*holder.error));
        details << QStringLiteral("%1: %2").arg(holder.name, holder.error->detail);
    }
    if (!failures.isEmpty()) {
        m_banner->showMessage(Banner::Tone::Error, failures.join(u' '),
                              tr("Their keys are those of their last answers."), details.join(u'\n'));
        m_banner->show();
    }
}

void RotationDialog::showDevices()
{
    QStringList hosts;
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        hosts << m_table.at(row.row()).host;
    Q_EMIT devicesWanted(hosts.isEmpty() ? QStringLiteral("key:rotate") : filterTerm("host", hosts));
}

void RotationDialog::exportCsv()
{
    QList<int> columns(m_table.columnCount());
    std::iota(columns.begin(), columns.end(), 0);
    m_paths->askCsv({m_table.still(),
                     columns,
                     {tr("Recovery keys to rotate"),
                      {},
                      m_parts.hub.current()->takenMs(),
                      m_parts.clock.nowMs(),
                      m_parts.desk.me().name,
                      m_parts.simulated},
                     QStringLiteral("keys-to-rotate"),
                     kRecordValueRole});
}

} // namespace ringward

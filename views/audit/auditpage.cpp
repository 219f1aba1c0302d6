#include "views/audit/auditpage.h"

#include "models/base/counted.h"
#include "views/audit/auditpane.h"
#include "views/audit/auditquestion.h"
#include "views/widgets/banner.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QShowEvent>
#include <QtConcurrent>

namespace ringward {

namespace {

constexpr int kPageEntries = 300, kTypingMs = 250, kProgressMs = 200, kPaneOverlaysBelow = 1000;

using Entries = Result<std::vector<AuditEntry>>;

} // namespace

AuditPage::AuditPage(Parts parts, QWidget *parent)
    : QWidget(parent)
    , m_parts(std::move(parts))
{
    build();
    addVerbs();
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    m_progress.setInterval(kProgressMs);
    connect(&m_typing, &QTimer::timeout, this, &AuditPage::ask);
    connect(&m_progress, &QTimer::timeout, this, &AuditPage::showVerdict);
    connect(m_filter, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_filter, &QLineEdit::returnPressed, this, &AuditPage::ask);
    connect(m_verify, &QPushButton::clicked, this, &AuditPage::verify);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AuditPage::showSelected);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value >= m_view->verticalScrollBar()->maximum() - m_view->verticalScrollBar()->pageStep())
            readOn();
    });
    connect(m_pane, &AuditPane::entryWanted, this, &AuditPage::openEntry);
    connect(m_pane, &AuditPane::objectWanted, this, [this](const QString &object) {
        setFilterLine(QStringLiteral("object:") + QString(object).replace(u' ', u'_'));
    });
}

/// Deeds on other pages are written down without a word to this one.
void AuditPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        refresh();
}

AuditPage::~AuditPage()
{
    m_stop.request_stop();
    if (m_verified)
        *m_verified = -1; // the work that verifies asks for it
}

void AuditPage::build()
{
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("auditFilter"));
    m_filter->setPlaceholderText(tr("Filter the audit: deed:vote object:CHG-0142 since:2026-09-08 Okafor"));
    m_filter->setAccessibleName(tr("Filter the audit"));
    m_filter->setClearButtonEnabled(true);
    m_problem = new QLabel;
    setKind(m_problem, LabelKind::Bad);
    m_problem->hide();
    m_sum = new QLabel;
    setKind(m_sum, LabelKind::Muted);
    m_verdict = new QLabel;
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verify = new QPushButton(tr("Verify the chain"));
    m_banner = new Banner;
    m_banner->setRetryVisible(false);
    m_banner->hide();
    m_view = new StyledTable;
    m_view->setObjectName(QStringLiteral("audit"));
    m_view->setAccessibleName(tr("Audit"));
    m_view->setModel(&m_table);
    m_view->setSortingEnabled(false);
    m_view->setLook(AuditTable::NumberColumn, {CellLook::Kind::Number, -1, -1});
    m_view->setLook(AuditTable::HashColumn, {CellLook::Kind::Fixed, -1, -1});
    m_view->setInitialWidths({56, 176, 112, 116, 84, 232, 88});
    m_view->setFilling(AuditTable::TextColumn);
    m_view->rememberLayout(QStringLiteral("audit"));
    m_pane = new AuditPane;

    auto *const sums = new QHBoxLayout;
    sums->setContentsMargins(12, 4, 12, 4);
    sums->setSpacing(12);
    sums->addWidget(m_sum);
    sums->addStretch(1);
    sums->addWidget(m_verdict);
    sums->addWidget(m_verify);
    auto *const left = new QVBoxLayout;
    left->setSpacing(0);
    left->addLayout(sums);
    left->addWidget(m_banner);
    left->addWidget(m_view, 1);
    auto *const split = new QHBoxLayout;
    split->setSpacing(0);
    split->addLayout(left, 1);
    split->addWidget(m_pane);
    auto *const line = new QVBoxLayout;
    line->setContentsMargins(12, 9, 12, 9);
    line->addWidget(m_filter);
    line->addWidget(m_problem);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(line);
    column->addLayout(split, 1);
    setFocusProxy(m_view);
}

void AuditPage::setFilterLine(const QString &line)
{
    m_filter->setText(line);
    ask();
}

void AuditPage::refresh()
{
    if (const AuditEntry *entry = m_table.entryAt(m_view->currentIndex().row()))
        m_wanted = entry->number;
    if (auto heads = m_parts.log.heads())
        m_heads = std::move(*heads);
    ask();
    showVerdict();
}

void AuditPage::ask()
{
    m_typing.stop();
    if (const Result<Done> allowed = m_parts.mayRead(); !allowed) {
        m_banner->showError(tr("The audit is not shown."), allowed.error());
        m_banner->show();
        m_couldNotRead = true;
        m_table.show({});
        return;
    }
    AuditQuestion question = parseAuditLine(m_filter->text());
    m_problem->setText(question.problem);
    m_problem->setVisible(!question.problem.isEmpty());
    if (!question.problem.isEmpty())
        return;
    question.query.limit = kPageEntries;
    m_stop.request_stop();
    m_stop = std::stop_source();
    const auto work = [&log = m_parts.log, query = question.query] {
        return log.find(query);
    };
    QtConcurrent::run(work).then(this, [this, stop = m_stop.get_token()](Entries entries) {
        if (!stop.stop_requested())
            take(std::move(entries), false);
    });
}

void AuditPage::readOn()
{
    if (m_isComplete || m_table.rowCount() == 0)
        return;
    m_isComplete = true; // until the answer says otherwise
    AuditQuery query = parseAuditLine(m_filter->text()).query;
    query.limit = kPageEntries;
    query.before = m_table.oldest();
    const auto work = [&log = m_parts.log, query] {
        return log.find(query);
    };
    QtConcurrent::run(work).then(this, [this, stop = m_stop.get_token()](Entries entries) {
        if (!stop.stop_requested())
            take(std::move(entries), true);
    });
}

void AuditPage::take(Entries entries, bool more)
{
    if (m_couldNotRead || !entries)
        m_banner->setVisible(!entries); // another message stays
    m_couldNotRead = !entries;
    if (!entries) {
        m_banner->showError(tr("The audit could not be read."), entries.error());
        return;
    }
    m_isComplete = int(entries->size()) < kPageEntries;
    if (more)
        m_table.append(std::move(*entries));
    else
        m_table.show(std::move(*entries));
    const QString shown = m_isComplete ? QStringLiteral("%1") : tr("the newest %1; scroll to read on");
    m_sum->setText(shown.arg(counted(m_table.rowCount(), Noun::Entry)));
    if (const int row = m_table.rowOf(m_wanted); m_wanted && row >= 0)
        m_view->selectRow(row);
    else if (!more && m_table.rowCount() > 0)
        m_view->selectRow(0);
    showSelected();
}

void AuditPage::showSelected()
{
    m_pane->showEntry(m_table.entryAt(m_view->currentIndex().row()), m_heads);
}

void AuditPage::openEntry(qint64 number)
{
    m_wanted = number;
    if (const int row = m_table.rowOf(number); row >= 0) {
        m_view->selectRow(row);
        m_view->scrollTo(m_table.index(row, 0));
        return;
    }
    m_filter->clear();
    ask();
}

void AuditPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_pane->setVisible(width() >= themeOf(this).px(kPaneOverlaysBelow) || width() >= kPaneOverlaysBelow * 3 / 2);
}

} // namespace ringward

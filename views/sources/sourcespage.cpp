#include "views/sources/sourcespage.h"

#include "models/base/counted.h"
#include "views/sources/mappingpage.h"
#include "views/sources/sourceeditor.h"
#include "views/sources/sourcetable.h"
#include "views/sources/sourceview.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/panel.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kListWidth = 560, kStackedBelow = 1000, kTickMs = 1000, kUndoMs = 10'000;

QScrollArea *scrolling(QWidget *widget)
{
    auto *const scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(widget);
    scroll->viewport()->setAutoFillBackground(false);
    widget->setAutoFillBackground(false); // setWidget() turns it on
    return scroll;
}

} // namespace

SourcesPage::SourcesPage(Parts parts, QWidget *parent)
    : QWidget(parent)
    , m_parts(std::move(parts))
    , m_model(new SourceTable(m_parts.clock, this))
{
    build();
    addVerbs();
    connect(&m_parts.synchroniser, &Synchroniser::sourcesChanged, this, &SourcesPage::takeSources);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (const SourceId source = m_model->sourceAt(now.row()))
            selectSource(source);
    });
    connect(m_view, &SourceView::syncWanted, &m_parts.synchroniser, &Synchroniser::syncNow);
    connect(m_view, &SourceView::cancelWanted, &m_parts.synchroniser, &Synchroniser::cancel);
    connect(m_view, &SourceView::removeWanted, this, &SourcesPage::remove);
    connect(m_view, &SourceView::diagnoseWanted, this, &SourcesPage::diagnose);
    connect(m_view, &SourceView::diagnoseStopWanted, this, &SourcesPage::stopDiagnosis);
    connect(m_view, &SourceView::changeWanted, this, [this](SourceId source) {
        if (const SourceStatus *const status = m_model->status(source)) {
            m_editor->startChange(status->config);
            m_stack->setCurrentWidget(m_editorScroll);
        }
    });
    connect(m_view, &SourceView::enableWanted, this, [this](SourceId source, bool enabled) {
        if (const SourceStatus *const status = m_model->status(source)) {
            SourceConfig config = status->config;
            config.enabled = enabled;
            tell(tr("The source could not be changed."), m_parts.synchroniser.saveSource(config));
        }
    });
    connect(m_editor, &SourceEditor::saved, this, [this](SourceId source) {
        takeSources();
        selectSource(source);
    });
    connect(m_editor, &SourceEditor::cancelled, this, &SourcesPage::showSelected);
    connect(m_mapping, &MappingPage::confirmed, this, [this](const QString &file, const ImportMapping &mapping) {
        showSelected();
        Q_EMIT mappingConfirmed(file, mapping);
    });
    connect(m_mapping, &MappingPage::cancelled, this, [this](const QString &file) {
        showSelected();
        Q_EMIT mappingCancelled(file);
    });
    m_removeTimer.setSingleShot(true);
    connect(&m_removeTimer, &QTimer::timeout, this, &SourcesPage::removeNow);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_model->tick();
        if (m_removing)
            m_undoText->setText(tr("“%1” is removed in %2 s.")
                                    .arg(m_undoText->property("name").toString())
                                    .arg(m_removeTimer.remainingTime() / 1000 + 1));
    });
    m_tick.start(kTickMs);
    takeSources();
    if (m_model->rowCount())
        m_table->selectRow(0);
    showSelected();
}

SourcesPage::~SourcesPage()
{
    m_diagnosis.request_stop();
}

void SourcesPage::build()
{
    m_empty = new EmptyState(tr("No source yet."),
                             tr("Ringward shows what its sources tell. Add one, or drop files on the window."),
                             tr("Add a source"));
    connect(m_empty, &EmptyState::verbWanted, this, [this] { addSource(); });
    m_view = new SourceView(m_parts.clock);
    m_editor = new SourceEditor(m_parts.synchroniser, m_parts.secrets);
    m_mapping = new MappingPage;
    m_stack = new QStackedWidget;
    m_viewScroll = scrolling(m_view);
    m_editorScroll = scrolling(m_editor);
    for (QWidget *page : std::initializer_list<QWidget *>{m_empty, m_viewScroll, m_editorScroll, m_mapping})
        m_stack->addWidget(page);
    auto *const right = new Panel;
    right->setBodyMargins(1, 1, 1, 1);
    right->body()->addWidget(m_stack);
    m_split = new QHBoxLayout(this);
    m_split->setContentsMargins(12, 12, 12, 12);
    m_split->setSpacing(12);
    m_split->addWidget(listSide(), kListWidth);
    m_split->addWidget(right, 1256 - kListWidth);
}

QWidget *SourcesPage::listSide()
{
    auto *const panel = new Panel(tr("Sources"));
    m_sum = new QLabel;
    setKind(m_sum, LabelKind::Caption);
    auto *const add = new QPushButton(tr("Add source"));
    add->setObjectName(QStringLiteral("add"));
    connect(add, &QPushButton::clicked, this, [this] { addSource(); });
    panel->head()->addWidget(m_sum);
    panel->head()->addWidget(add);
    m_banner = new Banner;
    m_banner->setRetryVisible(false);
    m_undoLine = new QWidget;
    auto *const undo = new QPushButton(tr("Undo"));
    undo->setObjectName(QStringLiteral("undo"));
    m_undoText = new QLabel;
    auto *const undoRow = new QHBoxLayout(m_undoLine);
    undoRow->setContentsMargins(12, 4, 12, 4);
    undoRow->addWidget(m_undoText, 1);
    undoRow->addWidget(undo);
    connect(undo, &QPushButton::clicked, this, &SourcesPage::undoRemove);
    m_undoLine->hide();

    m_table = new StyledTable;
    m_table->setObjectName(QStringLiteral("sources"));
    m_table->setAccessibleName(tr("Sources"));
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setLook(SourceTable::StateColumn, {CellLook::Kind::Signed, SourceTable::IconRole, SourceTable::InkRole});
    m_table->setLook(SourceTable::SuccessColumn, {CellLook::Kind::Age, SourceTable::LateRole, -1});
    m_table->setLook(SourceTable::NextColumn, {CellLook::Kind::Age, -1, -1});
    m_table->setLook(SourceTable::DevicesColumn, {CellLook::Kind::Number, -1, -1});
    m_table->setInitialWidths({172, 94, 72, 82, 74});
    m_table->setFilling(SourceTable::NameColumn);
    m_table->rememberLayout(QStringLiteral("sources"));
    panel->setBodyMargins(1, 0, 1, 1);
    panel->body()->setSpacing(0);
    panel->body()->addWidget(m_banner);
    panel->body()->addWidget(m_undoLine);
    panel->body()->addWidget(m_table, 1);
    return panel;
}

void SourcesPage::addVerbs()
{
    const QString page = QStringLiteral("sources");
    const auto add = [&](const char *id, const QString &text, const char *icon, const QKeySequence &key, auto run) {
        m_parts.actions.add(
            {QString::fromLatin1(id), text, QString::fromLatin1(icon), key, QStringLiteral("tools"), page}, this,
            std::move(run));
    };
    add("sources.add", tr("Add source…"), "plus", QKeySequence(QKeySequence::New), [this] { addSource(); });
    add("sources.sync", tr("Sync the selected source"), "refresh", {}, [this] {
        if (m_shown)
            m_parts.synchroniser.syncNow(m_shown);
    });
    add("sources.diagnose", tr("Diagnose the selected source"), "search", {}, [this] {
        if (m_shown)
            diagnose(m_shown);
    });
    add("sources.syncAll", tr("Sync all sources"), "refresh", {}, [this] { m_parts.synchroniser.syncAll(); });
}

void SourcesPage::takeSources()
{
    const SourceId selected = m_shown;
    m_model->setSources(m_parts.synchroniser.sources());
    int fresh = 0, enabled = 0;
    for (const SourceStatus &status : m_parts.synchroniser.sources()) {
        enabled += status.config.enabled;
        fresh += status.config.enabled && status.fresh;
    }
    m_sum->setText(tr("%1 of %2 fresh").arg(countText(fresh), countText(enabled)));
    for (const char *verb : {"sources.sync", "sources.diagnose"})
        m_parts.actions.setAvailable(QString::fromLatin1(verb), selected && m_model->status(selected),
                                     tr("no source is selected"));
    if (const int row = m_model->rowOf(selected); row >= 0 && m_table->currentIndex().row() != row)
        m_table->selectRow(row);
    if (m_stack->currentWidget() == m_viewScroll || m_stack->currentWidget() == m_empty)
        showSelected();
}

void SourcesPage::selectSource(SourceId source)
{
    m_shown = source;
    if (const int row = m_model->rowOf(source); row >= 0 && m_table->currentIndex().row() != row)
        m_table->selectRow(row);
    showSelected();
}

void SourcesPage::showSelected()
{
    const SourceStatus *status = m_model->status(m_shown);
    if (!status && m_model->rowCount()) {
        m_shown = m_model->sourceAt(0);
        status = m_model->status(m_shown);
    }
    if (!status) {
        m_shown = {};
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    const auto &kinds = m_parts.synchroniser.kinds();
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                   [&](const SourceKind &each) { return each.kind == status->config.kind; });
    const bool isOther = m_view->source() != m_shown || m_stack->currentWidget() != m_viewScroll;
    if (m_diagnosed && m_diagnosed != m_shown)
        stopDiagnosis();
    m_view->showSource(*status, kind == kinds.end() ? nullptr : &*kind);
    if (isOther || status->state == SourceStatus::State::Idle)
        m_view->setReports(m_parts.reports ? m_parts.reports(m_shown) : std::nullopt);
    m_stack->setCurrentWidget(m_viewScroll);
}

void SourcesPage::addSource(const QString &kind)
{
    m_editor->startNew(kind);
    m_stack->setCurrentWidget(m_editorScroll);
}

void SourcesPage::askMapping(const QString &file, const MappingProposal &proposal)
{
    m_mapping->ask(file, proposal);
    m_stack->setCurrentWidget(m_mapping);
}

void SourcesPage::remove(SourceId source)
{
    removeNow(); // one that waits is not forgotten over the next
    const SourceStatus *const status = m_model->status(source);
    if (!status)
        return;
    m_removing = source;
    m_removeTimer.start(kUndoMs);
    m_undoText->setProperty("name", status->config.name);
    m_undoText->setText(tr("“%1” is removed in %2 s.").arg(status->config.name).arg(kUndoMs / 1000));
    m_undoLine->show();
}

void SourcesPage::undoRemove()
{
    m_removeTimer.stop();
    m_removing = {};
    m_undoLine->hide();
}

void SourcesPage::removeNow()
{
    m_removeTimer.stop();
    m_undoLine->hide();
    const SourceId source = std::exchange(m_removing, {});
    const SourceStatus *const status = m_model->status(source);
    if (!status)
        return;
    const SourceConfig config = status->config;
    if (const Result<Done> removed = m_parts.synchroniser.removeSource(source); !removed) {
        m_banner->showError(tr("“%1” could not be removed").arg(config.name), removed.error());
        return;
    }
    const auto &kinds = m_parts.synchroniser.kinds();
    for (const SourceKind &kind : kinds) {
        for (const SettingSpec &spec : kind.settings) {
            if (kind.kind == config.kind && spec.type == SettingSpec::Type::Secret)
                QCoro::connect(m_parts.secrets.remove(secretKey(source, spec.key), {}), this,
                               [this, config](const Result<Done> &gone) {
                                   if (!gone && gone.error().kind != Error::Kind::NotFound)
                                       m_banner->showError(
                                           tr("A secret of “%1” is still in the keychain").arg(config.name),
                                           gone.error());
                               });
        }
    }
    takeSources();
}

void SourcesPage::diagnose(SourceId source)
{
    stopDiagnosis();
    m_diagnosis = std::stop_source();
    m_diagnosed = source;
    selectSource(source);
    m_view->showDiagnosisRunning();
    QCoro::connect(m_parts.synchroniser.diagnose(source, m_diagnosis.get_token()), this,
                   [this, source, stop = m_diagnosis.get_token()](const Result<Diagnosis> &made) {
                       if (stop.stop_requested() || m_diagnosed != source)
                           return; // another one is shown, or somebody has stopped it
                       m_diagnosed = {};
                       m_view->showDiagnosis(made);
                       m_parts.synchroniser.syncNow(source); // what it mended shows at once
                   });
}

void SourcesPage::stopDiagnosis()
{
    m_diagnosis.request_stop();
    if (std::exchange(m_diagnosed, {}))
        m_view->showDiagnosis(Error{Error::Kind::Cancelled, {}, tr("The diagnosis was stopped.")});
}

void SourcesPage::tell(const QString &what, const Result<SourceId> &outcome)
{
    if (outcome)
        m_banner->hide();
    else
        m_banner->showError(what, outcome.error());
}

void SourcesPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < themeOf(this).px(kStackedBelow);
    m_split->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace ringward

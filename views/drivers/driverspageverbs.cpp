#include "models/base/counted.h"
#include "views/drivers/decisionform.h"
#include "views/drivers/driverpane.h"
#include "views/drivers/driverspage.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/keybutton.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/tablehead.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace ringward {

void DriversPage::addVerbs()
{
    const QString page = QStringLiteral("drivers");
    const auto add = [&](const char *id, const QString &text, const char *icon, const QKeySequence &key, auto run) {
        return m_parts.actions.add({QString::fromLatin1(id), text, QString::fromLatin1(icon), key, page, page}, this,
                                   std::move(run));
    };
    QAction *const import = add("drivers.import", tr("Import catalogue…"), "import", {}, [this] { pickCatalogue(); });
    QAction *const difference =
        add("drivers.difference", tr("Difference…"), "list", {}, [this] { showView(QStringLiteral("difference")); });
    QAction *const report = add("drivers.report", tr("Report…"), "file", {}, [this] { askReport(); });
    add("drivers.export", tr("Export as CSV…"), "export", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
        [this] { m_export->askCsv(order()); });
    add("drivers.print", tr("Print…"), "print", QKeySequence(QKeySequence::Print),
        [this] { m_export->askPrint(order()); });
    add("drivers.pdf", tr("Write the table as PDF…"), "file", {}, [this] { m_export->askPdf(order()); });
    add("drivers.exportView", tr("Export the view below as CSV…"), "export", {},
        [this] { m_export->askCsv(viewOrder()); });
    add("drivers.printView", tr("Print the view below…"), "print", {}, [this] { m_export->askPrint(viewOrder()); });
    add("drivers.decide", tr("Decide…"), "edit", QKeySequence(Qt::CTRL | Qt::Key_D), [this] { decide(); });
    add("drivers.devices", tr("Show its devices"), "devices", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), [this] {
        if (const QString line = m_pane->devicesLine(); !line.isEmpty())
            Q_EMIT devicesWanted(line);
    });
    add("drivers.copyDetails", tr("Copy details"), "copy", {},
        [this] { QGuiApplication::clipboard()->setText(m_pane->details()); });
    add("drivers.columns", tr("Columns"), "columns", {}, [this] {
        m_view->head()->showChooser(m_view->mapToGlobal(QPoint(m_view->width() / 2, m_view->head()->height())));
    });
    add("drivers.clearFilter", tr("Clear the filter"), "filter", {}, [this] { setFilter({}); });
    QAction *const undo = add("drivers.undo", tr("Undo the draft"), "undo", QKeySequence(QKeySequence::Undo),
                              [this] { m_drafts.steps().undo(); });
    QAction *const redo = add("drivers.redo", tr("Redo the draft"), "redo", QKeySequence(QKeySequence::Redo),
                              [this] { m_drafts.steps().redo(); });
    QAction *const discard =
        add("drivers.discard", tr("Discard the drafts"), "trash", {}, [this] { m_drafts.clear(); });
    QAction *const save = add("drivers.save", tr("Save the decisions"), "save", QKeySequence(QKeySequence::Save),
                              [this] { saveDrafts(); });

    auto *const filterRow = static_cast<QHBoxLayout *>(m_filter->parentWidget()->layout());
    for (QAction *const action : {difference, report}) {
        auto *const button = new KeyButton(action->text(), {});
        button->follow(action);
        filterRow->addWidget(button);
    }
    connect(m_catalogueVerb, &QPushButton::clicked, import, &QAction::trigger);
    auto *const bar = static_cast<QHBoxLayout *>(m_draftBar->findChild<QHBoxLayout *>(QStringLiteral("draftRow")));
    for (QAction *const action : {undo, redo, discard, save}) {
        auto *const button = new KeyButton(action->text(), ActionRegistry::shortcutOf(action));
        button->setObjectName(action->text());
        button->follow(action);
        if (action == save)
            setKind(button, ButtonKind::Primary);
        bar->addWidget(button);
    }
}

void DriversPage::updateVerbs()
{
    ActionRegistry &actions = m_parts.actions;
    const bool one = !m_pane->key().isEmpty();
    const QString noDriver = tr("no driver is selected"), noDraft = tr("there is no draft decision");
    for (const char *id : {"drivers.decide", "drivers.devices", "drivers.copyDetails"})
        actions.setAvailable(QString::fromLatin1(id), one, noDriver);
    for (const char *id : {"drivers.discard", "drivers.save"})
        actions.setAvailable(QString::fromLatin1(id), !m_drafts.isEmpty(), noDraft);
    for (const char *id : {"drivers.export", "drivers.print", "drivers.pdf"})
        actions.setAvailable(QString::fromLatin1(id), m_table.rowCount() > 0, tr("no drivers are shown"));
    for (const char *id : {"drivers.report", "drivers.difference"})
        actions.setAvailable(QString::fromLatin1(id), !m_table.assessment()->drivers.empty(),
                             tr("no source has told drivers yet"));
    actions.setAvailable(QStringLiteral("drivers.undo"), m_drafts.steps().canUndo(), noDraft);
    actions.setAvailable(QStringLiteral("drivers.redo"), m_drafts.steps().canRedo(), tr("nothing was undone"));
}

void DriversPage::fillContextMenu(const QPoint &globalPosition)
{
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *id : {"drivers.decide", "drivers.devices", "", "edit.copy", "drivers.copyDetails", "",
                           "drivers.report", "drivers.export", "drivers.print"}) {
        if (QAction *const action = m_parts.actions.action(QString::fromLatin1(id)))
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    menu->popup(globalPosition);
}

void DriversPage::pickCatalogue()
{
    auto *const dialog = new QFileDialog(this, tr("Import a catalogue of drivers"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Catalogues (*.json *.xml *.md *.csv)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &DriversPage::importCatalogue);
    dialog->open();
}

void DriversPage::importCatalogue(const QString &file)
{
    m_progress->setProgress(0, -1);
    m_progress->show();
    m_stop.request_stop();
    m_stop = {};
    const QString name = QFileInfo(file).fileName();
    QCoro::connect(
        m_parts.desk.importCatalogue(file, m_stop.get_token()), this, [this, name](const Result<CatalogueInfo> &read) {
            m_progress->hide();
            if (read)
                m_banner->showMessage(
                    Banner::Tone::Plain, tr("%1 is imported.").arg(read->title),
                    tr("%1; the drivers are judged by it from here on.").arg(counted(read->entries, Noun::Entry)));
            else if (read.error().kind != Error::Kind::Cancelled)
                tellFailure(tr("%1 was refused.").arg(name), read.error());
        });
}

void DriversPage::decide()
{
    const QStringList keys = chosen();
    if (keys.isEmpty())
        return;
    auto *const form =
        new DecisionForm(m_table.assessment(), keys, m_drafts.mergedInto(m_parts.desk.reviews()), person(), this);
    connect(form, &DecisionForm::decided, this, [this](const std::vector<DriverReview> &decisions) {
        m_drafts.draft(decisions,
                       decisions.size() == 1 ? decisions[0].name : counted(qint64(decisions.size()), Noun::Decision));
    });
    form->open();
}

void DriversPage::saveDrafts()
{
    if (const Result<Done> saved = m_parts.desk.saveReviews(m_drafts.decisions()); !saved) {
        tellFailure(tr("The decisions were not saved; the drafts are still here."), saved.error());
        return;
    }
    const auto count = m_drafts.decisions().size();
    m_drafts.clear();
    m_banner->showMessage(Banner::Tone::Plain,
                          agreeing(count, tr("%1 is saved."), tr("%1 are saved.")).arg(counted(count, Noun::Decision)));
}

} // namespace ringward

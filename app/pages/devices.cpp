#include "app/changeoffice.h"
#include "app/pages/consolepage.h"
#include "app/pages/pinrequest.h"
#include "views/devices/devicespage.h"
#include "views/keys/keydialog.h"
#include "views/keys/keyfacts.h"
#include "views/keys/passworddialog.h"
#include "views/keys/rotationdialog.h"
#include "views/keys/sealdialog.h"
#include "views/remediation/reachfacts.h"

#include <QTimer>

namespace ringward {

namespace {

constexpr int kAnswerMs = 400; ///< plenty for a filter on the demonstration

QString sourceName(const Synchroniser &synchroniser, SourceId source)
{
    for (const SourceStatus &status : synchroniser.sources()) {
        if (status.config.id == source)
            return status.config.name;
    }
    return {};
}

/// Whether its keys are those of no real machine.
bool isSimulated(Composition &composition)
{
    const std::vector<SourceStatus> sources = composition.synchroniser().sources();
    return std::any_of(sources.begin(), sources.end(),
                       [](const SourceStatus &status) { return status.config.kind == u"demonstration"; });
}

class DevicesConsolePage : public ConsolePage {
public:
    explicit DevicesConsolePage(const PageContext &context)
        : m_composition(context.composition)
        , m_hub(context.composition.hub())
        , m_widget(makeWidget(context))
    {
        ShellWindow *shell = &context.shell;
        connect(m_widget, &DevicesPage::sourcesWanted, this,
                [this] { Q_EMIT pageWanted(QStringLiteral("sources"), {}); });
        connect(m_widget, &DevicesPage::demonstrationWanted, this,
                [this] { Q_EMIT pageWanted(QStringLiteral("sources"), QStringLiteral("demonstration")); });
        connect(m_widget, &DevicesPage::runbookWanted, this,
                [this](const QString &line) { Q_EMIT pageWanted(QStringLiteral("remediation"), line); });
        connect(m_widget, &DevicesPage::pinWanted, this,
                [this](const std::vector<DeviceId> &devices, qint64 selected, const QString &line) {
                    Q_EMIT pageWanted(QStringLiteral("rings"), PinRequest{devices, selected, line}.detail());
                });
        connect(m_widget, &DevicesPage::selectionCounted, shell, [shell](qint64 devices, qint64 wards) {
            shell->setSelection(QStringLiteral("devices"), devices, wards);
        });
        connect(m_widget, &DevicesPage::rowsDescribed, shell,
                [shell](const QString &text) { shell->setRows(QStringLiteral("devices"), text); });
        connect(m_widget, &DevicesPage::progressed, shell, [shell](const QString &text, qint64 done, qint64 total) {
            if (done == total)
                shell->hideProgress();
            else
                shell->showProgress(text, done, total, false);
        });
        connect(shell, &ShellWindow::refreshWanted, m_widget, &DevicesPage::refresh);
        connect(m_widget, &DevicesPage::keyWanted, this, [this, shell](DeviceId device) { openKey(device, shell); });
        connect(m_widget, &DevicesPage::passwordWanted, this, [this, shell](DeviceId device) {
            (new PasswordDialog({m_composition.keys(), m_hub}, device, shell))->show();
        });
        connect(m_widget, &DevicesPage::sealWanted, this,
                [this, shell](const std::vector<DeviceId> &devices, const QString &title) {
                    auto *dialog = new SealDialog(
                        {m_composition.keys(), m_hub.current(), devices, title, isSimulated(m_composition)}, shell);
                    dialog->show();
                });
        context.actions.add({QStringLiteral("keys.find"),
                             tr("Find a recovery key by its id…"),
                             QStringLiteral("key"),
                             {},
                             QStringLiteral("tools"),
                             {}},
                            this, [this, shell] { openKey({}, shell); });
        context.actions.add({QStringLiteral("keys.rotation"),
                             tr("Recovery keys to rotate…"),
                             QStringLiteral("replace"),
                             {},
                             QStringLiteral("tools"),
                             {}},
                            this, [this, shell] { openRotation(shell); });
    }

    ShellWindow::Page page() const override
    {
        return {.id = QStringLiteral("devices"),
                .title = tr("Devices"),
                .icon = QStringLiteral("devices"),
                .widget = m_widget,
                .buttons = {QStringLiteral("view.refresh"), QStringLiteral("devices.print")},
                .more = {QStringLiteral("devices.export"), QStringLiteral("devices.columns")}};
    }

    void open(const QString &filterLine) override { m_widget->setFilter(filterLine); }
    void togglePane() override { m_widget->togglePane(); }

    void prepareForPicture() override
    {
        m_widget->setFilter(QStringLiteral("tier<=1 (health:silent or health:crash-looping)"));
        // Once the filter has been answered: the first of those rows in the fleet's own order.
        QTimer::singleShot(kAnswerMs, m_widget, [widget = m_widget, fleet = m_hub.current()] {
            for (Row row = 0; row < fleet->size(); ++row) {
                if (fleet->tier(row) == Tier::T0 && fleet->health(row) == AgentHealth::Silent) {
                    widget->openDevice(fleet->id(row));
                    return;
                }
            }
        });
    }

private:
    void openKey(DeviceId device, QWidget *window)
    {
        auto *dialog = new KeyDialog({m_composition.keys(), m_hub, m_composition.clock(), isSimulated(m_composition)},
                                     device, window);
        dialog->show();
    }

    void openRotation(QWidget *window)
    {
        auto *dialog = new RotationDialog({m_composition.keys(), m_composition.changes().roster(), m_composition.hub(),
                                           m_composition.clock(), isSimulated(m_composition)},
                                          window);
        connect(dialog, &RotationDialog::devicesWanted, this,
                [this](const QString &line) { Q_EMIT pageWanted(QStringLiteral("devices"), line); });
        dialog->show();
    }

    static DevicesPage *makeWidget(const PageContext &context)
    {
        Synchroniser &synchroniser = context.composition.synchroniser();
        return new DevicesPage(
            {.hub = context.composition.hub(),
             .clock = context.composition.clock(),
             .views = context.composition.savedViews(),
             .actions = context.actions,
             .detail = [&synchroniser](DeviceId device,
                                       std::stop_token stop) { return synchroniser.detail(device, std::move(stop)); },
             .sourceName = [&synchroniser](SourceId source) { return sourceName(synchroniser, source); },
             .furtherFacts =
                 [&composition = context.composition](DeviceId device) {
                     return keyFacts(composition.keys(), device, composition.clock().nowMs());
                 },
             .reachFacts =
                 [&composition = context.composition](DeviceId device, std::stop_token stop) {
                     return reachFacts(composition.changes().remedies(), device, std::move(stop));
                 }});
    }

    Composition &m_composition;
    const FleetHub &m_hub;
    DevicesPage *m_widget;
};

} // namespace

ConsolePagePtr devicesConsolePage(const PageContext &context)
{
    return std::make_unique<DevicesConsolePage>(context);
}

} // namespace ringward

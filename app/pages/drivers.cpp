#include "app/changeoffice.h"
#include "app/documents/kernelreportpaper.h"
#include "app/pages/consolepage.h"
#include "models/drill/democatalogue.h"
#include "views/drivers/driverspage.h"

#include <QLocale>
#include <QSettings>
#include <QTimer>

#include <algorithm>

namespace ringward {

namespace {

constexpr const char *kHospitalKey = "hospital/name";

/// Who signs reports: what was written on the last one, or the group that a demonstration plays.
QString hospitalName(Composition &composition)
{
    const QString kept = QSettings().value(QLatin1StringView(kHospitalKey)).toString();
    const std::vector<SourceStatus> sources = composition.synchroniser().sources();
    const bool isPlayed = std::any_of(sources.begin(), sources.end(), [](const SourceStatus &source) {
        return source.config.kind == QStringLiteral("demonstration");
    });
    if (!kept.isEmpty() || !isPlayed)
        return kept;
    const auto catalogue = drill::DemoCatalogue::load();
    return catalogue ? (*catalogue)->group : QString();
}

class DriversConsolePage : public ConsolePage {
public:
    explicit DriversConsolePage(const PageContext &context)
        : m_widget(
            new DriversPage({.desk = context.composition.drivers(),
                             .hub = context.composition.hub(),
                             .clock = context.composition.clock(),
                             .actions = context.actions,
                             .writeReport = writeKernelReport,
                             .hospital = [composition = &context.composition] { return hospitalName(*composition); },
                             .person =
                                 [composition = &context.composition] {
                                     return composition->changes().desk().me().name;
                                 }}))
    {
        ShellWindow *shell = &context.shell;
        const QString id = QStringLiteral("drivers");
        connect(m_widget, &DriversPage::devicesWanted, this,
                [this](const QString &line) { Q_EMIT pageWanted(QStringLiteral("devices"), line); });
        connect(m_widget, &DriversPage::filesWanted, this,
                [actions = &context.actions] { actions->action(QStringLiteral("file.import"))->trigger(); });
        connect(m_widget, &DriversPage::sentenceChanged, shell,
                [shell, id](const QString &sentence) { shell->setSentence(id, sentence); });
        connect(m_widget, &DriversPage::unreviewedCounted, shell,
                [shell, id](int drivers) { shell->setBadge(id, drivers ? QLocale().toString(drivers) : QString()); });
        connect(m_widget, &DriversPage::selectionCounted, shell,
                [shell, id](qint64 devices, qint64 wards) { shell->setSelection(id, devices, wards); });
        connect(m_widget, &DriversPage::rowsDescribed, shell,
                [shell, id](const QString &text) { shell->setRows(id, text); });
        connect(m_widget, &DriversPage::hospitalNamed, this,
                [](const QString &name) { QSettings().setValue(QLatin1StringView(kHospitalKey), name); });
        connect(shell, &ShellWindow::refreshWanted, m_widget, &DriversPage::refresh);
        QTimer::singleShot(0, m_widget, &DriversPage::refresh); // once the window has the page
    }

    ShellWindow::Page page() const override
    {
        return {.id = QStringLiteral("drivers"),
                .title = tr("Drivers"),
                .icon = QStringLiteral("drivers"),
                .widget = m_widget,
                .buttons = {QStringLiteral("view.refresh"), QStringLiteral("drivers.import"),
                            QStringLiteral("drivers.print")},
                .more = {QStringLiteral("drivers.export"), QStringLiteral("drivers.pdf"),
                         QStringLiteral("drivers.printView"), QStringLiteral("drivers.exportView"),
                         QStringLiteral("drivers.columns")}};
    }

    void open(const QString &filterLine) override { m_widget->setFilter(filterLine); }
    void togglePane() override { m_widget->togglePane(); }

    void prepareForPicture() override
    {
        m_widget->setFilter(QStringLiteral("score>=12"));
        m_widget->openDriver(QStringLiteral("csagent.sys"));
    }

private:
    DriversPage *m_widget;
};

} // namespace

ConsolePagePtr driversConsolePage(const PageContext &context)
{
    return std::make_unique<DriversConsolePage>(context);
}

} // namespace ringward

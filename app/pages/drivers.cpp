#include "app/documents/kernelreportpaper.h"
#include "app/pages/consolepage.h"
#include "views/drivers/driverspage.h"

#include <QLocale>
#include <QTimer>

namespace ringward {

namespace {

class DriversConsolePage : public ConsolePage {
public:
    explicit DriversConsolePage(const PageContext &context)
        : m_widget(new DriversPage({.desk = context.composition.drivers(),
                                    .hub = context.composition.hub(),
                                    .clock = context.composition.clock(),
                                    .actions = context.actions,
                                    .writeReport = writeKernelReport,
                                    .hospital = {},
                                    .person = {}}))
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

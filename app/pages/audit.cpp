#include "app/changeoffice.h"
#include "app/pages/consolepage.h"
#include "models/audit/rights.h"
#include "views/audit/auditpage.h"

namespace ringward {

namespace {

class AuditConsolePage : public ConsolePage {
public:
    explicit AuditConsolePage(const PageContext &context)
        : m_office(context.composition.changes())
        , m_widget(makeWidget(context))
    {
        connect(m_widget, &AuditPage::sentenceChanged, &context.shell,
                [shell = &context.shell](const QString &sentence) {
                    shell->setSentence(QStringLiteral("audit"), sentence);
                });
        connect(&m_office.desk(), &ChangeDesk::changed, m_widget, &AuditPage::refresh);
        connect(&m_office.desk(), &ChangeDesk::meChanged, m_widget, &AuditPage::refresh);
        connect(&context.shell, &ShellWindow::refreshWanted, m_widget, &AuditPage::refresh);
        connect(m_widget, &AuditPage::exported, this,
                [this, clock = &context.composition.clock()](const QString &path) {
                    // What left the house is in the audit, too.
                    const auto noted =
                        m_office.audit().append(draftOf(m_office.desk().me(), *clock, "audit.exported", {}, path));
                    if (noted)
                        m_widget->refresh();
                });
    }

    ShellWindow::Page page() const override
    {
        return {
            .id = QStringLiteral("audit"),
            .title = tr("Audit"),
            .icon = QStringLiteral("audit"),
            .widget = m_widget,
            .buttons = {QStringLiteral("audit.verify"), QStringLiteral("audit.sign"), QStringLiteral("audit.export")}};
    }
    void open(const QString &line) override { m_widget->setFilterLine(line); }
    void prepareForPicture() override { m_widget->verify(); }

private:
    static AuditPage *makeWidget(const PageContext &context)
    {
        ChangeOffice *office = &context.composition.changes();
        const auto allowed = [office](Deed deed) {
            return allow(office->desk().me(), deed);
        };
        return new AuditPage(
            {.log = office->audit(),
             .clock = context.composition.clock(),
             .actions = context.actions,
             .signHead = [office](std::stop_token stop) { return office->desk().signHead(std::move(stop)); },
             .mayRead = [allowed] { return allowed(Deed::ReadAudit); },
             .mayExport =
                 [allowed] {
                     return allowed(Deed::ExportAudit);
                 }});
    }

    ChangeOffice &m_office;
    AuditPage *m_widget;
};

} // namespace

ConsolePagePtr auditConsolePage(const PageContext &context)
{
    return std::make_unique<AuditConsolePage>(context);
}

} // namespace ringward

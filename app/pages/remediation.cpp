#include "app/changeoffice.h"
#include "app/pages/consolepage.h"
#include "views/remediation/remediationpage.h"
#include "views/remediation/remedyform.h"

namespace ringward {

namespace {

const QString kId = QStringLiteral("remediation");

class RemediationConsolePage : public ConsolePage {
public:
    explicit RemediationConsolePage(const PageContext &context)
        : m_widget(new RemediationPage(context.composition.changes().remedies(), context.actions))
    {
        ShellWindow *shell = &context.shell;
        connect(m_widget, &RemediationPage::sentenceChanged, shell,
                [shell](const QString &sentence) { shell->setSentence(kId, sentence); });
        connect(m_widget, &RemediationPage::alarmChanged, shell, [shell](int devices) {
            shell->setBadge(kId, devices ? QString::number(devices) : QString(), devices > 0);
        });
        connect(m_widget, &RemediationPage::changeWanted, this,
                [this](ChangeId change) { Q_EMIT pageWanted(QStringLiteral("changes"), reference(change)); });
        connect(shell, &ShellWindow::refreshWanted, m_widget, &RemediationPage::refresh);
    }

    ShellWindow::Page page() const override
    {
        const auto text = [](const char *id) {
            return QString::fromLatin1(id);
        };
        return {.id = kId,
                .title = tr("Remediation"),
                .icon = text("incident"),
                .widget = m_widget,
                .buttons = {text("remediation.run"), text("remediation.cancel"), text("remediation.export")},
                .more = {text("remediation.retry"), text("remediation.look"), text("remediation.change"),
                         text("remediation.copy"), text("remediation.preview"), text("remediation.reload")}};
    }
    /// A change, or a filter line of devices for a new remediation.
    void open(const QString &detail) override
    {
        if (const auto change = changeFromReference(detail))
            m_widget->openCampaign(*change);
        else
            m_widget->begin(detail);
    }
    void prepareForPicture() override
    {
        m_widget->begin(QStringLiteral("health:crash-looping or (ward:icu tier:t1)"),
                        QStringLiteral("remove-content-file"));
        m_widget->form().setValue(QStringLiteral("sha256"), QString(64, u'9'));
        m_widget->preview();
    }

private:
    RemediationPage *m_widget;
};

} // namespace

ConsolePagePtr remediationConsolePage(const PageContext &context)
{
    return std::make_unique<RemediationConsolePage>(context);
}

} // namespace ringward

#include "app/pages/consolepage.h"
#include "views/help/helppage.h"

namespace ringward {

namespace {

class HelpConsolePage : public ConsolePage {
public:
    explicit HelpConsolePage(const PageContext &context)
        : m_widget(new HelpPage)
    {
        const auto addVerb = [&](const char *id, const QString &text, const QString &icon, const QKeySequence &keys,
                                 std::function<QString()> topic) {
            context.actions.add({QString::fromLatin1(id), text, icon, keys, QStringLiteral("help"), {}}, this,
                                [this, topic] { Q_EMIT pageWanted(QStringLiteral("help"), topic()); });
        };
        addVerb("help.page", tr("Explain this page"), QStringLiteral("help"), QKeySequence(Qt::Key_F1),
                [shell = &context.shell] { return shell->currentPage(); });
        addVerb("help.keyboard", tr("List the keys"), {}, {}, [] { return QStringLiteral("keyboard"); });
    }

    ShellWindow::Page page() const override
    {
        return {.id = QStringLiteral("help"),
                .title = tr("Help"),
                .icon = QStringLiteral("help"),
                .widget = m_widget,
                .below = true};
    }

    void open(const QString &topic) override { m_widget->openTopic(topic); }

private:
    HelpPage *m_widget;
};

} // namespace

ConsolePagePtr helpConsolePage(const PageContext &context)
{
    return std::make_unique<HelpConsolePage>(context);
}

} // namespace ringward

#include "app/importflow.h"
#include "app/pages/consolepage.h"
#include "views/sources/sourcespage.h"

namespace ringward {

namespace {

class SourcesConsolePage : public ConsolePage {
public:
    explicit SourcesConsolePage(const PageContext &context)
        : m_composition(context.composition)
        , m_widget(makeWidget(context))
    {
        ImportFlow *import = &context.import;
        connect(import, &ImportFlow::mappingWanted, this, [this](const QString &file, const MappingProposal &proposal) {
            Q_EMIT pageWanted(QStringLiteral("sources"), {});
            m_widget->askMapping(file, proposal);
        });
        connect(m_widget, &SourcesPage::mappingConfirmed, import, &ImportFlow::confirm);
        connect(m_widget, &SourcesPage::mappingCancelled, import, &ImportFlow::skip);
        connect(m_widget, &SourcesPage::importWanted, this,
                [actions = &context.actions] { actions->action(QStringLiteral("file.import"))->trigger(); });
    }

    ShellWindow::Page page() const override
    {
        return {
            .id = QStringLiteral("sources"),
            .title = tr("Sources"),
            .icon = QStringLiteral("sources"),
            .widget = m_widget,
            .buttons = {QStringLiteral("sources.add"), QStringLiteral("file.import"), QStringLiteral("view.refresh")}};
    }

    void open(const QString &kind) override
    {
        if (!kind.isEmpty())
            m_widget->addSource(kind);
    }

    void prepareForPicture() override
    {
        const std::vector<SourceStatus> sources = m_composition.synchroniser().sources();
        if (!sources.empty())
            m_widget->selectSource(sources.front().config.id);
    }

private:
    static SourcesPage *makeWidget(const PageContext &context)
    {
        Synchroniser &synchroniser = context.composition.synchroniser();
        return new SourcesPage(
            {.synchroniser = synchroniser,
             .secrets = context.composition.secrets(),
             .clock = context.composition.clock(),
             .actions = context.actions,
             .reports = [&synchroniser](SourceId source) -> std::optional<std::vector<ImportReport>> {
                 const auto *files = dynamic_cast<FileSource *>(synchroniser.source(source));
                 return files ? std::optional(files->lastReports()) : std::nullopt;
             }});
    }

    Composition &m_composition;
    SourcesPage *m_widget;
};

} // namespace

ConsolePagePtr sourcesConsolePage(const PageContext &context)
{
    return std::make_unique<SourcesConsolePage>(context);
}

} // namespace ringward

#include "app/changeoffice.h"
#include "app/pages/consolepage.h"
#include "app/pages/pinrequest.h"
#include "views/rings/ringspage.h"

namespace ringward {

namespace {

const QString kId = QStringLiteral("rings");

class RingsConsolePage : public ConsolePage {
public:
    explicit RingsConsolePage(const PageContext &context)
        : m_widget(new RingsPage(
            {.hub = context.composition.hub(),
             .desk = context.composition.changes().rings(),
             .guardrails = [&office = context.composition.changes(),
                            &clock = context.composition.clock()] { return office.guardrails(clock.nowMs()); },
             .actions = context.actions,
             .clock = context.composition.clock(),
             .applyTiers =
                 [&composition = context.composition] {
                     return composition.applyTiers();
                 }}))
    {
        connect(m_widget, &RingsPage::openDevices, this,
                [this](const QString &line) { Q_EMIT pageWanted(QStringLiteral("devices"), line); });
        connect(m_widget, &RingsPage::sentenceChanged, &context.shell,
                [shell = &context.shell](const QString &sentence) { shell->setSentence(kId, sentence); });
        connect(&context.shell, &ShellWindow::refreshWanted, m_widget, &RingsPage::reload);
        ChangeDesk *desk = &context.composition.changes().desk();
        m_widget->setBoard([desk](const std::vector<RingMove> &moves, const std::vector<GuardrailResult> &) {
            desk->draft(moves); // the board judges them again, for the time at which they are to run
            return true;
        });
        connect(desk, &ChangeDesk::ended, m_widget, &RingsPage::reload);
    }

    ShellWindow::Page page() const override
    {
        return {
            .id = kId,
            .title = tr("Rings"),
            .icon = QStringLiteral("rings"),
            .widget = m_widget,
            .buttons = {QStringLiteral("rings.design"), QStringLiteral("rings.pin"), QStringLiteral("view.refresh")},
            .more = {QStringLiteral("rings.pins"), QStringLiteral("rings.policy"), QStringLiteral("rings.tiers"),
                     QStringLiteral("rings.whatif"), QStringLiteral("rings.wayback"), QStringLiteral("rings.copy"),
                     QStringLiteral("rings.export"), QStringLiteral("rings.print")}};
    }

    void open(const QString &detail) override
    {
        if (auto request = PinRequest::from(detail))
            m_widget->pinDevices(std::move(request->devices), request->selected, request->filterLine);
    }

    /// A ward that would be in one ring: a draft that a guardrail blocks.
    void prepareForPicture() override
    {
        const RingPicturePtr picture = m_widget->picture();
        if (!picture || !m_widget->draft().isEmpty())
            return;
        const RingFacts &facts = *picture->facts;
        const int to = int(facts.rings()) - 2;
        for (quint32 ward = 1; to > 0 && ward + 1 < facts.wardStart.size(); ++ward) {
            if (facts.fleet->names().wards()[ward].kind != u"icu")
                continue;
            std::vector<RingMove> moves;
            for (const Row row : facts.rowsOf(ward)) {
                if (facts.today[row] < to)
                    moves.push_back(facts.move(row, facts.today[row], quint8(to)));
            }
            m_widget->take(facts.wardName(ward), std::move(moves));
            return;
        }
    }

private:
    RingsPage *m_widget;
};

} // namespace

ConsolePagePtr ringsConsolePage(const PageContext &context)
{
    return std::make_unique<RingsConsolePage>(context);
}

} // namespace ringward

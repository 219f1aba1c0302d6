#include "app/changeoffice.h"
#include "app/pages/consolepage.h"
#include "views/changes/changespage.h"
#include "views/shell/noticebar.h"

#include <QAction>
#include <QCoroTask>
#include <QDateTime>
#include <QSettings>

namespace ringward {

namespace {

constexpr const char *kReadKey = "people/firstAdminRead"; ///< the store of which somebody has read who its admin is

class ChangesConsolePage : public ConsolePage {
public:
    explicit ChangesConsolePage(const PageContext &context)
        : m_office(context.composition.changes())
        , m_actions(context.actions)
        , m_shell(context.shell)
        , m_store(context.composition.storeFile())
        , m_widget(new ChangesPage(m_office.desk(), context.actions))
    {
        const QString id = QStringLiteral("changes");
        connect(m_widget, &ChangesPage::sentenceChanged, &m_shell,
                [shell = &m_shell, id](const QString &sentence) { shell->setSentence(id, sentence); });
        connect(m_widget, &ChangesPage::waitingChanged, &m_shell, [shell = &m_shell, id](int forMe) {
            shell->setBadge(id, forMe ? QString::number(forMe) : QString(), forMe > 0);
        });
        connect(&m_shell, &ShellWindow::refreshWanted, m_widget, &ChangesPage::refresh);
        connect(&m_office.desk(), &ChangeDesk::drafted, this, [this, id] { Q_EMIT pageWanted(id, {}); });
        connect(&m_office.desk(), &ChangeDesk::meChanged, this, &ChangesConsolePage::showMe);
        connect(&m_office.desk(), &ChangeDesk::meChanged, this, &ChangesConsolePage::showFirstAdmin);
        connect(&m_shell.notice(), &NoticeBar::verbWanted, this,
                [this] { m_actions.run(m_actions.action(QStringLiteral("changes.people"))); });
        connect(&m_shell.notice(), &NoticeBar::read, this,
                [this] { QSettings().setValue(QLatin1StringView(kReadKey), m_store); });
        connect(&m_office.desk(), &ChangeDesk::progressed, this, &ChangesConsolePage::showProgress);
        connect(&m_office.desk(), &ChangeDesk::ended, this, [this] { m_shell.hideProgress(); });
        connect(&m_shell, &ShellWindow::cancelWanted, this, [this] {
            if (m_running)
                m_office.desk().cancel(m_running);
        });
        signIn({});
    }
    ~ChangesConsolePage() override { m_stop.request_stop(); }

    ShellWindow::Page page() const override
    {
        const auto text = [](const char *id) {
            return QString::fromLatin1(id);
        };
        return {.id = text("changes"),
                .title = tr("Changes"),
                .icon = text("changes"),
                .widget = m_widget,
                .buttons = {text("changes.new"), text("changes.run"), text("changes.print")},
                .more = {text("changes.edit"), text("changes.withdraw"), text("changes.retry"), text("changes.cancel"),
                         text("changes.writing"), text("changes.review"), text("changes.calendar"),
                         text("changes.meeting"), text("changes.policies"), text("changes.people")}};
    }
    void open(const QString &reference) override
    {
        if (const auto change = changeFromReference(reference))
            m_widget->openChange(*change);
    }

    /// A board with something to decide: a few machines of a critical ward that wait one ring longer.
    void prepareForPicture() override
    {
        const Result<std::vector<Change>> known = m_office.board().list();
        if (!known || !known->empty() || !m_office.desk().me().simulated)
            return;
        // Far from a change of shift, around which nothing may move, whenever the picture is taken.
        const qint64 startMs = QDate::currentDate().addDays(1).startOfDay().addSecs(11 * 3600).toMSecsSinceEpoch();
        auto planning = m_office.desk().plan(movesForPicture(), {}, startMs, m_stop.get_token());
        QCoro::connect(std::move(planning), m_widget, [this, startMs](const Result<PlannedMoves> &planned) {
            if (!planned)
                return;
            const Proposal proposal{.title = tr("Let a critical ward wait one ring longer"),
                                    .why =
                                        tr("Its machines get new content after the rest of the hospital has run it."),
                                    .risk = tr("Protection is older by the difference of the two delays."),
                                    .wayBack = tr("The same machines go back to ring Late, one step."),
                                    .templateName = {},
                                    .startMs = startMs,
                                    .plan = planned->plan};
            const Result<ChangeId> id = m_office.board().propose(m_office.desk().me(), proposal);
            m_widget->refresh();
            if (id)
                m_widget->openChange(*id);
        });
    }

private:
    /// T1 devices of the first intensive care ward that has some in ring Late; not the first, which stands in for the
    /// downtime PC.
    std::vector<RingMove> movesForPicture() const
    {
        const FleetSnapshotPtr fleet = m_office.desk().parts().hub.current();
        const FleetDictionaries &names = fleet->names();
        std::vector<RingMove> moves;
        quint32 ward = 0;
        for (Row row = 0; row < fleet->size() && moves.size() < 3; ++row) {
            if (fleet->tier(row) != Tier::T1 || fleet->ward(row).kind != u"icu" || (ward && fleet->wardId(row) != ward)
                || fleet->host(row).ends_with("01"))
                continue;
            const std::vector<StreamState> &streams = fleet->updates(row).streams;
            for (std::size_t at = 0; at < streams.size(); ++at) {
                const RingName &from = names.rings()[streams[at].ring];
                if (names.streams()[at].kind != StreamKind::SecurityContent || from.name != u"Late")
                    continue;
                for (const RingName &to : names.rings()) {
                    if (to.name == u"Delayed") {
                        moves.push_back({fleet->id(row), names.streams()[at], from, to});
                        ward = fleet->wardId(row);
                        break;
                    }
                }
                break;
            }
        }
        return moves;
    }
    void signIn(const QString &login)
    {
        QCoro::connect(m_office.signIn(login, m_stop.get_token()), this, [this](const Result<Person> &person) {
            if (person && person->simulated)
                addRoles();
            m_widget->refresh();
        });
    }
    /// Everybody of a demonstration can be played from this desk.
    void addRoles()
    {
        const auto people = m_office.roster().people();
        if (!people || m_hasRoles)
            return;
        m_hasRoles = true;
        for (const Person &person : *people) {
            m_actions.add({QStringLiteral("people.as.") + person.login,
                           tr("Act as %1 (%2)").arg(person.name, labels(person.roles)),
                           {},
                           {},
                           QStringLiteral("tools"),
                           {}},
                          this, [this, login = person.login] { signIn(login); });
        }
    }
    void showMe()
    {
        const Person &me = m_office.desk().me();
        m_shell.setPlace(me.simulated ? tr("Demonstration hospital · simulated") : tr("This computer"),
                         me.id ? QStringLiteral("%1 · %2").arg(me.name, labels(me.roles)) : QString());
    }
    /// Nobody gave the first person their rights: that is said until it was read, or others have come.
    void showFirstAdmin()
    {
        const Result<std::optional<Person>> first = m_office.loneFirstAdmin();
        if (!first || !*first || QSettings().value(QLatin1StringView(kReadKey)).toString() == m_store) {
            m_shell.notice().hide();
            return;
        }
        m_shell.notice().showNotice(
            tr("%1 is the first admin here, because nobody was in the roster yet.").arg((*first)->name),
            tr("An admin may manage people, sources and policies and carry out changes, but not vote: add the people "
               "of the board. If somebody else is to be the admin, add them as one, then take the role from %1.")
                .arg((*first)->name),
            tr("People and roles…"));
    }
    void showProgress(ChangeId change)
    {
        const Execution *execution = m_office.desk().execution(change);
        if (!execution)
            return;
        m_running = change;
        const OperationCounts counts(execution->operations());
        m_shell.showProgress(tr("%1: %2").arg(reference(change), outcomeText(counts)),
                             counts.of(OperationState::Confirmed), counts.total());
    }

    ChangeOffice &m_office;
    ActionRegistry &m_actions;
    ShellWindow &m_shell;
    QString m_store;
    ChangesPage *m_widget;
    ChangeId m_running;
    bool m_hasRoles = false;
    std::stop_source m_stop;
};

} // namespace

ConsolePagePtr changesConsolePage(const PageContext &context)
{
    return std::make_unique<ChangesConsolePage>(context);
}

} // namespace ringward

#pragma once
#include "models/store/sqlitefreezes.h"
#include "tests/models/changes/changefixture.h"
#include "tests/support/fakesource.h"
#include "tests/support/memoryarchive.h"
#include "tests/support/pagepictures.h"
#include "tests/support/settle.h"
#include "views/changes/changespage.h"
#include "views/changes/inboxlist.h"
#include "views/widgets/actionregistry.h"

#include <QLineEdit>
#include <QSignalSpy>

namespace ringward::testing {

inline GuardrailResult guardrail(const char *name, GuardrailResult::State state, const char *value, const char *limit)
{
    GuardrailResult result;
    result.name = QString::fromUtf8(name);
    result.state = state;
    result.value = QString::fromUtf8(value);
    result.limit = QString::fromUtf8(limit);
    return result;
}

/// The page over a real board, with the people of ChangeTest.
struct ChangesPageTest : ChangeTest {
    ThemeHub themes{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};
    FleetHub hub;
    MemoryArchive archive;
    MemorySecrets secrets;
    Synchroniser synchroniser{{hub, archive, secrets, clock, {}}};
    SqliteFreezes freezes{*database};
    ChangeDesk office{{board,
                       roster,
                       desk,
                       log,
                       journal,
                       freezes,
                       synchroniser,
                       hub,
                       [this](const Person &) -> SecretStore & { return secrets; },
                       clock,
                       {}}};
    ActionRegistry actions;
    std::unique_ptr<ChangesPage> page;

    void open(const Member &me)
    {
        for (const Member *member : {&whitfield, &lindqvist, &okafor, &ramirez}) {
            const QByteArray key = member->keys.secretKey.use([](QByteArrayView bytes) { return bytes.toByteArray(); });
            ASSERT_TRUE(settle(secrets.write(signingKeyName(member->person), Secret(QByteArray(key)), {})));
        }
        office.setMe(me.person);
        page = std::make_unique<ChangesPage>(office, actions);
        actions.setCurrentPage(QStringLiteral("changes"));
        page->resize(1256, 800);
        page->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(page.get()));
        refresh();
    }
    /// Until the page shows what the board has now: the first answer may be to a question from before.
    void refresh()
    {
        for (int i = 0; i < 2; ++i) {
            QSignalSpy refreshed(page.get(), &ChangesPage::refreshed), shown(page.get(), &ChangesPage::shown);
            page->refresh();
            ASSERT_TRUE(QTest::qWaitFor([&] { return !refreshed.isEmpty(); }));
            if (find<InboxList>("inbox")->current()
                && !page->findChild<QLineEdit *>(QStringLiteral("title"))->isVisible()) {
                ASSERT_TRUE(QTest::qWaitFor([&] { return !shown.isEmpty(); }));
            }
        }
    }
    /// The picture's story: three wards held, one vote given, one gone stale.
    ChangeId story()
    {
        Proposal made = proposal();
        made.plan = planOf(37, true, 14, 7);
        made.risk = QStringLiteral("Protection age rises from 17 h to 21 h.");
        made.plan.cover = {{QStringLiteral("RGH 4W ICU"), 14, 4, 5, {4, 5}, 5},
                           {QStringLiteral("RGH ED"), 13, 3, 3, {3, 2}, 3},
                           {QStringLiteral("CWH NICU"), 10, 2, 4, {3, 3}, 4}};
        using enum GuardrailResult::State;
        made.plan.guardrails = {guardrail("Ward continuity T0", Holds, "482 of 482", ""),
                                guardrail("Delay floor for T0", Holds, "12 h", "at least 3 h"),
                                guardrail("Diversity", Holds, "136 of 136 wards", ""),
                                guardrail("Redundancy pairs apart", Holds, "61 pairs", ""),
                                guardrail("Protection age", Near, "21 h", "at most 24 h")};
        const ChangeId change = *board.propose(whitfield.person, made);
        EXPECT_TRUE(board.cast(sealed(ramirez, change)));
        EXPECT_TRUE(board.comment(ramirez.person, change, QStringLiteral("NICU needs one station outside.")));
        clock.advance(60'000);
        EXPECT_TRUE(board.edit(whitfield.person, change, 1, made));
        EXPECT_TRUE(board.comment(whitfield.person, change, QStringLiteral("Done, version 2 leaves NS02.")));
        EXPECT_TRUE(board.cast(sealed(lindqvist, change, Choice::Yes, "Looks right")));
        return change;
    }
    template <typename Widget>
    Widget *find(const char *name)
    {
        return page->findChild<Widget *>(QString::fromLatin1(name));
    }
};

} // namespace ringward::testing

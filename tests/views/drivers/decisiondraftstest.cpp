#include "views/drivers/decisiondrafts.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;

namespace {

DriverReview decision(const char *name, ReviewState state)
{
    return {.name = QString::fromLatin1(name), .state = state};
}

} // namespace

TEST(DecisionDraftsTest, ALaterDraftAboutTheSameTakesTheFormersPlace)
{
    DecisionDrafts drafts;
    drafts.draft({decision("a.sys", ReviewState::Keep), decision("b.sys", ReviewState::Keep)}, {});
    drafts.draft({decision("A.SYS", ReviewState::Remove)}, {});
    ASSERT_EQ(drafts.decisions().size(), 2U);
    EXPECT_EQ(drafts.decisions()[0].state, ReviewState::Remove);
    drafts.steps().undo();
    EXPECT_EQ(drafts.decisions()[0].state, ReviewState::Keep);
    drafts.steps().undo();
    EXPECT_TRUE(drafts.isEmpty());
    drafts.steps().redo();
    EXPECT_EQ(drafts.decisions().size(), 2U) << "a bulk decision is one step";
}

TEST(DecisionDraftsTest, WhatIsSavedGivesWayToTheDraftAndNothingElse)
{
    DecisionDrafts drafts;
    drafts.draft({decision("a.sys", ReviewState::Remove)}, {});
    DriverReview scoped = decision("a.sys", ReviewState::Keep);
    scoped.scope = QStringLiteral("ward:icu");
    const auto merged =
        drafts.mergedInto({decision("a.sys", ReviewState::Keep), scoped, decision("c.sys", ReviewState::Keep)});
    ASSERT_EQ(merged.size(), 3U);
    EXPECT_EQ(merged[0].state, ReviewState::Remove);
    EXPECT_EQ(merged[1].state, ReviewState::Keep) << "another scope is another decision";
}

TEST(DecisionDraftsTest, SavedDraftsCannotBeUndone)
{
    DecisionDrafts drafts;
    drafts.draft({decision("a.sys", ReviewState::Keep)}, {});
    drafts.clear();
    EXPECT_TRUE(drafts.isEmpty());
    EXPECT_FALSE(drafts.steps().canUndo());
}

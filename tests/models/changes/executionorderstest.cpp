#include "models/changes/changecodec.h"
#include "tests/models/changes/executionfixture.h"

using namespace ringward;
using namespace ringward::testing;
using enum OperationState;

namespace {

/// Answers what it is told to, and remembers what it was asked.
struct Actor : Performer {
    std::vector<Result<Performance>> answers;
    std::vector<std::pair<quint32, int>> asked; ///< number, attempt
    Async<Performance> perform(PerformerJob job, std::stop_token) override
    {
        asked.emplace_back(job.number, job.attempt);
        co_return answers[asked.size() - 1];
    }
};

Plan ordersOf(quint32 count)
{
    Plan plan = planOf(count);
    plan.documents = {QByteArrayLiteral("steps")};
    plan.limits.stopAfter = 10;
    plan.limits.atOnce = 1;
    for (PlannedCall &call : plan.calls)
        call.remediation = RemediationOrder{QStringLiteral("remove"), documentHash("steps"), {}};
    return plan;
}

} // namespace

TEST_F(ExecutionTest, AnOrderIsHandedToThePerformerAndItsOutcomeIsInTheJournal)
{
    const auto actor = std::make_shared<Actor>();
    actor->answers = {Performance{Confirmed, QStringLiteral("read back")}, Performance{Failed, QStringLiteral("gone")},
                      Performance{Unknown, QStringLiteral("mute")}, Performance{Confirmed, {}},
                      Performance{Confirmed, {}}};
    const Change change = approved(ordersOf(3));
    const auto make = [&] {
        execution = std::make_unique<Execution>(
            Execution::Parts{journal, clock, [this](SourceId) { return way; }, actor}, change, whitfield.person);
        QObject::connect(execution.get(), &Execution::ended, execution.get(),
                         [this](const Execution::Outcome &reached) { outcome = reached; });
    };
    make();
    run();
    EXPECT_EQ(count(Confirmed), 1);
    EXPECT_EQ(count(Failed), 1);
    EXPECT_EQ(count(Unknown), 1);
    EXPECT_EQ(journal.load(change.id)->at(1).detail, QStringLiteral("gone"));
    EXPECT_TRUE(outside->calls().isEmpty()) << "an order is not sent as a ring move";
    make();
    run(true); // what failed is a new attempt; what is unknown is asked again
    EXPECT_EQ(count(Confirmed), 3);
    EXPECT_EQ(actor->asked.size(), 5U);
    std::sort(actor->asked.begin(), actor->asked.end());
    const std::vector<std::pair<quint32, int>> expected{{0, 1}, {1, 1}, {1, 2}, {2, 1}, {2, 1}};
    EXPECT_EQ(actor->asked, expected);
}

TEST_F(ExecutionTest, AnErrorOfThePerformerStopsEverythingAndSettlesNothing)
{
    const auto actor = std::make_shared<Actor>();
    actor->answers = {Error{Error::Kind::Storage, QStringLiteral("disk full"), {}}};
    const Change change = approved(ordersOf(3));
    execution = std::make_unique<Execution>(Execution::Parts{journal, clock, [this](SourceId) { return way; }, actor},
                                            change, whitfield.person);
    QObject::connect(execution.get(), &Execution::ended, execution.get(),
                     [this](const Execution::Outcome &reached) { outcome = reached; });
    run();
    EXPECT_EQ(outcome->kind, Execution::Outcome::Kind::Stopped);
    EXPECT_TRUE(outcome->error);
    EXPECT_EQ(count(Sent), 1);
    EXPECT_EQ(count(Planned), 2);
}

TEST_F(ExecutionTest, ARemediationIsInTheHashAndInTheStore)
{
    const Plan plan = ordersOf(2);
    const Result<Plan> read = planFromJson(toJson(plan));
    ASSERT_TRUE(read);
    EXPECT_EQ(planHash(*read), planHash(plan));
    EXPECT_EQ(read->documents, plan.documents);
    EXPECT_EQ(read->calls, plan.calls);
    Plan other = plan;
    other.calls[1].remediation->overriddenBy = QStringLiteral("Dr A. Okafor");
    EXPECT_NE(planHash(other), planHash(plan));
    other = plan;
    other.calls[1].remediation->document = documentHash("other steps");
    EXPECT_NE(planHash(other), planHash(plan));
    Proposal made = proposal();
    made.plan = other;
    EXPECT_FALSE(board.propose(whitfield.person, made)) << "its document is missing";
    made.plan = plan;
    made.plan.calls[0].remediation.reset();
    EXPECT_FALSE(board.propose(whitfield.person, made)) << "half of it is ring moves";
    const ChangeId id = *board.propose(whitfield.person, [&] {
        made.plan = plan;
        return made;
    }());
    EXPECT_EQ(planHash(store.load(id)->plan), planHash(plan));
    made.plan = planOf(2);
    EXPECT_FALSE(board.edit(whitfield.person, id, 1, made));
}

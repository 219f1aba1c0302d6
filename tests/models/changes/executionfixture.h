#pragma once
#include "models/changes/execution.h"
#include "tests/models/changes/changefixture.h"
#include "tests/models/changes/outside.h"

#include <QTest>

namespace ringward::testing {

/// Carries out approved plans in an outside world of files.
struct ExecutionTest : ChangeTest {
    std::shared_ptr<Outside> outside = std::make_shared<Outside>(folder.filePath(QStringLiteral("outside")));
    Result<std::shared_ptr<Source>> way = std::shared_ptr<Source>(outside);
    std::optional<Execution::Outcome> outcome;
    std::unique_ptr<Execution> execution;

    Change approved(Plan plan)
    {
        Proposal made = proposal();
        made.plan = std::move(plan);
        const ChangeId id = *board.propose(whitfield.person, made);
        approve(id);
        return *board.start(whitfield.person, id);
    }
    std::unique_ptr<Execution> executionOf(const Change &change)
    {
        auto made = std::make_unique<Execution>(Execution::Parts{journal, clock,
                                                                 [this](SourceId) {
                                                                     return way;
                                                                 }},
                                                change, whitfield.person);
        QObject::connect(made.get(), &Execution::ended, made.get(),
                         [this](const Execution::Outcome &reached) { outcome = reached; });
        return made;
    }
    void run(bool retry = false)
    {
        outcome.reset();
        const auto started = execution->start(retry);
        ASSERT_TRUE(started) << started.error().detail.toStdString();
        ASSERT_TRUE(QTest::qWaitFor([&] { return outcome.has_value(); }, 20'000));
    }
    void run(Plan plan)
    {
        execution = executionOf(approved(std::move(plan)));
        run();
    }
    int count(OperationState state) const { return outcome->counts.of(state); }
};

} // namespace ringward::testing

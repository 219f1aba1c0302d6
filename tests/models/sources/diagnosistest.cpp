#include "tests/support/fakesource.h"
#include "tests/support/settle.h"

#include <gtest/gtest.h>

using namespace ringward;
using namespace ringward::testing;

namespace {

/// A source that has nothing of its own to say.
class PlainSource : public FakeSource {
public:
    using FakeSource::FakeSource;
    Async<Diagnosis> diagnose(std::stop_token stop) override { return Source::diagnose(std::move(stop)); }
};

} // namespace

TEST(DiagnosisOfASource, IsItsTestWhenItHasNoBetterOne)
{
    PlainSource source(std::make_shared<FakeScript>());
    const auto diagnosis = settle(source.diagnose({}));
    ASSERT_TRUE(diagnosis);
    ASSERT_EQ(diagnosis->steps.size(), 1U);
    EXPECT_EQ(diagnosis->steps[0].sentence, QStringLiteral("ready"));
    EXPECT_TRUE(diagnosis->isGood());
}

TEST(DiagnosisOfASource, IsGoodOnlyWhenNothingFailedOrWasLeftOut)
{
    using State = DiagnosisStep::State;
    const auto with = [](State state) {
        Diagnosis made;
        made.steps.resize(2);
        made.steps[1].title = QStringLiteral("Clock");
        made.steps[1].sentence = QStringLiteral("It is late.");
        made.steps[1].state = state;
        return made;
    };
    EXPECT_TRUE(with(State::Note).isGood());
    EXPECT_FALSE(with(State::Bad).isGood());
    EXPECT_FALSE(with(State::Skipped).isGood());
    EXPECT_TRUE(diagnosisText(with(State::Bad)).contains(QStringLiteral("bad      Clock  It is late.")));
}

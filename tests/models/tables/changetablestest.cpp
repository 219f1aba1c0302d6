#include "models/tables/audittable.h"
#include "models/tables/calltable.h"
#include "models/tables/changeinbox.h"
#include "models/tables/covertable.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

using namespace ringward;

namespace {

template <typename Model>
struct Tested {
    Model model;
    QAbstractItemModelTester contract{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

AuditEntry entry(qint64 number)
{
    AuditEntry made;
    made.number = number;
    made.who = QStringLiteral("Dr A. Okafor");
    made.deed = QStringLiteral("vote.cast");
    made.object = QStringLiteral("CHG-0142");
    return made;
}

Plan planWith(quint16 steps, quint32 needed, std::vector<quint32> atStep)
{
    Plan plan;
    plan.steps = steps;
    plan.cover.push_back({QStringLiteral("RGH 4W ICU"), 14, needed, 5, std::move(atStep), 5});
    for (int i = 0; i < 3; ++i) {
        PlannedCall call;
        call.host = QStringLiteral("host-%1").arg(i);
        call.move.to = {QStringLiteral("Delayed"), 4, false};
        call.request = "PUT /v1/devices/7/ring\n{}";
        plan.calls.push_back(call);
    }
    return plan;
}

InboxItem item(quint32 id, ChangeState state, bool mine = false)
{
    InboxItem made;
    made.change.id = ChangeId{id};
    made.change.title = QStringLiteral("Change %1").arg(id);
    made.change.state = state;
    made.change.closesMs = 2 * 3'600'000;
    made.tally.yes = 1;
    made.tally.needed = 2;
    made.waitsForMe = mine;
    return made;
}

QString cell(const QAbstractItemModel &model, int row, int column, int role = Qt::DisplayRole)
{
    return model.index(row, column).data(role).toString();
}

} // namespace

TEST(AuditTableTest, ShowsAndReadsOn)
{
    Tested<AuditTable> tested;
    tested.model.show({entry(9), entry(8)});
    tested.model.append({entry(7)});
    tested.model.append({});
    ASSERT_EQ(tested.model.rowCount(), 3);
    EXPECT_EQ(tested.model.oldest(), 7);
    EXPECT_EQ(tested.model.rowOf(7), 2);
    EXPECT_EQ(tested.model.rowOf(99), -1);
    EXPECT_EQ(cell(tested.model, 0, AuditTable::DeedColumn), QStringLiteral("Vote"));
    EXPECT_EQ(cell(tested.model, 0, AuditTable::DeedColumn, AuditTable::ExportRole), QStringLiteral("vote.cast"));
    EXPECT_FALSE(tested.model.entryAt(3));
}

TEST(ChangeInboxTest, EachChangeStandsUnderWhatItWaitsFor)
{
    Tested<ChangeInbox> tested;
    InboxItem owed = item(5, ChangeState::Finished);
    owed.change.reviewDueMs = 1;
    tested.model.show({item(1, ChangeState::Voting, true), item(2, ChangeState::Voting), item(3, ChangeState::Approved),
                       item(4, ChangeState::Rejected), owed},
                      0);
    ASSERT_EQ(tested.model.rowCount(), 10) << "five changes under five headings";
    EXPECT_EQ(cell(tested.model, 0, 0), QStringLiteral("Waiting for my vote"));
    EXPECT_EQ(cell(tested.model, 1, 0, ChangeInbox::RemarkRole), QStringLiteral("2 h left"));
    EXPECT_EQ(tested.model.count(ChangeInbox::Section::Review), 1);
    EXPECT_EQ(cell(tested.model, tested.model.rowOf(ChangeId{2}), 0, ChangeInbox::RemarkRole),
              QStringLiteral("1 of 2"));
    EXPECT_FALSE(tested.model.index(0, 0).flags() & Qt::ItemIsSelectable) << "a heading";
    tested.model.show({}, 0);
    EXPECT_EQ(tested.model.rowCount(), 0);
}

TEST(CoverTableTest, SaysWhatEveryStepLeaves)
{
    Tested<CoverTable> tested;
    tested.model.show(planWith(2, 4, {5, 4}));
    const int verdict = tested.model.columnCount() - 1;
    EXPECT_EQ(cell(tested.model, 0, 5), QStringLiteral("4"));
    EXPECT_EQ(cell(tested.model, 0, verdict), QStringLiteral("at minimum"));
    tested.model.show(planWith(2, 4, {5, 3}));
    EXPECT_EQ(cell(tested.model, 0, verdict), QStringLiteral("3 of 4"));
    EXPECT_TRUE(tested.model.index(0, verdict).data(CoverTable::InkRole).toBool());
    tested.model.show(planWith(9, 4, {5, 5, 5, 5, 5, 5, 5, 5, 5}));
    EXPECT_EQ(tested.model.columnCount(), 7) << "many steps are told by their least";
    EXPECT_EQ(cell(tested.model, 0, 6), QStringLiteral("1 to spare"));
    tested.model.show(planWith(1, 0, {5}));
    EXPECT_EQ(cell(tested.model, 0, tested.model.columnCount() - 1), QStringLiteral("no minimum set"));
}

TEST(CallTableTest, ShowsTheExactCallAndWhatBecameOfIt)
{
    Tested<CallTable> tested;
    tested.model.show(planWith(1, 0, {5}), {});
    EXPECT_EQ(cell(tested.model, 0, CallTable::CallColumn), QStringLiteral("PUT /v1/devices/7/ring"));
    EXPECT_EQ(cell(tested.model, 0, CallTable::StateColumn), QStringLiteral("planned"));
    tested.model.setOperations(
        {{0, OperationState::Confirmed, 1, 1, {}}, {1, OperationState::Failed, 1, 1, QStringLiteral("no")}, {2}});
    EXPECT_EQ(cell(tested.model, 0, CallTable::StateColumn), QStringLiteral("confirmed"));
    EXPECT_EQ(cell(tested.model, 1, CallTable::StateColumn, Qt::ToolTipRole), QStringLiteral("no"));
}

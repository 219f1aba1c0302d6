#include "models/tables/campaigntable.h"

#include "tests/models/incident/campaignfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace ringward;

namespace {

Campaign campaignOf(quint32 devices)
{
    Campaign campaign;
    campaign.change.id = ChangeId{7};
    campaign.runbook = *parseRunbook(ringward::testing::filledRunbook());
    campaign.change.plan = ringward::testing::planOf(devices);
    for (quint32 i = 0; i < devices; ++i) {
        CampaignDevice device{campaign.change.plan.calls[i], {}, {}, {}};
        device.operation.number = i;
        campaign.devices.push_back(device);
    }
    return campaign;
}

StepEntry entry(quint32 number, const char *step, StepState state)
{
    return {{ChangeId{7}, number, 1}, QString::fromLatin1(step), state, 1, 1'788'856'920'000,
            1'788'856'920'000,        QStringLiteral("RW-STATE")};
}

} // namespace

TEST(CampaignTable, KeepsTheContractOfAModelWhateverIsShown)
{
    CampaignTable table;
    QAbstractItemModelTester contract(&table, QAbstractItemModelTester::FailureReportingMode::Fatal);
    table.show(campaignOf(30));
    EXPECT_EQ(table.rowCount(), 30);
    EXPECT_EQ(table.columnCount(), 4 + 9 + 1);
    Campaign later = campaignOf(30);
    later.devices[3].steps = {entry(3, "look", StepState::Done), entry(3, "arm", StepState::Started)};
    later.devices[3].operation.state = OperationState::Sent;
    QSignalSpy changed(&table, &QAbstractItemModel::dataChanged), reset(&table, &QAbstractItemModel::modelReset);
    table.show(later);
    EXPECT_EQ(changed.size(), 1);
    EXPECT_EQ(reset.size(), 0) << "a selection survives";
    EXPECT_EQ(table.index(3, CampaignTable::StepColumn + 1).data().toString(), label(StepState::Started));
    EXPECT_EQ(table.index(3, CampaignTable::StepColumn).data(Qt::ToolTipRole).toString(), QStringLiteral("RW-STATE"));
    EXPECT_TRUE(table.index(4, CampaignTable::StepColumn).data().toString().isEmpty());
    later.devices.pop_back();
    later.change.id = ChangeId{8};
    table.show(later);
    EXPECT_EQ(reset.size(), 1);
    EXPECT_EQ(table.rowCount(), 29);
    table.clear();
    EXPECT_EQ(table.rowCount(), 0);
}

TEST(CampaignTable, NarrowsToTextAndToWhatNeedsSomebody)
{
    CampaignTable table;
    QAbstractItemModelTester contract(&table, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Campaign campaign = campaignOf(30);
    campaign.devices[1].operation.state = OperationState::Failed;
    campaign.devices[1].operation.detail = QStringLiteral("In use by nurse");
    campaign.devices[2].steps = {entry(2, "look", StepState::Waiting)};
    campaign.devices[4].operation.state = OperationState::Confirmed;
    ModeEntry mode;
    mode.isOpen = mode.isSafe = true;
    campaign.devices[5].mode = mode;
    campaign.devices[5].operation.state = OperationState::Failed;
    campaign.devices[6].mode = mode; // in safe mode because it is being worked
    campaign.devices[6].operation.state = OperationState::Sent;
    table.show(campaign);
    table.narrow({}, true);
    EXPECT_EQ(table.rowCount(), 3);
    table.narrow(QStringLiteral("NURSE"), true);
    ASSERT_EQ(table.rowCount(), 1);
    EXPECT_EQ(table.deviceAt(0)->operation.number, 1U);
    table.narrow(QStringLiteral("in safe mode"), false);
    EXPECT_EQ(table.rowCount(), 1) << "the one that nobody works";
    table.narrow({}, false);
    EXPECT_EQ(table.rowCount(), 30);
}

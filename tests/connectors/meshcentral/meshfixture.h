#pragma once
#include "connectors/meshcentral/meshsource.h"
#include "tests/peers/meshcentral/fakeagent.h"
#include "tests/peers/meshcentral/meshserver.h"
#include "tests/support/printers.h"
#include "tests/support/settle.h"

#include <gtest/gtest.h>

namespace ringward::testing {

/// One server for all tests of a program.
struct MeshTest : ::testing::Test {
    static void SetUpTestSuite()
    {
        auto started = MeshServer::start();
        ASSERT_TRUE(started.has_value()) << started.error().detail.toStdString() << "; "
                                         << started.error().advice.toStdString();
        server = std::move(*started);
    }
    static void TearDownTestSuite() { server.reset(); }

    void SetUp() override { ASSERT_TRUE(server && server->isRunning()); }

    /// With the login token, or as a user with the test password.
    std::unique_ptr<MeshSource> source(QJsonObject more = {}, const QString &user = {})
    {
        QJsonObject settings = server->settings(user);
        for (auto each = more.begin(); each != more.end(); ++each)
            settings.insert(each.key(), each.value());
        secrets.bytes = user.isEmpty() ? server->tokenPassword() : QByteArray(MeshServer::kPassword);
        return std::make_unique<MeshSource>(SourceId{3}, *MeshSettings::from(settings), secrets);
    }
    static std::vector<SourceRecord> devices(Source &from)
    {
        std::vector<SourceRecord> all;
        QByteArray after;
        do {
            auto page = settle(from.fetchDevices(after, {}), 60'000);
            EXPECT_TRUE(page.has_value()) << page.error().detail.toStdString();
            if (!page)
                return all;
            std::move(page->records.begin(), page->records.end(), std::back_inserter(all));
            after = page->next;
        } while (!after.isEmpty());
        return all;
    }
    std::unique_ptr<FakeAgent> fake(int identity, const QString &name,
                                    const QString &group = QStringLiteral("ICU Workstations"))
    {
        FakeMachine machine;
        machine.name = name;
        machine.group = server->group(group);
        auto agent = std::make_unique<FakeAgent>(server->port(), server->certificateHash(),
                                                 agentIdentities(identity + 1).back(), machine);
        return agent;
    }
    static bool bringOnline(FakeAgent &agent)
    {
        agent.connectToServer();
        return QTest::qWaitFor([&] { return agent.isOnline(); }, 15'000);
    }

    static inline std::unique_ptr<MeshServer> server;
    OneSecret secrets{QByteArray()};
};

} // namespace ringward::testing

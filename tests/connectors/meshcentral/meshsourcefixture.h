#pragma once
#include "tests/connectors/meshcentral/meshfixture.h"

namespace ringward::testing {

struct MeshSourceTest : MeshTest {
    static const SourceRecord *find(const std::vector<SourceRecord> &all, const FakeAgent &agent)
    {
        const auto at = std::find_if(all.begin(), all.end(), [&](const auto &r) { return r.key == agent.nodeId(); });
        return at == all.end() ? nullptr : &*at;
    }
    static HandCommand command(const QString &script, int limitSec = 10, Shell shell = Shell::PowerShell)
    {
        return {"test-1", shell, script, limitSec};
    }
    /// An action of an administrator, beside the source under test.
    Result<MeshMessagePtr> asAdmin(const QJsonObject &request)
    {
        OneSecret password{QByteArray(MeshServer::kPassword)};
        MeshConnection admin(*MeshSettings::from(server->settings(QStringLiteral("admin"))), password, {},
                             [](MeshMessage &) {});
        if (auto ready = settle(admin.whenReady({}), 20'000); !ready)
            return ready.error();
        return settle(admin.ask(request, MeshConnection::Echo::ResponseId, 10'000, {}), 15'000);
    }
};

} // namespace ringward::testing

#pragma once
#include "models/sources/sourcerecord.h"

namespace ringward::testing {

/// A record with what the test names; the key is the agent id or the host name when not given.
struct Says {
    quint32 source = 1;
    const char *key = "", *uuid = "", *serial = "", *guid = "", *agent = "", *host = "", *domain = "", *mac = "";
    qint64 seenMs = 0;
};

inline SourceRecord record(const Says &says)
{
    SourceRecord out;
    const auto text = [](const char *utf8) {
        return QString::fromUtf8(utf8);
    };
    out.source = SourceId{says.source};
    out[Field::HardwareUuid] = text(says.uuid);
    out[Field::SerialNumber] = text(says.serial);
    out[Field::DirectoryGuid] = text(says.guid);
    out[Field::AgentId] = text(says.agent);
    out[Field::HostName] = text(says.host);
    out[Field::Domain] = text(says.domain);
    out[Field::MacAddress] = text(says.mac);
    out.key = *says.key ? text(says.key) : *says.agent ? text(says.agent) : text(says.host);
    out.lastSeenMs = says.seenMs;
    return out;
}

inline constexpr const char *kUuid1 = "4c4c4544-0051-4b10-8052-b7c04f525433";
inline constexpr const char *kUuid2 = "4c4c4544-0051-4b10-8052-b7c04f525444";
inline constexpr const char *kUuid3 = "4c4c4544-0051-4b10-8052-b7c04f525455";
inline constexpr const char *kGuid1 = "0b1c6e62-1f43-4d39-9b5e-2f6c6a1e7a01";

} // namespace ringward::testing

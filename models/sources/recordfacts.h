#pragma once
#include "models/sources/sourcerecord.h"

#include <deque>
#include <unordered_map>

namespace ringward {

/// Where a record places its device.
struct PlaceFacts {
    QString siteCode, siteName, building, wardCode, wardName, wardKind;
    quint16 beds = 0, minimumCover = 0;
};

/// What the device is.
struct MakeFacts {
    QString role, tier, manufacturer, model;
};

/// What runs on it and what the streams delivered.
struct SoftwareFacts {
    QString osBuild, agentProduct, agentVersion;
    std::vector<StreamReport> streams;
};

/// The facts that many records share, each kept once and known by number. Number 0 is "nothing told".
class RecordFacts {
public:
    RecordFacts();
    quint32 place(const SourceRecord &record);
    quint32 make(const SourceRecord &record);
    quint32 software(const SourceRecord &record);
    const PlaceFacts &place(quint32 id) const { return m_places[id]; }
    const MakeFacts &make(quint32 id) const { return m_makes[id]; }
    const SoftwareFacts &software(quint32 id) const { return m_software[id]; }

private:
    std::deque<PlaceFacts> m_places;
    std::deque<MakeFacts> m_makes;
    std::deque<SoftwareFacts> m_software;
    std::unordered_map<quint64, quint32> m_placeIds, m_makeIds, m_softwareIds; ///< by 64-bit hash of the texts
};

/// A hash of everything a record tells but the time it was seen and its signs of health.
quint64 contentHash(const SourceRecord &record);

} // namespace ringward

#pragma once
#include "models/drill/equipment.h"
#include "models/drill/hospital.h"

namespace ringward::drill {

/// Which outside system a source plays. Each knows the same machines under its own ids, leaves out what such a system
/// does not know, and is honestly wrong about a few.
enum class DemoFacet : quint8 {
    Agent, ///< a security agent's console: everything, and the drivers
    Directory, ///< computer accounts: no serial numbers; stale wards, old names
    Remote, ///< a remote-control relay: not on servers and vendor devices; old agents left behind
};
std::optional<DemoFacet> demoFacet(QStringView word); ///< "agent", "directory", "remote"

/// Makes SourceRecords of one facet at one moment. Keeps texts that many records share, so make a page with one writer.
/// For one thread.
class DemoRecordWriter {
public:
    DemoRecordWriter(const Hospital &hospital, const Equipment &equipment, DemoFacet facet, SourceId source,
                     qint64 atMs);
    ~DemoRecordWriter();

    /// The records of one device in this facet: none, one, or two where an old agent was left behind.
    void write(const DevicePlace &place, std::vector<SourceRecord> &to);
    /// Only when the device was heard of or changed at or after `sinceMs`.
    void writeChanged(const DevicePlace &place, qint64 sinceMs, std::vector<SourceRecord> &to);

    /// The device with that key in any facet.
    static std::optional<quint32> deviceOfKey(const Hospital &hospital, const QString &key);

private:
    struct WardTexts;
    struct Facts;
    const WardTexts &textsOf(quint32 ward);
    const DeviceOverride *changeOf(quint32 device) const;
    bool errs(int kind, quint32 device, quint32 perThousand) const; ///< whether a source is wrong about a device
    bool knows(const DevicePlace &place) const;
    qint64 seenMs(const DevicePlace &place, const FaultSpans *faults, qint64 atMs) const;
    quint32 formerWard(quint32 ward) const;
    QString version(DemoStream stream, int release, int system);

    void fill(const DevicePlace &place, const DeviceOverride *changed, qint64 seen, std::vector<SourceRecord> &to);
    void fillPlace(quint32 ward, SourceRecord &record) const;
    void fillAgent(const Facts &facts, SourceRecord &record);
    void fillDirectory(const Facts &facts, SourceRecord &record);
    void fillRemote(const Facts &facts, SourceRecord &record);

    const Hospital &m_hospital;
    const Equipment &m_equipment;
    DemoFacet m_facet;
    SourceId m_source;
    qint64 m_atMs;
    Overrides m_overrides;
    Mix m_identity, m_error;
    std::unique_ptr<WardTexts> m_ward;
    QHash<quint64, QString> m_versions;
    QHash<quint32, QString> m_rooms;
};

} // namespace ringward::drill

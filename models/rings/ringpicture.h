#pragma once
#include "models/rings/drift.h"
#include "models/rings/pinlist.h"
#include "models/rings/ringdesigner.h"
#include "models/rings/whatif.h"

namespace ringward {

/// When a version was first seen to be what a ring has: by stream, ring and version. UTC, milliseconds.
struct VersionSightings {
    Stream stream;
    qint64 beganMs = 0; ///< since when somebody looks; what was there then may be older
    QHash<QString, qint64> firstMs; ///< key(ring, version)
    static QString key(const QString &ring, const QString &version) { return ring + u'\n' + version; }
};

/// What one ring looks like, today and under a draft.
struct RingColumn {
    struct WardLine {
        quint32 ward = 0;
        quint32 devices = 0; ///< today
        qint32 change = 0; ///< by the draft
    };
    enum class Soak : quint8 { NotStarted, Running, Done, None };
    enum class Gate : quint8 { Passed, Soaking, Troubled, Waiting, SignOff };
    quint32 today = 0, draft = 0;
    std::array<quint32, kTierCount> tiers{}; ///< of the draft
    std::vector<WardLine> wards; ///< changed ones first, then the largest
    QString version; ///< that most of its devices have; empty when not told
    quint32 withVersion = 0, looping = 0; ///< devices with it; of those, crash-looping or silent since
    std::optional<qint64> ageMs; ///< since it was first seen there
    bool ageAtLeast = false; ///< it was there when looking began
    Soak soak = Soak::None;
    Gate gate = Gate::Waiting;
};

QString gateWord(RingColumn::Gate gate); ///< translated: "passed"
QString soakText(const RingColumn &column, const Ring &rule); ///< translated: "2 h of 4 h"
QString stateLabel(GuardrailResult::State state); ///< translated: "near"

/// Damage by a bad version at one time of reversal.
struct WhatIfLine {
    BadContent content;
    Damage withoutRings, today, draft;
};

/// All that the Rings page shows of one stream. Worked out in one go, off the GUI thread.
struct RingPicture {
    RingFactsPtr facts;
    RingAssignment rings; ///< today with the draft
    WavePlan waves;
    std::vector<RingColumn> columns;
    std::vector<GuardrailResult> results;
    CanarySight sight;
    std::vector<PinLine> pins; ///< of this stream, first to expire first
    Drift drift;
    RingIntent intent;
    std::vector<WhatIfLine> whatIf;
    QStringList refused; ///< what sources refuse of this policy, or cannot do
    VersionSightings sightings; ///< with what was seen now
    bool sightingsChanged = false;
    quint32 moves() const { return quint32(waves.rows.size()); }
};

/// What a picture is made from.
struct RingQuestion {
    FleetSnapshotPtr fleet;
    StreamPolicy policy;
    GuardrailSet guardrails;
    std::vector<Pin> pins;
    RingIntent intent;
    VersionSightings sightings;
    std::vector<RingMove> draft; ///< moves of this stream
    std::vector<BadContent> whatIf;
    qint64 nowMs = 0;
};

/// Null when stopped. Any thread.
std::shared_ptr<const RingPicture> drawRings(const RingQuestion &question, std::stop_token stop = {});

/// `rings` with the moves in `draft` that its policy and fleet still know.
RingAssignment withMoves(const RingFacts &facts, const std::vector<RingMove> &draft);

} // namespace ringward

#include "models/drivers/exposure.h"

#include "models/base/counted.h"

#include <QCoreApplication>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Exposure", text);
}

struct PartText {
    char letter;
    const char *label;
};
// Positions are the values of ExposurePart.
constexpr std::array<PartText, kExposurePartCount> kParts{{
    {'S', QT_TRANSLATE_NOOP("ringward::Exposure", "Start")},
    {'F', QT_TRANSLATE_NOOP("ringward::Exposure", "Filter class")},
    {'R', QT_TRANSLATE_NOOP("ringward::Exposure", "Run-time content")},
    {'C', QT_TRANSLATE_NOOP("ringward::Exposure", "Cadence")},
    {'G', QT_TRANSLATE_NOOP("ringward::Exposure", "Signature")},
    {'X', QT_TRANSLATE_NOOP("ringward::Exposure", "Crash, rarity")},
}};

/// What a fact is called in the weights, and in a sentence for people.
struct Reason {
    const char *word;
    const char *why;
};

// Positions are StartType + 1.
constexpr std::array kStarts{
    Reason{"not-told", QT_TRANSLATE_NOOP("ringward::Exposure", "no source tells how it starts")},
    Reason{"boot", QT_TRANSLATE_NOOP("ringward::Exposure", "starts with the boot loader: a fault means a boot loop")},
    Reason{"system", QT_TRANSLATE_NOOP("ringward::Exposure", "starts with the kernel: a fault means a boot loop")},
    Reason{"auto", QT_TRANSLATE_NOOP("ringward::Exposure", "starts with the services")},
    Reason{"manual", QT_TRANSLATE_NOOP("ringward::Exposure", "starts on demand")},
    Reason{"disabled", QT_TRANSLATE_NOOP("ringward::Exposure", "is disabled")},
};
// Positions are KernelVendor::Content.
constexpr std::array kContents{
    Reason{"not-known", QT_TRANSLATE_NOOP("ringward::Exposure", "not known whether it reads content at run time")},
    Reason{"never", QT_TRANSLATE_NOOP("ringward::Exposure", "changes with its own version only")},
    Reason{"sometimes", QT_TRANSLATE_NOOP("ringward::Exposure", "reads rules at run time")},
    Reason{"always", QT_TRANSLATE_NOOP("ringward::Exposure", "reads content that changes without a new version")},
};
// Positions are KernelVendor::Cadence.
constexpr std::array kCadences{
    Reason{"not-known", QT_TRANSLATE_NOOP("ringward::Exposure", "not known how often something new arrives")},
    Reason{"months", QT_TRANSLATE_NOOP("ringward::Exposure", "something new every few months")},
    Reason{"days", QT_TRANSLATE_NOOP("ringward::Exposure", "something new every few days")},
    Reason{"hours", QT_TRANSLATE_NOOP("ringward::Exposure", "something new several times a day")},
};
// Positions are SignatureLevel.
constexpr std::array kSignatures{
    Reason{"not-told", QT_TRANSLATE_NOOP("ringward::Exposure", "no source tells its signature")},
    Reason{"unsigned", QT_TRANSLATE_NOOP("ringward::Exposure", "is not signed")},
    Reason{"test", QT_TRANSLATE_NOOP("ringward::Exposure", "is signed with a test certificate")},
    Reason{"vendor", QT_TRANSLATE_NOOP("ringward::Exposure", "is signed by its vendor alone")},
    Reason{
        "hardware-publisher",
        QT_TRANSLATE_NOOP("ringward::Exposure",
                          "is signed by Microsoft for hardware; whether tested or attested, the name does not tell")},
    Reason{"hardware-attested",
           QT_TRANSLATE_NOOP("ringward::Exposure", "is signed by Microsoft by attestation: nothing was tested")},
    Reason{"hardware-tested", QT_TRANSLATE_NOOP("ringward::Exposure", "is signed by Microsoft and passed its tests")},
    Reason{"early-launch", QT_TRANSLATE_NOOP("ringward::Exposure", "is signed for early launch")},
    Reason{"inbox", QT_TRANSLATE_NOOP("ringward::Exposure", "is signed as part of Windows")},
};

class Score {
public:
    explicit Score(const ExposureWeights &weights)
        : m_weights(weights)
    {
    }
    void give(ExposurePart part, const char *word, const QString &why, bool told = true, int times = 1)
    {
        ExposureShare &share = m_exposure.parts[std::size_t(part)];
        share.most = m_weights.most(part);
        share.points = std::min(share.most, share.points + times * m_weights.points(part, word));
        share.told = share.told && told;
        share.why += share.why.isEmpty() ? why : QStringLiteral("; ") + why;
    }
    void give(ExposurePart part, const Reason &reason, bool told) { give(part, reason.word, tr(reason.why), told); }
    void explain(ExposurePart part, const QString &otherwise)
    {
        QString &why = m_exposure.parts[std::size_t(part)].why;
        why = why.isEmpty() ? otherwise : why;
    }
    Exposure nothing(const QString &why)
    {
        for (ExposureShare &share : m_exposure.parts)
            share.why = why;
        return result();
    }
    Exposure result()
    {
        for (std::size_t i = 0; i < kExposurePartCount; ++i) {
            m_exposure.parts[i].most = m_weights.most(ExposurePart(i));
            m_exposure.total += m_exposure.parts[i].points;
        }
        return std::move(m_exposure);
    }

private:
    const ExposureWeights &m_weights;
    Exposure m_exposure;
};

void scoreFilter(Score &score, const ExposureFacts &facts)
{
    if (!facts.altitude) {
        score.give(ExposurePart::Filter, "none", tr("no file system filter as far as is known"));
        return;
    }
    const QString &group = facts.altitude->loadOrderGroup;
    if (facts.image.inbox && !facts.vendor) {
        score.give(
            ExposurePart::Filter, "windows-filter",
            tr("part of Windows that filters file accesses: %1 at altitude %2").arg(group, facts.altitude->altitude));
        return;
    }
    const char *word = group == u"FSFilter Anti-Virus" ? "anti-virus"
        : group == u"FSFilter Activity Monitor"        ? "activity-monitor"
                                                       : "other-filter";
    score.give(ExposurePart::Filter, word,
               tr("filters every file access: %1 at altitude %2").arg(group, facts.altitude->altitude), true);
}

/// The strongest evidence of an alarm counts, once for what the file is and once for what may happen.
void scoreCatalogues(Score &score, const std::vector<CatalogueHit> &hits)
{
    const auto alarm = std::find_if(hits.begin(), hits.end(), [](const CatalogueHit &hit) { return hit.alarm; });
    if (alarm == hits.end())
        return;
    const bool proved = alarm->evidence >= Evidence::FlatHash;
    score.give(ExposurePart::Signature, proved ? "catalogue-proved" : "catalogue-likely", alarm->explanation);
    if (proved)
        score.give(ExposurePart::History, "catalogue-proved", tr("known to be abused"));
}

void scoreHistory(Score &score, const ExposureFacts &facts, const ExposureWeights &weights)
{
    if (facts.crashes.crashes() > 0)
        score.give(ExposurePart::History, "crash", facts.crashes.sentence(), true, facts.crashes.crashes());
    if (facts.vendor && !facts.vendor->failed.isEmpty())
        score.give(ExposurePart::History, "crash", facts.vendor->failed);
    if (!facts.image.inbox && isLoadedInSafeMode(facts.image.told.safeMode))
        score.give(ExposurePart::History, "safe-mode",
                   tr("loads in Safe Mode as well, so a start there is no way out"));
    if (facts.devicesWithDrivers == 0 || facts.devices == 0)
        return;
    const double share = double(facts.devices) / facts.devicesWithDrivers;
    if (share < weights.rareBelowShare() && !facts.image.inbox)
        score.give(ExposurePart::History, "rare", tr("rare here: few machines would show its faults first"));
    else if (share >= weights.everywhereFromShare() && !facts.image.inbox)
        score.give(ExposurePart::History, "everywhere", tr("on most machines: a fault takes all of them"));
}

} // namespace

QString letter(ExposurePart part)
{
    return QString(QLatin1Char(kParts[std::size_t(part)].letter));
}

QString label(ExposurePart part)
{
    return tr(kParts[std::size_t(part)].label);
}

Exposure exposureOf(const ExposureFacts &facts, const ExposureWeights &weights)
{
    Score score(weights);
    const Driver &told = facts.image.told;
    if (told.kind == ImageKind::UserMode)
        return score.nothing(tr("runs in user mode: a fault ends a process, not the machine"));
    score.give(ExposurePart::Start, kStarts[std::size_t(int(told.start) + 1)], told.start != StartType::NotTold);
    scoreFilter(score, facts);
    if (facts.image.inbox && !facts.vendor) {
        score.give(ExposurePart::Content, "never", tr("part of Windows: changes with it"));
        score.give(ExposurePart::Cadence, "months", tr("arrives with Windows updates"));
    } else {
        const auto content = facts.vendor ? facts.vendor->content : KernelVendor::Content::NotKnown;
        const auto cadence = facts.vendor ? facts.vendor->cadence : KernelVendor::Cadence::NotKnown;
        score.give(ExposurePart::Content, kContents[std::size_t(content)], content != KernelVendor::Content::NotKnown);
        score.give(ExposurePart::Cadence, kCadences[std::size_t(cadence)], cadence != KernelVendor::Cadence::NotKnown);
    }
    score.give(ExposurePart::Signature, kSignatures[std::size_t(facts.image.signature)],
               facts.image.signature != SignatureLevel::NotTold);
    scoreCatalogues(score, facts.hits);
    scoreHistory(score, facts, weights);
    score.explain(ExposurePart::History, tr("nothing on record against it"));
    return score.result();
}

} // namespace ringward

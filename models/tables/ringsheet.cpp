#include "models/tables/ringsheet.h"

#include "models/base/age.h"
#include "models/base/counted.h"

#include <QCoreApplication>

#include <map>

namespace ringward {

namespace {

using L = const RingSheetLine &;
using What = RingSheetLine::What;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::RingSheet", text);
}

QString whatText(L line)
{
    // Positions are the values of What.
    static constexpr std::array kWords{QT_TRANSLATE_NOOP("ringward::RingSheet", "ring"),
                                       QT_TRANSLATE_NOOP("ringward::RingSheet", "ward"),
                                       QT_TRANSLATE_NOOP("ringward::RingSheet", "guardrail")};
    return tr(kWords[std::size_t(line.what)]);
}

template <int kTier>
RingSheet::Column tierColumn()
{
    return {word(Tier(kTier)).toUpper(),
            [](L l) { return l.what == What::Guardrail ? QString() : countText(l.tiers[kTier]); },
            [](L l) -> QVariant {
                return l.what == What::Guardrail ? QVariant() : QVariant(l.tiers[kTier]);
            }};
}

QString changeText(L line)
{
    return line.change > 0 ? QStringLiteral("+%1").arg(line.change)
        : line.change < 0  ? QString::number(line.change)
                           : QString();
}

QString ageOf(const RingColumn &column)
{
    if (!column.ageMs)
        return {};
    return column.ageAtLeast ? tr("at least %1 old").arg(ageText(*column.ageMs))
                             : tr("%1 old").arg(ageText(*column.ageMs));
}

RingSheetLine ringLine(const RingPicture &picture, std::size_t ring)
{
    const RingColumn &column = picture.columns[ring];
    const Ring &rule = picture.facts->policy.rings[ring];
    QStringList detail{rule.name.held           ? tr("held")
                           : rule.delayMin == 0 ? tr("no delay")
                                                : tr("delay %1").arg(durationText(rule.delayMin)),
                       ageOf(column)};
    if (column.looping)
        detail << tr("%1 looping").arg(counted(column.looping, Noun::Device));
    detail.removeAll(QString());
    return {What::Ring,
            rule.name.name,
            {},
            column.draft,
            qint32(column.draft) - qint32(column.today),
            column.tiers,
            column.version,
            gateWord(column.gate),
            soakText(column, rule),
            detail.join(QStringLiteral(", "))};
}

RingSheetLine guardrailLine(const GuardrailResult &result)
{
    RingSheetLine line;
    line.what = What::Guardrail;
    line.name = result.name;
    line.ward = result.wards.join(QStringLiteral(", "));
    line.state = stateLabel(result.state);
    line.value = result.value;
    QStringList detail{result.limit, result.detail};
    if (!result.waivedBy.isEmpty())
        detail << tr("Waived by %1.").arg(result.waivedBy);
    detail.removeAll(QString());
    line.detail = detail.join(QStringLiteral(" · "));
    return line;
}

} // namespace

std::vector<RingSheet::Column> ringSheetColumns()
{
    return {{tr("What"), whatText,
             [](L l) -> QVariant {
                 return whatText(l);
             }},
            RingSheet::textColumn<&RingSheetLine::name>(tr("Ring or guardrail")),
            RingSheet::textColumn<&RingSheetLine::ward>(tr("Ward")),
            {tr("Devices"), [](L l) { return l.what == What::Guardrail ? QString() : countText(l.devices); },
             [](L l) -> QVariant {
                 return l.what == What::Guardrail ? QVariant() : QVariant(l.devices);
             }},
            {tr("Draft"), changeText,
             [](L l) -> QVariant {
                 return l.change ? QVariant(l.change) : QVariant();
             }},
            tierColumn<0>(),
            tierColumn<1>(),
            tierColumn<2>(),
            tierColumn<3>(),
            tierColumn<4>(),
            RingSheet::textColumn<&RingSheetLine::version>(tr("Version")),
            RingSheet::textColumn<&RingSheetLine::state>(tr("Gate or state")),
            RingSheet::textColumn<&RingSheetLine::value>(tr("Soak or value")),
            RingSheet::textColumn<&RingSheetLine::detail>(tr("Detail"))};
}

std::vector<RingSheetLine> ringSheet(const RingPicture &picture, std::stop_token stop)
{
    static_assert(kTierCount == 5, "each tier has a column");
    const RingFacts &facts = *picture.facts;
    struct Members {
        quint32 devices = 0, today = 0;
        std::array<quint32, kTierCount> tiers{};
    };
    std::vector<std::map<quint32, Members>> byWard(facts.rings());
    for (Row row = 0; row < facts.rows() && !stop.stop_requested(); ++row) {
        if (facts.today[row] == kNoRing)
            continue;
        ++byWard[facts.today[row]][facts.ward[row]].today;
        Members &members = byWard[picture.rings[row]][facts.ward[row]];
        ++members.devices;
        ++members.tiers[std::size_t(facts.tier[row])];
    }
    std::vector<RingSheetLine> lines;
    for (std::size_t ring = 0; ring < picture.columns.size(); ++ring)
        lines.push_back(ringLine(picture, ring));
    for (const GuardrailResult &result : picture.results)
        lines.push_back(guardrailLine(result));
    for (std::size_t ring = 0; ring < picture.columns.size(); ++ring) {
        for (const RingColumn::WardLine &ward : picture.columns[ring].wards) {
            const Members &members = byWard[ring][ward.ward];
            RingSheetLine line;
            line.what = What::Ward;
            line.name = facts.policy.rings[ring].name.name;
            line.ward = ward.ward ? facts.wardName(ward.ward) : tr("no ward told");
            line.devices = members.devices;
            line.change = qint32(members.devices) - qint32(members.today);
            line.tiers = members.tiers;
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

} // namespace ringward

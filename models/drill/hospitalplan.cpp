#include "models/drill/hospitalplan.h"

#include "models/drill/mix.h"

#include <algorithm>

namespace ringward::drill {

namespace {

enum Purpose : quint64 { WardLeftOut = 100, WardSize, SiteName, SiteCode };

constexpr quint32 kLetters = 26;
constexpr quint32 kCodes = kLetters * kLetters * kLetters;

quint32 codeNumber(const QString &code)
{
    quint32 number = 0;
    for (const QChar letter : code)
        number = number * kLetters + quint32(letter.unicode() - u'A') % kLetters;
    return number;
}

QString codeText(quint32 number)
{
    const auto letter = [](quint32 n) {
        return QChar(char16_t(u'A' + n % kLetters));
    };
    return QString(letter(number / kLetters / kLetters)) + letter(number / kLetters) + letter(number);
}

quint32 patternDevices(const DemoCatalogue &catalogue)
{
    quint32 sum = 0;
    for (const DemoSitePattern &site : catalogue.sites) {
        for (const DemoWardPattern &ward : site.wards)
            sum += ward.devices;
    }
    return sum;
}

std::size_t patternWards(const DemoCatalogue &catalogue)
{
    std::size_t sum = 0;
    for (const DemoSitePattern &site : catalogue.sites)
        sum += site.wards.size();
    return sum;
}

} // namespace

/// A ward on its way into the plan: how big it would like to be.
struct HospitalPlan::Draft {
    PlannedWard ward;
    quint32 weight = 0;
};

HospitalPlan::HospitalPlan(DemoCataloguePtr catalogue, quint32 devices, quint64 seed)
    : m_catalogue(std::move(catalogue))
    , m_devices(std::clamp(devices, kFewest, kMost))
    , m_seed(seed)
    , m_codesTaken(kCodes)
{
    const quint32 usual = patternDevices(*m_catalogue);
    const quint32 regions = std::max(1U, (m_devices + usual / 2) / usual);
    for (quint32 region = 0; region < regions; ++region)
        addRegion(region, m_devices / regions + (region < m_devices % regions ? 1 : 0));
    m_wards.shrink_to_fit();
    m_sites.shrink_to_fit();
}

/// One region is a set of sites, one of each pattern, with exactly `devices` devices.
void HospitalPlan::addRegion(quint32 region, quint32 devices)
{
    const Mix leftOut(m_seed, WardLeftOut), size(m_seed, WardSize);
    const std::size_t all = patternWards(*m_catalogue);
    const quint32 usual = patternDevices(*m_catalogue);
    const bool small = devices < usual / 2; // a small hospital has fewer wards, not empty ones
    std::vector<Draft> drafts;
    quint64 weights = 0;
    for (quint8 s = 0; s < m_catalogue->sites.size(); ++s) {
        const auto &wards = m_catalogue->sites[s].wards;
        const std::size_t kept = small ? std::max<std::size_t>(1, wards.size() * devices / usual) : wards.size();
        m_sites.push_back(siteOf(region, s));
        for (std::size_t k = 0; k < kept; ++k) {
            const std::size_t w = k * wards.size() / kept;
            const quint64 key = region * all + drafts.size();
            if (region > 0 && k > 0 && leftOut.below(100, key, w) < 10)
                continue;
            Draft draft;
            draft.ward.site = quint16(m_sites.size() - 1);
            draft.ward.pattern = quint8(w);
            draft.ward.beds = wards[w].beds;
            draft.weight = wards[w].devices * (region > 0 ? 85 + size.below(31, key) : 100);
            weights += draft.weight;
            drafts.push_back(draft);
        }
    }
    quint32 given = 0;
    for (Draft &draft : drafts) {
        draft.ward.devices = quint16(quint64(draft.weight) * devices / weights);
        given += draft.ward.devices;
    }
    for (std::size_t i = 0; given < devices; i = (i + 1) % drafts.size(), ++given)
        ++drafts[i].ward.devices;
    quint32 first = m_wards.empty() ? 0 : m_wards.back().firstDevice + m_wards.back().devices;
    for (Draft &draft : drafts) {
        draft.ward.firstDevice = first;
        first += draft.ward.devices;
        const DemoWardPattern &as = pattern(draft.ward);
        const quint32 byKind = draft.ward.devices * m_catalogue->wardKinds[as.kind].coverPermille / 1000U;
        draft.ward.cover = as.cover && as.devices == draft.ward.devices ? as.cover : quint16(std::max(2U, byKind));
        m_wards.push_back(draft.ward);
    }
}

PlannedSite HospitalPlan::siteOf(quint32 region, quint8 pattern)
{
    const DemoSitePattern &as = m_catalogue->sites[pattern];
    PlannedSite site{as.code, as.name, pattern};
    QString letters = as.code;
    if (region > 0) {
        const Mix name(m_seed, SiteName);
        const auto firsts = quint32(m_catalogue->placeFirst.size()), seconds = quint32(m_catalogue->placeSecond.size());
        // Steps coprime to the number of places visit every place once before any comes again.
        const quint32 places = firsts * seconds;
        const quint32 at = (region * 1'009 + pattern * 463) % places;
        const QString place =
            m_catalogue->placeFirst[qsizetype(at % firsts)] + m_catalogue->placeSecond[qsizetype(at / firsts)];
        const QStringList &shapes = m_catalogue->siteNames[pattern];
        const auto shape =
            qsizetype((name.below(quint32(shapes.size()), region, pattern) + region / places) % quint32(shapes.size()));
        site.name = shapes[shape].arg(place);
        letters = place.toUpper() + as.code.back();
    }
    for (qsizetype i = 1; region > 0 && i + 1 < letters.size(); ++i) {
        for (qsizetype j = i + 1; j < letters.size(); ++j) {
            const QString code = QString(letters[0]) + letters[i] + letters[j];
            if (!m_codesTaken[codeNumber(code)]) {
                m_codesTaken[codeNumber(code)] = true;
                site.code = code;
                return site;
            }
        }
    }
    quint32 number = region > 0 ? Mix(m_seed, SiteCode).below(kCodes, region, pattern) : codeNumber(as.code);
    while (m_codesTaken[number])
        number = (number + 1) % kCodes;
    m_codesTaken[number] = true;
    site.code = codeText(number);
    return site;
}

quint32 HospitalPlan::wardOf(quint32 device) const
{
    const auto after = std::upper_bound(m_wards.begin(), m_wards.end(), device,
                                        [](quint32 d, const PlannedWard &ward) { return d < ward.firstDevice; });
    return quint32(after - m_wards.begin()) - 1;
}

DevicePlace HospitalPlan::place(quint32 device) const
{
    const quint32 ward = wardOf(device);
    return placeIn(ward, device - m_wards[ward].firstDevice);
}

DevicePlace HospitalPlan::placeIn(quint32 wardNumber, quint32 inWard) const
{
    const PlannedWard &ward = m_wards[wardNumber];
    const auto &parts = m_catalogue->wardKinds[pattern(ward).kind].parts;
    quint32 minimums = 0;
    for (const auto &part : parts)
        minimums += part.minimum;
    const quint32 rest = ward.devices > minimums ? ward.devices - minimums : 0;
    quint32 before = 0;
    for (const auto &part : parts) {
        const bool last = &part == &parts.back();
        const quint32 count = part.minimum + part.permille * rest / 1000U;
        if (inWard < before + count || last) {
            return {ward.firstDevice + inWard,    wardNumber, quint16(inWard),
                    quint16(inWard - before + 1), part.role,  m_catalogue->roles[part.role].tier};
        }
        before += count;
    }
    return {};
}

std::size_t HospitalPlan::memory() const
{
    constexpr std::size_t kTexts = 2 * 48; // two short texts of a site, roughly
    return m_wards.capacity() * sizeof(PlannedWard) + m_sites.capacity() * (sizeof(PlannedSite) + kTexts)
        + m_codesTaken.size() / 8;
}

} // namespace ringward::drill

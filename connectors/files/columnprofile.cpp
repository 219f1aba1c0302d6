#include "connectors/files/columnprofile.h"

#include "connectors/files/canonical.h"
#include "connectors/files/columnmeanings.h"
#include "connectors/files/patientdata.h"
#include "models/base/counted.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kProbedRows = 1000;
constexpr qsizetype kSamples = 5, kSampleLength = 60;
constexpr qint64 kMsADay = 86'400'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::PatientData", text);
}

void tryCheckDigits(ColumnProfile &profile, QStringView cell)
{
    if (cell.size() < 10 || cell.size() > 19 || cell.front() < u'0' || cell.front() > u'9')
        return;
    profile.nhsNumbers += isNhsNumber(cell);
    profile.pesels += isPesel(cell);
    profile.nirs += isNir(cell);
}

void probe(ColumnProfile &profile, QStringView cell)
{
    ++profile.probed;
    const QString sample = cell.left(kSampleLength).toString();
    if (profile.samples.size() < kSamples && !profile.samples.contains(sample))
        profile.samples.append(sample);
    profile.uuids += !canonicalUuid(cell).isEmpty();
    profile.macs += !canonicalMac(cell).isEmpty();
    profile.personNames += looksLikePersonName(cell);
    const auto order = provenOrder(cell);
    profile.dayFirst += order == DateOrder::DayFirst;
    profile.monthFirst += order == DateOrder::MonthFirst;
    const bool hasSeparator = cell.contains(u'-') || cell.contains(u'/') || cell.contains(u'.');
    const auto moment = hasSeparator ? parseMoment(cell) : std::nullopt;
    if (!moment || *moment == 0)
        return;
    ++profile.moments;
    profile.wholeDays += *moment % kMsADay == 0;
    const int year = QDateTime::fromMSecsSinceEpoch(*moment, Qt::UTC).date().year();
    profile.firstYear = profile.firstYear ? std::min(profile.firstYear, year) : year;
    profile.lastYear = std::max(profile.lastYear, year);
}

QString countOf(qint64 count, qint64 filled)
{
    return tr("%1 of %2").arg(countText(qint64(count)), counted(qint64(filled), Noun::Value));
}

} // namespace

bool ColumnProfile::looksLikeBirthDates() const
{
    return wholeDays >= 3 && double(wholeDays) >= 0.8 * double(probed) && lastYear - firstYear >= 20 && firstYear < 2000
        && firstYear > 1890;
}

std::vector<ColumnProfile> profileColumns(ListRows &rows, std::stop_token stop)
{
    std::vector<ColumnProfile> profiles(std::size_t(rows.titles().size()));
    ListRow row;
    rows.rewind();
    for (int count = 0; rows.next(row); ++count) {
        if (count % 4096 == 0 && stop.stop_requested())
            break;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const QStringView cell = row.cells[i].trimmed();
            if (cell.isEmpty())
                continue;
            ++profiles[i].filled;
            tryCheckDigits(profiles[i], cell);
            if (count < kProbedRows)
                probe(profiles[i], cell);
        }
    }
    return profiles;
}

QString patientDataIn(qsizetype column, const QStringList &titles, const std::vector<ColumnProfile> &columns)
{
    const ColumnProfile &profile = columns[std::size_t(column)];
    if (const QString what = patientTitle(titles[column]); !what.isEmpty())
        return tr("the title says: %1").arg(what);
    if (profile.mostly(profile.nhsNumbers))
        return tr("the values are NHS numbers by their check digit (%1)")
            .arg(countOf(profile.nhsNumbers, profile.filled));
    if (profile.mostly(profile.pesels))
        return tr("the values are PESEL numbers by their check digit (%1)")
            .arg(countOf(profile.pesels, profile.filled));
    if (profile.mostly(profile.nirs))
        return tr("the values are NIR numbers by their key (%1)").arg(countOf(profile.nirs, profile.filled));
    // Dates over decades beside names of people are dates of birth; a list of machines has no such dates.
    const auto isName = [&](std::size_t i) {
        return columns[i].personNames >= 3 && double(columns[i].personNames) >= 0.7 * double(columns[i].probed)
            && meaningOfTitle(titles[qsizetype(i)]).confidence < 1;
    };
    bool birthDates = false, names = false;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        birthDates = birthDates || columns[i].looksLikeBirthDates();
        names = names || isName(i);
    }
    if (birthDates && names && profile.looksLikeBirthDates())
        return tr("dates over decades beside names of people look like dates of birth");
    if (birthDates && names && isName(std::size_t(column)))
        return tr("names of people beside what look like dates of birth");
    return {};
}

} // namespace ringward

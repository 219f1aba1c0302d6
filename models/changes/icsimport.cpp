#include "models/changes/icsimport.h"

#include <libical/ical.h>

#include <QCoreApplication>

#include <memory>
#include <optional>

namespace ringward {

namespace {

constexpr qsizetype kMostBytes = 4 << 20;
constexpr int kMostEvents = 5'000;
constexpr qint64 kMostMinutes = 366 * 24 * 60;

struct ComponentFree {
    void operator()(icalcomponent *component) const { icalcomponent_free(component); }
};
using ComponentPtr = std::unique_ptr<icalcomponent, ComponentFree>;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::IcsImport", text);
}

struct Refusal {
    QString reason;
};
template <typename T>
using Taken = tl::expected<T, Refusal>;

tl::unexpected<Refusal> refuse(const char *text)
{
    return tl::unexpected(Refusal{tr(text)});
}

/// The zone of a TZID: an IANA name, or one that ends in it ("/freeassociation.sourceforge.net/Europe/London"), or a
/// name of Windows ("GMT Standard Time").
std::optional<QTimeZone> zoneOf(const QByteArray &tzid)
{
    for (qsizetype from = 0; from >= 0; from = tzid.indexOf('/', from + 1)) {
        const QByteArray candidate = tzid.mid(from ? from + 1 : 0);
        if (QTimeZone::isTimeZoneIdAvailable(candidate))
            return QTimeZone(candidate);
    }
    const QByteArray windows = QTimeZone::windowsIdToDefaultIanaId(tzid);
    return windows.isEmpty() ? std::nullopt : std::optional(QTimeZone(windows));
}

Taken<QDateTime> timeOf(const icaltimetype &time, icalproperty *property, const QTimeZone &local)
{
    const QDate date(time.year, time.month, time.day);
    const QTime clock = time.is_date ? QTime(0, 0) : QTime(time.hour, time.minute, std::min(time.second, 59));
    if (!date.isValid() || !clock.isValid())
        return refuse("Its time cannot be read.");
    if (icaltime_is_utc(time))
        return QDateTime(date, clock, Qt::UTC);
    const icalparameter *parameter =
        property ? icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER) : nullptr;
    if (!parameter)
        return QDateTime(date, clock, local);
    const auto zone = zoneOf(icalparameter_get_tzid(parameter));
    if (!zone)
        return refuse("Its time zone is not known here.");
    return QDateTime(date, clock, *zone);
}

bool isUsed(const short *parts)
{
    return parts[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

Taken<FreezeRepeat> repeatOf(const icalrecurrencetype &rule, const QDateTime &begin)
{
    using Every = FreezeRepeat::Every;
    FreezeRepeat repeat;
    switch (rule.freq) {
    case ICAL_DAILY_RECURRENCE:
        repeat.every = Every::Day;
        break;
    case ICAL_WEEKLY_RECURRENCE:
        repeat.every = Every::Week;
        break;
    case ICAL_MONTHLY_RECURRENCE:
        repeat.every = Every::Month;
        break;
    case ICAL_YEARLY_RECURRENCE:
        repeat.every = Every::Year;
        break;
    default:
        return refuse("It repeats more often than once a day.");
    }
    const bool others = isUsed(rule.by_second) || isUsed(rule.by_minute) || isUsed(rule.by_hour)
        || isUsed(rule.by_year_day) || isUsed(rule.by_week_no) || isUsed(rule.by_set_pos)
        || (isUsed(rule.by_day) && repeat.every != Every::Week);
    const bool otherDay = isUsed(rule.by_month_day)
        && (rule.by_month_day[0] != begin.date().day() || rule.by_month_day[1] != ICAL_RECURRENCE_ARRAY_MAX);
    const bool otherMonth = isUsed(rule.by_month)
        && (repeat.every != Every::Year || rule.by_month[0] != begin.date().month()
            || rule.by_month[1] != ICAL_RECURRENCE_ARRAY_MAX);
    if (others || otherDay || otherMonth)
        return refuse("Its rule of repetition is not supported. Enter its windows by hand.");
    repeat.interval = std::max<int>(1, rule.interval);
    repeat.count = std::max(0, rule.count);
    for (int i = 0; repeat.every == Every::Week && i < ICAL_BY_DAY_SIZE && rule.by_day[i] != ICAL_RECURRENCE_ARRAY_MAX;
         ++i) {
        const int day = int(icalrecurrencetype_day_day_of_week(rule.by_day[i])); // 1 is Sunday
        repeat.weekDays.push_back(day == 1 ? 7 : day - 1);
    }
    if (!icaltime_is_null_time(rule.until)) {
        QDateTime until = begin;
        until.setDate(QDate(rule.until.year, rule.until.month, rule.until.day));
        if (rule.until.is_date)
            until.setTime(QTime(23, 59, 59));
        else
            until = QDateTime(until.date(), QTime(rule.until.hour, rule.until.minute, std::min(rule.until.second, 59)),
                              Qt::UTC);
        repeat.untilMs = until.toMSecsSinceEpoch();
    }
    return repeat;
}

/// All-day events end with the day before DTEND; without an end they last a day, or no time at all.
Taken<qint64> minutesOf(icalcomponent *event, const QDateTime &begin, const QTimeZone &local)
{
    icalproperty *start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    icalproperty *end = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
    icalproperty *duration = icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY);
    qint64 minutes = icalproperty_get_dtstart(start).is_date ? 24 * 60 : 0;
    if (end) {
        const auto until = timeOf(icalproperty_get_dtend(end), end, local);
        if (!until)
            return tl::unexpected(until.error());
        const QDateTime wall = until->toTimeZone(begin.timeZone());
        minutes = begin.date().daysTo(wall.date()) * 24 * 60
            + (wall.time().msecsSinceStartOfDay() - begin.time().msecsSinceStartOfDay()) / 60'000;
    } else if (duration) {
        minutes = icaldurationtype_as_int(icalproperty_get_duration(duration)) / 60;
    }
    if (minutes < 1 || minutes > kMostMinutes)
        return refuse("It has no length, or more than a year.");
    return minutes;
}

Taken<Freeze> freezeOf(icalcomponent *event, const QStringList &scopes, const QTimeZone &local)
{
    const auto text = [](const char *bytes) {
        return QString::fromUtf8(bytes ? bytes : "").simplified().left(200);
    };
    Freeze freeze;
    freeze.name = text(icalcomponent_get_summary(event));
    freeze.uid = text(icalcomponent_get_uid(event));
    const QString place = text(icalcomponent_get_location(event));
    for (const QString &scope : scopes) {
        if (scope.compare(place, Qt::CaseInsensitive) == 0)
            freeze.scope = scope;
    }
    icalproperty *start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    if (!start)
        return refuse("It has no beginning.");
    const auto begin = timeOf(icalproperty_get_dtstart(start), start, local);
    if (!begin)
        return tl::unexpected(begin.error());
    freeze.begin = *begin;
    const auto minutes = minutesOf(event, freeze.begin, local);
    if (!minutes)
        return tl::unexpected(minutes.error());
    freeze.minutes = *minutes;
    if (icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY)
        || icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY))
        return refuse("It moves single windows of a series. Enter them by hand.");
    if (icalproperty *rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY)) {
        const auto repeat = repeatOf(icalproperty_get_rrule(rule), freeze.begin);
        if (!repeat)
            return tl::unexpected(repeat.error());
        freeze.repeat = *repeat;
    }
    for (icalproperty *except = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY); except;
         except = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
        auto at = timeOf(icalproperty_get_exdate(except), except, local);
        if (!at)
            return tl::unexpected(at.error());
        freeze.except.push_back(*at);
    }
    return freeze;
}

} // namespace

Result<IcsImport> importIcs(const QByteArray &bytes, const QStringList &scopes, const QTimeZone &local)
{
    const Error malformed{Error::Kind::Malformed, QStringLiteral("no VCALENDAR"),
                          tr("This is no calendar file (.ics), or it is larger than 4 MB.")};
    if (bytes.size() > kMostBytes || !bytes.trimmed().startsWith("BEGIN:VCALENDAR"))
        return malformed;
    const ComponentPtr calendar(icalparser_parse_string(bytes.constData()));
    if (!calendar)
        return malformed;
    IcsImport import;
    int events = 0;
    for (icalcomponent *event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT)) {
        if (++events > kMostEvents) {
            import.refused.push_back({tr("The rest of the file"), tr("There are more than 5,000 events.")});
            break;
        }
        auto freeze = freezeOf(event, scopes, local);
        const char *summary = icalcomponent_get_summary(event);
        if (freeze)
            import.freezes.push_back(std::move(*freeze));
        else
            import.refused.push_back({QString::fromUtf8(summary ? summary : "?").left(200), freeze.error().reason});
    }
    return import;
}

} // namespace ringward

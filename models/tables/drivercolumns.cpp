#include "models/tables/drivercolumns.h"

#include "models/base/version.h"
#include "models/tables/drivertable.h"

#include <QCoreApplication>
#include <QLocale>

namespace ringward {

namespace {

using D = const AssessedDriver &;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::DriverTable", text);
}

// Positions are the values of the enumerations.
constexpr std::array kClasses{
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Unknown"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Windows"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Security agent"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Backup"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Encryption"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Virtualisation"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Remote control"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Anti-cheat"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Device"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Print"),
};
constexpr std::array kStates{
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Unreviewed"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Keep"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Replace"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Remove"),
};
constexpr std::array kStarts{
    QT_TRANSLATE_NOOP("ringward::DriverTable", "not told"), QT_TRANSLATE_NOOP("ringward::DriverTable", "Boot"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "System"),   QT_TRANSLATE_NOOP("ringward::DriverTable", "Auto"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Manual"),   QT_TRANSLATE_NOOP("ringward::DriverTable", "Disabled"),
};
constexpr std::array kSafeModes{
    QT_TRANSLATE_NOOP("ringward::DriverTable", "not told"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Not loaded there"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Loaded, without networking only"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Loaded, with networking only"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Loaded, with and without networking"),
};
constexpr std::array kSignatures{
    QT_TRANSLATE_NOOP("ringward::DriverTable", "not told"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Unsigned"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Test certificate"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Vendor"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Microsoft, hardware"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Microsoft, hardware, attested"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Microsoft, hardware, tested"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Microsoft, early launch"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Microsoft Windows"),
};
constexpr std::array kSignatureWords{"",         "unsigned", "test",         "vendor", "hardware",
                                     "attested", "tested",   "early-launch", "inbox"};
constexpr std::array kStartWords{"", "boot", "system", "auto", "manual", "disabled"};
constexpr std::array kEvidences{
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Name only"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Name and version"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Name, version and signer"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "File hash"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Authenticode hash"),
};
constexpr std::array kEvidenceWords{"name", "name-version", "publisher", "flat-hash", "authenticode-hash"};
constexpr std::array<const char *, kCatalogueKinds> kCatalogues{
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Altitudes"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "LOLDrivers"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Microsoft block list"),
    QT_TRANSLATE_NOOP("ringward::DriverTable", "Crash records"),
};

QString told(const QString &text)
{
    return text.isEmpty() ? tr("not told") : text;
}

QVariant orNothing(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

QString number(quint32 count)
{
    return QLocale().toString(count);
}

QString filterText(D d)
{
    const auto &altitude = d.judged->altitude;
    if (!altitude)
        return tr("no filter");
    const QString group =
        altitude->loadOrderGroup.startsWith(u"FSFilter ") ? altitude->loadOrderGroup.mid(9) : altitude->loadOrderGroup;
    return group.isEmpty() ? altitude->altitude : tr("%1 · %2").arg(group, altitude->altitude);
}

const CatalogueHit *strongest(D d)
{
    return d.judged->hits.empty() ? nullptr : &d.judged->hits.front();
}

QString reviewText(D d)
{
    if (d.review.byRule)
        return tr("Keep, by rule");
    const QString state = label(d.review.state);
    return d.review.scoped ? tr("%1, in part").arg(state) : state;
}

template <auto key>
bool rising(D l, D r)
{
    return key(l) < key(r);
}
template <auto key>
bool byText(D l, D r)
{
    return QString::compare(key(l), key(r), Qt::CaseInsensitive) < 0;
}

double score(D d)
{
    return d.exposure.total;
}
QString name(D d)
{
    return d.name();
}
QString publisher(D d)
{
    return d.judged->publisher();
}
QString className(D d)
{
    return label(d.judged->driverClass);
}
quint32 devices(D d)
{
    return d.count.devices;
}
quint32 wards(D d)
{
    return d.wards;
}
int start(D d)
{
    const StartType type = d.judged->image.told.start;
    return type == StartType::NotTold ? 99 : int(type); // what is not told goes last
}
double altitude(D d)
{
    return d.judged->altitude ? d.judged->altitude->altitude.toDouble() : -1;
}
int signature(D d)
{
    return int(d.judged->image.signature);
}
int evidence(D d)
{
    const CatalogueHit *hit = strongest(d);
    return !hit ? -1 : int(hit->evidence) + (hit->alarm ? 10 : 0);
}
int review(D d)
{
    return int(d.review.state) * 2 + !d.review.byRule;
}
QDate due(D d)
{
    return d.review.due.isValid() ? d.review.due : QDate(9999, 12, 31);
}

constexpr std::array<DriverColumn, DriverTable::ColumnCount> kColumns{{
    {"score", QT_TRANSLATE_NOOP("ringward::DriverTable", "Score"),
     [](D d) { return QLocale().toString(d.exposure.total, 'f', 0); }, [](D d) -> QVariant { return d.exposure.total; },
     rising<score>},
    {"name", QT_TRANSLATE_NOOP("ringward::DriverTable", "Driver"), [](D d) { return d.name(); },
     [](D d) -> QVariant { return d.name(); }, byText<name>},
    {"version", QT_TRANSLATE_NOOP("ringward::DriverTable", "Version"), [](D d) { return told(d.version()); },
     [](D d) { return orNothing(d.version()); },
     [](D l, D r) {
         return compareVersions(versionOfKey(l.key()), versionOfKey(r.key())) < 0;
     }},
    {"publisher", QT_TRANSLATE_NOOP("ringward::DriverTable", "Publisher"),
     [](D d) { return told(d.judged->publisher()); }, [](D d) { return orNothing(d.judged->publisher()); },
     byText<publisher>},
    {"class", QT_TRANSLATE_NOOP("ringward::DriverTable", "Class"), [](D d) { return label(d.judged->driverClass); },
     [](D d) -> QVariant { return word(d.judged->driverClass); }, byText<className>},
    {"devices", QT_TRANSLATE_NOOP("ringward::DriverTable", "Devices"), [](D d) { return number(d.count.devices); },
     [](D d) -> QVariant { return d.count.devices; }, rising<devices>},
    {"wards", QT_TRANSLATE_NOOP("ringward::DriverTable", "Wards"), [](D d) { return number(d.wards); },
     [](D d) -> QVariant { return d.wards; }, rising<wards>},
    {"start", QT_TRANSLATE_NOOP("ringward::DriverTable", "Start"),
     [](D d) { return label(d.judged->image.told.start); },
     [](D d) { return orNothing(QLatin1StringView(kStartWords[std::size_t(int(d.judged->image.told.start) + 1)])); },
     rising<start>},
    {"filter", QT_TRANSLATE_NOOP("ringward::DriverTable", "Filter"), filterText,
     [](D d) { return d.judged->altitude ? orNothing(d.judged->altitude->altitude) : QVariant(); }, rising<altitude>},
    {"signature", QT_TRANSLATE_NOOP("ringward::DriverTable", "Signature"),
     [](D d) { return label(d.judged->image.signature); },
     [](D d) { return orNothing(QLatin1StringView(kSignatureWords[std::size_t(d.judged->image.signature)])); },
     rising<signature>},
    {"evidence", QT_TRANSLATE_NOOP("ringward::DriverTable", "Evidence"),
     [](D d) { return strongest(d) ? label(strongest(d)->evidence) : tr("no entry"); },
     [](D d) {
         return strongest(d) ? orNothing(QLatin1StringView(kEvidenceWords[std::size_t(strongest(d)->evidence)]))
                             : QVariant();
     },
     rising<evidence>},
    {"review", QT_TRANSLATE_NOOP("ringward::DriverTable", "Review"), reviewText,
     [](D d) -> QVariant { return word(d.review.state); }, rising<review>},
    {"due", QT_TRANSLATE_NOOP("ringward::DriverTable", "Due"),
     [](D d) {
         return d.review.due.isValid() ? QLocale().toString(d.review.due, QLocale::ShortFormat) : tr("no date");
     },
     [](D d) { return orNothing(d.review.due.toString(Qt::ISODate)); }, rising<due>},
}};

} // namespace

std::span<const DriverColumn> driverColumns()
{
    return kColumns;
}

QString label(DriverClass driverClass)
{
    return tr(kClasses[std::size_t(driverClass)]);
}

QString label(ReviewState state)
{
    return tr(kStates[std::size_t(state)]);
}

QString label(StartType type)
{
    return tr(kStarts[std::size_t(int(type) + 1)]);
}

QString label(SignatureLevel level)
{
    return tr(kSignatures[std::size_t(level)]);
}

QString label(SafeMode mode)
{
    return tr(kSafeModes[std::size_t(mode)]);
}

QString label(Evidence kind)
{
    return tr(kEvidences[std::size_t(kind)]);
}

QString label(CatalogueKind kind)
{
    return tr(kCatalogues[std::size_t(kind)]);
}

} // namespace ringward

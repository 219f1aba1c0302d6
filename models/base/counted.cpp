#include "models/base/counted.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace ringward {

namespace {

struct Words {
    Noun noun;
    const char *one, *many;
};
constexpr std::array<Words, std::size_t(Noun::WorkingMachine) + 1> kWords{{
    {Noun::Call, QT_TRANSLATE_NOOP("ringward::Counted", "%1 call"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 calls")},
    {Noun::Canary, QT_TRANSLATE_NOOP("ringward::Counted", "%1 canary"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 canaries")},
    {Noun::Card, QT_TRANSLATE_NOOP("ringward::Counted", "%1 card"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 cards")},
    {Noun::Catalogue, QT_TRANSLATE_NOOP("ringward::Counted", "%1 catalogue"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 catalogues")},
    {Noun::Cell, QT_TRANSLATE_NOOP("ringward::Counted", "%1 cell"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 cells")},
    {Noun::Change, QT_TRANSLATE_NOOP("ringward::Counted", "%1 change"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 changes")},
    {Noun::Column, QT_TRANSLATE_NOOP("ringward::Counted", "%1 column"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 columns")},
    {Noun::Conflict, QT_TRANSLATE_NOOP("ringward::Counted", "%1 conflict"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 conflicts")},
    {Noun::Crash, QT_TRANSLATE_NOOP("ringward::Counted", "%1 crash"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 crashes")},
    {Noun::Day, QT_TRANSLATE_NOOP("ringward::Counted", "%1 day"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 days")},
    {Noun::Decision, QT_TRANSLATE_NOOP("ringward::Counted", "%1 decision"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 decisions")},
    {Noun::Device, QT_TRANSLATE_NOOP("ringward::Counted", "%1 device"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 devices")},
    {Noun::Driver, QT_TRANSLATE_NOOP("ringward::Counted", "%1 driver"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 drivers")},
    {Noun::DriverSet, QT_TRANSLATE_NOOP("ringward::Counted", "%1 driver set"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 driver sets")},
    {Noun::Entry, QT_TRANSLATE_NOOP("ringward::Counted", "%1 entry"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 entries")},
    {Noun::File, QT_TRANSLATE_NOOP("ringward::Counted", "%1 file"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 files")},
    {Noun::Freeze, QT_TRANSLATE_NOOP("ringward::Counted", "%1 freeze"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 freezes")},
    {Noun::Guardrail, QT_TRANSLATE_NOOP("ringward::Counted", "%1 guardrail"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 guardrails")},
    {Noun::Head, QT_TRANSLATE_NOOP("ringward::Counted", "%1 head"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 heads")},
    {Noun::Hour, QT_TRANSLATE_NOOP("ringward::Counted", "%1 hour"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 hours")},
    {Noun::Image, QT_TRANSLATE_NOOP("ringward::Counted", "%1 image"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 images")},
    {Noun::KernelImage, QT_TRANSLATE_NOOP("ringward::Counted", "%1 kernel image"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 kernel images")},
    {Noun::LifeCriticalDevice, QT_TRANSLATE_NOOP("ringward::Counted", "%1 life-critical device"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 life-critical devices")},
    {Noun::Machine, QT_TRANSLATE_NOOP("ringward::Counted", "%1 machine"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 machines")},
    {Noun::Maker, QT_TRANSLATE_NOOP("ringward::Counted", "%1 maker"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 makers")},
    {Noun::Meaning, QT_TRANSLATE_NOOP("ringward::Counted", "%1 meaning"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 meanings")},
    {Noun::Minute, QT_TRANSLATE_NOOP("ringward::Counted", "%1 minute"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 minutes")},
    {Noun::Move, QT_TRANSLATE_NOOP("ringward::Counted", "%1 move"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 moves")},
    {Noun::Part, QT_TRANSLATE_NOOP("ringward::Counted", "%1 part"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 parts")},
    {Noun::Person, QT_TRANSLATE_NOOP("ringward::Counted", "%1 person"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 people")},
    {Noun::Pin, QT_TRANSLATE_NOOP("ringward::Counted", "%1 pin"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 pins")},
    {Noun::Place, QT_TRANSLATE_NOOP("ringward::Counted", "%1 place"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 places")},
    {Noun::Record, QT_TRANSLATE_NOOP("ringward::Counted", "%1 record"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 records")},
    {Noun::RecoveryKey, QT_TRANSLATE_NOOP("ringward::Counted", "%1 recovery key"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 recovery keys")},
    {Noun::Restart, QT_TRANSLATE_NOOP("ringward::Counted", "%1 restart"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 restarts")},
    {Noun::Review, QT_TRANSLATE_NOOP("ringward::Counted", "%1 review"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 reviews")},
    {Noun::Ring, QT_TRANSLATE_NOOP("ringward::Counted", "%1 ring"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 rings")},
    {Noun::Rule, QT_TRANSLATE_NOOP("ringward::Counted", "%1 rule"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 rules")},
    {Noun::Sample, QT_TRANSLATE_NOOP("ringward::Counted", "%1 sample"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 samples")},
    {Noun::Second, QT_TRANSLATE_NOOP("ringward::Counted", "%1 second"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 seconds")},
    {Noun::Site, QT_TRANSLATE_NOOP("ringward::Counted", "%1 site"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 sites")},
    {Noun::Source, QT_TRANSLATE_NOOP("ringward::Counted", "%1 source"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 sources")},
    {Noun::Step, QT_TRANSLATE_NOOP("ringward::Counted", "%1 step"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 steps")},
    {Noun::Stratum, QT_TRANSLATE_NOOP("ringward::Counted", "%1 stratum"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 strata")},
    {Noun::Stream, QT_TRANSLATE_NOOP("ringward::Counted", "%1 stream"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 streams")},
    {Noun::TableRow, QT_TRANSLATE_NOOP("ringward::Counted", "%1 row"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 rows")},
    {Noun::Value, QT_TRANSLATE_NOOP("ringward::Counted", "%1 value"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 values")},
    {Noun::Version, QT_TRANSLATE_NOOP("ringward::Counted", "%1 version"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 versions")},
    {Noun::Vote, QT_TRANSLATE_NOOP("ringward::Counted", "%1 vote"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 votes")},
    {Noun::Waiver, QT_TRANSLATE_NOOP("ringward::Counted", "%1 waiver"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 waivers")},
    {Noun::Ward, QT_TRANSLATE_NOOP("ringward::Counted", "%1 ward"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 wards")},
    {Noun::Wave, QT_TRANSLATE_NOOP("ringward::Counted", "%1 wave"), QT_TRANSLATE_NOOP("ringward::Counted", "%1 waves")},
    {Noun::WorkingMachine, QT_TRANSLATE_NOOP("ringward::Counted", "%1 working machine"),
     QT_TRANSLATE_NOOP("ringward::Counted", "%1 working machines")},
}};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < kWords.size(); ++i) {
        if (kWords[i].noun != Noun(i))
            return false;
    }
    return true;
}
static_assert(isInOrder());

} // namespace

QString countText(qint64 count)
{
    QLocale locale;
    if (locale.language() == QLocale::C) // a bare environment; people still want to read large numbers
        locale = QLocale(QLocale::English);
    return locale.toString(count);
}

QString counted(qint64 count, Noun noun)
{
    return counted(count, noun, countText(count));
}

QString counted(qint64 count, Noun noun, const QString &number)
{
    const Words &words = kWords[std::size_t(noun)];
    return QCoreApplication::translate("ringward::Counted", count == 1 ? words.one : words.many).arg(number);
}

} // namespace ringward

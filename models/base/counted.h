#pragma once
#include <QString>

namespace ringward {

/// What is counted in sentences, with its own word for one and for many.
enum class Noun : quint8 {
    Call,
    Canary,
    Card,
    Catalogue,
    Cell,
    Change,
    Column,
    Conflict,
    Crash,
    Day,
    Decision,
    Device,
    Driver,
    DriverSet,
    Entry,
    File,
    Freeze,
    Guardrail,
    Head,
    Hour,
    Image,
    KernelImage,
    LifeCriticalDevice,
    Machine,
    Maker,
    Meaning,
    Minute,
    Move,
    Part,
    Person,
    Pin,
    Place,
    Record,
    RecoveryKey,
    Restart,
    Review,
    Ring,
    Rule,
    Sample,
    Second,
    Site,
    Source,
    Step,
    Stratum,
    Stream,
    TableRow,
    Value,
    Version,
    Vote,
    Waiver,
    Ward,
    Wave,
    WorkingMachine,
};

/// A number as people read it, in the separators of the locale; "8,400,000" where the environment has none.
QString countText(qint64 count);

/// "1 ward", "2 wards", "8,400,000 devices".
QString counted(qint64 count, Noun noun);
/// The same with `number` in place of the plain number, such as one in bold.
QString counted(qint64 count, Noun noun, const QString &number);

/// For what must agree with a count beyond its noun: `one` for 1, else `many`.
inline const QString &agreeing(qint64 count, const QString &one, const QString &many)
{
    return count == 1 ? one : many;
}

} // namespace ringward

#pragma once
#include "models/audit/hash.h"
#include "models/base/result.h"
#include "models/sources/hand.h"

#include <QStringList>

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace ringward {

/// What a step is for. Performer, checks and simulations go by it, never by the text of a script.
enum class StepDeed : quint8 {
    Probe, ///< asks the machine where it stands; changes nothing
    Arm, ///< arms the way back: the machine leaves safe mode by itself, even if nobody ever reaches it again
    Enter, ///< makes the next start one in safe mode with networking
    Fix, ///< what the runbook is for
    Disarm, ///< makes the next start a normal one
    Confirm, ///< reads back that it is done, and takes the armed way back away
    Restart, ///< through the hand; done when the machine is back with a newer time of boot
    PowerOn,
    ToFirmware, ///< restarts into the firmware, out of band
    Wait, ///< until the hand reaches the machine
    Person, ///< somebody does it and says so
};
QString word(StepDeed deed); ///< "probe"; in runbooks
std::optional<StepDeed> stepDeedFromWord(QStringView text);
bool isScripted(StepDeed deed);

inline constexpr std::size_t kShells = 3;
QString word(Shell shell); ///< "cmd", "powershell", "posix"

struct RunbookStep {
    QString id, title; ///< "enter", "Next start in safe mode"
    StepDeed deed = StepDeed::Fix;
    QString needs; ///< what must be so before, for people
    std::array<QString, kShells> scripts; ///< by Shell; a hand takes the first it can run: PowerShell, then the others
    QString words; ///< of a person's step: what to do
    int exitCode = 0; ///< expected
    QString output; ///< expected: a regular expression that some part of the output matches, by lines
    QString onlyIf; ///< left out unless this matches the last RW-STATE line; empty: always done
    QString settledBy; ///< when an answer was lost: matches the next RW-STATE line if it was done all the same
    int limitSec = 120;
    bool repeatable = true; ///< twice is the same as once
    friend bool operator==(const RunbookStep &, const RunbookStep &) = default;
};

enum class ParameterType : quint8 { Folder, FilePattern, Sha256, Service, Minutes };
QString word(ParameterType type); ///< "folder", "file-pattern", "sha256", "service", "minutes"

struct RunbookParameter {
    QString name, label, help, initial;
    ParameterType type = ParameterType::Folder;
    int least = 0, most = 0; ///< of minutes
    friend bool operator==(const RunbookParameter &, const RunbookParameter &) = default;
};
using ParameterValues = std::map<QString, QString>; ///< by name

/// The steps by which a machine is put right, as data: resources/runbooks/*.json and files beside the store.
struct Runbook {
    QString id, title, about, risk, wayBackWords; ///< id: "remove-content-file"
    int revision = 1;
    std::vector<RunbookParameter> parameters; ///< none in one that was filled in
    ParameterValues chosen; ///< of one that was filled in
    std::array<QStringList, kShells> common; ///< lines before every script of that shell
    std::map<QString, QStringList> files; ///< texts that a script lays down on the machine, by name
    std::vector<RunbookStep> steps;
    std::vector<RunbookStep> wayBack; ///< after a failure behind the arming; the flag first
    bool isOwn = false; ///< not one of those that come with Ringward

    const RunbookStep *step(QStringView id) const; ///< in steps or wayBack; null when there is none
    bool has(StepDeed deed) const; ///< among steps
    bool entersSafeMode() const { return has(StepDeed::Enter); }
    bool restarts() const { return has(StepDeed::Restart) || has(StepDeed::PowerOn) || has(StepDeed::ToFirmware); }
};

/// The first line of every script that is sent says what it is: "# ringward enter go-in remove-content-file".
struct ScriptMark {
    StepDeed deed = StepDeed::Probe;
    QString step, runbook;
};
QString scriptMark(Shell shell, const ScriptMark &mark);
std::optional<ScriptMark> markOfScript(const QString &script); ///< nullopt when it has none

} // namespace ringward

#pragma once
#include "models/sources/hand.h"

namespace ringward {

/// MeshCentral answers without an exit code, and "ok" before anything was done. So a script goes out between two lines
/// of our own, "RW:<mark>:BEGIN" and "RW:<mark>:EXIT:<code>", and only what comes back between them is believed.
///
/// Posix and PowerShell scripts run in a child process, so that `exit 3` ends the script and not its trailer; they get
/// no input. Cmd runs line by line, as if typed: no labels, no `exit`.
struct WrappedScript {
    QString text;
    QByteArray mark;
};

/// A mark that no other command has: the caller's id, what is odd in it left out, and a random number.
QByteArray scriptMark(const QByteArray &id);

/// NotSupported when it is longer than the server (65,535 characters) or the shell takes.
Result<WrappedScript> wrapScript(Shell shell, const QString &script, const QByteArray &mark);

/// What a machine printed, read back. Malformed without the last line: the script died, or something else answered.
Result<HandAnswer> unwrapAnswer(QString printed, const QByteArray &mark);

inline constexpr qsizetype kLongestAnswer = 1024 * 1024; ///< characters; HandAnswer::isCut beyond

} // namespace ringward

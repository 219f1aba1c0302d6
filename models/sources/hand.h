#pragma once
#include "models/base/async.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace ringward {

/// How far a hand can reach one device, as the outside system tells it. Optionals that are empty: it does not tell.
struct Reach {
    bool connected = false; ///< the system holds a connection; a crashed machine may keep one for minutes
    qint64 lastWordMs = 0; ///< UTC; when the machine itself last said something, 0 when never or not told
    qint64 bootMs = 0; ///< UTC; when the machine last started, 0 when not told
    std::optional<bool> safeModeNetworking; ///< the agent has seen to it that it runs in safe mode with networking
    std::optional<bool> isWired;
    std::optional<QString> user; ///< signed in at the machine; empty: nobody is
    QString note; ///< translated; what else bears on it
};

enum class Shell : quint8 { Cmd, PowerShell, Posix };

/// One script for one device. Scripts come from a runbook; nothing is put into them unquoted.
struct HandCommand {
    QByteArray id; ///< made by the caller, unique; the answer to it carries it back
    Shell shell = Shell::PowerShell;
    QString script;
    int limitSec = 60; ///< the hand gives up then, with Timeout
};

/// What the script printed. `exitCode` is told by a trailer that the hand puts behind the script; without it there is
/// no answer at all but an Error: that a system says "ok" proves nothing.
struct HandAnswer {
    QString output;
    int exitCode = 0;
    bool isCut = false; ///< the output was longer than the hand takes
};

enum class PowerAction : quint8 { Restart, Off, On, RestartToFirmware };

/// The way by which a source acts on machines: a remote-management agent, or out-of-band hardware. One command at a
/// time a device; a second one waits. Called on the GUI thread.
///
/// Errors: Offline (nobody there: nothing was done), Timeout and Malformed (it may have been done), Denied, NotFound,
/// NotSupported, Cancelled (it may have been done when the command was out).
class Hand {
public:
    virtual ~Hand() = default;
    virtual Async<Reach> reach(QString key, std::stop_token stop) = 0; ///< `key` of the record in the source
    virtual Async<HandAnswer> run(QString key, HandCommand command, std::stop_token stop) = 0;
    /// Success says that the system took it. Whether it happened tells the next Reach: gone, then back, a newer bootMs.
    virtual Async<Done> power(QString key, PowerAction action, std::stop_token stop) = 0;
};

} // namespace ringward

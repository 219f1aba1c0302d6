#pragma once
#include "app/changeoffice.h"
#include "app/ctl/command.h"

namespace ringward::ctl {

/// --as LOGIN, --key-file FILE and --passphrase-file FILE, for commands that somebody answers for.
void addIdentityOptions(QCommandLineParser &parser);
/// Signs the person in; the office is that of `composition`. The passphrase of a key file is read from the file named,
/// or asked for on the terminal without showing it.
Secret passphraseOf(const QCommandLineParser &parser, const QString &prompt); ///< from --passphrase-file, or asked for
Async<Person> signIn(Composition &composition, const QCommandLineParser &parser);

} // namespace ringward::ctl

#include "app/ctl/identity.h"

#include "app/ctl/terminal.h"

#include <QFile>

namespace ringward::ctl {

namespace {

Secret passphraseFrom(const QString &file, const QString &prompt)
{
    if (file.isEmpty())
        return askPassphrase(prompt);
    QFile from(file);
    if (!from.open(QIODevice::ReadOnly))
        return {};
    QByteArray line = from.readLine(4096);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return Secret(std::move(line));
}

} // namespace

void addIdentityOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {QStringLiteral("as"), tr("Act as this person of the demonstration."), QStringLiteral("LOGIN")},
        {QStringLiteral("key-file"),
         tr("Keep your signing key in FILE, sealed with a passphrase, where no keychain runs."),
         QStringLiteral("FILE")},
        {QStringLiteral("passphrase-file"), tr("Read the passphrase from the first line of FILE."),
         QStringLiteral("FILE")},
    });
}

Secret passphraseOf(const QCommandLineParser &parser, const QString &prompt)
{
    return passphraseFrom(parser.value(QStringLiteral("passphrase-file")), prompt);
}

Async<Person> signIn(Composition &composition, const QCommandLineParser &parser)
{
    ChangeOffice &office = composition.changes();
    if (parser.isSet(QStringLiteral("key-file"))) {
        const QString words = parser.value(QStringLiteral("passphrase-file"));
        office.useKeyFile({parser.value(QStringLiteral("key-file")), [words] {
                               return passphraseFrom(words, tr("Passphrase of the key file: "));
                           }});
    }
    return office.signIn(parser.value(QStringLiteral("as")), {});
}

} // namespace ringward::ctl

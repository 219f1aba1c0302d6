#include "app/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace ringward {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("ringward::Options", text);
}

constexpr quint32 kFewestDevices = 200;
constexpr quint32 kMostDevices = 8'400'000;

} // namespace

Result<Options> readOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(translated("Ringward, the policy console for hospital workstations."));
    const QCommandLineOption demonstration(
        QStringLiteral("demonstration"),
        translated("Open the demonstration hospital, simulated and in a store of its own."));
    const QCommandLineOption devices(QStringLiteral("devices"),
                                     translated("Size of the demonstration, 200 to 8400000 devices."),
                                     QStringLiteral("number"), QStringLiteral("5216"));
    const QCommandLineOption seed(QStringLiteral("seed"),
                                  translated("Seed of the demonstration: the same seed is the same hospital."),
                                  QStringLiteral("number"), QStringLiteral("291"));
    const QCommandLineOption store(QStringLiteral("store"), translated("Use this store instead of your own."),
                                   QStringLiteral("file"));
    const QCommandLineOption tour(QStringLiteral("tour"),
                                  translated("Draw every page of the demonstration into this folder, then end."),
                                  QStringLiteral("folder"));
    const QCommandLineOption theme(QStringLiteral("theme"), translated("light, dark or contrast"),
                                   QStringLiteral("name"));
    parser.addOptions({demonstration, devices, seed, store, tour, theme});
    parser.addPositionalArgument(QStringLiteral("files"), translated("Files to import."), QStringLiteral("[files...]"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(arguments);

    Options options;
    bool sizeIsNumber = false;
    bool seedIsNumber = false;
    options.devices = parser.value(devices).toUInt(&sizeIsNumber);
    options.seed = parser.value(seed).toULongLong(&seedIsNumber);
    if (!sizeIsNumber || options.devices < kFewestDevices || options.devices > kMostDevices)
        return Error{Error::Kind::Malformed, translated("--devices takes a whole number from 200 to 8400000.")};
    if (!seedIsNumber)
        return Error{Error::Kind::Malformed, translated("--seed takes a whole number.")};
    options.theme = parser.value(theme);
    const QStringList themes{QString(), QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("contrast")};
    if (!themes.contains(options.theme))
        return Error{Error::Kind::Malformed, translated("--theme takes light, dark or contrast.")};
    options.store = parser.value(store);
    options.tourFolder = parser.value(tour);
    options.demonstration = parser.isSet(demonstration) || parser.isSet(devices) || !options.tourFolder.isEmpty();
    options.files = parser.positionalArguments();
    return options;
}

} // namespace ringward

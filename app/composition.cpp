#include "app/composition.h"

#include "app/changeoffice.h"
#include "connectors/activedirectory/directorysource.h"
#include "connectors/files/filesource.h"
#include "connectors/keychain/keychain.h"
#include "connectors/meshcentral/meshsource.h"
#include "models/drill/demonstrationkind.h"

#include <QCoreApplication>
#include <QDir>
#include <QLoggingCategory>
#include <QStandardPaths>

namespace ringward {

namespace {

constexpr QLatin1StringView kFilesKind("files");
Q_LOGGING_CATEGORY(logDrivers, "ringward.drivers")

QString dataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Composition", text);
}

/// An admin's own points of the exposure score, in a file beside the store; null when there is none, or none that can
/// be used: the console starts all the same, with its own.
std::shared_ptr<const ExposureWeights> editedWeights(const QDir &folder)
{
    QFile file(folder.filePath(QStringLiteral("exposure-weights.json")));
    if (!file.exists())
        return nullptr;
    Result<ExposureWeights> weights = Error{Error::Kind::Malformed, file.errorString(), {}};
    if (file.open(QIODevice::ReadOnly))
        weights = ExposureWeights::read(file.readAll());
    if (weights)
        return std::make_shared<const ExposureWeights>(std::move(*weights));
    qCWarning(logDrivers, "%ls was not used: %ls", qUtf16Printable(file.fileName()),
              qUtf16Printable(userMessage(weights.error()) + u' ' + weights.error().detail));
    return nullptr;
}

} // namespace

QString Composition::defaultStore(bool demonstration)
{
    return QDir(dataFolder())
        .filePath(demonstration ? QStringLiteral("demonstration.sqlite") : QStringLiteral("ringward.sqlite"));
}

Composition::Composition(std::unique_ptr<Database> database)
    : m_clock(std::make_shared<SystemClock>())
    , m_database(std::move(database))
    , m_archive(std::make_unique<SqliteArchive>(*m_database))
    , m_savedViews(std::make_unique<SqliteSavedViews>(*m_database))
    , m_mappings(std::make_unique<SqliteImportMappings>(*m_database))
    , m_rings(std::make_unique<SqliteRingBook>(*m_database))
    , m_secrets(std::make_unique<Keychain>())
    , m_catalogues(std::make_unique<SqliteCatalogues>(*m_database))
    , m_driverReviews(std::make_unique<SqliteDriverReviews>(*m_database, [this] { return m_changes->decider(); }))
    , m_driverHistory(std::make_unique<SqliteDriverHistory>(*m_database))
    , m_keyStore(std::make_unique<SqliteKeys>(*m_database))
{
    const QFileInfo store(m_database->file());
    const QString ownFolders = store.dir().filePath(store.completeBaseName() + QStringLiteral("-files"));
    std::vector<SourceKind> kinds{FileSource::kind(ownFolders, m_mappings.get()), DirectorySource::kind(),
                                  MeshSource::kind(), demonstrationKind(m_clock)};
    m_synchroniser =
        std::make_unique<Synchroniser>(Synchroniser::Parts{m_hub, *m_archive, *m_secrets, *m_clock, std::move(kinds)});
    QObject::connect(m_synchroniser.get(), &Synchroniser::sourcesChanged, m_synchroniser.get(),
                     [this] { watchFileSources(); });
    m_drivers = std::make_unique<DriverDesk>(DriverDesk::Parts{m_hub, *m_catalogues, *m_driverReviews, *m_driverHistory,
                                                               *m_clock, editedWeights(store.dir())});
    QObject::connect(m_synchroniser.get(), &Synchroniser::driversChanged, m_drivers.get(), &DriverDesk::setDrivers);
}

Composition::~Composition() = default;

Result<std::unique_ptr<Composition>> Composition::open(const Request &request)
{
    const QString file = request.store.isEmpty() ? defaultStore(request.demonstration) : request.store;
    if (!QDir().mkpath(QFileInfo(file).absolutePath()))
        return Error{Error::Kind::Storage, tr("The folder of %1 cannot be made.").arg(QDir::toNativeSeparators(file))};
    Result<std::unique_ptr<Database>> database = Database::open(file);
    if (!database)
        return database.error();
    std::unique_ptr<Composition> composition(new Composition(std::move(*database)));
    if (const Result<Done> started = composition->start(request); !started)
        return started.error();
    return composition;
}

QString Composition::demonstrationMemory() const
{
    const QFileInfo store(m_database->file());
    return store.dir().filePath(store.completeBaseName() + QStringLiteral("-hospital.jsonl"));
}

Result<Done> Composition::start(const Request &request)
{
    auto changes = ChangeOffice::open({*m_database, *m_secrets, *m_rings, *m_synchroniser, m_hub, *m_clock});
    if (!changes)
        return changes.error();
    m_changes = std::move(*changes);
    m_keys = std::make_unique<KeyDesk>(
        KeyDesk::Parts{*m_synchroniser, m_hub, *m_keyStore, m_changes->audit(), *m_clock, [this] {
                           return m_changes->desk().me();
                       }});
    m_changes->remedies().setKeys([this](DeviceId device) -> std::optional<KeyFact> {
        const std::optional<KeyReadiness> known = m_keys->readiness(device);
        if (!known || (known->state != KeyState::Present && known->state != KeyState::None))
            return std::nullopt; // not asked, or no right to see: nothing is known
        KeyFact fact;
        fact.hasKey = known->state == KeyState::Present;
        fact.isHeldApart = known->withoutDirectory;
        return fact;
    });
    if (request.demonstration) {
        const Result<std::vector<SourceConfig>> known = m_archive->loadSources();
        if (!known)
            return known.error();
        if (known->empty()) {
            for (const SourceConfig &config :
                 demonstrationSources(request.devices, request.seed, m_clock->nowMs(), demonstrationMemory())) {
                if (const Result<SourceId> saved = m_archive->saveSource(config); !saved)
                    return saved.error();
            }
        }
    }
    if (const Result<Done> amended = applyTiers(); !amended)
        return amended.error();
    if (const Result<Done> opened = m_synchroniser->open(); !opened)
        return opened;
    QCoro::connect(m_drivers->open(), m_drivers.get(), [](const Result<Done> &opened) {
        if (!opened)
            qCWarning(logDrivers, "catalogues and reviews were not read: %ls", qUtf16Printable(opened.error().detail));
    });
    return Done{};
}

Result<Done> Composition::applyTiers()
{
    Result<TierSet> tiers = m_rings->tiers();
    if (!tiers)
        return tiers.error();
    m_hub.setAmendment([this, set = std::move(*tiers)](const FleetSnapshotPtr &fleet) {
        return m_keys->mark(set.isEmpty() ? fleet : withTiers(fleet, set, m_clock->nowMs()));
    });
    return Done{};
}

Result<FileSource *> Composition::fileSource()
{
    const auto existing = [this]() -> FileSource * {
        for (const SourceStatus &status : m_synchroniser->sources()) {
            if (auto *files = dynamic_cast<FileSource *>(m_synchroniser->source(status.config.id)))
                return files;
        }
        return nullptr;
    };
    if (FileSource *files = existing())
        return files;
    SourceConfig config{.kind = kFilesKind, .name = tr("Imported files")};
    for (const SourceKind &kind : m_synchroniser->kinds()) {
        if (kind.kind == kFilesKind) {
            config.checkInSec = kind.checkInSec;
            config.syncEverySec = kind.syncEverySec;
        }
    }
    if (const Result<SourceId> saved = m_synchroniser->saveSource(config); !saved)
        return saved.error();
    return existing();
}

void Composition::watchFileSources()
{
    for (const SourceStatus &status : m_synchroniser->sources()) {
        const SourceId id = status.config.id;
        auto *files = dynamic_cast<FileSource *>(m_synchroniser->source(id));
        if (!files || files->property("watched").toBool())
            continue;
        files->setProperty("watched", true);
        QObject::connect(files, &FileSource::filesChanged, m_synchroniser.get(),
                         [this, id] { m_synchroniser->syncNow(id); });
    }
}

} // namespace ringward

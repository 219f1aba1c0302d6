#include "app/ctl/deletedkeys.h"
#include "app/ctl/identity.h"
#include "app/ctl/keyjobs.h"
#include "app/ctl/keylists.h"
#include "app/ctl/keyprint.h"
#include "app/ctl/syncwait.h"
#include "models/fleet/filter.h"
#include "models/fleet/place.h"

#include <sodium.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

namespace ringward::ctl {

namespace {

std::optional<KeysBy> keysBy(const QString &word)
{
    static const std::array<std::pair<QStringView, KeysBy>, 4> kWords{
        {{u"", KeysBy::All}, {u"ward", KeysBy::Ward}, {u"tier", KeysBy::Tier}, {u"device", KeysBy::Device}}};
    for (const auto &[text, by] : kWords) {
        if (word == text)
            return by;
    }
    return std::nullopt;
}

/// So that each key and each record finds its device.
Async<Done> syncEverySource(Composition &composition)
{
    co_await restored(composition.synchroniser());
    std::vector<SourceId> all;
    for (const SourceStatus &source : composition.synchroniser().sources())
        all.push_back(source.config.id);
    auto syncing = syncAndSave(composition, std::move(all));
    co_return co_await std::move(syncing);
}

QCoro::Task<int> readiness(Composition &composition, const QCommandLineParser &parser, Output &out)
{
    const auto by = keysBy(parser.value(QStringLiteral("by")));
    const Filter filter = Filter::parse(parser.value(QStringLiteral("filter")));
    if (!by || !filter.isValid()) {
        out.complain(by ? tr("The filter is not valid: %1").arg(filter.diagnosis().message)
                        : tr("--by takes ward, tier or device."));
        co_return WrongUsage;
    }
    KeyDesk &keys = composition.keys();
    const std::vector<HolderState> &holders = keys.book()->holders();
    const bool unasked =
        std::any_of(holders.begin(), holders.end(), [](const HolderState &holder) { return holder.askedMs == 0; });
    if (unasked || parser.isSet(QStringLiteral("refresh"))) {
        auto syncing = syncEverySource(composition);
        if (const Result<Done> synced = co_await std::move(syncing); !synced)
            co_return out.fail(synced.error());
        auto asking = keys.ask({});
        const Result<Done> asked = co_await std::move(asking);
        if (!asked)
            co_return out.fail(asked.error());
    }
    const std::optional<RowSet> rows = filter.match(*composition.hub().current(), composition.clock().nowMs());
    co_return printReadiness(composition, *rows, *by, out);
}

/// The device that a host name or the id on the recovery screen names, and which of its keys.
struct Meant {
    Row row = 0;
    DeviceRecoveryKey key;
};

std::optional<Row> rowBy(Composition &composition, const QString &host, const QString &keyId, Output &out)
{
    const FleetSnapshot &fleet = *composition.hub().current();
    std::vector<Row> rows;
    if (!host.isEmpty()) {
        const QByteArray name = host.toUtf8();
        for (Row row = 0; row < fleet.size(); ++row) {
            const std::string_view each = fleet.host(row);
            if (QByteArrayView(each.data(), qsizetype(each.size())).compare(name, Qt::CaseInsensitive) == 0)
                rows.push_back(row);
        }
    } else {
        for (const DeviceId device : composition.keys().book()->devicesWith(keyId)) {
            if (const auto row = fleet.find(device))
                rows.push_back(*row);
        }
    }
    if (rows.size() != 1) {
        out.complain(rows.empty() ? (host.isEmpty() ? tr("No device has a key with the id %1.").arg(keyId)
                                                    : tr("There is no device called “%1”.").arg(host))
                                  : tr("%1 devices fit. Say which: the host name and --id together.").arg(rows.size()));
        return std::nullopt;
    }
    return rows.front();
}

std::optional<Meant> meantBy(Composition &composition, const QString &host, const QString &keyId, Output &out)
{
    const auto row = rowBy(composition, host, keyId, out);
    if (!row)
        return std::nullopt;
    const KeyReadiness readiness = composition.keys().book()->readiness(*composition.hub().current(), *row);
    for (const DeviceRecoveryKey &key : readiness.keys) {
        if (keyId.isEmpty() || matchesKeyId(key.keyId, keyId))
            return Meant{*row, key};
    }
    out.complain(readiness.keys.empty() ? tr("%1: %2.").arg(host, keyStateLabel(readiness.state))
                                        : tr("%1 has no key with the id %2.").arg(host, keyId));
    return std::nullopt;
}

QCoro::Task<int> show(Composition &composition, const QCommandLineParser &parser, const QString &host, Output &out)
{
    const auto meant = meantBy(composition, host, parser.value(QStringLiteral("id")), out);
    if (!meant)
        co_return Failed;
    const FleetSnapshotPtr fleet = composition.hub().current();
    KeyRequest request{fleet->id(meant->row), meant->key.keyId, parser.value(QStringLiteral("reason"))};
    auto asking = composition.keys().release(std::move(request), {});
    const Result<ReleasedKey> released = co_await std::move(asking);
    if (!released)
        co_return out.fail(released.error());
    printKey(*released, hostText(*fleet, meant->row), out);
    co_return AllDone;
}

QCoro::Task<int> password(Composition &composition, QString host, QString reason, Output &out)
{
    auto syncing = syncEverySource(composition); // the store does not keep every source's records
    if (const Result<Done> synced = co_await std::move(syncing); !synced)
        co_return out.fail(synced.error());
    const auto row = rowBy(composition, host, {}, out);
    if (!row)
        co_return Failed;
    auto asking = composition.keys().releaseLocalAdmin(composition.hub().current()->id(*row), std::move(reason), {});
    const Result<ReleasedPassword> released = co_await std::move(asking);
    if (!released)
        co_return out.fail(released.error());
    if (!out.isJson())
        out.line(tr("%1, local administrator, from %2. Noted in the audit.").arg(host, released->from));
    released->password->use([&](QByteArrayView bytes) {
        QByteArray line = out.isJson()
            ? QJsonDocument(
                  QJsonObject{{QStringLiteral("host"), host}, {QStringLiteral("password"), QString::fromUtf8(bytes)}})
                  .toJson(QJsonDocument::Compact)
            : bytes.toByteArray();
        std::printf("%s\n", line.constData());
        std::fflush(stdout);
        sodium_memzero(line.data(), std::size_t(line.size()));
    });
    co_return AllDone;
}

int worked(Composition &composition, const QString &host, const QString &keyId, Output &out)
{
    const auto meant = meantBy(composition, host, keyId, out);
    if (!meant)
        return Failed;
    const DeviceId device = composition.hub().current()->id(meant->row);
    const std::vector<KeyRelease> &releases = composition.keys().book()->releases();
    const auto last = std::find_if(releases.rbegin(), releases.rend(), [&](const KeyRelease &release) {
        return release.device == device && release.keyId == meant->key.keyId;
    });
    if (last == releases.rend()) {
        out.complain(tr("That key was never read here, so it cannot have worked."));
        return Failed;
    }
    if (const Result<Done> noted = composition.keys().noteWorked(*last); !noted)
        return out.fail(noted.error());
    out.line(tr("Noted: key %1 worked.").arg(spacedKeyId(last->keyId)));
    return AllDone;
}

} // namespace

QCoro::Task<int> runKeys(Call call, Output out)
{
    QCommandLineParser parser;
    addIdentityOptions(parser);
    parser.addOptions({
        {QStringLiteral("filter"), tr("readiness, seal: only devices that fit this line: ward:icu key:none"),
         QStringLiteral("LINE")},
        {QStringLiteral("by"), tr("readiness: a line each ward, tier or device."), QStringLiteral("ward|tier|device")},
        {QStringLiteral("refresh"), tr("readiness: ask the sources again first.")},
        {QStringLiteral("reason"), tr("show, password, seal: why; it goes into the audit."), QStringLiteral("TEXT")},
        {QStringLiteral("out"), tr("seal: the sealed file to write; open-job: the PDF to write."),
         QStringLiteral("FILE")},
        {QStringLiteral("id"), tr("show, worked, deleted: the first 8 digits of the key id, from the recovery screen."),
         QStringLiteral("8HEX")},
        {QStringLiteral("deleted"), tr("show: a key that was deleted from its source, with its computer or alone.")},
    });
    if (const auto end = readArguments(parser, "keys", call, out, 0, 2))
        co_return *end;
    QStringList words = parser.positionalArguments();
    const QString verb = words.isEmpty() ? QStringLiteral("readiness") : words.takeFirst();
    const QString id = parser.value(QStringLiteral("id"));
    const bool isPassword = verb == u"password", searches = verb == u"deleted";
    const bool isDeleted = parser.isSet(QStringLiteral("deleted"));
    const bool namesKey = verb == u"show" || verb == u"worked", seals = verb == u"seal", opens = verb == u"open-job";
    const bool hasOut = parser.isSet(QStringLiteral("out"));
    const bool knows = isPassword ? words.size() == 1
        : searches                ? words.isEmpty() && !id.isEmpty()
        : isDeleted               ? verb == u"show" && !id.isEmpty()
        : namesKey                ? !words.isEmpty() || !id.isEmpty()
        : opens                   ? words.size() == 1 && hasOut
        : seals                   ? words.isEmpty() && hasOut && parser.isSet(QStringLiteral("filter"))
                                  : (verb == u"readiness" || verb == u"rotation") && words.isEmpty();
    if (!knows || ((verb == u"show" || isPassword || seals) && !parser.isSet(QStringLiteral("reason")))
        || (!id.isEmpty() && !isKeyIdQuery(id))) {
        out.complain(!knows ? tr("That is not how it is used. “ringwardctl keys --help” says how.")
                         : id.isEmpty() || isKeyIdQuery(id)
                         ? tr("Say why with --reason: it goes into the audit.")
                         : tr("--id takes the 8 digits that the recovery screen shows."));
        co_return WrongUsage;
    }
    if (opens)
        co_return co_await openKeyJob(call, parser, words.front(), out);
    auto opened = openExisting(call);
    if (!opened)
        co_return out.fail(opened.error());
    Composition &composition = **opened;
    if (verb == u"readiness")
        co_return co_await readiness(composition, parser, out);
    if (verb == u"rotation")
        co_return printRotation(composition, out);
    auto signing = signIn(composition, parser);
    const Result<Person> person = co_await std::move(signing);
    if (!person)
        co_return out.fail(person.error());
    if (seals)
        co_return co_await sealKeys(composition, parser, out);
    const QString host = words.isEmpty() ? QString() : words.front();
    if (searches)
        co_return co_await listDeleted(composition, id, out);
    if (isDeleted)
        co_return co_await showDeleted(composition, host, id, parser.value(QStringLiteral("reason")), out);
    if (isPassword)
        co_return co_await password(composition, host, parser.value(QStringLiteral("reason")), out);
    if (verb == u"worked")
        co_return worked(composition, host, id, out);
    co_return co_await show(composition, parser, host, out);
}

} // namespace ringward::ctl

#include "app/ctl/keyjobs.h"

#include "app/ctl/identity.h"
#include "models/fleet/filter.h"
#include "models/fleet/fleetquery.h"
#include "models/fleet/place.h"
#include "models/keys/jobmaker.h"
#include "views/keys/keyslips.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QSaveFile>

namespace ringward::ctl {

namespace {

constexpr qint64 kMostFileBytes = 8 << 20;

QJsonArray missingOf(const KeyJob &job)
{
    QJsonArray missing;
    for (const KeyJob::Missing &line : job.missing)
        missing.append(QJsonObject{{QStringLiteral("host"), line.host}, {QStringLiteral("why"), line.why}});
    return missing;
}

int report(const KeyJob &job, const QString &file, const QString &text, Output &out)
{
    if (out.isJson()) {
        out.document({{QStringLiteral("file"), file},
                      {QStringLiteral("keys"), qint64(job.slips.size())},
                      {QStringLiteral("missing"), missingOf(job)}});
    } else {
        out.line(text);
        for (const KeyJob::Missing &line : job.missing)
            out.line(QStringLiteral("  %1: %2").arg(line.host, line.why));
    }
    return job.missing.empty() ? AllDone : SomeRefused;
}

Result<Done> writeOwn(const QString &name, const QByteArray &bytes)
{
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(bytes) == bytes.size() && file.commit())
        return Done{};
    return Error{Error::Kind::Storage, file.errorString(),
                 tr("%1 cannot be written: %2").arg(name, file.errorString())};
}

bool isSimulated(Composition &composition)
{
    const std::vector<SourceStatus> sources = composition.synchroniser().sources();
    return std::any_of(sources.begin(), sources.end(),
                       [](const SourceStatus &status) { return status.config.kind == u"demonstration"; });
}

} // namespace

QCoro::Task<int> sealKeys(Composition &composition, const QCommandLineParser &parser, Output &out)
{
    const QString file = parser.value(QStringLiteral("out")), line = parser.value(QStringLiteral("filter"));
    const Filter filter = Filter::parse(line);
    if (!filter.isValid()) {
        out.complain(tr("The filter is not valid: %1").arg(filter.diagnosis().message));
        co_return WrongUsage;
    }
    const FleetSnapshotPtr fleet = composition.hub().current();
    const std::optional<RowSet> set = filter.match(*fleet, composition.clock().nowMs());
    const auto rows = sortedRows(*fleet, &*set, DeviceKey::Ward, Qt::AscendingOrder);
    KeyJobOrder order{
        .title = line, .reason = parser.value(QStringLiteral("reason")), .simulated = isSimulated(composition)};
    for (const Row row : *rows)
        order.devices.push_back(fleet->id(row));
    // Asked first: a passphrase that will not do must not cost a release.
    const Secret passphrase = passphraseOf(parser, tr("Passphrase for the sealed keys: "));
    if (const auto fits = sealJob({}, passphrase); !fits)
        co_return out.fail(fits.error());
    auto making = makeKeyJob(composition.keys(), fleet, std::move(order), {});
    const Result<KeyJob> job = co_await std::move(making);
    if (!job)
        co_return out.fail(job.error());
    const Result<QByteArray> sealed = sealJob(*job, passphrase);
    if (!sealed)
        co_return out.fail(sealed.error());
    if (const Result<Done> written = writeOwn(file, *sealed); !written)
        co_return out.fail(written.error());
    co_return report(*job, file, tr("%1: %2 keys sealed.").arg(file).arg(job->slips.size()), out);
}

QCoro::Task<int> openKeyJob(Call call, const QCommandLineParser &parser, const QString &name, Output &out)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMostFileBytes) {
        out.complain(tr("%1 cannot be read. Check its path and your rights.").arg(name));
        co_return Failed;
    }
    const Secret passphrase = passphraseOf(parser, tr("Passphrase of the sealed keys: "));
    const Result<KeyJob> job = openJob(file.readAll(), passphrase);
    if (!job)
        co_return out.fail(job.error());
    const QString store = call.store.store.isEmpty() ? Composition::defaultStore(false) : call.store.store;
    if (QFileInfo::exists(store)) {
        auto opened = openExisting(call);
        if (!opened)
            co_return out.fail(opened.error());
        auto signing = signIn(**opened, parser);
        const Result<Person> person = co_await std::move(signing);
        if (!person)
            co_return out.fail(person.error());
        const Result<Done> noted = (*opened)->keys().note(
            "key.opened", job->title, tr("Sealed keys of %1 devices opened for printing.").arg(job->slips.size()),
            QStringLiteral("%1 keys").arg(job->slips.size()));
        if (!noted)
            co_return out.fail(noted.error());
    } else {
        out.complain(tr("There is no store here, so this opening is in no audit."));
    }
    const QString pdf = parser.value(QStringLiteral("out"));
    if (const Result<Done> written = writeKeySlips(*job, pdf); !written)
        co_return out.fail(written.error());
    co_return report(*job, pdf,
                     tr("%1: slips of %2 devices. Print it, then delete it.").arg(pdf).arg(job->slips.size()), out);
}

} // namespace ringward::ctl

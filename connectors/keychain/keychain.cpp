#include "connectors/keychain/keychain.h"

#include <QCoreApplication>
#include <QPromise>
#include <qcorofuture.h>
#include <qt6keychain/keychain.h>

#include <array>
#include <atomic>
#include <memory>

namespace ringward {

namespace {

struct Failure {
    QKeychain::Error code;
    Error::Kind kind;
    const char *advice;
};

constexpr const char *kNoKeychain =
    QT_TRANSLATE_NOOP("ringward::Keychain",
                      "No keychain is running, so passwords and tokens cannot be kept. Start or install one (GNOME "
                      "Keyring, KWallet or KeePassXC on Linux), unlock it, and try again.");
constexpr const char *kLocked = QT_TRANSLATE_NOOP(
    "ringward::Keychain", "The keychain refused access. Unlock it, allow Ringward to use it, and try again.");
constexpr const char *kNothingThere = QT_TRANSLATE_NOOP(
    "ringward::Keychain", "The keychain holds no such password or token. Edit the source and enter it again.");

constexpr std::array kFailures{
    Failure{QKeychain::EntryNotFound, Error::Kind::NotFound, kNothingThere},
    Failure{QKeychain::CouldNotDeleteEntry, Error::Kind::Denied, kLocked},
    Failure{QKeychain::AccessDeniedByUser, Error::Kind::Denied, kLocked},
    Failure{QKeychain::AccessDenied, Error::Kind::Denied, kLocked},
    Failure{QKeychain::NoBackendAvailable, Error::Kind::Offline, kNoKeychain},
    Failure{QKeychain::NotImplemented, Error::Kind::Offline, kNoKeychain},
    Failure{QKeychain::OtherError, Error::Kind::Offline, kNoKeychain}, // what a missing Secret Service gives
};

Error errorOf(const QKeychain::Job &job)
{
    for (const Failure &failure : kFailures) {
        if (failure.code == job.error())
            return {failure.kind, job.errorString(), QCoreApplication::translate("ringward::Keychain", failure.advice)};
    }
    return {Error::Kind::Offline, job.errorString(), QCoreApplication::translate("ringward::Keychain", kNoKeychain)};
}

Error cancelled()
{
    return {Error::Kind::Cancelled, {}, {}};
}

/// Keeps a job for as long as it runs: one that is given up goes on by itself, and is deleted when it has finished.
struct JobRelease {
    void operator()(QKeychain::Job *job) const { job->deleteLater(); }
};
template <typename Job>
using JobPtr = std::unique_ptr<Job, JobRelease>;

template <typename Job>
JobPtr<Job> makeJob(const QString &service, const QString &key)
{
    JobPtr<Job> job(new Job(service));
    job->setAutoDelete(false);
    job->setInsecureFallback(false);
    job->setKey(key);
    return job;
}

/// What the job's end and a stop request race for: the first one answers.
struct Race {
    QPromise<bool> promise;
    std::atomic_flag decided;
    void decide(bool jobIsDone)
    {
        if (decided.test_and_set())
            return;
        promise.addResult(jobIsDone);
        promise.finish();
    }
};

/// True when the job has finished; false when somebody asked to stop, and then the job has let go of its owner.
template <typename Job>
QCoro::Task<bool> run(JobPtr<Job> &job, std::stop_token stop)
{
    auto race = std::make_shared<Race>();
    race->promise.start();
    QObject::connect(job.get(), &QKeychain::Job::finished, job.get(), [race] { race->decide(true); });
    const std::stop_callback onStop(stop, [race] { race->decide(false); });
    job->start();
    const bool done = co_await race->promise.future();
    if (!done) {
        QKeychain::Job *left = job.release();
        QObject::connect(left, &QKeychain::Job::finished, left, &QObject::deleteLater);
    }
    co_return done;
}

} // namespace

Keychain::Keychain(QString service)
    : m_service(std::move(service))
{
}

Async<Secret> Keychain::read(QString key, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return cancelled();
    auto job = makeJob<QKeychain::ReadPasswordJob>(m_service, key);
    if (!co_await run(job, stop))
        co_return cancelled();
    if (job->error() != QKeychain::NoError)
        co_return errorOf(*job);
    co_return Secret(job->binaryData());
}

Async<Done> Keychain::write(QString key, Secret secret, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return cancelled();
    auto job = makeJob<QKeychain::WritePasswordJob>(m_service, key);
    secret.use([&](QByteArrayView bytes) { job->setBinaryData(bytes.toByteArray()); });
    if (!co_await run(job, stop))
        co_return cancelled();
    if (job->error() != QKeychain::NoError)
        co_return errorOf(*job);
    co_return Done{};
}

Async<Done> Keychain::remove(QString key, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return cancelled();
    auto job = makeJob<QKeychain::DeletePasswordJob>(m_service, key);
    if (!co_await run(job, stop))
        co_return cancelled();
    if (job->error() != QKeychain::NoError && job->error() != QKeychain::EntryNotFound)
        co_return errorOf(*job);
    co_return Done{};
}

} // namespace ringward

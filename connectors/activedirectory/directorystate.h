#pragma once
#include "connectors/activedirectory/directoryreader.h"
#include "connectors/activedirectory/directorysource.h"
#include "connectors/activedirectory/directoryworker.h"
#include "models/sources/keyholder.h"

#include <qcorofuture.h>

namespace ringward {

/// What a source and the answers that are still awaited share.
struct DirectorySource::State {
    State(DirectorySettings given, SecretStore &kept)
        : settings(std::move(given))
        , secrets(kept)
        , reader(settings)
        , reading(settings.access, latch)
        , asking(settings.access, latch)
    {
    }
    const DirectorySettings settings;
    SecretStore &secrets;
    const std::shared_ptr<SignInLatch> latch = std::make_shared<SignInLatch>();
    DirectoryReader reader; ///< its pages belong to `reading`
    DirectoryWorker reading, asking;

    enum class Refused { Stays, IsTriedAgain };
    /// Runs a job with the password at hand. A sign-in that was refused is the answer at once.
    template <typename T>
    static Async<T> run(std::shared_ptr<State> state, DirectoryWorker State::*worker, DirectoryWorker::Job<T> job,
                        std::stop_token stop, Refused refused = Refused::Stays)
    {
        if (const auto refusal = state->latch->refusal(); refusal && refused == Refused::Stays)
            co_return *refusal;
        DirectoryWorker &at = state.get()->*worker;
        if (at.needsPassword()) {
            auto asking =
                state->secrets.read(secretKey(state->settings.source, QString::fromLatin1(kPasswordSetting)), stop);
            Result<Secret> password = co_await std::move(asking);
            if (password)
                at.setPassword(std::move(*password));
            else if (password.error().kind != Error::Kind::NotFound)
                co_return password.error(); // without any password the session says so itself
        }
        QFuture<DirectoryWorker::Answer<T>> running = at.run<T>(std::move(job), stop);
        const DirectoryWorker::Answer<T> answer = co_await running;
        if (stop.stop_requested())
            co_return Error{Error::Kind::Cancelled, {}, {}};
        co_return std::move(*answer);
    }
};

/// The keys of the directory.
class DirectorySource::Keys : public KeyHolder {
public:
    explicit Keys(std::shared_ptr<State> state)
        : m_state(std::move(state))
        , m_list(std::make_shared<List>())
    {
    }
    Async<KeySight> keySight(std::stop_token stop) override;
    Async<RecoveryKeyPage> fetchKeyInfos(QByteArray after, std::stop_token stop) override;
    Async<Secret> fetchKey(QString record, QString keyId, std::stop_token stop) override;
    Async<Secret> fetchLocalAdmin(QString record, std::stop_token stop) override;
    bool keepsDeleted() const override { return true; }
    Async<std::vector<DeletedKeyInfo>> findDeletedKeys(QString keyId, std::stop_token stop) override;
    Async<Secret> fetchDeletedKey(QString record, QString keyId, std::stop_token stop) override;

private:
    /// What is left to hand out of a reading.
    struct List {
        int number = 0;
        std::vector<RecoveryKeyInfo> keys;
        RecoveryKeyPage page(std::size_t from);
    };
    std::shared_ptr<State> m_state;
    std::shared_ptr<List> m_list;
};

} // namespace ringward

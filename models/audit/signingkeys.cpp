#include "models/audit/signingkeys.h"

#include <QCoreApplication>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::SigningKeys", text);
}

} // namespace

SigningKeys::SigningKeys(SecretStore &secrets, RosterDesk &desk)
    : m_secrets(secrets)
    , m_desk(desk)
{
}

Async<PublicKey> SigningKeys::make(Person actor, std::stop_token stop)
{
    RosterDesk &desk = m_desk;
    KeyPair pair = makeKeyPair();
    auto writing = m_secrets.write(signingKeyName(actor), std::move(pair.secretKey), stop);
    const Result<Done> written = co_await std::move(writing);
    if (!written)
        co_return written.error();
    if (const Result<Done> set = desk.setKey(actor, actor.id, pair.publicKey); !set)
        co_return set.error();
    co_return pair.publicKey;
}

Async<Secret> SigningKeys::read(Person person, std::stop_token stop)
{
    const auto missing = [](const QString &detail, const char *advice) {
        return Error{Error::Kind::NotFound, detail, tr(advice)};
    };
    if (person.key.isNull())
        co_return missing(person.login, "You have no key yet. Make one; then you can vote and sign.");
    auto reading = m_secrets.read(signingKeyName(person), stop);
    Result<Secret> secret = co_await std::move(reading);
    if (!secret && secret.error().kind == Error::Kind::NotFound)
        co_return missing(secret.error().detail,
                          "Your key is not in this computer's keychain. Sign where it was made, or make a new one: "
                          "open votes with the old key have to be cast again.");
    if (secret && publicKeyOf(*secret) != person.key)
        co_return missing(person.login,
                          "The key in this computer's keychain is not the one in the roster. Make a new "
                          "one: open votes with the old key have to be cast again.");
    co_return secret;
}

} // namespace ringward

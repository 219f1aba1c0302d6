#include "tests/peers/meshcentral/agentkeys.h"

#include "tests/support/places.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QSaveFile>
#include <QtConcurrent>

#include <memory>
#include <numeric>

namespace ringward::testing {

namespace {

constexpr unsigned kKeyBits = 1024; // the server takes them, and they are quick to make; nothing is protected by them

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

template <typename T, typename Writer>
QByteArray der(T *from, Writer write)
{
    unsigned char *bytes = nullptr;
    const int size = write(from, &bytes);
    const QByteArray made(reinterpret_cast<const char *>(bytes), std::max(0, size));
    OPENSSL_free(bytes);
    return made;
}

AgentIdentity makeIdentity()
{
    const Key key(EVP_RSA_gen(kKeyBits), &EVP_PKEY_free);
    const Certificate made(X509_new(), &X509_free);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -86'400);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 3650L * 86'400);
    X509_set_pubkey(made.get(), key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>("FakeAgent"), -1, -1, 0);
    X509_set_issuer_name(made.get(), X509_get_subject_name(made.get()));
    X509_sign(made.get(), key.get(), EVP_sha384());
    return {der(key.get(), i2d_PrivateKey), der(made.get(), i2d_X509)};
}

QString keptIn()
{
    QDir().mkpath(places::peers());
    return places::peers() + QStringLiteral("/fake-agents-%1.bin").arg(kKeyBits);
}

std::vector<AgentIdentity> readKept(const QString &path)
{
    std::vector<AgentIdentity> all;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return all;
    QDataStream stream(&file);
    AgentIdentity one;
    while (!stream.atEnd()) {
        stream >> one.key >> one.certificate;
        if (stream.status() != QDataStream::Ok)
            break;
        all.push_back(one);
    }
    return all;
}

} // namespace

std::vector<AgentIdentity> agentIdentities(int count)
{
    const QString path = keptIn();
    QLockFile lock(path + QStringLiteral(".lock"));
    lock.lock();
    std::vector<AgentIdentity> all = readKept(path);
    if (int(all.size()) < count) {
        std::vector<AgentIdentity> missing(std::size_t(count) - all.size());
        QtConcurrent::blockingMap(missing, [](AgentIdentity &each) { each = makeIdentity(); });
        all.insert(all.end(), missing.begin(), missing.end());
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly)) {
            QDataStream stream(&file);
            for (const AgentIdentity &each : all)
                stream << each.key << each.certificate;
            file.commit();
        }
    }
    all.resize(std::size_t(count));
    return all;
}

QByteArray signAsAgent(const AgentIdentity &identity, const QByteArray &data)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(identity.key.constData());
    const Key key(d2i_AutoPrivateKey(nullptr, &bytes, identity.key.size()), &EVP_PKEY_free);
    const Digest digest(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    EVP_DigestSignInit(digest.get(), nullptr, EVP_sha384(), nullptr, key.get());
    std::size_t size = 0;
    const auto *text = reinterpret_cast<const unsigned char *>(data.constData());
    EVP_DigestSign(digest.get(), nullptr, &size, text, std::size_t(data.size()));
    QByteArray signature(qsizetype(size), Qt::Uninitialized);
    EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, text,
                   std::size_t(data.size()));
    signature.truncate(qsizetype(size));
    return signature;
}

} // namespace ringward::testing

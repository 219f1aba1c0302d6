#pragma once
#include "models/base/result.h"
#include "models/base/secret.h"

namespace ringward {

/// Bytes that a passphrase opens: key by Argon2id (interactive limits of libsodium), content by XChaCha20-Poly1305.
/// `magic` (8 bytes) says what kind of file it is and is sealed with it. Takes about a tenth of a second and 64 MB.
Result<QByteArray> sealBytes(QByteArrayView magic, const Secret &passphrase, const Secret &content);
/// Malformed when it is no such file, Denied when the passphrase is wrong or the bytes were changed.
Result<Secret> openBytes(QByteArrayView magic, const Secret &passphrase, QByteArrayView sealed);

} // namespace ringward

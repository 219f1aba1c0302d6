#pragma once
#include "models/base/result.h"
#include "models/base/secret.h"

#include <array>

namespace ringward {

inline constexpr int kKeyGroups = 8, kKeyGroupDigits = 6;

/// What six typed digits are. Each group is a 16-bit number times 11, so its last digit is (d1 - d2 + d3 - d4 + d5)
/// modulo 11, and a wrong or swapped digit shows at once.
enum class KeyGroup : quint8 { Empty, Unfinished, Good, Wrong };
KeyGroup checkKeyGroup(QStringView digits);

/// The state of each group of what somebody typed, parted by anything that is no digit or by nothing.
std::array<KeyGroup, kKeyGroups> checkTypedKey(QStringView typed);
int firstWrongGroup(const std::array<KeyGroup, kKeyGroups> &groups); ///< from 1; 0 when none is wrong

/// A BitLocker recovery key: 48 digits in eight groups. The digits leave it only through use().
class RecoveryKey {
public:
    /// ASCII, groups parted by dashes, blanks or nothing. Malformed; the advice names the group that is wrong.
    static Result<RecoveryKey> parse(const Secret &text);

    /// Calls with the 48 digits, in ASCII and without anything between them.
    template <typename F>
    decltype(auto) use(F &&function) const
    {
        return m_digits.use(std::forward<F>(function));
    }
    bool hasGroup(int group, QStringView digits) const; ///< `group` from 0
    QByteArrayView groupOf(QByteArrayView digits, int group) const
    {
        return digits.sliced(group * kKeyGroupDigits, kKeyGroupDigits);
    }

private:
    Secret m_digits;
};

/// The first eight hexadecimal digits of a key's id, which the recovery screen shows: "3C9F71E4".
QString shortKeyId(const QString &keyId);
QString spacedKeyId(const QString &keyId); ///< "3C9F 71E4"
/// Whether `typed` is the beginning of the id: at least eight hexadecimal digits, however they are parted.
bool matchesKeyId(const QString &keyId, QStringView typed);
bool isKeyIdQuery(QStringView typed); ///< eight digits or more to match with, and nothing else

} // namespace ringward

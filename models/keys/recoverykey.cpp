#include "models/keys/recoverykey.h"

#include <sodium.h>

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kHighest = 65535 * 11;
constexpr qsizetype kShortId = 8, kLongestText = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::RecoveryKey", text);
}

template <typename Digits>
KeyGroup check(const Digits &digits)
{
    if (digits.isEmpty())
        return KeyGroup::Empty;
    int value = 0, alternating = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const int digit = QChar(char16_t(digits[i].unicode())).digitValue();
        if (digit < 0 || digits[i].unicode() > 0x7f)
            return KeyGroup::Wrong;
        value = value * 10 + digit;
        if (i < 5)
            alternating += i % 2 ? -digit : digit;
    }
    if (digits.size() < kKeyGroupDigits)
        return KeyGroup::Unfinished;
    if (digits.size() > kKeyGroupDigits || value > kHighest)
        return KeyGroup::Wrong;
    return (alternating % 11 + 11) % 11 == value % 10 ? KeyGroup::Good : KeyGroup::Wrong;
}

QString hexDigits(QStringView text)
{
    QString digits;
    for (const QChar c : text) {
        const QChar upper = c.toUpper();
        if ((upper >= u'0' && upper <= u'9') || (upper >= u'A' && upper <= u'F'))
            digits.append(upper);
    }
    return digits;
}

/// Calls `visit(group, digits)` with what stands in each group: a run of digits, cut after six.
template <typename Visit>
void eachGroup(QStringView typed, const Visit &visit)
{
    int group = 0;
    for (qsizetype i = 0; i < typed.size() && group < kKeyGroups;) {
        if (typed[i] < u'0' || typed[i] > u'9') {
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < typed.size() && end - i < kKeyGroupDigits && typed[end] >= u'0' && typed[end] <= u'9')
            ++end;
        visit(group++, typed.sliced(i, end - i));
        i = end;
    }
}

} // namespace

KeyGroup checkKeyGroup(QStringView digits)
{
    return check(digits);
}

std::array<KeyGroup, kKeyGroups> checkTypedKey(QStringView typed)
{
    std::array<KeyGroup, kKeyGroups> groups{};
    int last = -1;
    eachGroup(typed, [&](int group, QStringView digits) {
        groups[std::size_t(group)] = check(digits);
        last = group;
    });
    // A short group with another one behind it will not grow any more.
    for (int i = 0; i < last; ++i) {
        if (groups[std::size_t(i)] == KeyGroup::Unfinished)
            groups[std::size_t(i)] = KeyGroup::Wrong;
    }
    return groups;
}

int firstWrongGroup(const std::array<KeyGroup, kKeyGroups> &groups)
{
    const auto wrong = std::find(groups.begin(), groups.end(), KeyGroup::Wrong);
    return wrong == groups.end() ? 0 : int(wrong - groups.begin()) + 1;
}

Result<RecoveryKey> RecoveryKey::parse(const Secret &text)
{
    return text.use([](QByteArrayView bytes) -> Result<RecoveryKey> {
        QByteArray digits;
        digits.reserve(kKeyGroups * kKeyGroupDigits); // so that no copy is left behind in a smaller one
        bool clean = bytes.size() <= kLongestText;
        for (qsizetype i = 0; clean && i < bytes.size(); ++i) {
            const char c = bytes[i];
            if (c >= '0' && c <= '9')
                clean = digits.size() < kKeyGroups * kKeyGroupDigits && (digits.append(c), true);
            else
                clean = c == '-' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
        }
        if (!clean || digits.size() != kKeyGroups * kKeyGroupDigits) {
            const qsizetype count = digits.size();
            sodium_memzero(digits.data(), std::size_t(digits.size()));
            return Error{Error::Kind::Malformed, QStringLiteral("%1 digits").arg(count),
                         tr("What the source gave is no recovery key: it has to be 48 digits.")};
        }
        for (int group = 0; group < kKeyGroups; ++group) {
            const QLatin1StringView view(digits.constData() + group * kKeyGroupDigits, kKeyGroupDigits);
            if (check(view) == KeyGroup::Good)
                continue;
            sodium_memzero(digits.data(), std::size_t(digits.size()));
            return Error{Error::Kind::Malformed, QStringLiteral("group %1").arg(group + 1),
                         tr("Group %1 of the recovery key is wrong: its digits do not fit together.").arg(group + 1)};
        }
        RecoveryKey key;
        key.m_digits = Secret(std::move(digits));
        return key;
    });
}

bool RecoveryKey::hasGroup(int group, QStringView digits) const
{
    return use([&](QByteArrayView all) {
        const QByteArrayView own = groupOf(all, group);
        return std::equal(own.begin(), own.end(), digits.begin(), digits.end(),
                          [](char a, QChar b) { return QChar::fromLatin1(a) == b; });
    });
}

QString shortKeyId(const QString &keyId)
{
    return hexDigits(keyId).left(kShortId);
}

QString spacedKeyId(const QString &keyId)
{
    const QString digits = shortKeyId(keyId);
    return digits.left(kShortId / 2) + u' ' + digits.mid(kShortId / 2);
}

bool isKeyIdQuery(QStringView typed)
{
    const bool clean = std::all_of(typed.begin(), typed.end(), [](QChar c) {
        const QChar u = c.toUpper();
        return (u >= u'0' && u <= u'9') || (u >= u'A' && u <= u'F') || c == u'-' || c == u' ' || c == u'{' || c == u'}';
    });
    return clean && hexDigits(typed).size() >= kShortId;
}

bool matchesKeyId(const QString &keyId, QStringView typed)
{
    return isKeyIdQuery(typed) && hexDigits(keyId).startsWith(hexDigits(typed));
}

} // namespace ringward

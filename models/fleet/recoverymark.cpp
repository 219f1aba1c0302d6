#include "models/fleet/recoverymark.h"

#include "models/fleet/fleetchunk.h"

#include <algorithm>
#include <array>

namespace ringward {

namespace {

constexpr std::array kWords{"unasked", "unseen", "none", "present"};
static_assert(kWords.size() == std::size_t(kKeyStateCount));

constexpr qint64 kFirstDay = 16'436; // 1 January 2015, in days since 1970
constexpr qint64 kDayMs = 86'400'000;
constexpr unsigned kDayBits = 13, kStateShift = 14;
constexpr qint64 kLastDay = (1 << kDayBits) - 1;

} // namespace

QString word(KeyState state)
{
    return QString::fromLatin1(kWords[std::size_t(state)]);
}

std::optional<KeyState> keyStateFromWord(QStringView text)
{
    for (std::size_t i = 0; i < kWords.size(); ++i) {
        if (text.compare(QLatin1StringView(kWords[i]), Qt::CaseInsensitive) == 0)
            return KeyState(i);
    }
    return std::nullopt;
}

quint16 RecoveryMark::packed() const
{
    // Older counts as the first day there is, so that it is never taken for "not told".
    const qint64 day = createdMs <= 0 ? 0 : std::clamp<qint64>(createdMs / kDayMs - kFirstDay, 1, kLastDay);
    return quint16(unsigned(state) << kStateShift | unsigned(toRotate) << kDayBits | unsigned(day));
}

RecoveryMark RecoveryMark::unpacked(quint16 code)
{
    const qint64 day = code & kLastDay;
    return {KeyState(code >> kStateShift), (code >> kDayBits & 1) != 0, day == 0 ? 0 : (day + kFirstDay) * kDayMs};
}

std::shared_ptr<const std::vector<quint16>> unmarkedColumn(std::size_t rows)
{
    static const auto full = std::make_shared<const std::vector<quint16>>(kChunkRows);
    return rows == kChunkRows ? full : std::make_shared<const std::vector<quint16>>(rows);
}

} // namespace ringward

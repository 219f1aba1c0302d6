#pragma once
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace ringward {

/// What is known of a device's recovery keys. "None" is said only when every system that could hold one was asked with
/// an account that sees keys.
enum class KeyState : quint8 { NotAsked, Unseen, None, Present };
inline constexpr int kKeyStateCount = 4;

/// The word used in filters and on the command line: "unasked", "unseen", "none", "present".
QString word(KeyState state);
std::optional<KeyState> keyStateFromWord(QStringView text); ///< in any case

/// State and age of a device's newest key in the 16 bits that a snapshot has for it: the state in the upper two, one
/// for "was read", and the day the key was made, from 1 January 2015 on, in the others; day 0 is "not told". 0 in all
/// is "not asked".
struct RecoveryMark {
    KeyState state = KeyState::NotAsked;
    bool toRotate = false; ///< somebody read a key that the machine still has
    qint64 createdMs = 0; ///< UTC; unpacked it is the beginning of the day
    quint16 packed() const;
    static RecoveryMark unpacked(quint16 code);
    static KeyState stateOf(quint16 code) { return KeyState(code >> 14); } ///< for scans
};

/// The column of devices that nobody asked about; full chunks share one.
std::shared_ptr<const std::vector<quint16>> unmarkedColumn(std::size_t rows);

} // namespace ringward

#pragma once
#include "models/fleet/codecolumn.h"

#include <QVarLengthArray>

#include <limits>
#include <span>

namespace ringward {

/// How a field's values are read and compared.
enum class FilterKind : quint8 {
    Host, ///< the text of each device itself
    Text, ///< texts out of a dictionary
    Version, ///< texts out of a dictionary, ordered as dotted numbers
    Ring, ///< by name or by number
    Word, ///< one of a few words
    Number,
    Age, ///< a length of time
};

/// One word that a field of kind Word understands. `mask` has a bit for every number that it stands for.
struct FilterWord {
    const char *word;
    quint32 mask;
    const char *explanation; ///< null for a second spelling that is not proposed
};

using TextIds = QVarLengthArray<quint32, 16>;

/// What a name before the colon means: where the numbers are and how they are read. Functions that do not apply to
/// the kind are null. A `code` is a number in `column`; see codeCount(). A table of fields about something else than
/// devices leaves column and functions out and reads them in its own way.
struct FilterField {
    const char *name;
    const char *explanation; ///< for people; translate in the context "ringward::Filter"
    const char *follows; ///< "a tier follows, T0 to TX"
    FilterKind kind;
    CodeColumn column = CodeColumn::Id;
    const Dictionary &(*dictionary)(const FleetDictionaries &) = nullptr;
    void (*texts)(const FleetDictionaries &, quint32 code, std::optional<std::size_t> stream, TextIds &ids) = nullptr;
    std::optional<qint64> (*number)(const FleetDictionaries &, quint32 code, qint64 nowMs) = nullptr;
    std::span<const FilterWord> words = {};
    bool ordered = false; ///< < and > make sense
    bool perStream = false; ///< takes ".os", ".agent" or a content category
    bool searched = false; ///< free text looks here
    bool versioned = false; ///< texts have a version behind the name; "=" takes the name alone as well
};

/// Farther away than any age: what was never seen, a pin that does not expire.
inline constexpr qint64 kNever = std::numeric_limits<qint64>::max();

std::span<const FilterField> filterFields();
/// In any case; null when there is none.
const FilterField *findFilterField(QStringView name, std::span<const FilterField> fields = filterFields());
/// The field that was probably meant, or null.
const FilterField *nearestFilterField(QStringView name, std::span<const FilterField> fields = filterFields());

/// One value as written, and what its field makes of it.
struct FilterValue {
    QString text, upper; ///< `upper` is the end of a range
    bool quoted = false, isRange = false;
    int at = 0, length = 0; ///< in the line
    qint64 number = 0, upperNumber = 0; ///< Number: itself; Age: milliseconds; Word: mask; an open end is the extreme
};

enum class ValueState : quint8 { Good, Unfinished, Bad };
/// Understands the texts of a value as `field` wants them. `problem` (translated) is set when it is not good.
ValueState readFilterValue(const FilterField &field, FilterValue &value, QString &problem);

} // namespace ringward

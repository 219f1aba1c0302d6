#pragma once
#include "models/sources/sourcerecord.h"

#include <simdjson.h>

#include <QHash>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ringward {

using JsonValue = simdjson::ondemand::value;
using JsonObject = simdjson::ondemand::object;

/// Texts that many records share are kept once. Full pools hand out fresh copies, so hostile input cannot fill memory.
class TextPool {
public:
    const QString &shared(std::string_view utf8);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unordered_map<std::string, QString, Hash, std::equal_to<>> m_texts;
    QString m_last;
};

/// A scalar as text ("" for null and objects; an array of scalars with commas between).
/// Throws simdjson::simdjson_error when the JSON is damaged there.
QString jsonText(JsonValue value);
QString jsonText(JsonValue value, TextPool &pool); ///< for values that many records share
/// A number, or a number in a string, or a date in any shape; 0 when it is none.
qint64 jsonMoment(JsonValue value);
std::optional<bool> jsonBool(JsonValue value); ///< true, "True", "yes", 1; nullopt for null and other words

/// What to do with a value of a record.
struct JsonKey {
    std::string_view name;
    void (*read)(SourceRecord &record, JsonValue value, TextPool &pool);
};

/// Finds a key in a few nanoseconds; made once from a table.
class JsonKeys {
public:
    explicit JsonKeys(std::span<const JsonKey> keys);
    const JsonKey *find(std::string_view name) const
    {
        for (std::size_t slot = slotOf(name);; slot = (slot + 1) % kSlots) {
            if (!m_slots[slot] || m_slots[slot]->name == name)
                return m_slots[slot];
        }
    }
    /// Hands each known field of an object to its reader.
    void read(JsonObject object, SourceRecord &record, TextPool &pool) const;

private:
    static constexpr std::size_t kSlots = 256;
    static std::size_t slotOf(std::string_view name)
    {
        if (name.empty())
            return 0;
        return (name.size() * 37 + std::size_t(static_cast<unsigned char>(name.front())) * 7
                + std::size_t(static_cast<unsigned char>(name.back())) * 131
                + std::size_t(static_cast<unsigned char>(name[name.size() / 2])) * 17)
            % kSlots;
    }
    std::array<const JsonKey *, kSlots> m_slots{};
};

/// The usual reader of a key: its text, kept once, into a field.
template <Field field>
void toField(SourceRecord &record, JsonValue value, TextPool &pool)
{
    if (QString text = jsonText(value, pool); !text.isEmpty())
        record[field] = std::move(text);
}

} // namespace ringward

#include "connectors/files/jsonvalue.h"

#include "connectors/files/canonical.h"
#include "connectors/files/moments.h"

namespace ringward {

namespace {

constexpr std::size_t kPoolLimit = 64 * 1024, kPooledLength = 256;
constexpr int kJoined = 64; ///< elements of an array that become one text

using Type = simdjson::ondemand::json_type;

std::string_view token(JsonValue &value)
{
    std::string_view raw = value.raw_json_token();
    while (!raw.empty() && (raw.back() == ' ' || raw.back() == '\n' || raw.back() == '\r' || raw.back() == '\t'))
        raw.remove_suffix(1);
    return raw;
}

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString joined(simdjson::ondemand::array array)
{
    QString all;
    int count = 0;
    for (auto element : array) {
        JsonValue value = element.value();
        const Type type = value.type();
        if (++count > kJoined || type == Type::array || type == Type::object)
            continue;
        const QString text = jsonText(value);
        if (!all.isEmpty() && !text.isEmpty())
            all += u',';
        all += text;
    }
    return all;
}

/// The characters of a string or a number; empty for everything else.
std::string_view scalar(JsonValue &value)
{
    switch (Type(value.type())) {
    case Type::string:
        return value.get_string();
    case Type::number:
        return token(value);
    default:
        return {};
    }
}

} // namespace

const QString &TextPool::shared(std::string_view utf8)
{
    if (const auto known = m_texts.find(utf8); known != m_texts.end())
        return known->second;
    if (m_texts.size() < kPoolLimit && utf8.size() <= kPooledLength)
        return m_texts.emplace(std::string(utf8), toldText(fromUtf8(utf8))).first->second;
    m_last = toldText(fromUtf8(utf8));
    return m_last;
}

QString jsonText(JsonValue value)
{
    switch (Type(value.type())) {
    case Type::boolean:
        return bool(value.get_bool()) ? QStringLiteral("true") : QStringLiteral("false");
    case Type::array:
        return joined(value.get_array());
    default:
        return fromUtf8(scalar(value));
    }
}

QString jsonText(JsonValue value, TextPool &pool)
{
    const Type type = value.type();
    if (type == Type::string)
        return pool.shared(value.get_string());
    return jsonText(value);
}

qint64 jsonMoment(JsonValue value)
{
    return parseMoment(scalar(value)).value_or(0);
}

std::optional<bool> jsonBool(JsonValue value)
{
    if (Type(value.type()) == Type::boolean)
        return bool(value.get_bool());
    const std::string_view text = scalar(value);
    return yesOrNo(QString::fromLatin1(text.data(), qsizetype(std::min<std::size_t>(text.size(), 16))));
}

JsonKeys::JsonKeys(std::span<const JsonKey> keys)
{
    Q_ASSERT(keys.size() < kSlots / 2);
    for (const JsonKey &key : keys) {
        std::size_t slot = slotOf(key.name);
        while (m_slots[slot])
            slot = (slot + 1) % kSlots;
        m_slots[slot] = &key;
    }
}

void JsonKeys::read(JsonObject object, SourceRecord &record, TextPool &pool) const
{
    for (auto field : object) {
        // Nearly every key is written as it is: to find its end is all it takes.
        simdjson::ondemand::raw_json_string raw;
        if (auto error = field.key().get(raw))
            throw simdjson::simdjson_error(error);
        const char *end = raw.raw();
        while (*end != '"' && *end != '\\' && *end != 0)
            ++end;
        const std::string_view name = *end == '"' ? std::string_view(raw.raw(), std::size_t(end - raw.raw()))
                                                  : std::string_view(field.unescaped_key());
        if (const JsonKey *key = find(name))
            key->read(record, field.value(), pool);
    }
}

} // namespace ringward

#include "connectors/files/jsonrecords.h"

#include "connectors/files/jsonsplitter.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

using Type = simdjson::ondemand::json_type;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::JsonRecords", text);
}

constexpr std::array<std::string_view, 10> kListKeys{"resources", "value", "devices", "machines", "hosts",
                                                     "data",      "items", "results", "records",  "Results"};

constexpr std::string_view kBlank = " \t\r\n";

std::string_view trimmed(std::string_view text)
{
    const std::size_t from = text.find_first_not_of(kBlank);
    return from == text.npos ? std::string_view() : text.substr(from, text.find_last_not_of(kBlank) - from + 1);
}

/// One object a line: the first line is one, and so is the start of the next.
bool isLines(std::string_view text)
{
    const std::size_t end = text.find('\n');
    if (end == text.npos || !trimmed(text.substr(0, end)).ends_with('}'))
        return false;
    return trimmed(text.substr(end, 4096)).starts_with('{');
}

/// Whether an object that cannot be parsed begins as one that holds a list of records.
bool holdsList(std::string_view text)
{
    text = text.substr(0, 1024 * 1024);
    for (const std::string_view key : kListKeys) {
        const std::size_t at = text.find('"' + std::string(key) + '"');
        if (at == text.npos)
            continue;
        const std::string_view behind = trimmed(text.substr(at + key.size() + 2, 64));
        if (behind.starts_with(':') && trimmed(behind.substr(1)).starts_with('['))
            return true;
    }
    return false;
}

QString damagedAt(const simdjson::simdjson_error &error)
{
    return tr("the JSON is damaged here: %1").arg(QString::fromLatin1(error.what()));
}

/// The message of {"code": 403, "message": "access denied"}; `error` may also be a text or a list of those.
QString messageOf(JsonValue error)
{
    switch (Type(error.type())) {
    case Type::object:
        for (auto field : error.get_object()) {
            if (std::string_view(field.unescaped_key()) == "message")
                return jsonText(field.value());
        }
        return tr("without a message");
    case Type::array:
        for (auto element : error.get_array())
            return messageOf(element.value());
        return {};
    case Type::string:
        return jsonText(error);
    default:
        return {};
    }
}

} // namespace

QString JsonPlace::text() const
{
    return (isLine ? tr("line %1") : tr("record %1")).arg(number);
}

void JsonRecords::read(QByteArray &bytes, std::stop_token stop)
{
    const qsizetype needed = bytes.size() + kPadding;
    if (bytes.capacity() < needed || !bytes.isDetached())
        bytes.reserve(needed);
    m_text = std::string_view(bytes.constData(), std::size_t(bytes.size()));
    m_capacity = std::size_t(bytes.capacity());
    m_stop = stop;
    m_visited = 0;
    if (isLines(m_text))
        readLines();
    else if (!readDocument())
        salvage();
}

void JsonRecords::parseAlone(std::string_view text, JsonPlace place)
{
    try {
        const std::size_t behind = m_capacity - std::size_t(text.data() - m_text.data());
        simdjson::ondemand::document document = m_single.iterate(text.data(), text.size(), behind);
        visit(document.get_object(), place);
    } catch (const simdjson::simdjson_error &error) {
        refuse(place, damagedAt(error));
    }
}

void JsonRecords::readLines()
{
    JsonPlace place{0, true};
    for (std::size_t at = 0; at < m_text.size() && !m_stop.stop_requested();) {
        const std::size_t end = std::min(m_text.find('\n', at), m_text.size());
        const std::string_view line = trimmed(m_text.substr(at, end - at));
        at = end + 1;
        ++place.number;
        if (!line.empty())
            parseAlone(line, place);
    }
}

void JsonRecords::readArray(simdjson::ondemand::array array)
{
    for (auto element : array) {
        if (m_stop.stop_requested())
            return;
        JsonValue value = element.value();
        const JsonPlace place{m_visited + 1, false};
        if (Type(value.type()) == Type::object)
            visit(value.get_object(), place);
        else
            refuse(place, tr("it is no record but a bare value"));
        ++m_visited;
    }
}

/// True when the object held a list, or the error of a server.
bool JsonRecords::readEnvelope(JsonObject object)
{
    bool found = false;
    QString failure;
    for (auto field : object) {
        const std::string_view key = field.unescaped_key();
        JsonValue value = field.value();
        const Type type = value.type();
        if (std::find(kListKeys.begin(), kListKeys.end(), key) != kListKeys.end() && type == Type::array) {
            readArray(value.get_array());
            found = true;
        } else if (key == "value" && type == Type::object) {
            visit(value.get_object(), JsonPlace{m_visited + 1, false});
            ++m_visited;
            found = true;
        } else if (key == "error" || key == "errors") {
            failure = messageOf(value);
        }
        if (m_stop.stop_requested())
            return true;
    }
    if (m_visited == 0 && !failure.isEmpty()) {
        answeredError(failure);
        return true;
    }
    return found;
}

bool JsonRecords::readDocument()
{
    try {
        simdjson::ondemand::document document = m_parser.iterate(m_text.data(), m_text.size(), m_capacity);
        const Type type = document.type();
        if (type == Type::array) {
            readArray(document.get_array());
        } else if (type == Type::object) {
            if (!readEnvelope(document.get_object())) {
                document.rewind();
                visit(document.get_object(), JsonPlace{1, false});
                m_visited = 1;
            }
        }
        const char *behind = nullptr;
        const bool more = !document.current_location().get(behind) && behind < m_text.data() + m_text.size();
        return m_stop.stop_requested() || !more || trimmed(m_text.substr(std::size_t(behind - m_text.data()))).empty();
    } catch (const simdjson::simdjson_error &) {
        return false;
    }
}

void JsonRecords::salvage()
{
    const std::string_view body = trimmed(m_text);
    const int depth = body.starts_with('[') ? 1 : holdsList(body) ? 2 : 0;
    const qint64 alreadyVisited = m_visited;
    JsonPlace place;
    JsonSplitter splitter(m_text, depth);
    while (const auto piece = splitter.next()) {
        if (m_stop.stop_requested())
            return;
        if (++place.number <= alreadyVisited)
            continue;
        if (piece->whole)
            parseAlone(piece->text, place);
        else
            refuse(place, tr("the file ends in the middle of it"));
    }
    if (place.number == 0 && m_visited == 0)
        refuse(JsonPlace{1, false}, tr("the JSON holds no record"));
}

} // namespace ringward

#pragma once
#include "connectors/files/jsonvalue.h"

#include <QByteArray>

#include <functional>
#include <stop_token>

namespace ringward {

/// Where a record of a JSON file is, for people.
struct JsonPlace {
    qint64 number = 0; ///< counted from 1
    bool isLine = false; ///< the file has one record a line, and `number` counts lines
    QString text() const; ///< translated: "record 3", "line 17"
};

/// Goes through the records of a JSON file: an array, an object that holds the list ("resources", "value", ...), one
/// record alone, or one record a line. A damaged place costs the record it is in; those before and after still come.
/// Time grows with the size; nesting costs no stack.
class JsonRecords {
public:
    std::function<void(JsonObject record, JsonPlace place)> visit; ///< may throw what simdjson throws
    std::function<void(JsonPlace place, const QString &why)> refuse; ///< `why` is translated
    std::function<void(const QString &message)> answeredError; ///< the file is an error that a server answered

    /// `bytes` is UTF-8 without a mark. Needs kPadding bytes of capacity behind its end, and makes them when missing.
    void read(QByteArray &bytes, std::stop_token stop);

    static constexpr qsizetype kPadding = 64;

private:
    void readLines();
    bool readDocument(); ///< false when the JSON is damaged somewhere
    void readArray(simdjson::ondemand::array array);
    bool readEnvelope(JsonObject object);
    void salvage(); ///< record by record, from the first that was not visited
    void parseAlone(std::string_view text, JsonPlace place);

    std::string_view m_text;
    std::size_t m_capacity = 0;
    std::stop_token m_stop;
    qint64 m_visited = 0;
    simdjson::ondemand::parser m_parser, m_single;
};

} // namespace ringward

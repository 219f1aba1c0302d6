#pragma once
#include <QJsonObject>
#include <QStringView>

namespace ringward {

/// Goes through the JSON objects of a text: one alone, one a line, one after the other, or in an array. A damaged one
/// costs itself only: a line feed ends a string that was never closed, and an object ends with its last brace.
class JsonObjects {
public:
    explicit JsonObjects(QStringView text)
        : m_text(text)
    {
    }
    struct Record {
        QJsonObject object;
        qint64 line = 0; ///< on which it begins, counted from 1
        bool whole = false; ///< false when it is no JSON
        bool cutOff = false; ///< the text ends inside
    };
    bool next(Record &record);

    static constexpr qsizetype kLongest = 32 * 1024 * 1024; ///< characters of one object

private:
    qsizetype m_at = 0;
    qint64 m_line = 1;
    QStringView m_text;
};

/// A value at a path of keys, as in "winlog.event_data"; an array or undefined where it does not lead on.
QJsonValue jsonAt(const QJsonObject &object, std::initializer_list<const char16_t *> path);
/// A text, number or truth as text; empty otherwise.
QString jsonScalar(const QJsonValue &value);

} // namespace ringward

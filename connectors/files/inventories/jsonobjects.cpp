#include "connectors/files/inventories/jsonobjects.h"

#include <QJsonDocument>

namespace ringward {

bool JsonObjects::next(Record &record)
{
    qsizetype from = -1;
    qint64 depth = 0;
    bool quoted = false;
    for (; m_at < m_text.size(); ++m_at) {
        const QChar c = m_text[m_at];
        if (c == u'\n') {
            ++m_line;
            quoted = false;
        } else if (quoted) {
            if (c == u'\\' && m_at + 1 < m_text.size() && m_text[m_at + 1] != u'\n')
                ++m_at;
            else if (c == u'"')
                quoted = false;
        } else if (c == u'"') {
            quoted = from >= 0;
        } else if (c == u'{') {
            if (depth++ == 0) {
                from = m_at;
                record = {{}, m_line, false, false};
            }
        } else if (c == u'}' && depth > 0 && --depth == 0) {
            const QStringView text = m_text.sliced(from, ++m_at - from);
            const QJsonDocument document =
                text.size() > kLongest ? QJsonDocument() : QJsonDocument::fromJson(text.toUtf8());
            record.object = document.object();
            record.whole = document.isObject();
            return true;
        }
    }
    record.cutOff = from >= 0;
    return record.cutOff;
}

QJsonValue jsonAt(const QJsonObject &object, std::initializer_list<const char16_t *> path)
{
    QJsonValue value = object;
    for (const char16_t *key : path)
        value = value.toObject().value(QStringView(key));
    return value;
}

QString jsonScalar(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Double:
        return QString::number(value.toInteger());
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    default:
        return {};
    }
}

} // namespace ringward

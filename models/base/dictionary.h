#pragma once
#include "models/base/copyonwrite.h"

#include <QHash>
#include <QString>

#include <limits>
#include <vector>

namespace ringward {

/// Numbers for texts that many rows share. Id 0 is the empty text. Grows only. A copy shares its texts until either
/// grows, so copying a published one costs next to nothing.
class Dictionary {
public:
    /// `limit` is the largest id that the columns have room for; texts beyond it become 0, "not told".
    explicit Dictionary(quint32 limit = std::numeric_limits<quint32>::max())
        : m_limit(limit)
    {
    }
    quint32 intern(const QString &text)
    {
        if (text.isEmpty())
            return 0;
        const auto known = m_data->ids.constFind(text);
        if (known != m_data->ids.constEnd())
            return known.value();
        const quint32 id = size();
        if (id > m_limit)
            return 0;
        Data &data = m_data.edit();
        data.ids.insert(text, id);
        data.texts.push_back(text);
        return id;
    }
    /// 0 when the text is unknown (or empty).
    quint32 find(const QString &text) const { return m_data->ids.value(text, 0); }
    const QString &text(quint32 id) const { return m_data->texts[id < size() ? id : 0]; }
    quint32 size() const { return quint32(m_data->texts.size()); } ///< the empty text included

private:
    struct Data {
        std::vector<QString> texts{QString()};
        QHash<QString, quint32> ids;
    };
    CopyOnWrite<Data> m_data;
    quint32 m_limit;
};

} // namespace ringward

#pragma once
#include <QHash>
#include <QString>

#include <vector>

namespace ringward {

/// Numbers for texts that many rows share. Id 0 is the empty text. Grows only; copy it to change a published one.
class Dictionary {
public:
    Dictionary() { m_texts.emplace_back(); }
    quint32 intern(const QString &text)
    {
        if (text.isEmpty())
            return 0;
        const auto known = m_ids.constFind(text);
        if (known != m_ids.constEnd())
            return known.value();
        const auto id = quint32(m_texts.size());
        m_ids.insert(text, id);
        m_texts.push_back(text);
        return id;
    }
    /// 0 when the text is unknown (or empty).
    quint32 find(const QString &text) const { return m_ids.value(text, 0); }
    const QString &text(quint32 id) const { return m_texts[id < m_texts.size() ? id : 0]; }
    quint32 size() const { return quint32(m_texts.size()); } ///< the empty text included

private:
    std::vector<QString> m_texts;
    QHash<QString, quint32> m_ids;
};

} // namespace ringward

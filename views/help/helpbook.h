#pragma once
#include <QString>

#include <vector>

namespace ringward {

/// One help page, as Markdown.
struct HelpTopic {
    QString name; ///< file name without ".md": "filter"
    QString title; ///< its first heading
    QString text;
};

/// The help pages of :/help in the order of the contents; pages that are not in the program are left out.
class HelpBook {
public:
    explicit HelpBook(const QString &folder = QStringLiteral(":/help"));

    const std::vector<HelpTopic> &topics() const { return m_topics; }
    const HelpTopic *topic(const QString &name) const; ///< null when there is none

    /// Topics in which every word of `words` occurs, the most telling first; words in a title tell most. Empty words
    /// fit all, in the order of the contents.
    std::vector<const HelpTopic *> search(const QString &words) const;

private:
    std::vector<HelpTopic> m_topics;
};

} // namespace ringward

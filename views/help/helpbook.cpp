#include "views/help/helpbook.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace ringward {

namespace {

// The order of the contents; pages not named here follow by name.
constexpr const char *kOrder[] = {"index",   "devices",     "filter",      "changes",       "keys",    "audit",
                                  "sources", "inventories", "reconciling", "demonstration", "keyboard"};

std::size_t placeOf(const QString &name)
{
    const auto *const found = std::find_if(std::begin(kOrder), std::end(kOrder),
                                           [&](const char *each) { return name == QLatin1StringView(each); });
    return std::size_t(found - std::begin(kOrder));
}

QString titleOf(const QString &text, const QString &name)
{
    for (const QStringView line : QStringView(text).split(u'\n')) {
        if (line.startsWith(u"# "))
            return line.mid(2).trimmed().toString();
    }
    return name;
}

bool containsAll(const QString &text, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(),
                       [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

HelpBook::HelpBook(const QString &folder)
{
    const QStringList files = QDir(folder).entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
    for (const QString &name : files) {
        QFile file(folder + u'/' + name);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        HelpTopic topic{name.chopped(3), {}, QString::fromUtf8(file.readAll())};
        topic.title = titleOf(topic.text, topic.name);
        m_topics.push_back(std::move(topic));
    }
    std::stable_sort(m_topics.begin(), m_topics.end(),
                     [](const HelpTopic &a, const HelpTopic &b) { return placeOf(a.name) < placeOf(b.name); });
}

const HelpTopic *HelpBook::topic(const QString &name) const
{
    for (const HelpTopic &each : m_topics) {
        if (each.name == name)
            return &each;
    }
    return nullptr;
}

std::vector<const HelpTopic *> HelpBook::search(const QString &words) const
{
    const QStringList wanted = words.simplified().split(u' ', Qt::SkipEmptyParts);
    std::vector<const HelpTopic *> found;
    for (const HelpTopic &each : m_topics) {
        if (containsAll(each.text, wanted))
            found.push_back(&each);
    }
    const auto worth = [&](const HelpTopic *each) {
        qsizetype sum = 0;
        for (const QString &word : wanted)
            sum += each->text.count(word, Qt::CaseInsensitive) + 1000 * each->title.count(word, Qt::CaseInsensitive);
        return sum;
    };
    if (!wanted.isEmpty())
        std::stable_sort(found.begin(), found.end(),
                         [&](const HelpTopic *a, const HelpTopic *b) { return worth(a) > worth(b); });
    return found;
}

} // namespace ringward

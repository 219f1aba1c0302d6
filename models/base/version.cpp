#include "models/base/version.h"

#include <QString>

#include <algorithm>

namespace ringward {

namespace {

/// Takes one part after the other off the front of a version.
class Parts {
public:
    explicit Parts(QStringView version)
        : m_rest(version.trimmed())
    {
        for (qsizetype i = 0; i < m_rest.size(); ++i) {
            if (m_rest[i].isSpace()) {
                m_rest.truncate(i);
                break;
            }
        }
    }
    bool atEnd() const { return m_done; }
    QStringView next()
    {
        const qsizetype dot = m_rest.indexOf(u'.');
        const QStringView part = dot < 0 ? m_rest : m_rest.left(dot);
        m_done = dot < 0;
        m_rest = m_done ? QStringView() : m_rest.mid(dot + 1);
        return part;
    }

private:
    QStringView m_rest;
    bool m_done = false;
};

int compareParts(QStringView left, QStringView right)
{
    bool leftIsNumber = true;
    bool rightIsNumber = true;
    const quint64 l = left.isEmpty() ? 0 : left.toULongLong(&leftIsNumber);
    const quint64 r = right.isEmpty() ? 0 : right.toULongLong(&rightIsNumber);
    if (leftIsNumber && rightIsNumber)
        return l == r ? 0 : l < r ? -1 : 1;
    if (leftIsNumber != rightIsNumber)
        return leftIsNumber ? -1 : 1;
    return left.compare(right, Qt::CaseInsensitive);
}

} // namespace

int compareVersions(QStringView left, QStringView right)
{
    Parts l(left);
    Parts r(right);
    while (!l.atEnd() || !r.atEnd()) {
        const QStringView a = l.atEnd() ? QStringView() : l.next();
        const QStringView b = r.atEnd() ? QStringView() : r.next();
        if (const int order = compareParts(a, b))
            return order;
    }
    return 0;
}

bool versionStartsWith(QStringView version, QStringView beginning)
{
    Parts whole(version);
    Parts start(beginning);
    while (!start.atEnd()) {
        if (whole.atEnd() || compareParts(whole.next(), start.next()) != 0)
            return false;
    }
    return true;
}

} // namespace ringward

#pragma once
#include <QStringView>

namespace ringward {

struct Line {
    QStringView text; ///< without its line end
    qint64 number = 0; ///< counted from 1
    bool last = false; ///< the text ends here without a line end: it may be cut off
};

/// Goes through the lines of a text without copying; ends of CRLF, LF, CR CR LF, and CR in a text that has no LF.
class Lines {
public:
    explicit Lines(QStringView text)
        : m_rest(text)
        , m_end(text.contains(u'\n') ? u'\n' : u'\r')
    {
    }
    bool next(Line &line)
    {
        if (m_rest.isEmpty())
            return false;
        const qsizetype end = m_rest.indexOf(m_end);
        line.last = end < 0;
        line.text = line.last ? m_rest : m_rest.first(end);
        m_rest = line.last ? QStringView() : m_rest.sliced(end + 1);
        while (line.text.endsWith(u'\r'))
            line.text.chop(1);
        line.number = ++m_number;
        return true;
    }
    QStringView rest() const { return m_rest; }

private:
    QStringView m_rest;
    QChar m_end;
    qint64 m_number = 0;
};

} // namespace ringward

#include "app/ctl/output.h"

#include "app/ctl/terminal.h"

#include <QCommandLineParser>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace ringward::ctl {

namespace {

constexpr int kGap = 2;
constexpr int kNarrowest = 6; ///< a column is not cut below this

void write(FILE *to, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), to);
}

/// A name out of a file may hold escape sequences; a terminal must not see them.
QString harmless(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

QString fitted(const QString &text, int width, bool toTheRight)
{
    if (columnsOf(text) > width)
        return cutTo(text, width);
    const QString blanks(width - columnsOf(text), u' ');
    return toTheRight ? blanks + text : text + blanks;
}

/// Takes from the widest columns until the line fits.
void shrink(std::vector<int> &widths, int limit)
{
    const auto total = [&] {
        int sum = kGap * int(widths.size() - 1);
        for (const int width : widths)
            sum += width;
        return sum;
    };
    while (total() > limit) {
        const auto widest = std::max_element(widths.begin(), widths.end());
        if (*widest <= kNarrowest)
            return;
        --*widest;
    }
}

} // namespace

Output::Output()
    : m_width(terminalWidth())
{
}

void Output::line(const QString &text)
{
    write(stdout, text.toUtf8() + '\n');
}

void Output::document(const QJsonObject &object)
{
    write(stdout, QJsonDocument(object).toJson(QJsonDocument::Indented));
}

void Output::entry(const QJsonObject &object)
{
    write(stdout, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void Output::table(const std::vector<TableColumn> &columns, std::size_t rows,
                   const std::function<QString(std::size_t, std::size_t)> &cell)
{
    if (columns.empty())
        return;
    std::vector<int> widths;
    for (const TableColumn &column : columns)
        widths.push_back(columnsOf(column.title));
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t c = 0; c < columns.size(); ++c)
            widths[c] = std::max(widths[c], columnsOf(harmless(cell(row, c))));
    }
    if (m_width > 0)
        shrink(widths, m_width);
    const auto print = [&](const std::function<QString(std::size_t)> &text) {
        QString printed;
        for (std::size_t c = 0; c < columns.size(); ++c)
            printed += fitted(text(c), widths[c], columns[c].isNumber) + QString(kGap, u' ');
        while (printed.endsWith(u' '))
            printed.chop(1);
        line(printed);
    };
    print([&](std::size_t c) { return columns[c].title; });
    for (std::size_t row = 0; row < rows; ++row)
        print([&](std::size_t c) { return harmless(cell(row, c)); });
}

void Output::complain(const QString &text)
{
    std::fflush(stdout);
    write(stderr, "ringwardctl: " + harmless(text).toUtf8() + '\n');
}

int Output::fail(const Error &error)
{
    complain(userMessage(error));
    if (error.advice.isEmpty() && !error.detail.isEmpty())
        complain(error.detail);
    return 1;
}

QString usageText(const QCommandLineParser &parser, const QString &usage)
{
    // Qt's first line names the program by its path and knows nothing of commands.
    QStringList lines = parser.helpText().trimmed().split(u'\n');
    lines[0] = QStringLiteral("Usage: ") + usage.trimmed();
    return lines.join(u'\n');
}

} // namespace ringward::ctl

#pragma once
#include "models/base/error.h"

#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <vector>

class QCommandLineParser;

namespace ringward::ctl {

/// A column of a printed table.
struct TableColumn {
    QString title;
    bool isNumber = false; ///< set to the right
};

/// Where a command writes to: JSON or text on standard output, complaints on standard error. Control characters that
/// come from outside are not passed on to a terminal.
class Output {
public:
    Output();
    bool isJson() const { return m_json; }
    void useJson() { m_json = true; }

    void line(const QString &text);
    void document(const QJsonObject &object); ///< a JSON document of its own, indented
    void entry(const QJsonObject &object); ///< one line of JSON Lines
    /// An aligned table no wider than the terminal; `cell` is asked for each cell more than once.
    void table(const std::vector<TableColumn> &columns, std::size_t rows,
               const std::function<QString(std::size_t row, std::size_t column)> &cell);

    void complain(const QString &text); ///< on standard error, after the program's name
    int fail(const Error &error); ///< says it and what to do; the exit code to end with

private:
    bool m_json = false;
    int m_width = 0; ///< characters a line; 0 when nobody looks and lines may be long
};

/// The help of a parser below a line of usage.
QString usageText(const QCommandLineParser &parser, const QString &usage);

} // namespace ringward::ctl

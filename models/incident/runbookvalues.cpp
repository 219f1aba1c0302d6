#include "models/incident/runbookvalues.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <functional>

namespace ringward {

namespace {

constexpr qsizetype kLongestValue = 240, kMostHashes = 16;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Runbook", text);
}

Error wrong(const RunbookParameter &parameter, const char *advice)
{
    return {Error::Kind::Malformed, parameter.name, parameter.label + QStringLiteral(": ") + tr(advice)};
}

/// Consoles and agents on the way spoil what is not ASCII, and some of it looks like a quote.
bool isPlain(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

bool matches(const QString &text, const char *pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QString::fromLatin1(pattern))).match(text).hasMatch();
}

Result<QString> checkedFolder(const RunbookParameter &parameter, const QString &value)
{
    if (!matches(value, R"([A-Za-z]:\\[^/*?"<>|:]*)"))
        return wrong(parameter,
                     QT_TRANSLATE_NOOP("ringward::Runbook",
                                       "an absolute folder like C:\\Windows\\System32\\drivers\\CrowdStrike, "
                                       "without wildcards."));
    QStringList parts = value.mid(3).split(u'\\');
    if (!parts.isEmpty() && parts.last().isEmpty())
        parts.removeLast();
    const bool isOdd = std::any_of(parts.begin(), parts.end(), [](const QString &part) {
        return part.isEmpty() || part.startsWith(u' ') || part.endsWith(u' ') || part.endsWith(u'.');
    });
    if (parts.isEmpty() || isOdd)
        return wrong(parameter,
                     QT_TRANSLATE_NOOP("ringward::Runbook",
                                       "a folder below the root, without “..” and without names that end in "
                                       "a dot or space."));
    return value.left(3) + parts.join(u'\\');
}

Result<QString> checkedPattern(const RunbookParameter &parameter, const QString &value)
{
    if (!matches(value, R"([^\\/:"<>|\[\]]+)") || value.endsWith(u'.'))
        return wrong(parameter,
                     QT_TRANSLATE_NOOP("ringward::Runbook",
                                       "the name of a file with * and ? for what differs: C-00000291*.sys."));
    const auto literals = std::count_if(value.begin(), value.end(), [](QChar c) { return c.isLetterOrNumber(); });
    if (literals < 6)
        return wrong(parameter,
                     QT_TRANSLATE_NOOP("ringward::Runbook",
                                       "a pattern needs at least six letters or digits, so that it means one "
                                       "kind of file and no other."));
    return value;
}

Result<QString> checkedHashes(const RunbookParameter &parameter, const QString &value)
{
    QStringList hashes = value.toLower().split(QRegularExpression(QStringLiteral("[\\s,;]+")), Qt::SkipEmptyParts);
    hashes.removeDuplicates();
    const bool areWell =
        std::all_of(hashes.begin(), hashes.end(), [](const QString &hash) { return matches(hash, "[0-9a-f]{64}"); });
    if (hashes.isEmpty() || hashes.size() > kMostHashes || !areWell)
        return wrong(parameter,
                     QT_TRANSLATE_NOOP("ringward::Runbook",
                                       "one to 16 SHA-256 sums of 64 hexadecimal digits, with commas "
                                       "between."));
    return hashes.join(u',');
}

Result<QString> checkedMinutes(const RunbookParameter &parameter, const QString &value)
{
    bool isNumber = false;
    const int minutes = value.toInt(&isNumber);
    if (!isNumber || minutes < parameter.least || minutes > parameter.most)
        return Error{Error::Kind::Malformed, parameter.name,
                     tr("%1: a whole number of minutes from %2 to %3.")
                         .arg(parameter.label)
                         .arg(parameter.least)
                         .arg(parameter.most)};
    return QString::number(minutes);
}

constexpr bool isSingleQuote(char16_t c)
{
    return c == u'\'' || (c >= u'\u2018' && c <= u'\u201b');
}

const QRegularExpression &placeholder()
{
    static const QRegularExpression expression(QStringLiteral("\\{\\{([a-z0-9:._-]+)\\}\\}"));
    return expression;
}

/// Whether position `at` of a line is within quotes or a comment.
struct Context {
    bool inQuotes = false, inComment = false;
    QChar quote;
};
Context contextAt(Shell shell, const QString &line, qsizetype at)
{
    Context context;
    for (qsizetype i = 0; i < at && !context.inComment; ++i) {
        const QChar c = line[i];
        if (context.inQuotes && context.quote == c) {
            context.inQuotes = false;
        } else if (context.inQuotes) {
            if (shell == Shell::PowerShell && context.quote == u'"' && c == u'`')
                ++i;
        } else if (c == u'"' || (shell != Shell::Cmd && c == u'\'')) {
            context.inQuotes = true;
            context.quote = c;
        } else if (shell != Shell::Cmd && c == u'#') {
            context.inComment = true;
        }
    }
    return context;
}

} // namespace

Result<QString> checkedValue(const RunbookParameter &parameter, const QString &given)
{
    const QString value = given.trimmed();
    if (value.isEmpty())
        return wrong(parameter, QT_TRANSLATE_NOOP("ringward::Runbook", "it is missing."));
    if (!isPlain(value) || value.contains(QStringLiteral("{{")))
        return wrong(parameter,
                     QT_TRANSLATE_NOOP("ringward::Runbook",
                                       "only plain letters, digits and marks (ASCII) get to a machine "
                                       "unchanged."));
    if (parameter.type != ParameterType::Sha256 && value.size() > kLongestValue)
        return wrong(parameter, QT_TRANSLATE_NOOP("ringward::Runbook", "it is longer than 240 characters."));
    switch (parameter.type) {
    case ParameterType::Folder:
        return checkedFolder(parameter, value);
    case ParameterType::FilePattern:
        return checkedPattern(parameter, value);
    case ParameterType::Sha256:
        return checkedHashes(parameter, value);
    case ParameterType::Service:
        if (!matches(value, "[A-Za-z0-9_.$-]{2,64}"))
            return wrong(parameter,
                         QT_TRANSLATE_NOOP("ringward::Runbook",
                                           "the name of the driver's service, of letters, digits and _ . - "
                                           "$: csagent."));
        return value;
    case ParameterType::Minutes:
        return checkedMinutes(parameter, value);
    }
    return wrong(parameter, "");
}

QString powerShellQuoted(const QString &text)
{
    QString quoted(u'\'');
    for (const QChar c : text) {
        quoted += c;
        if (isSingleQuote(c.unicode()))
            quoted += c;
    }
    return quoted + u'\'';
}

Result<QString> literal(Shell shell, ParameterType type, const QString &value)
{
    if (!isPlain(value))
        return Error{Error::Kind::Malformed, QStringLiteral("not plain ASCII"), {}};
    if (type == ParameterType::Minutes)
        return matches(value, "[0-9]{1,5}") ? Result<QString>(value)
                                            : Error{Error::Kind::Malformed, QStringLiteral("no number"), {}};
    switch (shell) {
    case Shell::PowerShell: {
        if (type != ParameterType::Sha256)
            return powerShellQuoted(value);
        QStringList hashes;
        for (const QString &hash : value.split(u','))
            hashes << powerShellQuoted(hash);
        return QStringLiteral("@(") + hashes.join(u',') + u')';
    }
    case Shell::Posix:
        return u'\'' + QString(value).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
    case Shell::Cmd:
        if (!matches(value, R"([A-Za-z0-9 _.,:\\$*?{}-]*)") || value.endsWith(u'\\'))
            return Error{Error::Kind::NotSupported, value,
                         tr("“%1” has a character that the command prompt cannot be given safely.").arg(value)};
        return value;
    }
    return value;
}

Result<QStringList> placeholdersIn(Shell shell, const QStringList &lines,
                                   const std::function<bool(const QString &name)> &isNumber)
{
    QStringList names;
    const auto refuse = [](qsizetype line, const char *reason) {
        return Error{Error::Kind::Malformed, QStringLiteral("line %1").arg(line + 1),
                     tr("line %1: %2").arg(line + 1).arg(tr(reason))};
    };
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString &line = lines[i];
        if (!isPlain(line))
            return refuse(i, QT_TRANSLATE_NOOP("ringward::Runbook", "scripts are plain ASCII without tabs"));
        if (shell != Shell::Cmd && contextAt(shell, line, line.size()).inQuotes)
            return refuse(i, QT_TRANSLATE_NOOP("ringward::Runbook", "a quote that is not closed on its line"));
        if (shell == Shell::PowerShell
            && (line.contains(QStringLiteral("@'")) || line.contains(QStringLiteral("@\""))
                || line.contains(QStringLiteral("<#"))))
            return refuse(
                i, QT_TRANSLATE_NOOP("ringward::Runbook", "here-strings and block comments are not for runbooks"));
        auto match = placeholder().globalMatch(line);
        while (match.hasNext()) {
            const QRegularExpressionMatch found = match.next();
            const Context context = contextAt(shell, line, found.capturedStart());
            if (context.inComment)
                return refuse(i, QT_TRANSLATE_NOOP("ringward::Runbook", "a value within a comment"));
            if (shell == Shell::Cmd ? !context.inQuotes && !isNumber(found.captured(1)) : context.inQuotes)
                return refuse(i,
                              shell == Shell::Cmd
                                  ? QT_TRANSLATE_NOOP("ringward::Runbook", "a value outside double quotes")
                                  : QT_TRANSLATE_NOOP("ringward::Runbook", "a value within quotes: it brings its own"));
            const QChar before = found.capturedStart() > 0 ? line[found.capturedStart() - 1] : QChar(u' ');
            const QChar after = found.capturedEnd() < line.size() ? line[found.capturedEnd()] : QChar(u' ');
            const auto sticks = [](QChar c) {
                return c.isLetterOrNumber() || c == u'\'' || c == u'"' || c == u'`' || c == u'$' || c == u'_';
            };
            if (shell != Shell::Cmd && (sticks(before) || sticks(after)))
                return refuse(i, QT_TRANSLATE_NOOP("ringward::Runbook", "a value that sticks to other text"));
            names << found.captured(1);
        }
        if (QString(line).remove(placeholder()).contains(QStringLiteral("{{")))
            return refuse(i, QT_TRANSLATE_NOOP("ringward::Runbook", "“{{” without a name and “}}”"));
    }
    return names;
}

QString filled(const QString &line, const std::function<QString(const QString &name)> &valueOf)
{
    QString result;
    qsizetype from = 0;
    auto match = placeholder().globalMatch(line);
    while (match.hasNext()) {
        const QRegularExpressionMatch found = match.next();
        result += QStringView(line).mid(from, found.capturedStart() - from);
        result += valueOf(found.captured(1));
        from = found.capturedEnd();
    }
    return result.append(QStringView(line).mid(from));
}

} // namespace ringward

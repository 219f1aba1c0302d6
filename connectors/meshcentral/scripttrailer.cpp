#include "connectors/meshcentral/scripttrailer.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QRegularExpression>

namespace ringward {

namespace {

constexpr qsizetype kLongestCommand = 65'000; // the server drops in silence what is longer than 65,535
constexpr qsizetype kLongestVariable = 32'000; // Windows: 32,767 characters in an environment variable

/// For [regex]::Unescape inside single quotes: one line of ASCII, still readable in the server's event log. Windows
/// PowerShell reads its input line by line, in the code page of the console, and ends blocks at blank lines.
QString powershellLiteral(const QString &script)
{
    QString literal;
    literal.reserve(script.size() + script.size() / 8);
    for (const QChar c : script) {
        if (c == u'\\')
            literal += QLatin1StringView("\\\\");
        else if (c == u'\n')
            literal += QLatin1StringView("\\n");
        else if (c == u'\'')
            literal += QLatin1StringView("''");
        else if (c < u' ' || c > u'~')
            literal += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            literal += c;
    }
    return literal;
}

QString wrapPowerShell(const QString &script, const QString &mark)
{
    return QStringLiteral("$env:RW_SCRIPT='%2';'RW:%1:BEGIN';$null|& \"$PSHOME\\powershell.exe\" -NoProfile "
                          "-NonInteractive -InputFormat None -Command '& ([scriptblock]::Create([regex]::Unescape("
                          "$env:RW_SCRIPT)))';$rw=$LASTEXITCODE;'';'RW:%1:EXIT:'+$rw")
        .arg(mark, powershellLiteral(script));
}

QString wrapCmd(const QString &script, const QString &mark)
{
    QString lines = script;
    lines.replace(u'\n', QLatin1StringView("\r\n"));
    return QStringLiteral("@echo off\r\necho RW:%1:BEGIN\r\n%2\r\necho.&echo RW:%1:EXIT:%errorlevel%").arg(mark, lines);
}

QString wrapPosix(const QString &script, const QString &mark)
{
    QString quoted = script;
    quoted.replace(u'\'', QLatin1StringView("'\\''"));
    return QStringLiteral("printf 'RW:%s:BEGIN\\n' '%1'\nsh -c '%2' </dev/null 2>&1\nprintf '\\nRW:%s:EXIT:%s\\n' "
                          "'%1' \"$?\"")
        .arg(mark, quoted);
}

} // namespace

QByteArray scriptMark(const QByteArray &id)
{
    QByteArray mark;
    for (const char c : id) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        if (plain && mark.size() < 40)
            mark += c;
    }
    return mark + '.' + QByteArray::number(QRandomGenerator::system()->generate64(), 16);
}

Result<WrappedScript> wrapScript(Shell shell, const QString &script, const QByteArray &mark)
{
    QString plain = script;
    plain.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    const QString name = QString::fromLatin1(mark);
    WrappedScript made;
    made.mark = mark;
    made.text = shell == Shell::PowerShell ? wrapPowerShell(plain, name)
        : shell == Shell::Cmd              ? wrapCmd(plain, name)
                                           : wrapPosix(plain, name);
    if (made.text.size() > (shell == Shell::PowerShell ? kLongestVariable : kLongestCommand))
        return Error{
            Error::Kind::NotSupported, QStringLiteral("a script of %1 characters").arg(made.text.size()),
            QCoreApplication::translate("ringward::MeshCentral", "The script is too long for MeshCentral. Divide it.")};
    return made;
}

Result<HandAnswer> unwrapAnswer(QString printed, const QByteArray &mark)
{
    printed.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    const QString name = QString::fromLatin1(mark);
    const QString begin = QStringLiteral("RW:%1:BEGIN\n").arg(name);
    const QString exit = QStringLiteral("\nRW:%1:EXIT:").arg(name);
    const qsizetype last = printed.lastIndexOf(exit);
    const qsizetype first = printed.indexOf(begin);
    static const QRegularExpression number(QStringLiteral("^(-?\\d{1,10})\\s*(?:\\n|$)"));
    const auto code = last < 0 ? QRegularExpressionMatch()
                               : number.match(QStringView(printed).mid(last + exit.size(), 16).toString());
    if (first < 0 || last < first + begin.size() - 1 || !code.hasMatch())
        return Error{
            Error::Kind::Malformed, QStringLiteral("no trailer in an answer of %1 characters").arg(printed.size()), {}};
    HandAnswer answer;
    const qsizetype from = first + begin.size();
    answer.output = printed.mid(from, std::max<qsizetype>(0, last - from));
    answer.isCut = answer.output.size() > kLongestAnswer;
    answer.output.truncate(kLongestAnswer);
    answer.exitCode = int(code.captured(1).toLongLong());
    return answer;
}

} // namespace ringward

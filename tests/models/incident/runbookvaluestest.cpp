#include "models/incident/runbookvalues.h"

#include "models/incident/runbooklibrary.h"
#include "models/incident/runbookparser.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QRegularExpression>

#include <random>

using namespace ringward;

namespace {

RunbookParameter parameter(ParameterType type)
{
    RunbookParameter made;
    made.name = QStringLiteral("value");
    made.label = QStringLiteral("Value");
    made.type = type;
    made.least = 15;
    made.most = 480;
    return made;
}

/// What PowerShell makes of a single-quoted literal; nullopt when it ends before the end.
std::optional<QString> readPowerShell(const QString &text)
{
    const auto isQuote = [](QChar c) {
        return c == u'\'' || (c >= QChar(0x2018) && c <= QChar(0x201b));
    };
    if (text.size() < 2 || !isQuote(text.front()))
        return std::nullopt;
    QString value;
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (!isQuote(text[i])) {
            value += text[i];
            continue;
        }
        if (i + 1 == text.size())
            return value;
        if (!isQuote(text[i + 1]))
            return std::nullopt;
        value += text[i++];
    }
    return std::nullopt;
}

} // namespace

TEST(RunbookValues, WhateverIsQuotedForPowerShellComesOutAsItWentInAndNeverEndsEarly)
{
    std::mt19937 random(291);
    const QString marks = QStringLiteral("'\"`$(){};|&<>%!^\n\r\t #@a1\\") + QChar(0x2018) + QChar(0x2019)
        + QChar(0x201a) + QChar(0x201b) + QChar(0x201c);
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        for (auto n = random() % 24; n > 0; --n)
            text += marks[qsizetype(random() % quint64(marks.size()))];
        const auto read = readPowerShell(powerShellQuoted(text));
        ASSERT_TRUE(read) << text.toStdString();
        // PowerShell makes one of two quotes; of a mixed pair it keeps the first, which is what stood there.
        ASSERT_EQ(*read, text);
    }
}

TEST(RunbookValues, NoValueThatPassesCanBreakOutOfAnyScript)
{
    std::mt19937 random(7);
    const QString marks = QStringLiteral("'\"`$(){};|&<>%!^\n\r\t #@a1\\:*?[]/.,-_ Zz");
    int passed = 0;
    for (int i = 0; i < 40'000; ++i) {
        QString text = i % 2 ? QStringLiteral("C:\\") : QString();
        for (auto n = random() % 20; n > 0; --n)
            text += marks[qsizetype(random() % quint64(marks.size()))];
        for (int type = 0; type <= int(ParameterType::Minutes); ++type) {
            const auto checked = checkedValue(parameter(ParameterType(type)), text);
            if (!checked)
                continue;
            ++passed;
            for (const QChar c : *checked)
                ASSERT_TRUE(c >= u' ' && c <= u'~');
            const auto cmd = literal(Shell::Cmd, ParameterType(type), *checked);
            const QRegularExpression dangerous(QStringLiteral("[%!^&|<>\"'`()\\n]"));
            ASSERT_FALSE(cmd && cmd->contains(dangerous)) << cmd->toStdString();
            const auto shell = literal(Shell::PowerShell, ParameterType(type), *checked);
            ASSERT_TRUE(shell);
            const bool isText = type == int(ParameterType::Folder) || type == int(ParameterType::FilePattern);
            ASSERT_TRUE(!isText || readPowerShell(*shell) == *checked) << shell->toStdString();
        }
    }
    EXPECT_GT(passed, 100) << "the test must see values that pass";
}

TEST(RunbookValues, ValuesAreWhatTheySayOrRefusedWithASentence)
{
    const auto ok = [](ParameterType type, const char *text) {
        return checkedValue(parameter(type), QString::fromUtf8(text)).has_value();
    };
    using enum ParameterType;
    EXPECT_TRUE(ok(Folder, R"(C:\Windows\System32\drivers\CrowdStrike)"));
    EXPECT_TRUE(ok(Folder, R"(C:\Program Files (x86)\Vendor's\Agent\)"));
    for (const char *wrong : {"", "Windows", R"(\\server\share\x)", R"(C:\)", R"(C:\a\..\b)", R"(C:\a\*)", "C:/a/b",
                              R"(C:\a"b)", "C:\\a\nb", "C:\\a\xE2\x80\x99x", R"(C:\{{sha256}})", R"(C:\a \b)"})
        EXPECT_FALSE(ok(Folder, wrong)) << wrong;
    EXPECT_TRUE(ok(FilePattern, "C-00000291*.sys"));
    for (const char *wrong : {"*", "*.sys", "C-*.sys", R"(a\C-00000291*.sys)", "C-[0-9]00000291.sys", "C-00000291:x"})
        EXPECT_FALSE(ok(FilePattern, wrong)) << wrong;
    const QByteArray hash(64, 'a');
    EXPECT_TRUE(ok(Sha256, hash));
    EXPECT_TRUE(ok(Sha256, (hash.toUpper() + ", " + QByteArray(64, '1')).constData()));
    EXPECT_EQ(*checkedValue(parameter(Sha256), QString::fromLatin1(hash.toUpper() + ',' + hash)),
              QString::fromLatin1(hash));
    for (const QByteArray &wrong : {QByteArray("abc"), hash.left(63), hash + 'a', QByteArray(64, 'g')})
        EXPECT_FALSE(ok(Sha256, wrong)) << wrong.toStdString();
    EXPECT_TRUE(ok(Service, "csagent"));
    for (const char *wrong : {"a", "cs agent", "cs'agent", "cs\\agent", "cs;agent"})
        EXPECT_FALSE(ok(Service, wrong)) << wrong;
    EXPECT_TRUE(ok(Minutes, "15"));
    EXPECT_TRUE(ok(Minutes, "480"));
    for (const char *wrong : {"14", "481", "-20", "20.5", "20; x"})
        EXPECT_FALSE(ok(Minutes, wrong)) << wrong;
    EXPECT_TRUE(
        checkedValue(parameter(Minutes), QStringLiteral("9")).error().advice.contains(QStringLiteral("15 to 480")));
}

TEST(RunbookValues, APlaceholderStandsOnlyWhereALiteralMay)
{
    const auto stands = [](Shell shell, const char *line) {
        return placeholdersIn(shell, {QString::fromLatin1(line)},
                              [](const QString &name) { return name == u"minutes"; })
            .has_value();
    };
    for (const char *good : {"Remove-Item -LiteralPath {{folder}}", "$a = {{folder}}", "f({{folder}}, {{pattern}})",
                             "\"$x\" + {{folder}}", "'it''s' + {{folder}}", "\"a`\"b\" + {{folder}}"})
        EXPECT_TRUE(stands(Shell::PowerShell, good)) << good;
    for (const char *bad : {"\"{{folder}}\"", "'{{folder}}'", "x{{folder}}", "{{folder}}x", "# {{folder}}",
                            "${{folder}}", "\"a`\" {{folder}}\"", "@'", "'open", "<# x", "{{folder", "{{FOLDER}}"})
        EXPECT_FALSE(stands(Shell::PowerShell, bad)) << bad;
    EXPECT_TRUE(stands(Shell::Cmd, "del \"{{folder}}\""));
    EXPECT_TRUE(stands(Shell::Cmd, "set /a X={{minutes}} * 60"));
    EXPECT_FALSE(stands(Shell::Cmd, "del {{folder}}"));
}

/// Every script that ships, filled with awkward values: outside its literals nothing of the values shows.
TEST(RunbookValues, ShippedScriptsHoldAwkwardValuesAsLiterals)
{
    const ParameterValues awkward{{QStringLiteral("folder"), QStringLiteral("C:\\Vendor's $(calc) `x; rm\\#d")},
                                  {QStringLiteral("pattern"), QStringLiteral("C-0000'291$(x)*.sys")},
                                  {QStringLiteral("sha256"), QString(64, u'a')},
                                  {QStringLiteral("service"), QStringLiteral("cs$agent")}};
    int scripts = 0;
    for (const Runbook &runbook : loadRunbooks().runbooks) {
        ParameterValues values;
        for (const RunbookParameter &each : runbook.parameters) {
            if (awkward.contains(each.name))
                values.emplace(each.name, awkward.at(each.name));
        }
        const auto document = fillRunbook(runbook, values);
        ASSERT_TRUE(document) << runbook.id.toStdString() << userMessage(document.error()).toStdString();
        const auto filled = parseRunbook(*document);
        ASSERT_TRUE(filled);
        for (const RunbookStep &step : filled->steps) {
            const QString script = step.scripts[std::size_t(Shell::PowerShell)];
            scripts += !script.isEmpty();
            EXPECT_FALSE(script.contains(QStringLiteral("{{")));
            QString outside; // what PowerShell would run
            bool isQuoted = false;
            QChar quote;
            for (const QString &line : script.split(u'\n')) {
                for (qsizetype i = 0; i < line.size(); ++i) {
                    const QChar c = line[i];
                    if (isQuoted && quote == u'"' && c == u'`')
                        ++i;
                    else if (isQuoted && c == quote)
                        isQuoted = false;
                    else if (!isQuoted && (c == u'\'' || c == u'"')) {
                        isQuoted = true;
                        quote = c;
                    } else if (!isQuoted && c == u'#') {
                        break;
                    } else if (!isQuoted) {
                        outside += c;
                    }
                }
                ASSERT_FALSE(isQuoted) << line.toStdString();
            }
            EXPECT_FALSE(outside.contains(QStringLiteral("calc")));
            EXPECT_FALSE(outside.contains(QStringLiteral("rm\\")));
        }
    }
    EXPECT_GE(scripts, 15);
}

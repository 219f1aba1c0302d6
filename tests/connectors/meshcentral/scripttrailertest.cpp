#include "connectors/meshcentral/scripttrailer.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QProcess>

namespace ringward {
namespace {

QString printedBy(const QString &script)
{
    QProcess shell;
    shell.setProcessChannelMode(QProcess::MergedChannels);
    shell.start(QStringLiteral("/bin/sh"), QStringList());
    shell.write(script.toUtf8() + "\nexit\n"); // as the agent hands it over
    shell.closeWriteChannel();
    EXPECT_TRUE(shell.waitForFinished(10'000));
    return QString::fromUtf8(shell.readAll());
}

HandAnswer ran(const QString &script)
{
    const auto wrapped = wrapScript(Shell::Posix, script, scriptMark("id"));
    EXPECT_TRUE(wrapped.has_value());
    const auto answer = unwrapAnswer(printedBy(wrapped->text), wrapped->mark);
    EXPECT_TRUE(answer.has_value());
    return answer.value_or(HandAnswer());
}

TEST(ScriptTrailerTest, ARealShellRunsWhatWasWrapped)
{
    EXPECT_EQ(ran(QStringLiteral("echo \"it's\"\r\necho 'two'")).output, QStringLiteral("it's\ntwo\n"));
    EXPECT_EQ(ran(QStringLiteral("exit 42")).exitCode, 42);
    EXPECT_EQ(ran(QStringLiteral("cat; echo done")).output, QStringLiteral("done\n")) << "its input is empty";
    EXPECT_EQ(ran(QStringLiteral("syntax ( error")).exitCode, 2);
    EXPECT_EQ(ran(QStringLiteral("kill -9 $$")).exitCode, 137);
    EXPECT_EQ(ran(QString()).output, QString());
}

TEST(ScriptTrailerTest, OnlyTheOwnTrailerCounts)
{
    const QByteArray mark = scriptMark("a");
    const QString m = QString::fromLatin1(mark);
    const QString begin = QStringLiteral("RW:%1:BEGIN\n").arg(m);
    EXPECT_FALSE(unwrapAnswer(QStringLiteral("ok"), mark).has_value());
    EXPECT_FALSE(unwrapAnswer(begin + QStringLiteral("half an out"), mark).has_value());
    EXPECT_FALSE(unwrapAnswer(begin + QStringLiteral("x\nRW:other.1:EXIT:0\n"), mark).has_value());
    EXPECT_FALSE(unwrapAnswer(QStringLiteral("x\nRW:%1:EXIT:0\n").arg(m), mark).has_value());
    EXPECT_FALSE(unwrapAnswer(begin + QStringLiteral("x\nRW:%1:EXIT:\n").arg(m), mark).has_value());
    EXPECT_FALSE(unwrapAnswer(begin + QStringLiteral("x\nRW:%1:EXIT:%errorlevel%\n").arg(m), mark).has_value());
    EXPECT_FALSE(unwrapAnswer(QStringLiteral("x\nRW:%1:EXIT:0\n").arg(m) + begin, mark).has_value());
    const auto good = unwrapAnswer(
        QStringLiteral("C:\\>@echo off\r\nRW:%1:BEGIN\r\nx\r\n\r\nRW:%1:EXIT:-1073741510\r\n").arg(m), mark);
    ASSERT_TRUE(good.has_value());
    EXPECT_EQ(good->output, QStringLiteral("x\n"));
    EXPECT_EQ(good->exitCode, -1073741510);
}

TEST(ScriptTrailerTest, MarksDifferEvenForOneId)
{
    EXPECT_NE(scriptMark("id"), scriptMark("id"));
    const QByteArray odd = scriptMark("a'b\"; rm -rf / %PATH% $(x)\n");
    for (const char c : odd)
        EXPECT_TRUE(isalnum(c) || c == '-' || c == '.') << odd.toStdString();
}

TEST(ScriptTrailerTest, PowerShellComesInOneLineOfAscii)
{
    const auto wrapped =
        wrapScript(Shell::PowerShell, QStringLiteral("if ($x) {\n  'Zażółć'\n}\n\n\"C:\\new\""), "m.1");
    ASSERT_TRUE(wrapped.has_value());
    EXPECT_FALSE(wrapped->text.contains(u'\n'));
    for (const QChar c : wrapped->text)
        EXPECT_TRUE(c >= u' ' && c <= u'~');
    EXPECT_TRUE(wrapped->text.contains(QStringLiteral("''Za\\u017c\\u00f3")));
    EXPECT_TRUE(wrapped->text.contains(QStringLiteral("C:\\\\new")));
}

TEST(ScriptTrailerTest, WhatTheServerWouldDropInSilenceIsRefused)
{
    for (const Shell shell : {Shell::Cmd, Shell::PowerShell, Shell::Posix}) {
        const auto wrapped = wrapScript(shell, QString(66'000, u'x'), "m.1");
        ASSERT_FALSE(wrapped.has_value());
        EXPECT_EQ(wrapped.error().kind, Error::Kind::NotSupported);
    }
}

} // namespace
} // namespace ringward

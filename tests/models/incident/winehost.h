#pragma once
#include <gtest/gtest.h>

#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>

namespace ringward::testing {

/// Windows' cmd, reg and find as Wine has them, in a prefix of its own. Programs that Wine cannot do (bcdedit, sc,
/// shutdown) are played by batch files, which the script is made to call in their place; each writes down its call.
class WineHost {
public:
    ~WineHost() { run(QStringLiteral("wineserver"), {QStringLiteral("-k")}); }

    QString path(const QString &name) const { return m_folder.filePath(name); }
    /// In the folder of this host, where the files of touch() are.
    void play(const QString &program, const QStringList &lines)
    {
        m_played << program;
        const QStringList begin{QStringLiteral("@echo off"), QStringLiteral(">>calls echo %1 %*").arg(program)};
        write(path(program + QStringLiteral(".bat")), begin + lines);
    }
    /// The lines as a batch file, to its end; the exit code, -1 when it had to be killed.
    int batch(const QStringList &lines)
    {
        QString script = lines.join(u'\n');
        for (const QString &program : m_played)
            script.replace(program + QStringLiteral(".exe"), QStringLiteral("call %1.bat").arg(program));
        write(path(QStringLiteral("script.cmd")), script.split(u'\n'));
        return run(QStringLiteral("wine"), {QStringLiteral("cmd"), QStringLiteral("/c"), QStringLiteral("script.cmd")});
    }
    QByteArray output() const { return m_output; }
    QStringList calls() const
    {
        QFile file(path(QStringLiteral("calls")));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QStringList lines;
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (!line.trimmed().isEmpty())
                lines << QString::fromUtf8(line.trimmed());
        }
        return lines;
    }
    void forgetCalls() { QFile::remove(path(QStringLiteral("calls"))); }
    void touch(const QString &name) { write(path(name), {}); }
    bool has(const QString &name) const { return QFile::exists(path(name)); }

private:
    static void write(const QString &path, const QStringList &lines)
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(lines.join(QStringLiteral("\r\n")).toUtf8() + "\r\n");
    }
    int run(const QString &program, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("DISPLAY"));
        environment.insert(QStringLiteral("HOME"), m_folder.path());
        environment.insert(QStringLiteral("WINEPREFIX"), path(QStringLiteral("prefix")));
        environment.insert(QStringLiteral("WINEDEBUG"), QStringLiteral("-all"));
        environment.insert(QStringLiteral("WINEDLLOVERRIDES"), QStringLiteral("mscoree,mshtml="));
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        if (!process.waitForStarted())
            ADD_FAILURE() << program.toStdString() << ": " << process.errorString().toStdString()
                          << ". installer/test installs it.";
        const bool ended = process.waitForFinished(90'000);
        if (!ended)
            process.kill();
        process.waitForFinished();
        m_output = process.readAll();
        return ended ? process.exitCode() : -1;
    }

    QTemporaryDir m_folder;
    QSet<QString> m_played;
    QByteArray m_output;
};

} // namespace ringward::testing

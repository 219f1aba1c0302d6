#pragma once
#include "tests/support/places.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace ringward::testing {

struct Answer {
    int code = -1;
    QString out, err;

    QJsonObject document() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
    QList<QJsonObject> lines() const
    {
        QList<QJsonObject> objects;
        for (const QString &line : out.split(u'\n', Qt::SkipEmptyParts))
            objects << QJsonDocument::fromJson(line.toUtf8()).object();
        return objects;
    }
};

/// Runs the program as a script would, with a store and a home of the test's own.
struct Ctl {
    QTemporaryDir folder;
    QString store = folder.filePath(QStringLiteral("ringward.sqlite"));

    Answer run(QStringList arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"})
            environment.insert(QString::fromLatin1(name), folder.path());
        process.setProcessEnvironment(environment);
        process.start(places::ringwardctl(), QStringList{QStringLiteral("--store"), store} + arguments);
        if (!process.waitForFinished(60'000)) {
            ADD_FAILURE() << "it does not end: " << arguments.join(u' ').toStdString();
            process.kill();
            process.waitForFinished();
        }
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
    }
    Answer run(const char *line) const { return run(QString::fromLatin1(line).split(u' ')); }

    QString write(const char *name, const QByteArray &bytes) const
    {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return file.fileName();
    }
};

struct CtlTest : ::testing::Test, Ctl {};

inline QString shared(const QString &path)
{
    return places::shared("/data/driver-inventories/") + path;
}

inline void expectPart(const QString &text, const char *part)
{
    EXPECT_TRUE(text.contains(QString::fromLatin1(part))) << text.toStdString() << "\n lacks: " << part;
}

} // namespace ringward::testing

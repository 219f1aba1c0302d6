#include "app/logging.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QMutex>

#include <memory>

namespace ringward {

namespace {

constexpr qint64 kMostBytes = 4 * 1024 * 1024;

/// The one file that the message handler writes to; Qt's handler is a plain function, so it cannot be passed in.
struct Log {
    QMutex mutex;
    QString path;
    std::unique_ptr<QFile> file;
    QtMessageHandler before = nullptr;
};

Log &theLog()
{
    static Log log;
    return log;
}

void open(Log &log)
{
    if (QFile::exists(log.path) && QFileInfo(log.path).size() > kMostBytes) {
        log.file.reset();
        QFile::remove(log.path + QStringLiteral(".1"));
        QFile::rename(log.path, log.path + QStringLiteral(".1"));
    }
    if (!log.file) {
        log.file = std::make_unique<QFile>(log.path);
        if (!log.file->open(QIODevice::Append | QIODevice::Text))
            log.file.reset();
    }
}

void write(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    Log &log = theLog();
    if (log.before)
        log.before(type, context, message);
    const QMutexLocker lock(&log.mutex);
    open(log);
    if (!log.file)
        return;
    log.file->write(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toUtf8() + ' '
                    + qFormatLogMessage(type, context, message).toUtf8() + '\n');
    log.file->flush();
}

} // namespace

void startLogging(const QString &folder)
{
    Log &log = theLog();
    const QMutexLocker lock(&log.mutex);
    QDir().mkpath(folder);
    log.path = QDir(folder).filePath(QStringLiteral("ringward.log"));
    if (!log.before)
        log.before = qInstallMessageHandler(write);
}

} // namespace ringward

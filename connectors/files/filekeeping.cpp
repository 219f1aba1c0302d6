#include "connectors/files/filekeeping.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QThread>

#include <algorithm>
#include <optional>

namespace ringward {

namespace {

constexpr qsizetype kMaxFiles = 10'000;
constexpr qint64 kSettledMs = 3000;
constexpr int kPollMs = 250, kPolls = 40, kQuietPolls = 3;
const QString kPartial = QStringLiteral(".part");

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::FileSource", text);
}

std::optional<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > FileImporter::kMaxBytes)
        return std::nullopt;
    return file.read(FileImporter::kMaxBytes);
}

/// The name of the file, with a piece of its content's hash so that two "export.csv" live side by side and the same
/// file dropped twice is kept once.
QString keptName(const QString &path, const QByteArray &content)
{
    const QFileInfo info(path);
    const QByteArray hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex().first(8);
    const QString suffix = info.suffix().isEmpty() ? QString() : u'.' + info.suffix().left(16);
    return info.completeBaseName().left(100) + u'-' + QString::fromLatin1(hash) + suffix;
}

bool write(const QString &path, const QByteArray &content, QString &why)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit();
    if (!written)
        why = file.errorString();
    return written;
}

} // namespace

QStringList filesIn(const QStringList &folders)
{
    QFileInfoList all;
    for (const QString &folder : folders) {
        if (!folder.isEmpty())
            all += QDir(folder).entryInfoList(QDir::Files | QDir::Readable, QDir::Time);
    }
    std::stable_sort(all.begin(), all.end(), [](const QFileInfo &left, const QFileInfo &right) {
        return left.lastModified() > right.lastModified();
    });
    QStringList paths;
    for (const QFileInfo &info : all) {
        if (paths.size() < kMaxFiles && !info.fileName().endsWith(kPartial) && !info.fileName().startsWith(u'.'))
            paths.append(info.filePath());
    }
    return paths;
}

bool waitUntilWritten(const QString &path, std::stop_token stop)
{
    QFileInfo info(path);
    if (info.lastModified().msecsTo(QDateTime::currentDateTime()) > kSettledMs)
        return true;
    qint64 size = info.size();
    int quiet = 0;
    for (int poll = 0; poll < kPolls && !stop.stop_requested(); ++poll) {
        QThread::msleep(kPollMs);
        info.refresh();
        quiet = info.size() == size ? quiet + 1 : 0;
        size = info.size();
        if (quiet == kQuietPolls)
            return true;
    }
    return false;
}

ImportReport importAndKeep(const FileImporter &importer, const QString &path, const QString &folder,
                           std::stop_token stop, const ImportOptions &options)
{
    ImportReport report = importer.importFile(path, stop, options).report;
    if (report.error || (report.devices == 0 && report.drivers == 0))
        return report;
    std::optional<QByteArray> content = contentOf(path);
    if (content && !report.refusedColumns.isEmpty())
        content = importer.withoutRefusedColumns(std::move(*content), options);
    QString why = tr("the file cannot be read again");
    const bool kept =
        content && QDir().mkpath(folder) && write(folder + u'/' + keptName(path, *content), *content, why);
    if (kept) {
        report.path = folder + u'/' + keptName(path, *content);
    } else {
        report.problem = tr("The file could not be kept in %1: %2").arg(folder, why);
        report.error = Error{Error::Kind::Storage, why, report.problem};
    }
    return report;
}

} // namespace ringward

#include "views/keys/secretclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTimer>

namespace ringward {

namespace {

constexpr char kMark[] = "application/x-ringward-secret";

void clearIfOurs()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    const QMimeData *data = clipboard->mimeData();
    if (data && data->hasFormat(QLatin1StringView(kMark)))
        clipboard->clear();
}

/// Goes with the clipboard's content: a later copy takes its place.
class Expiry : public QTimer {
public:
    explicit Expiry(QObject *parent)
        : QTimer(parent)
    {
        setSingleShot(true);
        connect(this, &QTimer::timeout, this, [this] {
            clearIfOurs();
            deleteLater();
        });
        connect(qApp, &QCoreApplication::aboutToQuit, this, clearIfOurs);
    }
};

void put(const QString &text, int clearAfterMs)
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    auto *data = new QMimeData;
    data->setText(text);
    data->setData(QLatin1StringView(kMark), QByteArray("1"));
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArray("secret"));
    data->setData(
        QStringLiteral("application/x-qt-windows-mime;value=\"ExcludeClipboardContentFromMonitorProcessing\""),
        QByteArray("1"));
    clipboard->setMimeData(data);
    const auto expiring = clipboard->findChildren<QTimer *>(QStringLiteral("ringward-expiry"));
    for (QTimer *old : expiring)
        old->deleteLater();
    auto *expiry = new Expiry(clipboard);
    expiry->setObjectName(QStringLiteral("ringward-expiry"));
    expiry->start(clearAfterMs);
}

} // namespace

void copyForAWhile(const RecoveryKey &key, int clearAfterMs)
{
    key.use([&](QByteArrayView digits) {
        QString text;
        text.reserve(kKeyGroups * (kKeyGroupDigits + 1));
        for (int group = 0; group < kKeyGroups; ++group)
            text += (group > 0 ? QStringLiteral("-") : QString()) + QString::fromLatin1(key.groupOf(digits, group));
        put(text, clearAfterMs);
    });
}

void copyForAWhile(const Secret &secret, int clearAfterMs)
{
    secret.use([&](QByteArrayView bytes) { put(QString::fromUtf8(bytes), clearAfterMs); });
}

} // namespace ringward

#include "models/store/sqlerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QSqlError>

#include <array>

namespace ringward {

namespace {

struct Advice {
    int code; ///< primary result code of SQLite
    const char *text;
};

constexpr std::array kAdvice{
    Advice{3,
           QT_TRANSLATE_NOOP("ringward::Store",
                             "The store %1 may not be used. Check the rights of the file and its "
                             "folder.")},
    Advice{5,
           QT_TRANSLATE_NOOP("ringward::Store",
                             "Another program is writing to the store %1. Wait until it is done, or "
                             "close it, and try again.")},
    Advice{6,
           QT_TRANSLATE_NOOP("ringward::Store",
                             "Another program is writing to the store %1. Wait until it is done, or "
                             "close it, and try again.")},
    Advice{8,
           QT_TRANSLATE_NOOP("ringward::Store",
                             "The store %1 cannot be written to. Check the rights of the file and "
                             "its folder. What was saved before is still there.")},
    Advice{10,
           QT_TRANSLATE_NOOP("ringward::Store",
                             "The disk failed or is full while the store %1 was used. Free some "
                             "space or check the disk, then try again. What was saved before is "
                             "still there.")},
    Advice{11,
           QT_TRANSLATE_NOOP("ringward::Store",
                             "The store %1 is damaged. It was not changed. Put back a copy of it, or "
                             "move it to another place to start with an empty one.")},
    Advice{13,
           QT_TRANSLATE_NOOP("ringward::Store",
                             "There is no room left for the store %1. Free some space on its disk, "
                             "then try again. What was saved before is still there.")},
    Advice{14,
           QT_TRANSLATE_NOOP("ringward::Store",
                             "The store %1 cannot be opened. Check that its folder exists and that "
                             "you may write to it.")},
    Advice{26,
           QT_TRANSLATE_NOOP("ringward::Store",
                             "%1 is not a store of Ringward. It was not changed. Choose another "
                             "file.")},
};

constexpr const char *kAnyOther =
    QT_TRANSLATE_NOOP("ringward::Store",
                      "The store %1 could not be used. Copy the details for whoever looks after "
                      "this program.");

} // namespace

Error storeError(const char *text, const QString &file, const QString &detail)
{
    return {Error::Kind::Storage, detail,
            QCoreApplication::translate("ringward::Store", text).arg(QDir::toNativeSeparators(file))};
}

Error sqlError(const QSqlError &error, const QString &file, const QString &what)
{
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const QString detail =
        QStringLiteral("%1: %2 (SQLite %3) in: %4").arg(file, error.databaseText(), error.nativeErrorCode(), what);
    for (const Advice &advice : kAdvice) {
        if (advice.code == code)
            return storeError(advice.text, file, detail);
    }
    return storeError(kAnyOther, file, detail);
}

} // namespace ringward

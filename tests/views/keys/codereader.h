#pragma once
#include <QImage>
#include <QRect>
#include <QString>

#include <vector>

namespace ringward::testing {

/// A code that a scanner would see in a picture.
struct ReadCode {
    QString kind; ///< "QR-Code", "CODE-128"
    QString text;
    QRect at; ///< pixels
};
std::vector<ReadCode> readCodes(const QImage &picture);

/// How many codes of `kind` say `text`.
int countCodes(const QImage &picture, const QString &kind, const QString &text);

} // namespace ringward::testing

#pragma once
#include <gtest/gtest.h>

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace ringward::testing {

/// The button whose text begins so; a failure when there is none.
inline QPushButton *buttonOf(const QWidget &dialog, const char *text)
{
    for (QPushButton *each : dialog.findChildren<QPushButton *>()) {
        if (each->text().startsWith(QString::fromUtf8(text)))
            return each;
    }
    ADD_FAILURE() << "no button " << text;
    return nullptr;
}

/// The field that a screen reader calls so; a failure when there is none.
inline QLineEdit *fieldOf(const QWidget &dialog, const char *name)
{
    for (QLineEdit *each : dialog.findChildren<QLineEdit *>()) {
        if (each->accessibleName() == QString::fromUtf8(name))
            return each;
    }
    ADD_FAILURE() << "no field " << name;
    return nullptr;
}

/// Whether a label that is seen has these words.
inline bool hasWords(const QWidget &dialog, const char *text)
{
    const auto labels = dialog.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *each) {
        return each->isVisible() && each->text().contains(QString::fromUtf8(text));
    });
}

} // namespace ringward::testing

#pragma once
#include <QCoreApplication>
#include <QDir>
#include <QEvent>
#include <QString>
#include <QWidget>

namespace ringward::testing {

/// Writes what a widget looks like into the folder named by RINGWARD_PICTURES, when it is set: for a person to look at.
inline void keepPicture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("RINGWARD_PICTURES");
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); // texts may just have changed
    if (!folder.isEmpty() && QDir().mkpath(folder))
        widget.grab().save(QStringLiteral("%1/%2.png").arg(folder, name));
}

} // namespace ringward::testing

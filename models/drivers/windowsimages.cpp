#include "models/drivers/windowsimages.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace ringward {

namespace {

const QSet<QString> &names()
{
    static const QSet<QString> known = [] {
        QSet<QString> all;
        QFile file(QStringLiteral(":/catalogues/windows-images.json"));
        if (file.open(QIODevice::ReadOnly)) {
            for (const QJsonValue &name : QJsonDocument::fromJson(file.readAll()).object().value(u"images").toArray())
                all.insert(name.toString());
        }
        return all;
    }();
    return known;
}

} // namespace

bool isWindowsByName(const DriverImage &image)
{
    const bool place = image.path == PathClass::SystemDrivers || image.path == PathClass::System32
        || image.path == PathClass::DriverStore;
    const bool toldOtherwise = image.signature != SignatureLevel::NotTold || image.told.isSigned == Told::No
        || (!image.told.publisher.isEmpty() && !image.told.publisher.startsWith(u"Microsoft", Qt::CaseInsensitive));
    return place && !toldOtherwise && names().contains(imageOfKey(image.key).toString());
}

} // namespace ringward

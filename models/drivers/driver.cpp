#include "models/drivers/driver.h"

#include <algorithm>

namespace ringward {

QString imageName(QStringView path)
{
    path = path.trimmed();
    const qsizetype cut = std::max(path.lastIndexOf(u'\\'), path.lastIndexOf(u'/'));
    return path.mid(cut + 1).toString().toLower();
}

} // namespace ringward

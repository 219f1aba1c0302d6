#include "models/drivers/driver.h"

namespace ringward {

QString imageName(QStringView path)
{
    path = path.trimmed();
    const qsizetype cut = std::max(path.lastIndexOf(u'\\'), path.lastIndexOf(u'/'));
    return path.mid(cut + 1).toString().toLower();
}

int compareVersions(QStringView left, QStringView right)
{
    const auto parts = [](QStringView text) {
        text = text.trimmed();
        const qsizetype blank = text.indexOf(u' ');
        return (blank < 0 ? text : text.left(blank)).split(u'.');
    };
    const auto l = parts(left);
    const auto r = parts(right);
    for (qsizetype i = 0; i < std::max(l.size(), r.size()); ++i) {
        bool leftIsNumber = true;
        bool rightIsNumber = true;
        const quint64 a = i < l.size() ? l[i].toULongLong(&leftIsNumber) : 0;
        const quint64 b = i < r.size() ? r[i].toULongLong(&rightIsNumber) : 0;
        if (leftIsNumber && rightIsNumber) {
            if (a != b)
                return a < b ? -1 : 1;
        } else if (const int order = (i < l.size() ? l[i] : QStringView())
                                         .compare(i < r.size() ? r[i] : QStringView(), Qt::CaseInsensitive)) {
            return order;
        }
    }
    return 0;
}

} // namespace ringward

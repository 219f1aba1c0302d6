#include "models/base/versionedname.h"

namespace ringward {

QStringView withoutVersion(QStringView text)
{
    const qsizetype blank = text.lastIndexOf(u' ');
    const bool hasVersion = blank >= 0 && blank + 1 < text.size() && text[blank + 1].isDigit();
    return hasVersion ? text.left(blank) : text;
}

} // namespace ringward

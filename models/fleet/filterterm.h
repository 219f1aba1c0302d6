#pragma once
#include <QStringList>

namespace ringward {

struct Ward;

/// `value` in quotes, as the filter language reads it back, whatever is in it.
QString filterQuoted(const QString &value);

/// `field="value"`: exactly this text; with several values, any of them. Never matches a longer name that begins so,
/// as `field:value` does, and never reads a `*`.
QString filterTerm(const char *field, const QStringList &values);
inline QString filterTerm(const char *field, const QString &value)
{
    return filterTerm(field, QStringList{value});
}

/// The line that names one ward, with its site where that is known. The devices without a ward have `ward=""`.
QString wardFilter(const Ward &ward);

} // namespace ringward

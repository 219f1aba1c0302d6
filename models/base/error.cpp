#include "models/base/error.h"

#include <QCoreApplication>

#include <array>

namespace ringward {

namespace {

struct KindText {
    Error::Kind kind;
    const char *text;
};

constexpr std::array kTexts{
    KindText{Error::Kind::Offline,
             QT_TRANSLATE_NOOP("ringward::Error", "It cannot be reached. Check the address and the network.")},
    KindText{Error::Kind::Timeout,
             QT_TRANSLATE_NOOP("ringward::Error", "It did not answer in time. Try again, or raise the time limit.")},
    KindText{Error::Kind::Denied,
             QT_TRANSLATE_NOOP("ringward::Error", "Access was refused. Check the account and its rights.")},
    KindText{Error::Kind::Conflict,
             QT_TRANSLATE_NOOP("ringward::Error", "It changed in the meantime. Refresh and look again.")},
    KindText{Error::Kind::Malformed,
             QT_TRANSLATE_NOOP("ringward::Error",
                               "The answer could not be read. Copy the details for whoever runs that system.")},
    KindText{Error::Kind::NotFound, QT_TRANSLATE_NOOP("ringward::Error", "It is not there.")},
    KindText{Error::Kind::NotSupported, QT_TRANSLATE_NOOP("ringward::Error", "This source cannot do that.")},
    KindText{Error::Kind::Cancelled, QT_TRANSLATE_NOOP("ringward::Error", "Cancelled.")},
    KindText{Error::Kind::Storage,
             QT_TRANSLATE_NOOP("ringward::Error",
                               "The local store could not be used. Check free space and rights of its folder.")},
};

} // namespace

QString userMessage(const Error &error)
{
    if (!error.advice.isEmpty())
        return error.advice;
    for (const KindText &entry : kTexts) {
        if (entry.kind == error.kind)
            return QCoreApplication::translate("ringward::Error", entry.text);
    }
    return {};
}

} // namespace ringward

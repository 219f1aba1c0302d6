#include "views/audit/auditquestion.h"

#include <QCoreApplication>
#include <QDateTime>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::AuditPage", text);
}

/// Objects are written as one word: chg-0142, person_3.
QString objectOf(QString value)
{
    return value.startsWith(u"CHG-", Qt::CaseInsensitive) ? value.toUpper() : value.replace(u'_', u' ');
}

} // namespace

AuditQuestion parseAuditLine(const QString &line)
{
    AuditQuestion question;
    QStringList words;
    for (const QString &word : line.split(u' ', Qt::SkipEmptyParts)) {
        const qsizetype colon = word.indexOf(u':');
        const QString field = word.left(colon).toLower(), value = word.mid(colon + 1);
        if (colon < 1) {
            words << word;
        } else if (field == u"deed") {
            question.query.deed = value;
        } else if (field == u"object") {
            question.query.object = objectOf(value);
        } else if (field == u"since" || field == u"until") {
            const QDate day = QDate::fromString(value, Qt::ISODate);
            if (!day.isValid())
                question.problem = tr("“%1” is no day; write it like 2026-09-08.").arg(value);
            (field == u"since" ? question.query.fromMs : question.query.toMs) = day.startOfDay().toMSecsSinceEpoch();
        } else {
            question.problem = tr("There is no field “%1”. There are deed, object, since and until.").arg(field);
        }
    }
    question.query.words = words.join(u' ');
    return question;
}

} // namespace ringward

#include "models/sources/diagnosissteps.h"

#include "models/base/counted.h"

#include <QCoreApplication>

namespace ringward {

namespace {

constexpr int kExpiresSoonDays = 30;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Diagnosis", text);
}

} // namespace

DiagnosisSteps::DiagnosisSteps(Diagnosis &into)
    : m_into(into)
{
    m_timer.start();
}

DiagnosisStep &DiagnosisSteps::add(const char *key, const QString &title, DiagnosisStep::State state,
                                   const QString &sentence)
{
    DiagnosisStep step;
    step.key = QString::fromLatin1(key);
    step.title = title;
    step.state = state;
    step.sentence = sentence;
    step.tookMs = int(m_timer.restart());
    return m_into.steps.emplace_back(std::move(step));
}

DiagnosisStep &DiagnosisSteps::addFailed(const char *key, const QString &title, const Error &error)
{
    DiagnosisStep &step = add(key, title, DiagnosisStep::State::Bad, userMessage(error));
    step.facts.push_back({tr("Details"), error.detail});
    return step;
}

void DiagnosisSteps::skip(const char *key, const QString &title)
{
    add(key, title, DiagnosisStep::State::Skipped, tr("Not tried, because a step before it failed."));
}

void DiagnosisSteps::tellCertificate(const Certificate &certificate)
{
    DiagnosisStep &step = last();
    step.facts.insert(step.facts.end(),
                      {{tr("Certificate of"), certificate.subject},
                       {tr("Issued by"), certificate.issuer},
                       {tr("Valid until"), certificate.expires.toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"))},
                       {certificate.hash, certificate.fingerprint}});
    const qint64 days = QDateTime::currentDateTimeUtc().daysTo(certificate.expires);
    if (step.state == DiagnosisStep::State::Good && days < kExpiresSoonDays) {
        step.state = DiagnosisStep::State::Note;
        step.sentence =
            tr("The certificate is accepted, but it expires in %1. Have it renewed.").arg(counted(days, Noun::Day));
    }
}

} // namespace ringward

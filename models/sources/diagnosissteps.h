#pragma once
#include "models/sources/diagnosis.h"

#include <QDateTime>
#include <QElapsedTimer>

namespace ringward {

/// Collects the steps of a diagnosis and how long each took. What connectors say in the same words is here.
class DiagnosisSteps {
public:
    explicit DiagnosisSteps(Diagnosis &into);
    DiagnosisStep &add(const char *key, const QString &title, DiagnosisStep::State state, const QString &sentence);
    DiagnosisStep &addFailed(const char *key, const QString &title, const Error &error);
    void skip(const char *key, const QString &title); ///< what it needs has failed before
    DiagnosisStep &last() { return m_into.steps.back(); }

    struct Certificate {
        QString subject, issuer;
        QDateTime expires; ///< UTC
        QString hash, fingerprint; ///< "SHA-256", and it
    };
    /// Facts of the certificate for the last step; a good one that ends soon is a note.
    void tellCertificate(const Certificate &certificate);

private:
    Diagnosis &m_into;
    QElapsedTimer m_timer;
};

} // namespace ringward

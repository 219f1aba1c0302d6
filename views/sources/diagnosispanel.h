#pragma once
#include "models/sources/diagnosis.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace ringward {

class ProgressLine;

/// The steps of a diagnosis, a row each: mark, what was tried, what was found and what to do; facts such as the
/// certificate below it.
class DiagnosisPanel : public QWidget {
    Q_OBJECT
public:
    explicit DiagnosisPanel(QWidget *parent = nullptr);

    void showRunning();
    void showDiagnosis(const Diagnosis &diagnosis);
    void showError(const Error &error); ///< the diagnosis itself could not be made
    QString text() const { return m_text; } ///< for the clipboard

private:
    void clear();
    void addStep(const DiagnosisStep &step, int row);
    ProgressLine *m_progress;
    QLabel *m_note;
    QGridLayout *m_grid;
    QString m_text;
};

} // namespace ringward

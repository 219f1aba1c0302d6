#pragma once
#include "models/base/error.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ringward {

/// On top of the panel concerned: what failed, what is still true, Retry, Copy details. The text can be selected.
class Banner : public QWidget {
    Q_OBJECT
public:
    enum class Tone { Error, Warning, Plain };
    explicit Banner(QWidget *parent = nullptr);

    /// `what` bold ("MeshCentral: certificate expired 07:28."), `stillTrue` behind it, `details` for "Copy details".
    void showMessage(Tone tone, const QString &what, const QString &stillTrue = {}, const QString &details = {});
    void showError(const QString &subject, const Error &error, const QString &stillTrue = {});
    void setRetryVisible(bool visible);

Q_SIGNALS:
    void retryWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Error;
    QLabel *m_text;
    QPushButton *m_retry, *m_copy;
    QString m_details;
};

/// One sentence what would be here, one why it is not, one button; at the top left of the panel.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString &what, const QString &why, const QString &verb = {}, QWidget *parent = nullptr);
    void setTexts(const QString &what, const QString &why);

Q_SIGNALS:
    void verbWanted();

private:
    QLabel *m_what, *m_why;
};

/// 3 px below the page head while long work runs.
class ProgressLine : public QWidget {
    Q_OBJECT
public:
    explicit ProgressLine(QWidget *parent = nullptr);
    /// `total` below 0: not known, drawn as a third that stands still.
    void setProgress(qint64 done, qint64 total);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qint64 m_done = 0, m_total = -1;
};

} // namespace ringward

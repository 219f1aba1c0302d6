#pragma once
#include "models/base/clock.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTimer;

namespace ringward {

/// The bottom of the window: devices and wards, selection, rows, progress with Cancel; at the right the sources, the
/// age of the data, local time and UTC, ticking.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(const Clock &clock, QWidget *parent = nullptr);

    void setTotal(quint32 devices, quint32 wards);
    void setSelection(qint64 devices, qint64 wards); ///< 0: "Nothing selected"
    void setRows(const QString &text); ///< "Rows 1–25 of 23,418 · Sort: seen, rising"
    void setSources(int fresh, int all);
    /// UTC of the newest fact, 0 for none yet; older than `limitMs` turns to the ink of degraded with a triangle.
    void setDataTime(qint64 takenMs, qint64 limitMs);
    void setProgress(const QString &text, bool cancellable); ///< empty takes it away
    void setFolded(bool folded); ///< leaves out the day and the totals in a narrow window

Q_SIGNALS:
    void cancelWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void tick();
    void adapt();
    void elideRows();
    const Clock &m_clock;
    QLabel *m_total, *m_selection;
    QWidget *m_totalRule;
    QLabel *m_rows, *m_progress, *m_sources, *m_age, *m_time;
    QPushButton *m_cancel;
    QTimer *m_timer;
    QString m_rowsText;
    qint64 m_takenMs = 0, m_limitMs = 0;
    int m_fresh = 0, m_all = 0;
    bool m_folded = false;
};

} // namespace ringward

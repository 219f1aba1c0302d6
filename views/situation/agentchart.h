#pragma once
#include "models/fleet/situation.h"

#include <QWidget>

class QChartView;
class QLabel;

namespace ringward {

/// Devices by the version of their security agent: a bar a version, most devices first, the rest in one bar.
class AgentChart : public QWidget {
    Q_OBJECT
public:
    explicit AgentChart(QWidget *parent = nullptr);
    void showAgents(const Situation &situation);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    struct Bar {
        QString label, filterLine; ///< no line for the bar that stands for the rest
        quint32 devices = 0;
    };
    static constexpr std::size_t kMostBars = 5;
    static std::vector<Bar> bars(const Situation &situation);

Q_SIGNALS:
    void opened(const QString &filterLine);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void draw();
    void open(int bar);
    std::vector<Bar> m_bars;
    QChartView *m_view;
    QLabel *m_none;
    int m_current = 0;
};

} // namespace ringward

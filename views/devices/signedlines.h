#pragma once
#include "models/sources/devicedetail.h"

#include <QWidget>

namespace ringward {

/// Lines with a sign before them: the rules of "why", and what happened when. Grows with its text, which wraps.
class SignedLines : public QWidget {
    Q_OBJECT
public:
    struct Line {
        QString icon; ///< of resources/icons; empty with a state
        std::optional<AgentHealth> health;
        QString before; ///< left of the sign: a time
        QString text, after; ///< `after` stands at the right end, muted
        bool muted = false;
    };
    explicit SignedLines(QWidget *parent = nullptr);
    void setLines(std::vector<Line> lines);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    static std::vector<Line> of(const std::vector<HealthReason> &reasons);
    static std::vector<Line> of(const std::vector<HistoryEntry> &entries, qint64 nowMs, std::size_t most);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Columns {
        int sign = 0, text = 0, after = 0; ///< left edges; `after` is the right end of the text
    };
    Columns columns(const Line &line) const;
    int heightOf(const Line &line) const;
    void adapt();
    std::vector<Line> m_lines;
    int m_beforeWidth = 0;
};

} // namespace ringward

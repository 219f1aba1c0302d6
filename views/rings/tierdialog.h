#pragma once
#include "models/base/latestjob.h"
#include "models/rings/tierrules.h"

#include <QDialog>

#include <functional>

class QLabel;
class QPushButton;
class QTableWidget;

namespace ringward {

/// Tier rules in order: filter lines and what they say of the devices that they find, counted while one types, off the
/// GUI thread. Every step can be undone until they are saved.
class TierDialog : public QDialog {
    Q_OBJECT
public:
    struct Parts {
        FleetSnapshotPtr told; ///< as the sources have it
        qint64 nowMs = 0;
        Result<Done> allowed; ///< whether who is at this computer may save
        std::function<Result<Done>(const TierSet &)> save;
    };
    TierDialog(TierSet set, Parts parts, QWidget *parent = nullptr);
    ~TierDialog() override;

    const TierSet &edited() const { return m_set; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void adapt();
    void fill(int current);
    void addRow(int row);
    TierRule ruleOf(int row) const;
    void takeCells();
    void step(std::vector<TierRule> rules, int current);
    void move(int by);
    void undo();
    void look();
    void showCounts(const TierCounts &counts);
    void say(const QString &text, bool isBad);

    TierSet m_before, m_set;
    std::vector<std::vector<TierRule>> m_undo; ///< oldest first
    Parts m_parts;
    QTableWidget *m_table;
    QLabel *m_says;
    QPushButton *m_remove, *m_up, *m_down, *m_undoButton, *m_keep;
    LatestJob m_job; ///< last: ends before what it uses
};

} // namespace ringward

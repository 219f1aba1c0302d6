#pragma once
#include "models/rings/streampolicy.h"

#include <QDialog>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace ringward {

/// The rings of one stream: delay, soak, size cap and gate, with what a source would refuse said at once. Saving makes
/// the next version; nothing is sent anywhere.
class PolicyDialog : public QDialog {
    Q_OBJECT
public:
    using Save = std::function<Result<Done>(const StreamPolicy &)>;
    PolicyDialog(StreamPolicy policy, Save save, QWidget *parent = nullptr);

    StreamPolicy edited() const; ///< as the cells say now

private:
    void fill();
    void look();
    void keep();
    void addRing();
    void removeRing();
    StreamPolicy m_policy;
    std::vector<Ring> m_before;
    Save m_save;
    QTableWidget *m_rings;
    QLineEdit *m_reason;
    QLabel *m_says;
    QPushButton *m_remove, *m_keep;
};

} // namespace ringward

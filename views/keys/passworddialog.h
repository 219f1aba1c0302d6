#pragma once
#include "models/keys/keydesk.h"

#include <QDeadlineTimer>
#include <QDialog>
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ringward {

class Banner;
class Chip;
class SecretText;
class WrapLabel;

/// The password of a device's local administrator: asked for with a reason, shown for two minutes, hidden again. Safe
/// mode without a network knows no other account.
class PasswordDialog : public QDialog {
    Q_OBJECT
public:
    struct Parts {
        KeyDesk &desk;
        const FleetHub &hub;
        int shownMs = 120'000; ///< for how long a password is shown
        int copiedMs = 30'000; ///< and kept on the clipboard
    };
    PasswordDialog(const Parts &parts, DeviceId device, QWidget *parent = nullptr);
    ~PasswordDialog() override;

    bool showsPassword() const { return m_password != nullptr; }
    void hidePassword(const QString &why = {});

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void build();
    void ask();
    static QCoro::Task<> askFor(QPointer<PasswordDialog> self, DeviceId device, QString reason, std::stop_token stop);
    void take(const Result<ReleasedPassword> &released);
    void countDown();
    void adapt();

    Parts m_parts;
    DeviceId m_device;
    std::shared_ptr<const Secret> m_password; ///< null while none is shown
    QDeadlineTimer m_deadline;
    QTimer m_tick;
    std::stop_source m_stop;
    bool m_isAsking = false;

    QLabel *m_host, *m_place;
    WrapLabel *m_note;
    Chip *m_tier, *m_countdown;
    Banner *m_banner;
    QLineEdit *m_reason;
    SecretText *m_text;
    QPushButton *m_show, *m_copy, *m_hide;
};

} // namespace ringward

#pragma once
#include "models/keys/jobmaker.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ringward {

class Banner;
class ProgressLine;

/// Takes the keys of some devices, one by one, with one reason, into a file that a passphrase opens. Says which devices
/// have none. Does not stand in the way of the other windows.
class SealDialog : public QDialog {
    Q_OBJECT
public:
    struct Parts {
        KeyDesk &desk;
        FleetSnapshotPtr fleet;
        std::vector<DeviceId> devices;
        QString title; ///< "RGH 4W ICU", or the filter line
        bool simulated = false;
    };
    explicit SealDialog(Parts parts, QWidget *parent = nullptr);
    ~SealDialog() override;
    void sealTo(const QString &file); ///< what the button does once a file was chosen

Q_SIGNALS:
    void sealed(const QString &file);

private:
    QLineEdit *addField(const QString &title, bool secret);
    QString obstacle() const; ///< why it cannot begin; empty when it can
    void updateButton();
    void chooseFile();
    void write(const QString &file, const Result<KeyJob> &job);
    Parts m_parts;
    std::stop_source m_stop;
    bool m_working = false;
    Banner *m_banner;
    ProgressLine *m_progress;
    QLabel *m_why;
    QLineEdit *m_reason, *m_passphrase, *m_again;
    QPushButton *m_seal;
};

} // namespace ringward

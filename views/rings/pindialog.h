#pragma once
#include "models/base/latestjob.h"
#include "models/rings/ringpicture.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ringward {

/// Makes a pin: whom, to what, why, who answers, until when. Says at once what is wrong with it, and how many devices
/// it holds; those are counted off the GUI thread.
class PinDialog : public QDialog {
    Q_OBJECT
public:
    PinDialog(std::shared_ptr<const RingPicture> picture, qint64 nowMs, QWidget *parent = nullptr);
    ~PinDialog() override;

    void setWard(const QString &ward);
    /// Devices that were selected on another page. Above kMostPinnedByName `devices` is not used: the filter line that
    /// they were selected from is offered instead, and the dialog says why.
    void setDevices(std::vector<DeviceId> devices, qint64 selected, const QString &filterLine);
    /// More streams to choose from; streamWanted() asks for the picture of another.
    void setStreams(const QStringList &labels, int current);
    void setPicture(std::shared_ptr<const RingPicture> picture);
    void setOwner(const QString &owner);

Q_SIGNALS:
    void pinned(const ringward::Pin &pin, const std::vector<ringward::RingMove> &moves);
    void streamWanted(int stream);

private:
    struct Hold {
        std::size_t devices = 0, apart = 0; ///< apart: of those, without a ring in this stream
        std::vector<RingMove> moves;
    };
    static Hold count(const Pin &pin, const RingFacts &facts, qint64 nowMs);
    PinScope::Kind scope() const;
    Pin pin() const;
    QString devicesText() const;
    void takePicture();
    void look();
    void say(const Pin &pin);

    std::shared_ptr<const RingPicture> m_picture;
    qint64 m_nowMs;
    std::vector<DeviceId> m_devices;
    QString m_names; ///< of the first of them, and how many more
    QString m_note; ///< why something else than the selection is offered
    std::optional<Hold> m_hold; ///< of the pin as it is now; none while it is counted
    QComboBox *m_stream, *m_scope, *m_kind;
    QLineEdit *m_of, *m_target, *m_reason, *m_owner, *m_approval;
    QDateEdit *m_until;
    QLabel *m_named, *m_says;
    QFormLayout *m_form;
    QPushButton *m_make;
    LatestJob m_job; ///< last: ends before what it uses
};

} // namespace ringward

#pragma once
#include "models/keys/keydesk.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace ringward {

class Banner;

/// Which machine a key is for, in words.
struct KeySubject {
    DeviceId device; ///< id 0 when it is none of the fleet
    QString host, ward, place;
    std::optional<Tier> tier;
};

/// What a key is asked for with: the device, or the id that its screen shows; which of its keys; and why.
class KeyQuestion : public QWidget {
    Q_OBJECT
public:
    struct Parts {
        KeyDesk &desk;
        const FleetHub &hub;
        const Clock &clock;
    };
    KeyQuestion(const Parts &parts, DeviceId device, QWidget *parent = nullptr);
    ~KeyQuestion() override;

    const KeySubject &subject() const { return m_subject; }
    void startAnew(const QString &why); ///< the reason is asked for again; `why`, if any, is said
    void focusFirst();

Q_SIGNALS:
    void subjectChanged();
    void closeWanted();
    void released(std::shared_ptr<ringward::ReleasedKey> key);

private:
    void build();
    void setDevice(DeviceId device);
    void findById(const QString &typed);
    void showKeys();
    void updateAsking();
    void ask();
    static QCoro::Task<> askFor(QPointer<KeyQuestion> self, KeyRequest request, std::stop_token stop);
    void take(Result<ReleasedKey> answer);
    QString chosenKey() const;

    Parts m_parts;
    KeySubject m_subject;
    std::vector<DeviceRecoveryKey> m_keys;
    std::stop_source m_stop;
    bool m_isAsking = false;

    QLabel *m_place, *m_state, *m_who;
    QLineEdit *m_id, *m_reason;
    QVBoxLayout *m_choices;
    QButtonGroup *m_group;
    Banner *m_banner;
    QPushButton *m_askButton;
};

QString keyAgeText(qint64 createdMs, qint64 nowMs); ///< "41 days old"

} // namespace ringward

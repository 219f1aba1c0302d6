#pragma once
#include "views/keys/keychoices.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace ringward {

class Banner;

/// What a key is asked for with: the device, or the id that its screen shows; which of its keys; and why. A key that no
/// source has any more can be looked for among those that were deleted.
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
    void released(std::shared_ptr<ringward::ReleasedKey> key, const ringward::KeySubject &subject);

private:
    void build();
    void setDevice(DeviceId device);
    void findById();
    void showKeys();
    QString stateText(const std::optional<KeyReadiness> &readiness) const;
    void updateSubject();
    void updateAsking();
    const KeyChoice *chosen() const;
    void ask();
    static QCoro::Task<> askFor(QPointer<KeyQuestion> self, KeyChoice choice, std::stop_token stop);
    void take(Result<ReleasedKey> answer, const KeySubject &subject);
    void lookUp();
    void searchDeleted();
    static QCoro::Task<> searchFor(QPointer<KeyQuestion> self, QString typed, std::stop_token stop);
    void forgetSearch();
    void takeDeleted(const Result<DeletedKeys> &answer);

    Parts m_parts;
    DeviceId m_device; ///< that keys are offered of
    KeySubject m_subject;
    std::vector<DeviceId> m_fitting; ///< with a key of the id that is typed
    std::vector<KeyChoice> m_offered;
    std::optional<DeletedKeys> m_deleted; ///< what was found with the id that is typed
    std::stop_source m_stop, m_searching;
    bool m_isAsking = false, m_isSearching = false;

    QLabel *m_place, *m_state, *m_who;
    QLineEdit *m_id, *m_reason;
    QVBoxLayout *m_choices;
    QButtonGroup *m_group;
    Banner *m_banner;
    QPushButton *m_askButton, *m_searchButton;
};

} // namespace ringward

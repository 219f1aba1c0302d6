#pragma once
#include "models/sources/synchroniser.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ringward {

class Banner;
class SettingsForm;

/// Adds or changes one source: kind, name, settings, how often. Test tries it without saving; Save writes secrets to
/// the keychain and the rest to the store. When no keychain runs it says so and keeps the form as it is.
class SourceEditor : public QWidget {
    Q_OBJECT
public:
    SourceEditor(Synchroniser &synchroniser, SecretStore &secrets, QWidget *parent = nullptr);
    ~SourceEditor() override;

    void startNew(const QString &kind = {});
    void startChange(const SourceConfig &config);
    bool isChanged() const { return m_isChanged; }

Q_SIGNALS:
    void saved(ringward::SourceId source);
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showKind();
    void showConfig();
    SourceConfig configShown() const;
    bool validate();
    void test();
    void showTestRunning(bool runs);
    void save();
    void keepSecrets(SourceConfig config, std::vector<std::pair<QString, Secret>> secrets);
    void tellKeychain(const Error &error);
    const SourceKind *kindShown() const;

    Synchroniser &m_synchroniser;
    SecretStore &m_secrets;
    SourceConfig m_config;
    bool m_isChanged = false;
    std::stop_source m_stop;

    QLabel *m_title, *m_description, *m_kindLabel, *m_nameProblem, *m_outcome, *m_everyProblem;
    QComboBox *m_kind;
    QLineEdit *m_name, *m_every;
    SettingsForm *m_form;
    Banner *m_banner;
    QPushButton *m_test, *m_save;
    bool m_isTesting = false;
};

} // namespace ringward

#pragma once
#include "models/sources/sourcekind.h"

#include <QWidget>

#include <map>

class QGridLayout;
class QLabel;

namespace ringward {

/// The settings of a kind of source as a form, made from its SettingSpecs: labels in one column, fields on one edge,
/// help and what is wrong under each. Secrets are typed here and never shown: an empty field keeps what is stored.
class SettingsForm : public QWidget {
    Q_OBJECT
public:
    static constexpr int kLabelWidth = 130; ///< at 10 pt
    explicit SettingsForm(QWidget *parent = nullptr);

    /// `isNew`: required secrets must be typed, since none is stored yet.
    void setSpecs(const std::vector<SettingSpec> &specs, const QJsonObject &values, bool isNew);
    QJsonObject values() const; ///< without secrets; what the specs do not name is kept as it was given
    /// Secrets that were typed, by key of the setting. The fields are empty afterwards.
    std::vector<std::pair<QString, Secret>> takeSecrets();
    bool hasTypedSecrets() const;

    /// Shows what is wrong under each field and moves the focus to the first; true when nothing is.
    bool validate();
    QString problem(const QString &key) const; ///< as shown; empty when it is fine

Q_SIGNALS:
    void edited();

private:
    struct Field {
        SettingSpec spec;
        QWidget *editor = nullptr;
        QLabel *problem = nullptr;
    };
    QWidget *makeEditor(const SettingSpec &spec, const QVariant &value);
    QWidget *makePathEditor(const SettingSpec &spec, const QVariant &value);
    QString problemOf(const Field &field) const;
    static QVariant valueOf(const Field &field);

    QGridLayout *m_grid;
    std::vector<Field> m_fields;
    QJsonObject m_given;
    bool m_isNew = true;
};

} // namespace ringward

#pragma once
#include "models/changes/changedesk.h"

#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace ringward {

class Banner;

/// The freeze calendar: the windows of the next weeks, entered by hand or imported from .ics.
class FreezeView : public QWidget {
    Q_OBJECT
public:
    explicit FreezeView(ChangeDesk &desk, QWidget *parent = nullptr);
    void refresh();
    /// Takes what is understood; the rest is listed in the banner with its reasons.
    void importFile(const QString &path);

Q_SIGNALS:
    void closeWanted();

private:
    QWidget *form();
    void add();
    void remove();
    void pickFile();
    bool isAllowed();
    Result<Done> keep(const std::vector<Freeze> &freezes, const QString &text);
    QStringList scopes() const;

    ChangeDesk &m_desk;
    Banner *m_banner;
    QListWidget *m_windows;
    QLineEdit *m_name;
    QComboBox *m_scope, *m_every;
    QDateTimeEdit *m_begin;
    QSpinBox *m_minutes;
};

} // namespace ringward

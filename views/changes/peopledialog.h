#pragma once
#include "models/audit/roster.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace ringward {

/// Who may do something here: adds people, gives and takes roles, notes who has left. Nobody is removed: votes and
/// entries still name them. Each step is saved, and in the audit, at once.
class PeopleDialog : public QDialog {
    Q_OBJECT
public:
    PeopleDialog(Roster &roster, RosterDesk &desk, Person me, QWidget *parent = nullptr); ///< all outlive it

Q_SIGNALS:
    void changed(); ///< the roster; it is on disk

private:
    void read(PersonId select);
    void showPerson();
    void showProblem(const QString &text);
    Person edited() const;
    void look();
    void keep(Person person);

    Roster &m_roster;
    RosterDesk &m_desk;
    Person m_me, m_shown;
    std::vector<Person> m_people;
    QListWidget *m_list;
    QLineEdit *m_login, *m_name, *m_post;
    std::vector<QCheckBox *> m_roles; ///< in the order of kRoles
    QLabel *m_key, *m_says;
    QPushButton *m_leave, *m_keep;
};

} // namespace ringward

#pragma once
#include "models/changes/changedesk.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ringward {

class ApprovalForm;
class TemplateForm;

/// Who has to agree to normal changes and to emergencies, and what is permitted once and for all. Says at once what is
/// wrong. Saving makes the next version, with a reason in the audit; changes that were proposed before keep theirs.
class PolicyBookDialog : public QDialog {
    Q_OBJECT
public:
    PolicyBookDialog(ChangeDesk &desk, PolicyBook book, std::vector<Person> people, QWidget *parent = nullptr);
    PolicyBook edited() const;

private:
    void look();
    void keep();
    void say(const QString &text, bool isBad);
    ChangeDesk &m_desk;
    PolicyBook m_book;
    std::vector<Person> m_people;
    ApprovalForm *m_normal, *m_emergency;
    TemplateForm *m_templates;
    QLineEdit *m_reason;
    QLabel *m_says;
    QPushButton *m_keep;
};

} // namespace ringward

#pragma once
#include "models/audit/auditlog.h"
#include "views/widgets/detailpane.h"

class QLabel;
class QPushButton;

namespace ringward {

/// One entry of the audit with its links in the chain.
class AuditPane : public DetailPane {
    Q_OBJECT
public:
    explicit AuditPane(QWidget *parent = nullptr);
    void showEntry(const AuditEntry *entry, const std::vector<AuditHead> &heads); ///< null: nothing selected

Q_SIGNALS:
    void entryWanted(qint64 number);
    void objectWanted(const QString &object);

private:
    FactList *m_facts, *m_chain;
    DetailSection *m_text, *m_links;
    QLabel *m_words;
    QPushButton *m_before, *m_after, *m_object;
    qint64 m_number = 0;
    QString m_about;
};

} // namespace ringward

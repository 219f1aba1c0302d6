#pragma once
#include "models/changes/approvalpolicy.h"

#include <QWidget>

class QPushButton;
class QTableWidget;

namespace ringward {

/// Templates of standard changes, a row each: what is permitted once and for all, and its limits.
class TemplateForm : public QWidget {
    Q_OBJECT
public:
    TemplateForm(const std::vector<ChangeTemplate> &templates, const QStringList &rings, QWidget *parent = nullptr);
    std::vector<ChangeTemplate> edited() const;
    QStringList problems() const; ///< in what was typed, as sentences

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void add(const ChangeTemplate &each);
    QString cell(int row, int column) const;
    QStringList m_rings;
    QTableWidget *m_table;
    QPushButton *m_remove;
};

} // namespace ringward

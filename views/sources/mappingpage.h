#pragma once
#include "models/sources/importmapping.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace ringward {

/// Asks what the columns of a list mean: title, samples, a proposal to keep or change. Columns that look like patient
/// data are shown as refused, with the reason, and cannot be chosen.
class MappingPage : public QWidget {
    Q_OBJECT
public:
    explicit MappingPage(QWidget *parent = nullptr);

    void ask(const QString &file, const MappingProposal &proposal);
    ImportMapping mapping() const; ///< as chosen now

Q_SIGNALS:
    void confirmed(const QString &file, const ringward::ImportMapping &mapping);
    void cancelled(const QString &file);

private:
    void addColumn(const MappingColumn &column, int row);
    QLabel *proposalNote(const MappingColumn &column) const;
    void check();

    QString m_file;
    MappingProposal m_proposal;
    std::vector<QComboBox *> m_choices; ///< null for a refused column
    QLabel *m_title, *m_note, *m_problem;
    QWidget *m_columns;
    QGridLayout *m_grid;
    QPushButton *m_confirm;
};

} // namespace ringward

#pragma once
#include <QAbstractTableModel>
#include <QDialog>

#include <vector>

class QLabel;
class QPushButton;

namespace ringward {

/// How long work ended, a line each.
struct ResultLine {
    enum class Outcome { Confirmed, Failed, Unknown };
    Outcome outcome = Outcome::Confirmed;
    QString subject, text; ///< translated; `text` says what happened, in full
};

class ResultModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { OutcomeColumn, SubjectColumn, TextColumn, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setLines(std::vector<ResultLine> lines); ///< failures first, else in the order given
    int count(ResultLine::Outcome outcome) const;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<ResultLine> m_lines;
};

/// Not modal: the work goes on while somebody reads what failed. Rows can be copied; failures retried.
class ResultList : public QDialog {
    Q_OBJECT
public:
    explicit ResultList(QWidget *parent = nullptr);
    void showResults(const QString &title, std::vector<ResultLine> lines, bool canRetry);

Q_SIGNALS:
    void retryFailuresWanted();

private:
    ResultModel *m_model;
    QLabel *m_sum;
    QPushButton *m_retry;
};

} // namespace ringward

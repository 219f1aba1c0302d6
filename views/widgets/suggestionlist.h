#pragma once
#include <QAbstractListModel>
#include <QListView>

#include <vector>

namespace ringward {

/// Lines of a list that lies over the page while somebody types: a text, muted remark, something at the right end.
class SuggestionModel : public QAbstractListModel {
    Q_OBJECT
public:
    struct Line {
        QString text, remark, right, icon;
        bool available = true;
    };
    enum Role { RemarkRole = Qt::UserRole + 1, RightRole, IconRole, AvailableRole };
    using QAbstractListModel::QAbstractListModel;
    void setLines(std::vector<Line> lines);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<Line> m_lines;
};

/// The list itself. The line edit keeps the focus; step() moves the current row.
class SuggestionList : public QListView {
    Q_OBJECT
public:
    explicit SuggestionList(QWidget *parent);
    void setLines(std::vector<SuggestionModel::Line> lines);
    int lineCount() const { return m_model->rowCount(); }
    void step(int by);
    int currentLine() const { return currentIndex().isValid() ? currentIndex().row() : -1; }
    /// Lies under `anchor` in the window, as wide as its text needs, at most `mostLines` high.
    void showUnder(const QWidget *anchor, int mostLines = 10);
    int heightFor(int lines) const;

Q_SIGNALS:
    void lineChosen(int line);

private:
    SuggestionModel *m_model;
};

} // namespace ringward

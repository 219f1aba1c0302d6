#pragma once
#include <QBoxLayout>
#include <QWidget>

class QLabel;

namespace ringward {

/// A name and what is said of it: beside each other where both fit on a line, else the value below the name.
class PairRow : public QWidget {
    Q_OBJECT
public:
    explicit PairRow(const QString &name, const QString &value, QWidget *parent = nullptr);
    QLabel *nameLabel() const { return m_name; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QLabel *m_name, *m_value;
    QBoxLayout *m_row;
};

} // namespace ringward

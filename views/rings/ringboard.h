#pragma once
#include "views/rings/ringcolumnview.h"

#include <QBoxLayout>

class QHBoxLayout;

namespace ringward {

/// A column a ring, early to late. As many columns as the policy has rings.
class RingBoard : public QWidget {
    Q_OBJECT
public:
    explicit RingBoard(QWidget *parent = nullptr);
    void showPicture(const RingPicturePtr &picture);
    const std::vector<RingColumnView *> &columns() const { return m_columns; }

Q_SIGNALS:
    void moveWanted(quint32 ward, int from, int to, std::optional<ringward::Tier> tier);
    void opened(const QString &filterLine);

protected:
    void changeEvent(QEvent *event) override;

private:
    void adapt();
    QHBoxLayout *m_row;
    std::vector<RingColumnView *> m_columns;
};

} // namespace ringward

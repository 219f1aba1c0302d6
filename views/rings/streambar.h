#pragma once
#include "models/rings/streampolicy.h"

#include <QBoxLayout>
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QLabel;

namespace ringward {

/// Chooses the stream; beside it, what its source refuses.
class StreamBar : public QWidget {
    Q_OBJECT
public:
    explicit StreamBar(QWidget *parent = nullptr);
    void setStreams(const std::vector<StreamPolicy> &policies, int current);
    void setRemark(const QString &remark);
    int current() const;

Q_SIGNALS:
    void chosen(int stream);

private:
    QHBoxLayout *m_row;
    QButtonGroup *m_group;
    QLabel *m_remark;
};

} // namespace ringward

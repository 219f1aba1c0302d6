#pragma once
#include "views/widgets/banner.h"

namespace ringward {

/// What everybody at this computer should know before anything else, above every page, until somebody says that they
/// have read it. A verb leads to what can be done about it.
class NoticeBar : public Banner {
    Q_OBJECT
public:
    explicit NoticeBar(QWidget *parent = nullptr);
    void showNotice(const QString &what, const QString &means, const QString &verb);

Q_SIGNALS:
    void verbWanted();
    void read();

private:
    QPushButton *m_verb;
};

} // namespace ringward

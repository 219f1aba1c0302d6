#include "views/shell/noticebar.h"

#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QPushButton>

namespace ringward {

NoticeBar::NoticeBar(QWidget *parent)
    : Banner(parent)
    , m_verb(new QPushButton)
{
    auto *const understood = new QPushButton(tr("Understood"));
    auto *const row = static_cast<QBoxLayout *>(layout());
    for (QPushButton *button : {m_verb, understood}) {
        setKind(button, ButtonKind::Link);
        row->addWidget(button);
    }
    connect(m_verb, &QPushButton::clicked, this, &NoticeBar::verbWanted);
    connect(understood, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT read();
    });
}

void NoticeBar::showNotice(const QString &what, const QString &means, const QString &verb)
{
    m_verb->setText(verb);
    showMessage(Tone::Warning, what, means);
}

} // namespace ringward

#include "views/rings/streambar.h"

#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QLabel>
#include <QPushButton>

namespace ringward {

StreamBar::StreamBar(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_group(new QButtonGroup(this))
    , m_remark(new QLabel)
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(4);
    auto *label = new QLabel(tr("Stream"));
    setKind(label, LabelKind::Muted);
    setKind(m_remark, LabelKind::Caption);
    m_remark->setWordWrap(true);
    m_row->addWidget(label);
    m_row->addWidget(m_remark, 1);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idClicked, this, &StreamBar::chosen);
}

void StreamBar::setStreams(const std::vector<StreamPolicy> &policies, int current)
{
    if (m_group->buttons().size() != qsizetype(policies.size())) {
        qDeleteAll(m_group->buttons());
        for (std::size_t i = 0; i < policies.size(); ++i) {
            auto *button = new QPushButton(streamLabel(policies[i].stream));
            button->setCheckable(true);
            m_group->addButton(button, int(i));
            m_row->insertWidget(int(i) + 1, button);
        }
    }
    for (QAbstractButton *button : m_group->buttons()) {
        const bool isCurrent = m_group->id(button) == current;
        button->setChecked(isCurrent);
        setKind(button, isCurrent ? ButtonKind::Primary : ButtonKind::Plain);
    }
}

void StreamBar::setRemark(const QString &remark)
{
    m_remark->setText(remark);
    m_remark->setToolTip(remark);
}

int StreamBar::current() const
{
    return m_group->checkedId();
}

} // namespace ringward

#include "views/widgets/closingrow.h"

#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialog>
#include <QPushButton>

namespace ringward {

QHBoxLayout *closingRow(QDialog &dialog, QPushButton *accepting, std::initializer_list<QPushButton *> verbs)
{
    auto *const cancel = new QPushButton(QCoreApplication::translate("ringward::ClosingRow", "Cancel"));
    QObject::connect(cancel, &QPushButton::clicked, &dialog, &QDialog::reject);
    setKind(accepting, ButtonKind::Primary);
    auto *const row = new QHBoxLayout;
    for (QPushButton *verb : verbs)
        row->addWidget(verb);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(accepting);
    return row;
}

} // namespace ringward

#include "views/widgets/labels.h"

#include <QLabel>

namespace ringward {

QLabel *lineLabel(LabelKind kind, const QString &text)
{
    auto *const label = new QLabel;
    setKind(label, kind);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    return label;
}

QLabel *wrappedLabel(LabelKind kind, const QString &text)
{
    QLabel *const label = lineLabel(kind, text);
    label->setWordWrap(true);
    return label;
}

QLabel *copyableLabel(LabelKind kind, const QString &text)
{
    QLabel *const label = wrappedLabel(kind, text);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace ringward

#include "views/keys/codeview.h"
#include "views/keys/keydialog.h"
#include "views/keys/keydigits.h"
#include "views/widgets/chip.h"
#include "views/widgets/icons.h"
#include "views/widgets/labels.h"
#include "views/widgets/panel.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace ringward {

namespace {

/// What is typed back is the key as well: it is left out of pictures like the rest of it.
class CheckedField : public QLineEdit {
protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPoint offset;
        const QPaintDevice *target = redirected(&offset);
        if (!target || target->devType() != QInternal::Pixmap)
            QLineEdit::paintEvent(event);
    }
};

QVBoxLayout *columnIn(QWidget *box, int margin, int spacing)
{
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(spacing);
    return column;
}

} // namespace

QPushButton *KeyDialog::addButton(QWidget *row, const QString &text, const char *icon, void (KeyDialog::*run)())
{
    auto *button = new QPushButton(text);
    if (*icon)
        button->setIcon(themedIcon(QString::fromLatin1(icon)));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, run);
    row->layout()->addWidget(button);
    return button;
}

QWidget *KeyDialog::buildHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(18, 10, 18, 10);
    row->setSpacing(10);
    auto *sign = new QLabel;
    sign->setPixmap(iconPixmap(QStringLiteral("key"), themeOf(this).px(18), themeOf(this).text, devicePixelRatioF()));
    row->addWidget(sign);
    row->addWidget(lineLabel(LabelKind::Title, tr("Recovery key")));
    row->addWidget(m_host = lineLabel(LabelKind::Muted));
    row->addWidget(m_tier = new Chip({}));
    row->addStretch(1);
    row->addWidget(m_countdown = new Chip({}));
    m_countdown->setIconName(QStringLiteral("clock"));
    m_countdown->setFocusPolicy(Qt::NoFocus);
    m_tier->setFocusPolicy(Qt::NoFocus);
    return head;
}

QWidget *KeyDialog::buildAnswer()
{
    auto *page = new QWidget;
    auto *column = columnIn(page, 0, 0);
    auto *body = new QWidget;
    auto *sides = new QHBoxLayout(body);
    sides->setContentsMargins(18, 14, 18, 14);
    sides->setSpacing(20);
    auto *left = new QVBoxLayout;
    left->setSpacing(6);
    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(24);
    facts->setVerticalSpacing(2);
    const QString titles[] = {tr("Place"), tr("Key id on the blue screen"), tr("Key from")};
    m_facts[0] = wrappedLabel(LabelKind::Cell);
    m_facts[1] = lineLabel(LabelKind::Fixed);
    m_facts[2] = lineLabel(LabelKind::Cell);
    for (int i = 0; i < 3; ++i) {
        facts->addWidget(lineLabel(LabelKind::CaptionBold, titles[i]), 0, i);
        facts->addWidget(m_facts[i], 1, i, Qt::AlignTop);
    }
    facts->setColumnStretch(0, 1);
    left->addLayout(facts);
    left->addSpacing(6);
    auto *typing = new QHBoxLayout;
    typing->addWidget(lineLabel(LabelKind::CaptionBold, tr("Type group by group. Check what was typed:")));
    typing->addWidget(m_typed = new CheckedField, 1);
    m_typed->setPlaceholderText(tr("read back"));
    m_typed->setAccessibleName(tr("Digits to check"));
    m_typed->setMaxLength(120);
    left->addLayout(typing);
    left->addWidget(m_digits = new KeyDigits);
    left->addWidget(m_typedNote = wrappedLabel(LabelKind::Caption));
    left->addWidget(lineLabel(LabelKind::CaptionBold, tr("Code 128, for a scanner plugged into the device")));
    left->addWidget(m_bars = new CodeView(ScanCode::Kind::Code128));
    left->addStretch(1);
    sides->addLayout(left, 1);
    sides->addWidget(buildCodes(), 0, Qt::AlignTop);
    column->addWidget(body, 1);
    column->addWidget(new Rule);
    column->addWidget(buildFooter());
    connect(m_typed, &QLineEdit::textChanged, this, &KeyDialog::checkTyped);
    return page;
}

QWidget *KeyDialog::buildCodes()
{
    auto *box = new QWidget;
    auto *column = columnIn(box, 0, 6);
    column->addWidget(lineLabel(LabelKind::CaptionBold, tr("QR, never under 25 mm")));
    column->addWidget(m_qr = new CodeView(ScanCode::Kind::Qr));
    column->addSpacing(4);
    column->addWidget(m_elsewhere = wrappedLabel(LabelKind::Cell));
    column->addWidget(m_rotates = wrappedLabel(LabelKind::Cell));
    column->addStretch(1);
    m_elsewhere->setMaximumWidth(m_qr->sizeHint().width());
    m_rotates->setMaximumWidth(m_qr->sizeHint().width());
    return box;
}

QWidget *KeyDialog::buildFooter()
{
    auto *footer = new QWidget;
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(18, 10, 18, 12);
    row->setSpacing(8);
    row->addWidget(m_asNoted = wrappedLabel(LabelKind::Caption), 1);
    addButton(footer, tr("Copy, cleared after %1 s").arg(m_parts.copiedMs / 1000), "", &KeyDialog::copyKey);
    addButton(footer, tr("Print slip…"), "print", &KeyDialog::printSlip);
    addButton(footer, tr("Hide now"), "", &KeyDialog::hideNow);
    m_done = addButton(footer, tr("Done, key worked"), "", &KeyDialog::confirm);
    setKind(m_done, ButtonKind::Primary);
    return footer;
}

} // namespace ringward

#include "views/widgets/filteredit.h"

#include "views/widgets/theme.h"

#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QTextCharFormat>

#include <algorithm>

namespace ringward {

namespace {

QTextCharFormat formatOf(FilterToken::Kind kind, const Theme &theme)
{
    QTextCharFormat format;
    format.setForeground(theme.text);
    switch (kind) {
    case FilterToken::Kind::Field:
    case FilterToken::Kind::Word:
        format.setForeground(theme.accent);
        format.setFontWeight(QFont::DemiBold);
        break;
    case FilterToken::Kind::Operator:
    case FilterToken::Kind::Parenthesis:
        format.setForeground(theme.muted);
        break;
    case FilterToken::Kind::Value:
    case FilterToken::Kind::Text:
    case FilterToken::Kind::Wrong:
        break;
    }
    return format;
}

} // namespace

FilterEdit::FilterEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setFrame(false);
    setProperty("bare", true);
    setAccessibleName(tr("Filter line"));
}

void FilterEdit::colour(const FilterDiagnosis &diagnosis)
{
    m_diagnosis = diagnosis;
    const Theme &theme = themeOf(this);
    QList<QInputMethodEvent::Attribute> attributes;
    // A line edit takes formats only the way an input method gives them: relative to the cursor.
    const auto add = [&](int at, int length, const QTextCharFormat &format) {
        if (length > 0)
            attributes.append({QInputMethodEvent::TextFormat, at - cursorPosition(), length, format});
    };
    for (const FilterToken &token : diagnosis.tokens)
        add(token.at, token.length, formatOf(token.kind, theme));
    if (diagnosis.state == FilterDiagnosis::State::Wrong && diagnosis.at >= 0) {
        QTextCharFormat fault;
        fault.setForeground(theme.text);
        fault.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        fault.setUnderlineColor(theme.of(AgentHealth::CrashLooping).mark);
        add(diagnosis.at, std::max(1, diagnosis.length), fault);
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

bool FilterEdit::event(QEvent *event)
{
    if (event->type() == QEvent::KeyPress && m_takesTab && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Tab) {
        Q_EMIT accepted(true);
        return true;
    }
    return QLineEdit::event(event);
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        Q_EMIT stepped(-1);
        return;
    case Qt::Key_Down:
        Q_EMIT stepped(1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT accepted(false);
        return;
    case Qt::Key_Escape:
        Q_EMIT dismissed();
        return;
    case Qt::Key_Space:
        if (event->modifiers() == Qt::ControlModifier) {
            Q_EMIT completionWanted();
            return;
        }
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        colour(m_diagnosis);
}

} // namespace ringward

#include "views/widgets/stylesheet.h"

#include <QAbstractButton>
#include <QHash>
#include <QLabel>
#include <QRegularExpression>
#include <QStyle>
#include <QTableView>
#include <QToolButton>
#include <QVariant>

#include <array>

namespace ringward {

namespace {

// @name is a colour, #number a measure at 10 pt, $number a font size in points at 10 pt.
constexpr char16_t kSheet[] = uR"(
QToolTip { background: @surface; color: @text; border: 1px solid @control; padding: #3px #6px; }
QMainWindow, QDialog { background: @window; }
QMenuBar { background: @sidebar; color: @text; border-bottom: 1px solid @border; }
QMenuBar::item { background: transparent; padding: #5px #10px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @selection; color: @selectionText; }
QMenu { background: @surface; color: @text; border: 1px solid @control; padding: #4px 0; }
QMenu::item { padding: #5px #28px #5px #10px; }
QMenu::item:selected { background: @selection; color: @selectionText; }
QMenu::item:disabled { color: @muted; }
QMenu::icon { padding-left: #8px; }
QMenu::separator { height: 1px; background: @grid; margin: #4px 0; }
QPushButton, QToolButton, QComboBox {
  background: @surface; color: @text; border: 1px solid @control; border-radius: 4px;
  padding: 0 #11px; min-height: #26px; max-height: #26px; }
QPushButton:hover, QToolButton:hover, QComboBox:hover { background: @raised; }
QPushButton:pressed, QToolButton:pressed { background: @grid; }
QPushButton:focus, QToolButton:focus, QComboBox:focus { border: @focusWidth solid @focus; padding: 0 #10px; }
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled { color: @muted; border-color: @border; }
QPushButton:checked, QToolButton:checked { background: @selection; color: @selectionText; border-color: @accent; }
QToolButton { padding: 0 #6px; }
QToolButton:focus { padding: 0 #5px; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
*[kind="primary"] { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
*[kind="primary"]:hover { background: @accent; }
*[kind="primary"]:focus { border: @focusWidth solid @text; }
*[kind="primary"]:disabled { background: @surface; color: @muted; border-color: @border; }
*[kind="ghost"] { background: transparent; border-color: transparent; }
*[kind="ghost"]:hover { background: @raised; border-color: @border; }
*[kind="ghost"]:focus { border: @focusWidth solid @focus; }
*[kind="danger"] { color: @badInk; border-color: @badMark; }
*[kind="danger"]:focus { border: @focusWidth solid @badMark; }
*[kind="link"] { background: transparent; border: 1px solid transparent; color: @accent; padding: 0 #3px; }
*[kind="link"]:hover { text-decoration: underline; }
*[kind="link"]:focus { border: @focusWidth solid @focus; padding: 0 #2px; }
*[kind="link"]:disabled { color: @muted; }
QLineEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit, QDateEdit {
  background: @surface; color: @text; border: 1px solid @control; border-radius: 4px;
  padding: 0 #8px; min-height: #26px; selection-background-color: @selectionEdit; selection-color: @selectionText; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateTimeEdit:focus, QDateEdit:focus {
  border: @focusWidth solid @focus; padding: 0 #7px; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { background: transparent; border: none; padding: 0; }
QLineEdit:disabled, QSpinBox:disabled { color: @muted; border-color: @border; background: @raised; }
QPlainTextEdit, QTextEdit, QTextBrowser, QListView, QTreeView {
  background: @surface; color: @text; border: 1px solid @border; border-radius: 4px;
  selection-background-color: @selection; selection-color: @selectionText; }
QPlainTextEdit { border: 1px solid @control; padding: #2px #4px; }
QPlainTextEdit[readOnly="true"] { border: 1px solid @border; }
QPlainTextEdit:focus, QTextEdit:focus, QListView:focus, QTreeView:focus { border: @focusWidth solid @focus; }
QTextBrowser[plain="true"], QTextEdit[plain="true"], QListView[plain="true"], QTreeView[plain="true"] { border: none; }
QListView::item, QTreeView::item { min-height: #26px; padding: 0 #6px; border: 0; background: transparent; }
QListView::item:selected, QTreeView::item:selected { background: @selection; color: @selectionText; }
QListView::item:hover:!selected, QTreeView::item:hover:!selected { background: @raised; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: #20px; border: none;
  background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url(:/ringward/icons/combo-arrow-up.svg); width: #9px; height: #9px; }
QAbstractSpinBox::down-arrow { image: url(:/ringward/icons/combo-arrow.svg); width: #9px; height: #9px; }
QDateTimeEdit::drop-down { subcontrol-origin: border; subcontrol-position: right; width: #22px; border: none; }
QDateTimeEdit::down-arrow { image: url(:/ringward/icons/combo-arrow.svg); width: #12px; height: #12px; }
QComboBox { padding: 0 #8px; }
QComboBox::drop-down { border: none; width: #22px; }
QComboBox::down-arrow { image: url(:/ringward/icons/combo-arrow.svg); width: #12px; height: #12px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @control; outline: none; }
QTableView { background: @surface; color: @text; border: none; gridline-color: @grid; outline: none;
  selection-background-color: @selection; selection-color: @selectionText; }
QHeaderView { background: @raised; border: none; }
QHeaderView::section { background: @raised; color: @muted; font-weight: 600; border: none;
  border-right: 1px solid @grid; border-bottom: 1px solid @border; padding: 0 #8px; }
QTableCornerButton::section { background: @raised; border: none; }
QTabBar { background: transparent; border: none; }
QTabBar::tab { background: transparent; color: @muted; border: none; border-bottom: 2px solid transparent;
  padding: #6px #10px #5px #10px; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom: 2px solid @accent; }
QTabBar::tab:hover:!selected { color: @text; }
QTabBar::tab:focus { border: @focusWidth solid @focus; }
QTabBar::scroller { width: #48px; }
QTabBar QToolButton { background: @surface; border: 1px solid @border; border-radius: 3px; padding: 0; }
QTabBar QToolButton::left-arrow { image: url(:/ringward/icons/combo-arrow-left.svg); width: #11px; height: #11px; }
QTabBar QToolButton::right-arrow { image: url(:/ringward/icons/combo-arrow-right.svg); width: #11px; height: #11px; }
QTabWidget::pane { border: none; border-top: 1px solid @grid; }
QScrollArea, QScrollArea > QWidget > QWidget[plain="true"] { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: #11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: #11px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 3px; margin: #2px; }
QScrollBar::handle:vertical { min-height: #28px; }
QScrollBar::handle:horizontal { min-width: #28px; }
QScrollBar::handle:hover { background: @control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QProgressBar { background: @grid; border: none; border-radius: 1px; text-align: left; color: transparent; }
QProgressBar::chunk { background: @accent; border-radius: 1px; }
QCheckBox, QRadioButton { spacing: #8px; color: @text; background: transparent; min-height: #22px; }
QCheckBox:disabled, QRadioButton:disabled { color: @muted; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QTreeView::indicator {
  width: #13px; height: #13px; background: @surface; border: 1px solid @control; border-radius: 3px; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {
  background: @accent; border-color: @accent; image: url(:/ringward/icons/@tick.svg); }
QRadioButton::indicator { border-radius: #7px; }
QRadioButton::indicator:checked { width: #5px; height: #5px; border: #5px solid @accent; background: @onAccent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: @focus; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: @raised; border-color: @border; }
QCheckBox:focus, QRadioButton:focus { outline: none; color: @focus; text-decoration: underline; }
QLabel { background: transparent; }
*[label="bold"] { font-weight: 600; }
*[label="muted"] { color: @muted; }
*[label="caption"] { color: @muted; font-size: $9pt; }
*[label="captionbold"] { font-size: $9pt; font-weight: 600; color: @muted; }
*[label="title"] { font-size: $13pt; font-weight: 600; }
*[label="count"] { font-size: $22pt; font-weight: 600; }
*[label="fixed"] { font-family: "@fixedFamily"; font-size: $9.5pt; }
*[label="bad"] { color: @badInk; }
*[label="warn"] { color: @warnInk; font-size: $9pt; font-weight: 600; }
*[label="cell"] { font-size: $9.5pt; }
)";

const char *const kButtonKinds[] = {"plain", "primary", "ghost", "danger", "link"};
const char *const kLabelKinds[] = {"text",  "bold",  "muted", "caption", "captionbold", "title",
                                   "count", "fixed", "bad",   "warn",    "cell"};

QHash<QString, QString> valuesOf(const Theme &theme)
{
    const HealthInk &bad = theme.of(AgentHealth::CrashLooping);
    QHash<QString, QString> values{
        {QStringLiteral("focusWidth"), QStringLiteral("%1px").arg(theme.focusWidth)},
        {QStringLiteral("fixedFamily"), theme.fixed.family()},
        {QStringLiteral("tick"),
         theme.onAccent.lightness() > 128 ? QStringLiteral("box-check-light") : QStringLiteral("box-check-dark")},
    };
    const std::array colours{
        std::pair{u"window", theme.window},
        std::pair{u"sidebar", theme.sidebar},
        std::pair{u"surface", theme.surface},
        std::pair{u"raised", theme.raised},
        std::pair{u"border", theme.border},
        std::pair{u"grid", theme.grid},
        std::pair{u"control", theme.control},
        std::pair{u"text", theme.text},
        std::pair{u"muted", theme.muted},
        std::pair{u"accent", theme.accent},
        std::pair{u"onAccent", theme.onAccent},
        std::pair{u"focus", theme.focus},
        std::pair{u"selection", theme.selection},
        std::pair{u"selectionText", theme.selectionText},
        std::pair{u"selectionEdit", theme.isHighContrast() ? theme.selection : theme.ring[1]},
        std::pair{u"scroll", theme.faint},
        std::pair{u"badMark", bad.mark},
        std::pair{u"badInk", bad.ink},
        std::pair{u"warnInk", theme.of(AgentHealth::Degraded).ink},
    };
    for (const auto &[name, colour] : colours)
        values.insert(QString::fromUtf16(name), colour.name());
    return values;
}

void restyle(QWidget *widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace

QString styleSheet(const Theme &theme)
{
    static const QRegularExpression token(QStringLiteral("@([a-zA-Z]+)|#([0-9.]+)px|\\$([0-9.]+)pt"));
    const QHash<QString, QString> values = valuesOf(theme);
    const QString sheet = QString::fromUtf16(kSheet);
    QString out;
    qsizetype from = 0;
    for (auto it = token.globalMatch(sheet); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        out += QStringView(sheet).mid(from, match.capturedStart() - from);
        if (match.hasCaptured(1))
            out += values.value(match.captured(1));
        else if (match.hasCaptured(2))
            out += QStringLiteral("%1px").arg(theme.px(match.captured(2).toDouble()));
        else
            out += QStringLiteral("%1pt").arg(match.captured(3).toDouble() * theme.scale);
        from = match.capturedEnd();
    }
    out += QStringView(sheet).mid(from);
    return out;
}

void setKind(QAbstractButton *button, ButtonKind kind)
{
    button->setProperty("kind", QString::fromLatin1(kButtonKinds[int(kind)]));
    restyle(button);
}

void setKind(QWidget *label, LabelKind kind)
{
    label->setProperty("label", QString::fromLatin1(kLabelKinds[int(kind)]));
    restyle(label);
}

} // namespace ringward

#include "views/sources/settingsform.h"

#include "views/widgets/labels.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QJsonValue>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

namespace ringward {

namespace {

using Type = SettingSpec::Type;

QLineEdit *lineOf(QWidget *editor)
{
    auto *const line = qobject_cast<QLineEdit *>(editor);
    return line ? line : editor->findChild<QLineEdit *>();
}

QString numberText(double number)
{
    return QLocale::c().toString(number, 'g', 15);
}

} // namespace

SettingsForm::SettingsForm(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(3);
    m_grid->setColumnStretch(1, 1);
}

void SettingsForm::setSpecs(const std::vector<SettingSpec> &specs, const QJsonObject &values, bool isNew)
{
    while (QLayoutItem *const item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_fields.clear();
    m_given = values;
    m_isNew = isNew;
    m_grid->setColumnMinimumWidth(0, themeOf(this).px(kLabelWidth));
    int row = 0;
    for (const SettingSpec &spec : specs) {
        const QVariant value = values.contains(spec.key) ? values[spec.key].toVariant() : spec.initial;
        Field field{spec, makeEditor(spec, value), wrappedLabel(LabelKind::Bad)};
        auto *const label = new QLabel(spec.required ? spec.label : tr("%1 (optional)").arg(spec.label));
        label->setWordWrap(true);
        label->setBuddy(field.editor);
        lineOf(field.editor) ? lineOf(field.editor)->setAccessibleName(spec.label)
                             : field.editor->setAccessibleName(spec.label);
        field.editor->setObjectName(spec.key);
        field.problem->hide();
        m_grid->addWidget(label, row, 0, Qt::AlignTop);
        m_grid->addWidget(field.editor, row++, 1);
        if (!spec.help.isEmpty())
            m_grid->addWidget(wrappedLabel(LabelKind::Caption, spec.help), row++, 1);
        m_grid->addWidget(field.problem, row++, 1);
        m_grid->setRowMinimumHeight(row++, themeOf(this).px(6));
        m_fields.push_back(field);
    }
}

QWidget *SettingsForm::makeEditor(const SettingSpec &spec, const QVariant &value)
{
    if (spec.type == Type::Choice) {
        auto *const box = new QComboBox;
        box->addItems(spec.choices);
        box->setCurrentIndex(std::max(0, int(spec.choices.indexOf(value.toString()))));
        connect(box, &QComboBox::currentIndexChanged, this, &SettingsForm::edited);
        return box;
    }
    if (spec.type == Type::Folder || spec.type == Type::File)
        return makePathEditor(spec, value);
    auto *const line = new QLineEdit;
    if (spec.type == Type::Secret) {
        line->setEchoMode(QLineEdit::Password);
        line->setPlaceholderText(m_isNew ? QString() : tr("unchanged; type to replace it"));
    } else {
        line->setText(spec.type == Type::Number && value.isValid() ? numberText(value.toDouble()) : value.toString());
    }
    if (spec.type == Type::Number)
        line->setMaximumWidth(themeOf(this).px(160));
    connect(line, &QLineEdit::textEdited, this, &SettingsForm::edited);
    return line;
}

QWidget *SettingsForm::makePathEditor(const SettingSpec &spec, const QVariant &value)
{
    auto *const box = new QWidget;
    auto *const line = new QLineEdit(QDir::toNativeSeparators(value.toString()));
    auto *const choose = new QPushButton(tr("Choose…"));
    choose->setAccessibleName(tr("Choose: %1").arg(spec.label));
    auto *const row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(line, 1);
    row->addWidget(choose);
    box->setFocusProxy(line);
    connect(line, &QLineEdit::textEdited, this, &SettingsForm::edited);
    const bool folder = spec.type == Type::Folder;
    connect(choose, &QPushButton::clicked, this, [this, line, folder, title = spec.label] {
        auto *const dialog = new QFileDialog(this, title, line->text());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, line, [this, line](const QString &path) {
            line->setText(QDir::toNativeSeparators(path));
            Q_EMIT edited();
        });
        dialog->open();
    });
    return box;
}

QVariant SettingsForm::valueOf(const Field &field)
{
    if (const auto *const box = qobject_cast<QComboBox *>(field.editor))
        return box->currentText();
    const QString text = lineOf(field.editor)->text().trimmed();
    if (field.spec.type == Type::Number)
        return text.isEmpty() ? QVariant() : QVariant(QLocale::c().toDouble(text));
    if (field.spec.type == Type::Folder || field.spec.type == Type::File)
        return QDir::fromNativeSeparators(text);
    return text;
}

QJsonObject SettingsForm::values() const
{
    QJsonObject values = m_given;
    for (const Field &field : m_fields) {
        if (field.spec.type != Type::Secret)
            values[field.spec.key] = QJsonValue::fromVariant(valueOf(field));
    }
    return values;
}

bool SettingsForm::hasTypedSecrets() const
{
    return std::any_of(m_fields.begin(), m_fields.end(), [](const Field &field) {
        return field.spec.type == Type::Secret && !lineOf(field.editor)->text().isEmpty();
    });
}

std::vector<std::pair<QString, Secret>> SettingsForm::takeSecrets()
{
    std::vector<std::pair<QString, Secret>> secrets;
    for (const Field &field : m_fields) {
        if (field.spec.type != Type::Secret || lineOf(field.editor)->text().isEmpty())
            continue;
        secrets.emplace_back(field.spec.key, Secret(lineOf(field.editor)->text().toUtf8()));
        lineOf(field.editor)->clear();
    }
    return secrets;
}

QString SettingsForm::problemOf(const Field &field) const
{
    const SettingSpec &spec = field.spec;
    if (spec.type == Type::Choice)
        return {};
    const QString text = lineOf(field.editor)->text().trimmed();
    if (text.isEmpty()) {
        const bool stored = spec.type == Type::Secret && !m_isNew;
        return spec.required && !stored ? tr("Fill this in.") : QString();
    }
    if (spec.type == Type::Number) {
        bool ok = false;
        const double number = QLocale::c().toDouble(text, &ok);
        if (!ok)
            return tr("Type a number, such as 60.");
        if (spec.maximum > spec.minimum && (number < spec.minimum || number > spec.maximum))
            return tr("Type a number from %1 to %2.").arg(numberText(spec.minimum), numberText(spec.maximum));
    }
    if (spec.type == Type::Folder && !QFileInfo(text).isDir())
        return tr("There is no such folder. Choose one that exists.");
    if (spec.type == Type::File && !QFileInfo(text).isFile())
        return tr("There is no such file. Choose one that exists.");
    return {};
}

bool SettingsForm::validate()
{
    bool fine = true;
    for (const Field &field : m_fields) {
        const QString problem = problemOf(field);
        field.problem->setText(problem);
        field.problem->setVisible(!problem.isEmpty());
        if (!problem.isEmpty() && fine)
            field.editor->setFocus(Qt::OtherFocusReason);
        fine = fine && problem.isEmpty();
    }
    return fine;
}

QString SettingsForm::problem(const QString &key) const
{
    for (const Field &field : m_fields) {
        if (field.spec.key == key)
            return field.problem->text();
    }
    return {};
}

} // namespace ringward

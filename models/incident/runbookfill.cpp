#include "models/incident/runbookparser.h"
#include "models/incident/runbookvalues.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Runbook", text);
}

/// Puts values into the scripts of one runbook; keeps the first error.
class Filler {
public:
    Filler(const Runbook &runbook, ParameterValues values)
        : m_runbook(runbook)
        , m_values(std::move(values))
    {
    }
    std::optional<Error> error;

    QString script(const RunbookStep &step, Shell shell)
    {
        const QString &body = step.scripts[std::size_t(shell)];
        if (body.isEmpty())
            return {};
        QStringList lines{scriptMark(shell, {step.deed, step.id, m_runbook.id})};
        for (const QString &line : m_runbook.common[std::size_t(shell)] + body.split(u'\n'))
            lines << filled(line, [&](const QString &name) { return valueOf(shell, name); });
        return lines.join(u'\n');
    }

private:
    QString valueOf(Shell shell, const QString &name)
    {
        if (name.startsWith(u"file:"))
            return fileOf(name.mid(5));
        for (const RunbookParameter &parameter : m_runbook.parameters) {
            if (parameter.name != name)
                continue;
            const Result<QString> text = literal(shell, parameter.type, m_values[name]);
            if (!text && !error)
                error = text.error();
            return text ? *text : QString();
        }
        return {};
    }
    QString fileOf(const QString &name)
    {
        QStringList lines;
        for (const QString &line : m_runbook.files.at(name))
            lines << powerShellQuoted(filled(line, [&](const QString &each) { return valueOf(Shell::Cmd, each); }));
        return QStringLiteral("@(") + lines.join(QStringLiteral(",\n    ")) + u')';
    }

    const Runbook &m_runbook;
    ParameterValues m_values;
};

void put(QJsonObject &object, const char *key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(QLatin1StringView(key), text);
}

QJsonObject stepJson(const RunbookStep &step, Filler &filler)
{
    QJsonObject object{{QStringLiteral("id"), step.id},
                       {QStringLiteral("title"), step.title},
                       {QStringLiteral("deed"), word(step.deed)},
                       {QStringLiteral("limit_sec"), step.limitSec},
                       {QStringLiteral("repeatable"), step.repeatable}};
    put(object, "needs", step.needs);
    put(object, "words", step.words);
    put(object, "only_if", step.onlyIf);
    put(object, "settled_by", step.settledBy);
    if (!isScripted(step.deed))
        return object;
    object.insert(QStringLiteral("evidence"),
                  QJsonObject{{QStringLiteral("exit"), step.exitCode}, {QStringLiteral("output"), step.output}});
    QJsonObject scripts;
    for (std::size_t i = 0; i < kShells; ++i) {
        const QString script = filler.script(step, Shell(i));
        if (!script.isEmpty())
            scripts.insert(word(Shell(i)), QJsonArray::fromStringList(script.split(u'\n')));
    }
    object.insert(QStringLiteral("script"), scripts);
    return object;
}

} // namespace

Result<QByteArray> fillRunbook(const Runbook &runbook, const ParameterValues &given)
{
    ParameterValues values;
    for (const RunbookParameter &parameter : runbook.parameters) {
        const auto value = given.find(parameter.name);
        Result<QString> checked = checkedValue(parameter, value == given.end() ? parameter.initial : value->second);
        if (!checked)
            return checked.error();
        values.emplace(parameter.name, *checked);
    }
    for (const auto &[name, value] : given) {
        if (!values.contains(name))
            return Error{Error::Kind::Malformed, name, tr("The runbook has no parameter “%1”.").arg(name)};
    }
    Filler filler(runbook, values);
    QJsonObject chosen;
    for (const auto &[name, value] : values)
        chosen.insert(name, value);
    QJsonArray steps, wayBack;
    for (const RunbookStep &step : runbook.steps)
        steps.append(stepJson(step, filler));
    for (const RunbookStep &step : runbook.wayBack)
        wayBack.append(stepJson(step, filler));
    if (filler.error)
        return *filler.error;
    QJsonObject object{
        {QStringLiteral("runbook"), runbook.id},  {QStringLiteral("revision"), runbook.revision},
        {QStringLiteral("title"), runbook.title}, {QStringLiteral("about"), runbook.about},
        {QStringLiteral("risk"), runbook.risk},   {QStringLiteral("way_back_words"), runbook.wayBackWords},
        {QStringLiteral("chosen"), chosen},       {QStringLiteral("steps"), steps}};
    if (!wayBack.isEmpty())
        object.insert(QStringLiteral("way_back"), wayBack);
    QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Indented);
    if (const Result<Runbook> readBack = parseRunbook(json); !readBack) // what is sent obeys the same rules
        return readBack.error();
    return json;
}

} // namespace ringward

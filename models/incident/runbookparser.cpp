#include "models/incident/runbookparser.h"

#include "models/incident/runbookchecks.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <set>

namespace ringward {

namespace {

constexpr qsizetype kLargest = 256 * 1024;
constexpr qsizetype kMostSteps = 40, kMostLines = 400, kLongestText = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Runbook", text);
}

/// Reads values and keeps the first thing that is wrong, with its place.
class Reader {
public:
    std::optional<Error> error;

    void refuse(const QString &place, const QString &reason)
    {
        if (!error)
            error = Error{Error::Kind::Malformed, place, tr("%1: %2").arg(place, reason)};
    }
    void knownKeys(const QJsonObject &object, const QString &place, const std::set<QString> &known)
    {
        for (const QString &key : object.keys()) {
            if (!known.contains(key))
                refuse(at(place, key), tr("Ringward does not know this key."));
        }
    }
    QString text(const QJsonObject &object, const QString &place, const char *key, bool isNeeded)
    {
        const QJsonValue value = object[QLatin1StringView(key)];
        const QString where = at(place, QString::fromLatin1(key));
        if (value.isUndefined() && !isNeeded)
            return {};
        if (!value.isString() || (isNeeded && value.toString().trimmed().isEmpty()))
            refuse(where, tr("a text is expected here."));
        else if (value.toString().size() > kLongestText)
            refuse(where, tr("the text is too long."));
        return value.toString();
    }
    int number(const QJsonObject &object, const QString &place, const char *key, int initial, int least, int most)
    {
        const QJsonValue value = object[QLatin1StringView(key)];
        if (value.isUndefined())
            return initial;
        const double told = value.toDouble(-1);
        if (!value.isDouble() || told != int(told) || told < least || told > most)
            refuse(at(place, QString::fromLatin1(key)),
                   tr("a whole number from %1 to %2 is expected here.").arg(least).arg(most));
        return int(told);
    }
    bool flag(const QJsonObject &object, const QString &place, const char *key, bool initial)
    {
        const QJsonValue value = object[QLatin1StringView(key)];
        if (!value.isUndefined() && !value.isBool())
            refuse(at(place, QString::fromLatin1(key)), tr("true or false is expected here."));
        return value.toBool(initial);
    }
    QString pattern(const QJsonObject &object, const QString &place, const char *key)
    {
        const QString told = text(object, place, key, false);
        const QRegularExpression expression(told);
        if (!expression.isValid())
            refuse(at(place, QString::fromLatin1(key)),
                   tr("the pattern is wrong at character %1: %2.")
                       .arg(expression.patternErrorOffset())
                       .arg(expression.errorString()));
        return told;
    }
    QStringList lines(const QJsonValue &value, const QString &place)
    {
        QStringList all;
        const QJsonArray array = value.toArray();
        if (!value.isArray() || array.size() > kMostLines)
            refuse(place, tr("a list of at most %1 lines is expected here.").arg(kMostLines));
        for (qsizetype i = 0; i < array.size(); ++i) {
            if (!array[i].isString())
                refuse(QStringLiteral("%1[%2]").arg(place).arg(i), tr("a text is expected here."));
            all << array[i].toString();
        }
        return all;
    }
    static QString at(const QString &place, const QString &key) { return place.isEmpty() ? key : place + u'.' + key; }
};

std::optional<Shell> shellFromWord(const QString &text)
{
    for (std::size_t i = 0; i < kShells; ++i) {
        if (text == word(Shell(i)))
            return Shell(i);
    }
    return std::nullopt;
}

RunbookParameter readParameter(Reader &reader, const QJsonObject &object, const QString &place)
{
    reader.knownKeys(object, place,
                     {QStringLiteral("name"), QStringLiteral("type"), QStringLiteral("label"), QStringLiteral("help"),
                      QStringLiteral("initial"), QStringLiteral("least"), QStringLiteral("most")});
    RunbookParameter parameter;
    parameter.name = reader.text(object, place, "name", true);
    parameter.label = reader.text(object, place, "label", true);
    parameter.help = reader.text(object, place, "help", false);
    parameter.initial = reader.text(object, place, "initial", false);
    static const QRegularExpression kName(QStringLiteral("^[a-z][a-z0-9_-]{0,30}$"));
    if (!kName.match(parameter.name).hasMatch())
        reader.refuse(Reader::at(place, QStringLiteral("name")), tr("small letters, digits, - and _ only."));
    const QString type = reader.text(object, place, "type", true);
    bool isKnown = false;
    for (int i = 0; i <= int(ParameterType::Minutes); ++i) {
        if (type == word(ParameterType(i))) {
            parameter.type = ParameterType(i);
            isKnown = true;
        }
    }
    if (!isKnown)
        reader.refuse(Reader::at(place, QStringLiteral("type")),
                      tr("folder, file-pattern, sha256, service or minutes is expected here."));
    parameter.least = reader.number(object, place, "least", 1, 1, 10'080);
    parameter.most = reader.number(object, place, "most", 1440, 1, 10'080);
    return parameter;
}

RunbookStep readStep(Reader &reader, const QJsonObject &object, const QString &place)
{
    reader.knownKeys(object, place,
                     {QStringLiteral("id"), QStringLiteral("title"), QStringLiteral("deed"), QStringLiteral("needs"),
                      QStringLiteral("script"), QStringLiteral("words"), QStringLiteral("evidence"),
                      QStringLiteral("only_if"), QStringLiteral("settled_by"), QStringLiteral("limit_sec"),
                      QStringLiteral("repeatable")});
    RunbookStep step;
    step.id = reader.text(object, place, "id", true);
    static const QRegularExpression kId(QStringLiteral("^[a-z][a-z0-9-]{0,40}$"));
    if (!kId.match(step.id).hasMatch())
        reader.refuse(Reader::at(place, QStringLiteral("id")), tr("small letters, digits and - only."));
    step.title = reader.text(object, place, "title", true);
    const auto deed = stepDeedFromWord(reader.text(object, place, "deed", true));
    if (!deed)
        reader.refuse(Reader::at(place, QStringLiteral("deed")), tr("Ringward does not know this deed."));
    step.deed = deed.value_or(StepDeed::Fix);
    step.needs = reader.text(object, place, "needs", false);
    step.words = reader.text(object, place, "words", step.deed == StepDeed::Person);
    step.onlyIf = reader.pattern(object, place, "only_if");
    step.settledBy = reader.pattern(object, place, "settled_by");
    step.limitSec = reader.number(object, place, "limit_sec", 120, 1, 7 * 86'400);
    step.repeatable = reader.flag(object, place, "repeatable", true);
    const QJsonObject evidence = object[u"evidence"].toObject();
    reader.knownKeys(evidence, Reader::at(place, QStringLiteral("evidence")),
                     {QStringLiteral("exit"), QStringLiteral("output")});
    step.exitCode = reader.number(evidence, Reader::at(place, QStringLiteral("evidence")), "exit", 0, 0, 255);
    step.output = reader.pattern(evidence, Reader::at(place, QStringLiteral("evidence")), "output");
    const QJsonObject scripts = object[u"script"].toObject();
    for (const QString &key : scripts.keys()) {
        const QString where = Reader::at(place, QStringLiteral("script.")) + key;
        const auto shell = shellFromWord(key);
        if (!shell)
            reader.refuse(where, tr("cmd, powershell or posix is expected here."));
        else
            step.scripts[std::size_t(*shell)] = reader.lines(scripts[key], where).join(u'\n');
    }
    return step;
}

std::vector<RunbookStep> readSteps(Reader &reader, const QJsonObject &object, const char *key, bool areNeeded)
{
    std::vector<RunbookStep> steps;
    const QString name = QString::fromLatin1(key);
    const QJsonValue value = object[name];
    if (value.isUndefined() && !areNeeded)
        return steps;
    const QJsonArray array = value.toArray();
    if (array.isEmpty() || array.size() > kMostSteps)
        reader.refuse(name, tr("1 to %1 steps are expected here.").arg(kMostSteps));
    for (qsizetype i = 0; i < array.size(); ++i)
        steps.push_back(readStep(reader, array[i].toObject(), QStringLiteral("%1[%2]").arg(name).arg(i)));
    return steps;
}

Error syntaxError(const QByteArray &json, const QJsonParseError &error)
{
    const QByteArray before = json.left(error.offset);
    const auto line = before.count('\n') + 1;
    const auto column = before.size() - before.lastIndexOf('\n');
    const QString place = tr("line %1, column %2").arg(line).arg(column);
    return {Error::Kind::Malformed, place, tr("%1: %2").arg(place, error.errorString())};
}

} // namespace

Result<Runbook> parseRunbook(const QByteArray &json)
{
    if (json.size() > kLargest)
        return Error{Error::Kind::Malformed, QStringLiteral("%1 bytes").arg(json.size()),
                     tr("A runbook has at most 256 KiB.")};
    QJsonParseError syntax;
    const QJsonDocument document = QJsonDocument::fromJson(json, &syntax);
    if (syntax.error != QJsonParseError::NoError)
        return syntaxError(json, syntax);
    const QJsonObject object = document.object();
    Reader reader;
    reader.knownKeys(object, {},
                     {QStringLiteral("runbook"), QStringLiteral("revision"), QStringLiteral("title"),
                      QStringLiteral("about"), QStringLiteral("risk"), QStringLiteral("way_back_words"),
                      QStringLiteral("parameters"), QStringLiteral("chosen"), QStringLiteral("common"),
                      QStringLiteral("files"), QStringLiteral("steps"), QStringLiteral("way_back")});
    Runbook runbook;
    runbook.id = reader.text(object, {}, "runbook", true);
    runbook.revision = reader.number(object, {}, "revision", 1, 1, 1'000'000);
    runbook.title = reader.text(object, {}, "title", true);
    runbook.about = reader.text(object, {}, "about", true);
    runbook.risk = reader.text(object, {}, "risk", true);
    runbook.wayBackWords = reader.text(object, {}, "way_back_words", true);
    const QJsonArray parameters = object[u"parameters"].toArray();
    for (qsizetype i = 0; i < parameters.size(); ++i)
        runbook.parameters.push_back(
            readParameter(reader, parameters[i].toObject(), QStringLiteral("parameters[%1]").arg(i)));
    const QJsonObject chosen = object[u"chosen"].toObject(), common = object[u"common"].toObject(),
                      files = object[u"files"].toObject();
    for (const QString &key : chosen.keys())
        runbook.chosen.emplace(key, chosen[key].toString());
    for (const QString &key : common.keys()) {
        if (const auto shell = shellFromWord(key))
            runbook.common[std::size_t(*shell)] = reader.lines(common[key], QStringLiteral("common.") + key);
        else
            reader.refuse(QStringLiteral("common.") + key, tr("cmd, powershell or posix is expected here."));
    }
    for (const QString &key : files.keys())
        runbook.files.emplace(key, reader.lines(files[key], QStringLiteral("files.") + key));
    runbook.steps = readSteps(reader, object, "steps", true);
    runbook.wayBack = readSteps(reader, object, "way_back", false);
    if (reader.error)
        return *reader.error;
    if (const Result<Done> checked = checkRunbook(runbook); !checked)
        return checked.error();
    return runbook;
}

} // namespace ringward

#include "app/ctl/identity.h"
#include "app/ctl/syncwait.h"

#include <QJsonArray>
#include <QLocale>

#include <limits>

namespace ringward::ctl {

namespace {

QString isoTime(qint64 ms)
{
    return ms ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate) : QString();
}

QJsonObject toJson(const SourceStatus &status)
{
    QJsonArray refused;
    for (const Refusal &refusal : status.refused)
        refused.append(
            QJsonObject{{QStringLiteral("where"), refusal.where}, {QStringLiteral("reason"), refusal.reason}});
    return {{QStringLiteral("id"), qint64(status.config.id.value)},
            {QStringLiteral("name"), status.config.name},
            {QStringLiteral("kind"), status.config.kind},
            {QStringLiteral("enabled"), status.config.enabled},
            {QStringLiteral("writing"), status.config.writing},
            {QStringLiteral("devices"), qint64(status.devices)},
            {QStringLiteral("check_in_sec"), status.config.checkInSec},
            {QStringLiteral("sync_every_sec"), status.config.syncEverySec},
            {QStringLiteral("last_success"), isoTime(status.lastSuccessMs)},
            {QStringLiteral("settings"), status.config.settings},
            {QStringLiteral("refused"), refused},
            {QStringLiteral("error"), status.error ? QJsonValue(userMessage(*status.error)) : QJsonValue()}};
}

int print(const std::vector<SourceStatus> &sources, Output &out)
{
    if (out.isJson()) {
        for (const SourceStatus &status : sources)
            out.entry(toJson(status));
        return AllDone;
    }
    const std::vector<TableColumn> heads{{tr("Name"), false},    {tr("Kind"), false},   {tr("On"), false},
                                         {tr("Writing"), false}, {tr("Records"), true}, {tr("Last success"), false},
                                         {tr("Refused"), true},  {tr("Problem"), false}};
    out.table(heads, sources.size(), [&](std::size_t row, std::size_t column) -> QString {
        const SourceStatus &status = sources[row];
        const std::array texts{status.config.name,
                               status.config.kind,
                               status.config.enabled ? tr("yes") : tr("no"),
                               status.config.writing ? tr("yes") : tr("no"),
                               QLocale().toString(status.devices),
                               status.lastSuccessMs ? isoTime(status.lastSuccessMs) : tr("never"),
                               QLocale().toString(qulonglong(status.refused.size())),
                               status.error ? userMessage(*status.error) : QString()};
        return texts[column];
    });
    return AllDone;
}

/// By name in any case, or by number.
std::optional<SourceStatus> find(const Synchroniser &synchroniser, const QString &name)
{
    for (const SourceStatus &status : synchroniser.sources()) {
        if (status.config.name.compare(name, Qt::CaseInsensitive) == 0
            || QString::number(status.config.id.value) == name)
            return status;
    }
    return std::nullopt;
}

int unknownSource(const QString &name, Output &out)
{
    out.complain(tr("There is no source “%1”. “ringwardctl sources” lists them.").arg(name));
    return Failed;
}

const SourceKind *findKind(const Synchroniser &synchroniser, const QString &kind)
{
    for (const SourceKind &known : synchroniser.kinds()) {
        if (known.kind == kind)
            return &known;
    }
    return nullptr;
}

Result<QJsonValue> readSetting(const SettingSpec &spec, const QString &text)
{
    if (spec.type != SettingSpec::Type::Number)
        return QJsonValue(text);
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    const bool isLimited = spec.minimum < spec.maximum;
    if (!isNumber || (isLimited && (number < spec.minimum || number > spec.maximum)))
        return Error{Error::Kind::Malformed, text,
                     tr("“%1” takes a number from %2 to %3.")
                         .arg(spec.key)
                         .arg(spec.minimum, 0, 'f', 0)
                         .arg(spec.maximum, 0, 'f', 0)};
    return QJsonValue(number);
}

/// Each of `assignments` is KEY=VALUE of one of the kind's settings.
Result<QJsonObject> settingsOf(const SourceKind &kind, const QStringList &assignments)
{
    QJsonObject settings;
    for (const SettingSpec &spec : kind.settings) {
        if (spec.initial.isValid())
            settings.insert(spec.key, QJsonValue::fromVariant(spec.initial));
    }
    for (const QString &assignment : assignments) {
        const QString key = assignment.section(u'=', 0, 0);
        const auto spec = std::find_if(kind.settings.begin(), kind.settings.end(),
                                       [&](const SettingSpec &each) { return each.key == key; });
        if (spec == kind.settings.end())
            return Error{Error::Kind::NotFound, key, tr("A source of this kind has no setting “%1”.").arg(key)};
        if (spec->type == SettingSpec::Type::Secret)
            return Error{Error::Kind::NotSupported, key,
                         tr("“%1” is a secret and would be seen by others here. Enter it in the console.").arg(key)};
        const Result<QJsonValue> value = readSetting(*spec, assignment.section(u'=', 1));
        if (!value)
            return value.error();
        settings.insert(key, *value);
    }
    return settings;
}

int add(Composition &composition, const QString &kindName, const QCommandLineParser &parser, Output &out)
{
    Synchroniser &synchroniser = composition.synchroniser();
    const SourceKind *kind = findKind(synchroniser, kindName);
    if (!kind) {
        QStringList known;
        for (const SourceKind &each : synchroniser.kinds())
            known << each.kind;
        out.complain(tr("There is no kind of source “%1”. There are: %2.").arg(kindName, known.join(tr(", "))));
        return WrongUsage;
    }
    const Result<QJsonObject> settings = settingsOf(*kind, parser.values(QStringLiteral("set")));
    if (!settings) {
        out.complain(userMessage(settings.error()));
        return WrongUsage;
    }
    SourceConfig config;
    config.kind = kind->kind;
    config.name = parser.isSet(QStringLiteral("name")) ? parser.value(QStringLiteral("name")) : kind->label;
    config.settings = *settings;
    config.checkInSec = kind->checkInSec;
    config.syncEverySec = kind->syncEverySec;
    const Result<SourceId> saved = synchroniser.saveSource(config);
    if (!saved)
        return out.fail(saved.error());
    return print({*find(synchroniser, QString::number(saved->value))}, out);
}

int remove(Composition &composition, const QString &name, Output &out)
{
    const std::optional<SourceStatus> source = find(composition.synchroniser(), name);
    if (!source)
        return unknownSource(name, out);
    if (const Result<Done> removed = composition.synchroniser().removeSource(source->config.id); !removed)
        return out.fail(removed.error());
    if (!out.isJson())
        out.line(tr("Removed “%1”.").arg(source->config.name));
    return AllDone;
}

QCoro::Task<int> switchWriting(Composition &composition, QStringList words, const QCommandLineParser &parser,
                               Output &out)
{
    const std::optional<SourceStatus> source = find(composition.synchroniser(), words[0]);
    if (!source)
        co_return unknownSource(words[0], out);
    auto signing = signIn(composition, parser);
    const Result<Person> person = co_await std::move(signing);
    if (!person)
        co_return out.fail(person.error());
    co_await restored(composition.synchroniser());
    const bool on = words[1] == u"on";
    if (const Result<Done> done = composition.changes().desk().switchWriting(source->config.id, on); !done)
        co_return out.fail(done.error());
    co_return print({*find(composition.synchroniser(), words[0])}, out);
}

QCoro::Task<int> sync(Composition &composition, QStringList names, Output &out)
{
    Synchroniser &synchroniser = composition.synchroniser();
    std::vector<SourceId> ids;
    for (const QString &name : names) {
        const std::optional<SourceStatus> source = find(synchroniser, name);
        if (!source)
            co_return unknownSource(name, out);
        ids.push_back(source->config.id);
    }
    if (names.isEmpty()) {
        for (const SourceStatus &status : synchroniser.sources())
            ids.push_back(status.config.id);
    }
    if (const Result<Done> synced = co_await syncAndSave(composition, ids); !synced)
        co_return out.fail(synced.error());
    std::vector<SourceStatus> asked;
    int code = AllDone;
    for (const SourceStatus &status : synchroniser.sources()) {
        if (std::find(ids.begin(), ids.end(), status.config.id) == ids.end())
            continue;
        asked.push_back(status);
        if (!status.refused.empty() && code == AllDone)
            code = SomeRefused;
        if (status.error)
            code = Failed;
    }
    print(asked, out);
    for (const SourceStatus &status : asked) {
        if (status.error)
            out.complain(status.config.name + QStringLiteral(": ") + userMessage(*status.error));
    }
    co_return code;
}

/// 0 when all is well, 1 when a step failed: for a check that runs by itself.
QCoro::Task<int> diagnose(Composition &composition, QString name, Output &out)
{
    const std::optional<SourceStatus> source = find(composition.synchroniser(), name);
    if (!source)
        co_return unknownSource(name, out);
    auto asking = composition.synchroniser().diagnose(source->config.id, {});
    const Result<Diagnosis> made = co_await std::move(asking);
    if (!made)
        co_return out.fail(made.error());
    if (!out.isJson()) {
        out.line(diagnosisText(*made));
        co_return made->isGood() ? AllDone : Failed;
    }
    QJsonArray steps;
    for (const DiagnosisStep &step : made->steps) {
        QJsonArray facts;
        for (const DiagnosisStep::Fact &fact : step.facts)
            facts.append(QJsonObject{{QStringLiteral("label"), fact.label}, {QStringLiteral("value"), fact.value}});
        steps.append(QJsonObject{{QStringLiteral("step"), step.key},
                                 {QStringLiteral("title"), step.title},
                                 {QStringLiteral("state"), word(step.state)},
                                 {QStringLiteral("sentence"), step.sentence},
                                 {QStringLiteral("facts"), facts},
                                 {QStringLiteral("took_ms"), step.tookMs}});
    }
    out.document({{QStringLiteral("source"), source->config.name},
                  {QStringLiteral("good"), made->isGood()},
                  {QStringLiteral("steps"), steps}});
    co_return made->isGood() ? AllDone : Failed;
}

} // namespace

QCoro::Task<int> runSources(Call call, Output out)
{
    QCommandLineParser parser;
    parser.addOptions({
        {QStringLiteral("name"), tr("How people call the new source."), QStringLiteral("NAME")},
        {QStringLiteral("set"), tr("A setting of the new source; may be given many times."),
         QStringLiteral("KEY=VALUE")},
    });
    addIdentityOptions(parser);
    if (const auto end = readArguments(parser, "sources", call, out, 0, std::numeric_limits<qsizetype>::max()))
        co_return *end;
    QStringList words = parser.positionalArguments();
    const QString verb = words.isEmpty() ? QStringLiteral("list") : words.takeFirst();
    const bool takesOne = verb == u"add" || verb == u"remove" || verb == u"diagnose";
    const bool isWriting = verb == u"writing" && words.size() == 2 && (words[1] == u"on" || words[1] == u"off");
    const bool isKnown = takesOne || isWriting || verb == u"list" || verb == u"sync";
    if (!isKnown || (takesOne && words.size() != 1) || (verb == u"list" && !words.isEmpty())) {
        out.complain(tr("Use “sources list”, “sources add KIND”, “sources remove NAME”, “sources sync [NAME...]”, "
                        "“sources diagnose NAME” or “sources writing NAME on|off”."));
        co_return WrongUsage;
    }
    auto opened = verb == u"add" ? Composition::open(call.store) : openExisting(call);
    if (!opened)
        co_return out.fail(opened.error());
    if (verb == u"add")
        co_return add(**opened, words.front(), parser, out);
    if (verb == u"remove")
        co_return remove(**opened, words.front(), out);
    if (isWriting)
        co_return co_await switchWriting(**opened, words, parser, out);
    if (verb == u"diagnose")
        co_return co_await diagnose(**opened, words.front(), out);
    if (verb == u"sync")
        co_return co_await sync(**opened, words, out);
    co_await restored((*opened)->synchroniser());
    co_return print((*opened)->synchroniser().sources(), out);
}

} // namespace ringward::ctl

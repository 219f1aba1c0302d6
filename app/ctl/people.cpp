#include "app/ctl/identity.h"

#include <QJsonArray>

namespace ringward::ctl {

namespace {

int print(ChangeOffice &office, Output &out)
{
    const Result<std::vector<Person>> people = office.roster().people();
    if (!people)
        return out.fail(people.error());
    if (out.isJson()) {
        for (const Person &person : *people) {
            QJsonArray roles;
            for (const Role role : kRoles) {
                if (person.roles.testFlag(role))
                    roles.append(word(role));
            }
            out.entry({{QStringLiteral("id"), qint64(person.id.value)},
                       {QStringLiteral("login"), person.login},
                       {QStringLiteral("name"), person.name},
                       {QStringLiteral("post"), person.post},
                       {QStringLiteral("roles"), roles},
                       {QStringLiteral("key"), person.key.isNull() ? QString() : person.key.hex()},
                       {QStringLiteral("active"), person.active},
                       {QStringLiteral("simulated"), person.simulated}});
        }
        return AllDone;
    }
    const std::vector<TableColumn> heads{
        {tr("Login"), false}, {tr("Name"), false}, {tr("Post"), false}, {tr("Roles"), false}, {tr("Key"), false}};
    out.table(heads, people->size(), [&](std::size_t row, std::size_t column) -> QString {
        const Person &person = (*people)[row];
        const std::array texts{person.login, person.name + (person.active ? QString() : tr(" (has left)")), person.post,
                               labels(person.roles), person.key.isNull() ? tr("none") : person.key.shortText()};
        return texts[column];
    });
    return AllDone;
}

std::optional<Roles> readRoles(const QString &text, Output &out)
{
    Roles roles;
    for (const QString &each : text.split(u',', Qt::SkipEmptyParts)) {
        const auto role = roleFromWord(each.trimmed());
        if (!role) {
            QStringList known;
            for (const Role any : kRoles)
                known << word(any);
            out.complain(tr("There is no role “%1”. There are: %2.").arg(each, known.join(tr(", "))));
            return std::nullopt;
        }
        roles |= *role;
    }
    return roles;
}

/// Makes or changes the person with that login.
int change(ChangeOffice &office, const QString &verb, const QString &login, const QCommandLineParser &parser,
           Output &out)
{
    const Result<std::vector<Person>> people = office.roster().people();
    if (!people)
        return out.fail(people.error());
    const Person *known = findLogin(*people, login);
    if (!known && verb != u"add") {
        out.complain(tr("Nobody has the login “%1”. “ringwardctl people” lists them.").arg(login));
        return Failed;
    }
    if (known && verb == u"add") {
        out.complain(tr("“%1” is in the roster already.").arg(login));
        return Failed;
    }
    const std::optional<Roles> roles = readRoles(parser.value(QStringLiteral("roles")), out);
    if (!roles)
        return WrongUsage;
    Person person = known ? *known : Person();
    if (!known) {
        person.login = login;
        person.name = parser.isSet(QStringLiteral("name")) ? parser.value(QStringLiteral("name")) : login;
        person.post = parser.value(QStringLiteral("post"));
    }
    if (verb == u"leave")
        person.active = false;
    else
        person.roles = *roles ? *roles : Roles(Role::Viewer);
    if (const Result<PersonId> saved = office.people().save(office.desk().me(), person); !saved)
        return out.fail(saved.error());
    return print(office, out);
}

} // namespace

QCoro::Task<int> runPeople(Call call, Output out)
{
    QCommandLineParser parser;
    addIdentityOptions(parser);
    parser.addOptions({
        {QStringLiteral("name"), tr("add: how people call the person."), QStringLiteral("NAME")},
        {QStringLiteral("post"), tr("add: what the person does."), QStringLiteral("POST")},
        {QStringLiteral("roles"), tr("add, roles: separated by commas: board-member,auditor"), QStringLiteral("ROLES")},
    });
    if (const auto end = readArguments(parser, "people", call, out, 0, 2))
        co_return *end;
    QStringList words = parser.positionalArguments();
    const QString verb = words.isEmpty() ? QStringLiteral("list") : words.takeFirst();
    const bool takesLogin = verb == u"add" || verb == u"roles" || verb == u"leave";
    if (!(takesLogin && words.size() == 1) && !((verb == u"list" || verb == u"key") && words.isEmpty())) {
        out.complain(tr("That is not how it is used. “ringwardctl people --help” says how."));
        co_return WrongUsage;
    }
    auto opened = openExisting(call);
    if (!opened)
        co_return out.fail(opened.error());
    ChangeOffice &office = (*opened)->changes();
    auto signing = signIn(**opened, parser);
    const Result<Person> person = co_await std::move(signing);
    if (!person)
        co_return out.fail(person.error());
    if (verb == u"key") {
        auto making = office.desk().makeMyKey({});
        const Result<PublicKey> key = co_await std::move(making);
        if (!key)
            co_return out.fail(key.error());
    }
    co_return takesLogin ? change(office, verb, words[0], parser, out) : print(office, out);
}

} // namespace ringward::ctl

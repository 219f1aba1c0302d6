#include "models/incident/runbooklibrary.h"
#include "models/incident/runbookparser.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace ringward;

namespace {

QJsonObject shipped(const char *id)
{
    QFile file(QStringLiteral(":/ringward/runbooks/%1.json").arg(QString::fromLatin1(id)));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return QJsonDocument::fromJson(file.readAll()).object();
}

QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

QString refusal(const QJsonObject &object)
{
    const auto parsed = parseRunbook(bytes(object));
    return parsed ? QString() : parsed.error().advice;
}

/// A shipped runbook after `edit` of its steps.
template <typename Edit>
QJsonObject edited(const char *key, const Edit &edit)
{
    QJsonObject object = shipped("remove-content-file");
    QJsonArray steps = object[QLatin1StringView(key)].toArray();
    edit(steps);
    object[QLatin1StringView(key)] = steps;
    return object;
}

QJsonObject stepWith(const QJsonArray &steps, qsizetype at, const char *key, const QJsonValue &value)
{
    QJsonObject step = steps[at].toObject();
    step[QLatin1StringView(key)] = value;
    return step;
}

const ParameterValues kValues{{QStringLiteral("sha256"), QString(64, u'b')}};

} // namespace

TEST(Runbooks, AllThatShipAreRead)
{
    const RunbookLibrary library = loadRunbooks();
    for (const RefusedRunbook &each : library.refused)
        ADD_FAILURE() << each.file.toStdString() << ": " << each.reason.toStdString();
    for (const char *id :
         {"remove-content-file", "disable-driver", "restore-driver", "boot-race", "recovery-by-hand", "out-of-band"})
        EXPECT_TRUE(library.find(QString::fromLatin1(id))) << id;
    EXPECT_TRUE(library.find(u"remove-content-file")->entersSafeMode());
    EXPECT_FALSE(library.find(u"boot-race")->entersSafeMode());
}

TEST(Runbooks, WhatIsFilledInIsARunbookWithoutParametersAndSaysTheChosenValues)
{
    const Runbook runbook = *loadRunbooks().find(u"remove-content-file");
    const auto document = fillRunbook(runbook, kValues);
    ASSERT_TRUE(document) << userMessage(document.error()).toStdString();
    EXPECT_EQ(*document, *fillRunbook(runbook, kValues)) << "the same values give the same bytes";
    const auto filled = parseRunbook(*document);
    ASSERT_TRUE(filled);
    EXPECT_TRUE(filled->parameters.empty());
    EXPECT_EQ(filled->chosen.at(QStringLiteral("minutes")), QStringLiteral("45"));
    const QString arm = filled->step(u"arm")->scripts[std::size_t(Shell::PowerShell)];
    EXPECT_TRUE(arm.contains(QStringLiteral("set /a RW_WAIT=45 * 60 + 1")));
    EXPECT_EQ(markOfScript(arm)->deed, StepDeed::Arm);
    EXPECT_EQ(markOfScript(arm)->runbook, QStringLiteral("remove-content-file"));
    EXPECT_NE(*document, *fillRunbook(runbook, {{QStringLiteral("sha256"), QString(64, u'c')}}));
    EXPECT_FALSE(fillRunbook(runbook, {})) << "the sum has no initial value";
    EXPECT_FALSE(fillRunbook(runbook, {{QStringLiteral("sha256"), QString(64, u'b')}, {QStringLiteral("x"), {}}}));
}

TEST(Runbooks, TheWayBackIsArmedBeforeTheWayInOrTheRunbookIsRefused)
{
    // 0 look, 1 arm, 2 go-in, 3 restart-in, 4 in-safe-mode, 5 fix, 6 clear, 7 restart-out, 8 confirm
    EXPECT_EQ(refusal(shipped("remove-content-file")), QString());
    EXPECT_TRUE(refusal(edited("steps", [](QJsonArray &s) { s.removeAt(1); })).contains(QStringLiteral("way back")));
    EXPECT_TRUE(
        refusal(edited("steps", [](QJsonArray &s) { s.insert(3, s.takeAt(1)); })).contains(QStringLiteral("way back")))
        << "armed too late";
    for (const int missing : {6, 7, 8})
        EXPECT_FALSE(refusal(edited("steps", [&](QJsonArray &s) { s.removeAt(missing); })).isEmpty()) << missing;
    EXPECT_FALSE(refusal(edited("steps", [](QJsonArray &s) { s.removeAt(0); })).isEmpty()) << "begins with a probe";
    EXPECT_FALSE(refusal(edited("way_back", [](QJsonArray &s) { s.removeAt(0); })).isEmpty()) << "flag first";
    QJsonObject without = shipped("remove-content-file");
    without.remove(QStringLiteral("way_back"));
    EXPECT_TRUE(refusal(without).startsWith(QStringLiteral("way_back"))) << refusal(without).toStdString();
}

TEST(Runbooks, NeverTheAlternateShellAndTheFlagOnlyWhereItIsMeant)
{
    const auto script = [](int at, const char *line) {
        return refusal(edited("steps", [&](QJsonArray &s) {
            s[at] = stepWith(s, at, "script",
                             QJsonObject{{QStringLiteral("powershell"), QJsonArray{QString::fromLatin1(line)}}});
        }));
    };
    EXPECT_TRUE(script(2, "bcdedit /set '{current}' safebootalternateshell yes")
                    .startsWith(QStringLiteral("steps[2].script.powershell")));
    EXPECT_FALSE(script(2, "bcdedit /set '{current}' testsigning on").isEmpty());
    EXPECT_FALSE(script(5, "bcdedit.exe /set '{default}' safeboot minimal").isEmpty());
    EXPECT_TRUE(script(2, "bcdedit.exe /set '{current}' safeboot network").isEmpty());
    EXPECT_TRUE(script(5, "'{{no-such}}'").contains(QStringLiteral("line 1"))) << "within quotes";
    EXPECT_TRUE(script(5, "x {{no-such}}").contains(QStringLiteral("no-such")));
}

TEST(Runbooks, WhatIsWrongIsRefusedWithItsPlace)
{
    const auto syntax = parseRunbook("{\n  \"runbook\": \"x\",\n  \"steps\": [,]\n}");
    ASSERT_FALSE(syntax);
    EXPECT_TRUE(syntax.error().advice.startsWith(QStringLiteral("line 3, column ")))
        << syntax.error().advice.toStdString();
    const auto change = [](int at, const char *key, const QJsonValue &value) {
        return refusal(edited("steps", [&](QJsonArray &s) { s[at] = stepWith(s, at, key, value); }));
    };
    EXPECT_TRUE(change(3, "limit_sec", 0).startsWith(QStringLiteral("steps[3].limit_sec:")));
    EXPECT_TRUE(change(3, "limit_sec", QStringLiteral("9")).startsWith(QStringLiteral("steps[3].limit_sec:")));
    EXPECT_TRUE(change(3, "deed", QStringLiteral("dance")).startsWith(QStringLiteral("steps[3].deed:")));
    EXPECT_TRUE(change(3, "colour", 1).startsWith(QStringLiteral("steps[3].colour:")));
    EXPECT_TRUE(change(3, "id", QStringLiteral("arm")).startsWith(QStringLiteral("steps[3]:"))) << "twice";
    EXPECT_TRUE(change(5, "only_if", QStringLiteral("(")).startsWith(QStringLiteral("steps[5].only_if:")));
    EXPECT_TRUE(change(5, "repeatable", false).startsWith(QStringLiteral("steps[5].settled_by:")));
    EXPECT_TRUE(change(5, "evidence", QJsonObject()).startsWith(QStringLiteral("steps[5].evidence.output:")));
    EXPECT_FALSE(parseRunbook(QByteArray(300 * 1024, ' ')));
    EXPECT_FALSE(parseRunbook("[]"));
    EXPECT_FALSE(parseRunbook({}));
}

TEST(Runbooks, AHospitalsOwnAreReadBesideOursAndBadOnesAreListed)
{
    QTemporaryDir folder;
    const auto put = [&](const char *name, const QByteArray &content) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
    };
    QJsonObject own = shipped("restore-driver");
    own[QStringLiteral("runbook")] = QStringLiteral("restore-ours");
    put("a.json", bytes(own));
    put("b.json", "{");
    own = shipped("boot-race");
    own[QStringLiteral("title")] = QStringLiteral("Our race");
    put("c.json", bytes(own));
    const RunbookLibrary library = loadRunbooks(folder.path());
    ASSERT_EQ(library.refused.size(), 1U);
    EXPECT_EQ(library.refused[0].file, QStringLiteral("b.json"));
    ASSERT_TRUE(library.find(u"restore-ours"));
    EXPECT_TRUE(library.find(u"restore-ours")->isOwn);
    EXPECT_EQ(library.find(u"boot-race")->title, QStringLiteral("Our race"));
    EXPECT_EQ(library.runbooks.size(), loadRunbooks().runbooks.size() + 1);
}

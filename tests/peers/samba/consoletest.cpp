#include "models/store/sqlitearchive.h"
#include "models/store/sqliteauditlog.h"
#include "models/store/sqlitekeys.h"
#include "models/store/sqliteroster.h"
#include "tests/app/ctlfixture.h"
#include "tests/models/store/storefixture.h"
#include "tests/peers/samba/directoryfixture.h"
#include "tests/views/keys/codereader.h"
#include "tests/views/keys/dialogwords.h"
#include "views/keys/keydialog.h"

#include <QLineEdit>
#include <QPointer>
#include <QRadioButton>
#include <QSignalSpy>

using namespace ringward;
using namespace ringward::testing;

namespace {

/// From the domain controller to the eye of the person who asked, and into the audit.
class DirectoryConsole : public DirectoryTest {
protected:
    static QJsonObject keyOf(int computer) { return controller->computer(computer)[u"keys"].toArray()[0].toObject(); }
    /// One that no other test has to do with.
    static int lastWithKey()
    {
        const QJsonArray all = controller->facts()[u"computers"].toArray();
        int last = int(all.size()) - 1;
        while (last > 0 && all[last][u"keys"].toArray().isEmpty())
            --last;
        return last;
    }
    static QString nameOf(int computer) { return controller->computer(computer)[u"name"].toString(); }
    static qsizetype entries(const Ctl &ctl, const QString &deed)
    {
        const QList<QJsonObject> all = ctl.run("audit --json").lines();
        return std::count_if(all.begin(), all.end(), [&](const QJsonObject &entry) { return entry[u"deed"] == deed; });
    }
};

/// The command line, with the administrator's ticket.
class DirectoryCtl : public DirectoryConsole {
protected:
    void SetUp() override
    {
        DirectoryTest::SetUp();
        if (!controller)
            return;
        ASSERT_EQ(controller->getTicket(SambaDc::kAdmin, SambaDc::kAdminPassword), QString());
        const Answer added =
            ctl.run({QStringLiteral("sources"), QStringLiteral("add"), QStringLiteral("activedirectory"),
                     QStringLiteral("--name"), QStringLiteral("Directory"), QStringLiteral("--set"),
                     QStringLiteral("servers=") + SambaDc::name(), QStringLiteral("--set"),
                     QStringLiteral("base=OU=Hospital,DC=hospital,DC=test"), QStringLiteral("--set"),
                     QStringLiteral("signin=Kerberos")});
        ASSERT_EQ(added.code, 0) << added.err.toStdString();
        const Answer synced = ctl.run("sources sync");
        ASSERT_EQ(synced.code, 0) << synced.err.toStdString();
    }
    Answer show(const QStringList &which) const
    {
        return ctl.run(QStringList{QStringLiteral("keys"), QStringLiteral("show")} + which
                       + QStringList{QStringLiteral("--reason"), QStringLiteral("silent 16 min, ward asked"),
                                     QStringLiteral("--json")});
    }
    Ctl ctl;
};

} // namespace

TEST_F(DirectoryCtl, ReadinessIsWhatTheDirectoryHoldsAndAKeyIsReleasedAndAudited)
{
    const Answer readiness = ctl.run("keys readiness --by device --json");
    ASSERT_EQ(readiness.code, 0) << readiness.err.toStdString();
    std::map<QString, QStringList> told;
    for (const QJsonObject &line : readiness.lines()) {
        QStringList &ids = told[line[u"host"].toString().toUpper()];
        for (const auto &id : line[u"key_ids"].toArray())
            ids << id.toString();
    }
    EXPECT_EQ(int(told.size()), controller->facts()[u"enabled"].toInt());
    int compared = 0;
    for (const auto &each : controller->facts()[u"computers"].toArray()) {
        const auto device = told.find(each[u"name"].toString());
        if (device == told.end())
            continue; // disabled in the directory
        QStringList expected;
        for (const auto &key : each[u"keys"].toArray())
            expected << key[u"id"].toString().left(8);
        expected.sort();
        device->second.sort();
        EXPECT_EQ(device->second, expected) << qPrintable(device->first);
        ++compared;
    }
    EXPECT_GT(compared, 70);
    int present = 0;
    for (const QJsonObject &ward : ctl.run("keys readiness --by ward --json").lines())
        present += ward[u"ward"] == QStringLiteral("all") ? 0 : ward[u"present"].toInt();
    const QList<QJsonObject> sum = ctl.run("keys readiness --json").lines();
    EXPECT_EQ(present, sum.value(0)[u"present"].toInt());

    const QString id = keyOf(0)[u"id"].toString(), key = keyOf(0)[u"key"].toString();
    for (const QStringList &which : {QStringList{nameOf(0), QStringLiteral("--id"), id.left(8)},
                                     QStringList{QStringLiteral("--id"), id.left(8).toLower()}}) {
        const Answer shown = show(which);
        ASSERT_EQ(shown.code, 0) << shown.err.toStdString();
        EXPECT_EQ(shown.document()[u"key"].toString(), key);
    }
    EXPECT_EQ(entries(ctl, QStringLiteral("key.asked")), 2);
    EXPECT_EQ(ctl.run("audit verify").code, 0);
}

TEST_F(DirectoryCtl, AKeyOfAComputerThatWasDeletedIsFoundAndReleased)
{
    const int computer = lastWithKey();
    const QString id = keyOf(computer)[u"id"].toString();
    const QStringList search{QStringLiteral("keys"), QStringLiteral("deleted"), QStringLiteral("--id"), id.left(8),
                             QStringLiteral("--json")};
    EXPECT_TRUE(ctl.run(search).lines().isEmpty()) << "it is still there";
    ASSERT_EQ(SambaClient(*controller).remove(controller->computer(computer)[u"dn"].toString().toUtf8()), 0);
    const QList<QJsonObject> found = ctl.run(search).lines();
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found[0][u"computer"].toString(), nameOf(computer));
    EXPECT_EQ(found[0][u"source"].toString(), QStringLiteral("Directory"));
    const Answer shown = show({QStringLiteral("--id"), id.left(8), QStringLiteral("--deleted")});
    ASSERT_EQ(shown.code, 0) << shown.err.toStdString();
    EXPECT_EQ(shown.document()[u"key"].toString(), keyOf(computer)[u"key"].toString());
    EXPECT_EQ(shown.document()[u"host"].toString(), nameOf(computer));
    EXPECT_EQ(show({QStringLiteral("elsewhere"), QStringLiteral("--id"), id.left(8), QStringLiteral("--deleted")}).code,
              1);
    EXPECT_EQ(entries(ctl, QStringLiteral("key.asked")), 1);
}

TEST_F(DirectoryConsole, TheWindowShowsAKeyThatIsScannedReadBackAndAudited)
{
    QTemporaryDir folder;
    const auto database = Database::open(folder.filePath(QStringLiteral("ringward.sqlite")));
    ASSERT_TRUE(database);
    SqliteArchive archive(**database);
    SqliteAuditLog audit(**database);
    SqliteRoster roster(**database);
    SqliteKeys store(**database);
    const SystemClock clock;
    FleetHub hub;
    std::vector<SourceKind> kinds;
    kinds.push_back(DirectorySource::kind());
    Synchroniser synchroniser({hub, archive, adminSecrets, clock, std::move(kinds)});
    Person me;
    me.login = me.name = QStringLiteral("whitfield");
    me.roles = Role::Technician;
    me.id = *roster.save(me, {.deed = QStringLiteral("person.added")});
    KeyDesk desk({synchroniser, hub, store, audit, clock, [&me] {
                      return me;
                  }});
    ASSERT_TRUE(synchroniser.open());
    QSignalSpy finished(&synchroniser, &Synchroniser::syncFinished);
    SourceConfig config = controller->config(SambaDc::kAdmin);
    config.id = {};
    ASSERT_TRUE(synchroniser.saveSource(config));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !finished.isEmpty(); }, 30'000));
    ASSERT_TRUE(settle(desk.ask({}), 30'000));

    const QString id = keyOf(0)[u"id"].toString(), digits = keyOf(0)[u"key"].toString().remove(u'-');
    const QPointer<KeyDialog> dialog = new KeyDialog({desk, hub, clock});
    dialog->show();
    QTest::keyClicks(fieldOf(*dialog, "Key id on the blue screen"), id.left(8));
    EXPECT_TRUE(hasWords(*dialog, qPrintable(nameOf(0).toLower()))) << "the id names the device";
    QTest::keyClicks(fieldOf(*dialog, "Reason"), QStringLiteral("silent 16 min, ward asked"));
    QTest::mouseClick(buttonOf(*dialog, "Show the key"), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([&] { return dialog->showsKey(); }));
    QTest::qWait(50);
    QImage screen(dialog->size(), QImage::Format_RGB32);
    dialog->render(&screen);
    EXPECT_EQ(countCodes(screen, QStringLiteral("QR-Code"), digits), 1);
    EXPECT_EQ(countCodes(screen, QStringLiteral("CODE-128"), digits), 1);
    QTest::keyClicks(fieldOf(*dialog, "Digits to check"), digits);
    EXPECT_TRUE(hasWords(*dialog, "All eight groups are right."));
    QTest::mouseClick(buttonOf(*dialog, "Done, key worked"), Qt::LeftButton);

    const auto deeds = [&audit](const char *deed) {
        return audit.find({.deed = QString::fromLatin1(deed)})->size();
    };
    EXPECT_EQ(deeds("key.asked"), 1U);
    EXPECT_EQ(deeds("key.worked"), 1U);
    const auto all = audit.find({});
    for (const AuditEntry &entry : *all)
        EXPECT_FALSE((entry.text + entry.data).contains(digits.left(12))) << entry.text.toStdString();
    delete dialog;
}

#include "views/audit/auditpage.h"

#include "tests/models/audit/auditfixture.h"
#include "tests/support/manualclock.h"
#include "tests/support/pagepictures.h"
#include "views/audit/auditquestion.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/styledtable.h"

#include <QLabel>
#include <QLineEdit>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct AuditPageTest : AuditTest {
    ThemeHub themes{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};
    ManualClock clock{5000};
    ActionRegistry actions;
    Result<Done> allowed = Done{};
    std::unique_ptr<AuditPage> page;

    void show()
    {
        page = std::make_unique<AuditPage>(
            AuditPage::Parts{log, clock, actions, [](std::stop_token) -> Async<AuditHead> { co_return AuditHead(); },
                             [this] { return allowed; },
                             [this] {
                                 return allowed;
                             }});
        page->resize(1256, 800);
        page->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(page.get()));
    }
    int rows() const { return page->findChild<StyledTable *>(QStringLiteral("audit"))->model()->rowCount(); }
    bool waitForRows(int count)
    {
        return QTest::qWaitFor([&] { return rows() == count; });
    }
    QString verdict() const { return page->findChild<QLabel *>(QStringLiteral("verdict"))->text(); }
};

} // namespace

TEST(AuditQuestionTest, ReadsFieldsAndWords)
{
    const AuditQuestion question =
        parseAuditLine(QStringLiteral("deed:vote object:chg-0142 since:2026-09-08 Okafor yes"));
    EXPECT_TRUE(question.problem.isEmpty());
    EXPECT_EQ(question.query.deed, QStringLiteral("vote"));
    EXPECT_EQ(question.query.object, QStringLiteral("CHG-0142"));
    EXPECT_EQ(question.query.words, QStringLiteral("Okafor yes"));
    EXPECT_EQ(question.query.fromMs, QDate(2026, 9, 8).startOfDay().toMSecsSinceEpoch());
    EXPECT_EQ(parseAuditLine(QStringLiteral("object:person_3")).query.object, QStringLiteral("person 3"));
    EXPECT_FALSE(parseAuditLine(QStringLiteral("since:yesterday")).problem.isEmpty());
    EXPECT_FALSE(parseAuditLine(QStringLiteral("colour:red")).problem.isEmpty());
}

TEST_F(AuditPageTest, ShowsFiltersAndSaysWhatIsWrong)
{
    append(40);
    show();
    ASSERT_TRUE(waitForRows(41));
    page->setFilterLine(QStringLiteral("object:CHG-0007"));
    ASSERT_TRUE(waitForRows(1));
    auto *const line = page->findChild<QLineEdit *>(QStringLiteral("auditFilter"));
    line->setText(QStringLiteral("colour:red"));
    QTest::keyClick(line, Qt::Key_Return);
    EXPECT_EQ(rows(), 1) << "the rows stay while the line is wrong";
    line->clear();
    QTest::keyClick(line, Qt::Key_Return);
    EXPECT_TRUE(waitForRows(41));
}

TEST_F(AuditPageTest, VerifiesAndNamesTheBrokenEntry)
{
    append(40);
    signLast();
    show();
    page->verify();
    ASSERT_TRUE(QTest::qWaitFor([&] { return page->report().has_value(); }));
    EXPECT_EQ(verdict(), QStringLiteral("verified to entry 41, signed to entry 41"));
    tamper("UPDATE audit_entry SET text = 'No.' WHERE number = 17");
    page->verify();
    ASSERT_TRUE(QTest::qWaitFor([&] { return verdict().contains(QStringLiteral("broken at entry 17")); }));
}

TEST_F(AuditPageTest, WhoMayNotReadSeesNothingButTheReason)
{
    append(3);
    allowed = Error{Error::Kind::Denied, {}, QStringLiteral("This is for: auditor.")};
    show();
    QTest::qWait(50);
    EXPECT_EQ(rows(), 0);
}

TEST_F(AuditPageTest, AFilterOfManyReadsOnAtTheEnd)
{
    append(700);
    show();
    ASSERT_TRUE(waitForRows(300));
    auto *const table = page->findChild<StyledTable *>(QStringLiteral("audit"));
    table->scrollToBottom();
    ASSERT_TRUE(waitForRows(600));
    table->scrollToBottom();
    ASSERT_TRUE(waitForRows(701));
}

TEST_F(AuditPageTest, Pictures)
{
    append(60);
    signLast();
    append(5);
    show();
    ASSERT_TRUE(waitForRows(66));
    page->verify();
    ASSERT_TRUE(QTest::qWaitFor([&] { return page->report().has_value(); }));
    takePictures(*page, QStringLiteral("audit"));
}

#include "models/store/sqliteimportmappings.h"
#include "models/store/sqlitesavedviews.h"
#include "tests/models/store/storefixture.h"

namespace ringward {

namespace {

struct SavedViewsTest : testing::StoreTest {
    std::unique_ptr<Database> database = open();
    std::unique_ptr<SqliteSavedViews> views = std::make_unique<SqliteSavedViews>(*database);

    static SavedView view(const QString &name, const QString &page = QStringLiteral("devices"))
    {
        return {.id = {},
                .page = page,
                .name = name,
                .filter = QStringLiteral("health:silent tier<=1"),
                .columns = {QStringLiteral("host"), QStringLiteral("last_seen")},
                .sortKey = QStringLiteral("last_seen"),
                .sortOrder = Qt::DescendingOrder};
    }
    QStringList names() const
    {
        QStringList found;
        const auto listed = views->list(QStringLiteral("devices"));
        if (!listed)
            return found;
        for (const SavedView &known : *listed)
            found << known.name;
        return found;
    }
};

} // namespace

TEST_F(SavedViewsTest, AViewComesBackAsItWasAfterARestart)
{
    SavedView saved = view(QStringLiteral("Silent in ICU"));
    saved.id = *views->save(saved);
    database.reset();
    database = open();
    views = std::make_unique<SqliteSavedViews>(*database);
    const auto listed = views->list(QStringLiteral("devices"));
    ASSERT_TRUE(listed);
    ASSERT_EQ(listed->size(), 1U);
    EXPECT_TRUE(listed->front() == saved);
}

TEST_F(SavedViewsTest, NamesAreUniqueOnTheirPageInAnyCase)
{
    ASSERT_TRUE(views->save(view(QStringLiteral("Überfällig"))));
    const auto twice = views->save(view(QStringLiteral("überfällig ")));
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().kind, Error::Kind::Conflict);
    EXPECT_TRUE(userMessage(twice.error()).contains(QStringLiteral("“überfällig”")));
    EXPECT_TRUE(views->save(view(QStringLiteral("Überfällig"), QStringLiteral("drivers"))));
    SavedView other = view(QStringLiteral("Other"));
    other.id = *views->save(other);
    other.name = QStringLiteral("ÜBERFÄLLIG");
    EXPECT_EQ(views->save(other).error().kind, Error::Kind::Conflict);
}

TEST_F(SavedViewsTest, RenamingKeepsThePlaceAndOrderIsKept)
{
    SavedView first = view(QStringLiteral("a"));
    first.id = *views->save(first);
    const SavedViewId second = *views->save(view(QStringLiteral("b")));
    const SavedViewId third = *views->save(view(QStringLiteral("c")));
    first.name = QStringLiteral("z");
    ASSERT_EQ(*views->save(first), first.id);
    EXPECT_EQ(names(), QStringList({QStringLiteral("z"), QStringLiteral("b"), QStringLiteral("c")}));
    ASSERT_TRUE(views->reorder(QStringLiteral("devices"), {third, first.id}));
    EXPECT_EQ(names(), QStringList({QStringLiteral("c"), QStringLiteral("z"), QStringLiteral("b")}));
    ASSERT_TRUE(views->remove(second));
    EXPECT_EQ(views->remove(second).error().kind, Error::Kind::NotFound);
    ASSERT_TRUE(views->save(view(QStringLiteral("d"))));
    EXPECT_EQ(names().last(), QStringLiteral("d"));
}

TEST_F(SavedViewsTest, AMappingIsFoundByItsSignatureAndReplaced)
{
    SqliteImportMappings mappings(*database);
    const QString signature = QStringLiteral("Gerät\tZuletzt");
    EXPECT_FALSE(mappings.find(signature)->has_value());
    ASSERT_TRUE(mappings.remember({signature, {QStringLiteral("host"), {}}}));
    const ImportMapping second{signature, {QStringLiteral("host"), QStringLiteral("last_seen")}};
    ASSERT_TRUE(mappings.remember(second));
    ASSERT_TRUE(mappings.remember({QStringLiteral("other"), {}}));
    const auto found = mappings.find(signature);
    ASSERT_TRUE(found && found->has_value());
    EXPECT_TRUE(**found == second);
}

} // namespace ringward

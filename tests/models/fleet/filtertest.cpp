#include "models/fleet/filter.h"

#include "models/fleet/filterterm.h"
#include "tests/support/printers.h"
#include "tests/support/randomfleet.h"

#include <gtest/gtest.h>

#include <thread>

using namespace ringward;
using ringward::testing::kRandomFleetNowMs;
using ringward::testing::randomFleet;
using State = FilterDiagnosis::State;

namespace {

struct Case {
    const char *line;
    State state;
    int at;
    const char *message; ///< a part of it
};

void PrintTo(const Case &c, std::ostream *out)
{
    *out << c.line;
}

class FilterDiagnosisTest : public ::testing::TestWithParam<Case> {};

/// A fleet of one device a name, in the order given.
FleetSnapshotPtr named(const QStringList &hosts)
{
    FleetBuilder builder;
    quint32 id = 0;
    for (const QString &host : hosts)
        builder.append({.id = DeviceId{++id}, .host = host.toStdString()});
    return builder.publish(kRandomFleetNowMs);
}

QList<quint32> found(const QString &line, const FleetSnapshot &fleet)
{
    const std::optional<RowSet> rows = Filter::parse(line).match(fleet, kRandomFleetNowMs);
    QList<quint32> result;
    for (Row row = 0; rows && row < fleet.size(); ++row) {
        if (rows->test(row))
            result.push_back(row);
    }
    return result;
}

QStringList proposed(const QString &line, int cursor, const FleetDictionaries &names)
{
    QStringList texts;
    for (const FilterCompletion &completion : Filter::completions(line, cursor, names))
        texts.push_back(completion.text);
    return texts;
}

} // namespace

TEST_P(FilterDiagnosisTest, SaysWhereAndWhy)
{
    const QString line = QString::fromUtf8(GetParam().line);
    const Filter filter = Filter::parse(line);
    EXPECT_EQ(int(filter.diagnosis().state), int(GetParam().state)) << filter.diagnosis().message.toStdString();
    EXPECT_EQ(filter.diagnosis().at, GetParam().at);
    EXPECT_TRUE(filter.diagnosis().message.contains(QString::fromUtf8(GetParam().message)))
        << filter.diagnosis().message.toStdString();
    EXPECT_EQ(filter.diagnosis().message.isEmpty(), filter.isValid());
}

INSTANTIATE_TEST_SUITE_P(
    Valid, FilterDiagnosisTest,
    ::testing::Values(Case{"", State::Valid, -1, ""}, Case{"   ", State::Valid, -1, ""},
                      Case{"ward:icu tier<=1", State::Valid, -1, ""}, Case{"tier <= T1", State::Valid, -1, ""},
                      Case{"TIER:t0,TX", State::Valid, -1, ""}, Case{"ring.os>=2", State::Valid, -1, ""},
                      Case{"seen>1h30m", State::Valid, -1, ""}, Case{"seen=never", State::Valid, -1, ""},
                      Case{"not -(a or b) and c", State::Valid, -1, ""},
                      Case{"00:1b:44:11:3a:b7", State::Valid, -1, ""}, Case{"room=\"\"", State::Valid, -1, ""},
                      Case{"ward:\"4 \\\"West\\\"\"", State::Valid, -1, ""},
                      Case{"host:“Tower B”", State::Valid, -1, ""}, Case{"- x", State::Valid, -1, ""}));

INSTANTIATE_TEST_SUITE_P(Unfinished, FilterDiagnosisTest,
                         ::testing::Values(Case{"ward:icu tier<=", State::Incomplete, 15,
                                                "unfinished: a tier follows, T0 to TX"},
                                           Case{"tier:", State::Incomplete, 5, "a tier follows"},
                                           Case{"tier: health:up", State::Incomplete, 5, "a tier follows"},
                                           Case{"tier:t", State::Incomplete, 5, "a tier follows"},
                                           Case{"tier:t0,", State::Incomplete, 8, "a tier follows"},
                                           Case{"health:sil", State::Incomplete, 7, "a state follows"},
                                           Case{"seen>2", State::Incomplete, 5, "a unit follows"},
                                           Case{"seen:2h", State::Incomplete, 5, "“<” or “>”"},
                                           Case{"agentversion:..", State::Incomplete, 13, "a version follows"},
                                           Case{"tier!", State::Incomplete, 4, "!="},
                                           Case{"(tier:t0", State::Incomplete, 0, "“)” is missing"},
                                           Case{"()", State::Incomplete, 0, "between the parentheses"},
                                           Case{"tier:t0 or", State::Incomplete, 10, "follows"},
                                           Case{"not", State::Incomplete, 3, "follows"},
                                           Case{"a \"b c", State::Incomplete, 2, "closing quote"},
                                           Case{"ward:\"b c", State::Incomplete, 5, "closing quote"}));

INSTANTIATE_TEST_SUITE_P(
    Wrong, FilterDiagnosisTest,
    ::testing::Values(
        Case{"ward:icu teir<=1", State::Wrong, 9, "no field “teir” at column 10. tier?"},
        Case{"xyzzy:1", State::Wrong, 0, "no field “xyzzy” at column 1."},
        Case{"agentver:7", State::Wrong, 0, "agentversion?"}, Case{"tier:t9 up", State::Wrong, 5, "t9"},
        Case{"tier:t9", State::Wrong, 5, "column 6"}, Case{"health<up", State::Wrong, 6, "no order"},
        Case{"tier:t up", State::Wrong, 5, "a tier follows"}, Case{"tier<t0,t1", State::Wrong, 7, "one value only"},
        Case{"tier<t0..t1", State::Wrong, 5, "a range goes with"},
        Case{"seen>5q", State::Wrong, 5, "“q” is not a unit"}, Case{"seen>x", State::Wrong, 5, "not an age"},
        Case{"seen>99999999w", State::Wrong, 5, "1,000 years"}, Case{"conflicts>-1", State::Wrong, 10, "not a number"},
        Case{"host.os:a", State::Wrong, 0, "leave “.os” out"}, Case{"a)", State::Wrong, 1, "nothing was opened"},
        Case{"or a", State::Wrong, 0, "missing before “or”"}, Case{"a and or b", State::Wrong, 6, "missing before"},
        Case{"<5", State::Wrong, 0, "a field is missing"}, Case{"ward::icu", State::Wrong, 5, "is no value"},
        Case{"tier=<1", State::Wrong, 5, "is no value"}));

TEST(Filter, HostileLinesAreRefusedWithoutHarm)
{
    for (const QString &piece : {QStringLiteral("("), QStringLiteral("-"), QStringLiteral("not "), QStringLiteral("(-"),
                                 QStringLiteral("tier:"), QStringLiteral("\""), QStringLiteral("a or ")}) {
        EXPECT_FALSE(Filter::parse(piece.repeated(100'001)).isValid()) << piece.toStdString();
        EXPECT_FALSE(Filter::parse(piece.repeated(9'000 / piece.size() | 1)).isValid()) << piece.toStdString();
    }
    EXPECT_TRUE(Filter::parse(QStringLiteral("(").repeated(100) + u'a' + QStringLiteral(")").repeated(100)).isValid());
    EXPECT_FALSE(Filter::parse(QStringLiteral("(").repeated(101) + u'a' + QStringLiteral(")").repeated(101)).isValid());
    EXPECT_TRUE(Filter::parse(QStringLiteral("a ").repeated(5'000)).isValid());
}

TEST(Filter, RandomCharactersNeitherCrashNorLeaveTheLine)
{
    std::mt19937 random(4);
    const QStringList pieces{
        QStringLiteral("tier"), QStringLiteral(":"),  QStringLiteral("<="),    QStringLiteral("("),
        QStringLiteral(")"),    QStringLiteral(" "),  QStringLiteral("\""),    QStringLiteral(","),
        QStringLiteral(".."),   QStringLiteral("2h"), QStringLiteral("-"),     QStringLiteral("or"),
        QStringLiteral("seen"), QStringLiteral("!"),  QStringLiteral("ring."), QStringLiteral("ü"),
        QStringLiteral("\\"),   QStringLiteral("*"),  QString(QChar(0xd800)),  QStringLiteral("t0")};
    const FleetSnapshotPtr fleet = randomFleet(50, 1);
    for (int i = 0; i < 20'000; ++i) {
        QString line;
        for (auto n = random() % 12; n > 0; --n)
            line += pieces[qsizetype(random() % std::size_t(pieces.size()))];
        const Filter filter = Filter::parse(line);
        int end = 0;
        for (const FilterToken &token : filter.diagnosis().tokens) {
            ASSERT_GE(token.at, end) << line.toStdString();
            end = token.at + token.length;
            ASSERT_LE(end, line.size()) << line.toStdString();
        }
        const int at = filter.diagnosis().at;
        ASSERT_TRUE(filter.isValid() || (at >= 0 && at <= line.size())) << line.toStdString();
        const bool any = filter.match(*fleet, kRandomFleetNowMs)->count() > 0;
        ASSERT_TRUE(filter.isValid() || !any) << line.toStdString();
        Filter::completions(line, int(random() % std::size_t(line.size() + 1)), fleet->names());
    }
}

TEST(Filter, ColoursEveryPieceOfTheLine)
{
    using Kind = FilterToken::Kind;
    const auto kinds = [](const char *line) {
        std::vector<Kind> result;
        const Filter filter = Filter::parse(QString::fromLatin1(line));
        for (const FilterToken &token : filter.diagnosis().tokens)
            result.push_back(token.kind);
        return result;
    };
    EXPECT_EQ(kinds("ward:icu or (x)"),
              (std::vector{Kind::Field, Kind::Operator, Kind::Value, Kind::Word, Kind::Parenthesis, Kind::Text,
                           Kind::Parenthesis}));
    EXPECT_EQ(kinds("teir:1 a"), (std::vector{Kind::Wrong, Kind::Operator, Kind::Value, Kind::Text}));
}

TEST(Filter, StarsAndQuotes)
{
    const FleetSnapshotPtr fleet = named({QStringLiteral("RGH-ICU4W-BED07"), QStringLiteral("rgh-ed-bed07"),
                                          QStringLiteral("bed07-rgh"), QStringLiteral("a*b"), QString()});
    EXPECT_EQ(found(QStringLiteral("host:rgh*bed07"), *fleet), (QList<quint32>{0, 1}));
    EXPECT_EQ(found(QStringLiteral("host=*bed07"), *fleet), (QList<quint32>{0, 1}));
    EXPECT_EQ(found(QStringLiteral("host=rgh*"), *fleet), (QList<quint32>{0, 1}));
    EXPECT_EQ(found(QStringLiteral("host:\"a*b\""), *fleet), (QList<quint32>{3}));
    EXPECT_EQ(found(QStringLiteral("host:\"*\""), *fleet), (QList<quint32>{3}));
    EXPECT_EQ(found(QStringLiteral("host=\"\""), *fleet), (QList<quint32>{4}));
    EXPECT_EQ(found(QStringLiteral("\"\""), *fleet).size(), 5);
    EXPECT_EQ(found(QStringLiteral("-bed07 -host=\"\""), *fleet), (QList<quint32>{3}));
}

TEST(Filter, ATermNamesExactlyItsTextsWhateverIsInThem)
{
    const QStringList hosts{
        QStringLiteral("icu-1"),     QStringLiteral("icu-10"),       QStringLiteral("icu*"),
        QStringLiteral("a\"b\\"),    QStringLiteral("\\\\srv\\x\\"), QStringLiteral("“bed” 7, (left)"),
        QStringLiteral("1..2 or t"), QStringLiteral("\\\""),         QString()};
    const FleetSnapshotPtr fleet = named(hosts);
    for (qsizetype i = 0; i < hosts.size(); ++i) {
        EXPECT_EQ(found(filterTerm("host", hosts[i]), *fleet), QList<quint32>{quint32(i)}) << hosts[i].toStdString();
        EXPECT_EQ(found(filterTerm("host", {hosts[i], hosts[0]}), *fleet).size(), i == 0 ? 1 : 2);
    }
    EXPECT_EQ(found(filterTerm("host", hosts), *fleet).size(), hosts.size());
}

TEST(Filter, ANameIsNotFoundAcrossTwoNeighbours)
{
    const FleetSnapshotPtr fleet = named({QStringLiteral("xab"), QStringLiteral("cdx"), QStringLiteral("abcd")});
    EXPECT_EQ(found(QStringLiteral("host:abcd"), *fleet), (QList<quint32>{2}));
    EXPECT_EQ(found(QStringLiteral("host:bc"), *fleet), (QList<quint32>{2}));
}

TEST(Filter, AnAgeCountsFromNowToTheSecond)
{
    FleetBuilder builder;
    for (const qint64 secondsAgo : {7199, 7200, 7201})
        builder.append({.id = DeviceId{1}, .lastSeenMs = kRandomFleetNowMs - secondsAgo * 1000});
    builder.append({.id = DeviceId{4}});
    builder.append({.id = DeviceId{5}, .lastSeenMs = kRandomFleetNowMs + 60'000}); // a clock that runs ahead
    const FleetSnapshotPtr fleet = builder.publish(kRandomFleetNowMs);
    EXPECT_EQ(found(QStringLiteral("seen>2h"), *fleet), (QList<quint32>{2, 3}));
    EXPECT_EQ(found(QStringLiteral("seen>=2h"), *fleet), (QList<quint32>{1, 2, 3}));
    EXPECT_EQ(found(QStringLiteral("seen<2h"), *fleet), (QList<quint32>{0, 4}));
    EXPECT_EQ(found(QStringLiteral("seen<=2h"), *fleet), (QList<quint32>{0, 1, 4}));
    EXPECT_EQ(found(QStringLiteral("seen:2h..2h"), *fleet), (QList<quint32>{1}));
    EXPECT_EQ(found(QStringLiteral("seen=never"), *fleet), (QList<quint32>{3}));
    EXPECT_EQ(found(QStringLiteral("seen!=never"), *fleet), (QList<quint32>{0, 1, 2, 4}));
    EXPECT_EQ(found(QStringLiteral("seen>never"), *fleet), QList<quint32>());
}

TEST(Filter, StopsWhenAsked)
{
    const FleetSnapshotPtr fleet = randomFleet(3 * kChunkRows, 2);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(Filter::parse(QStringLiteral("bed")).match(*fleet, kRandomFleetNowMs, stop.get_token()));
    EXPECT_TRUE(Filter::parse(QStringLiteral("bed")).match(*fleet, kRandomFleetNowMs));
}

TEST(Filter, OneFilterServesManyThreads)
{
    const FleetSnapshotPtr fleet = randomFleet(5000, 3);
    const Filter filter = Filter::parse(QStringLiteral("ward:icu or host:bed"));
    const std::optional<RowSet> expected = filter.match(*fleet, kRandomFleetNowMs);
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] { EXPECT_EQ(filter.match(*fleet, kRandomFleetNowMs), expected); });
}

TEST(FilterCompletion, KnowsFieldsAndTheValuesOfThisFleet)
{
    const FleetSnapshotPtr fleet = randomFleet(10, 1);
    const FleetDictionaries &names = fleet->names();
    EXPECT_EQ(proposed(QStringLiteral("ti"), 2, names).value(0), QStringLiteral("tier:"));
    EXPECT_TRUE(proposed(QStringLiteral("tier:t0 "), 8, names).contains(QStringLiteral("health:")));
    EXPECT_EQ(proposed(QStringLiteral("health:"), 7, names).size(), 5);
    EXPECT_EQ(proposed(QStringLiteral("health:up,s"), 11, names).value(0), QStringLiteral("silent"));
    EXPECT_EQ(proposed(QStringLiteral("ring:"), 5, names).value(0), QStringLiteral("Canary"));
    EXPECT_TRUE(proposed(QStringLiteral("ring."), 5, names).contains(QStringLiteral("ring.os:")));
    EXPECT_EQ(proposed(QStringLiteral("driver:cs"), 9, names).size(), 2);
    EXPECT_TRUE(proposed(QStringLiteral("ward:4"), 6, names).contains(QStringLiteral("\"4 West ICU\"")));
    EXPECT_TRUE(proposed(QStringLiteral("nosuch:"), 7, names).isEmpty());
    EXPECT_TRUE(proposed(QStringLiteral("a"), 5, names).isEmpty()) << "a cursor beyond the line";
}

TEST(FilterCompletion, EveryProposedFieldAndValueIsUnderstood)
{
    const FleetSnapshotPtr fleet = randomFleet(10, 2);
    for (const QString &field : proposed(QString(), 0, fleet->names())) {
        EXPECT_EQ(int(Filter::parse(field).diagnosis().state), int(State::Incomplete)) << field.toStdString();
        for (const QString &value : proposed(field, int(field.size()), fleet->names()))
            EXPECT_TRUE(Filter::parse(field + value).isValid()) << (field + value).toStdString();
    }
}

TEST(FilterCompletion, ReplacesThePieceAtTheCursorOnly)
{
    const FleetSnapshotPtr fleet = randomFleet(10, 1);
    const auto first = [&](const char *line, int cursor) {
        const auto all = Filter::completions(QString::fromLatin1(line), cursor, fleet->names());
        QString result = QString::fromLatin1(line);
        return all.empty() ? QString() : result.replace(all[0].at, all[0].length, all[0].text);
    };
    EXPECT_EQ(first("ward:icu he tier:t0", 11), QStringLiteral("ward:icu health: tier:t0"));
    EXPECT_EQ(first("heal:up", 4), QStringLiteral("health:up")) << "the operator is there already";
    EXPECT_EQ(first("tier:t0 health:si", 17), QStringLiteral("tier:t0 health:silent"));
    EXPECT_EQ(first("seen:5m..1", 10), QStringLiteral("seen:5m..15m"));
    EXPECT_EQ(first("room:\"bed 1", 11), QStringLiteral("room:\"bed 12\""));
}

TEST(Filter, ADriverIsFoundByNameAloneOrWithItsVersion)
{
    FleetBuilder builder;
    FleetDictionaries &names = builder.editNames();
    for (const char *key : {"csagent.sys 7.28.20009", "csagent.sys 7.29.1", "csagent.sys", "my driver.sys 1.0"}) {
        const quint32 set = names.driverSet({names.drivers.intern(QString::fromLatin1(key))});
        builder.append({.id = DeviceId{builder.size() + 1}, .host = "h", .driverSet = set});
    }
    const FleetSnapshotPtr fleet = builder.publish(kRandomFleetNowMs);
    EXPECT_EQ(found(QStringLiteral("driver:csagent.sys"), *fleet), (QList<quint32>{0, 1, 2}));
    EXPECT_EQ(found(QStringLiteral("driver=csagent.sys"), *fleet), (QList<quint32>{0, 1, 2}));
    EXPECT_EQ(found(QStringLiteral("driver!=csagent.sys"), *fleet), QList<quint32>{3});
    EXPECT_EQ(found(QStringLiteral("driver:\"csagent.sys 7.28\""), *fleet), QList<quint32>{0});
    EXPECT_EQ(found(QStringLiteral("driver=\"csagent.sys 7.29.1\""), *fleet), QList<quint32>{1});
    EXPECT_EQ(found(QStringLiteral("driver=\"my driver.sys\""), *fleet), QList<quint32>{3});
    const auto proposed = Filter::completions(QStringLiteral("driver:cs"), 9, fleet->names());
    ASSERT_EQ(proposed.size(), 1U) << "each name once";
    EXPECT_EQ(proposed[0].text, QStringLiteral("csagent.sys"));
}

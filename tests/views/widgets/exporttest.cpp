#include "tests/support/printers.h"
#include "views/widgets/exportjob.h"
#include "views/widgets/printtable.h"

#include <gtest/gtest.h>

#include <QBuffer>
#include <QFile>
#include <QPainter>
#include <QPdfWriter>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>

#include <memory>

using namespace ringward;

namespace {

std::shared_ptr<QStandardItemModel> table(std::initializer_list<QStringList> rows)
{
    auto model = std::make_shared<QStandardItemModel>(0, 2);
    model->setHorizontalHeaderLabels({QStringLiteral("Host"), QStringLiteral("Note")});
    for (const QStringList &row : rows) {
        QList<QStandardItem *> items;
        for (const QString &text : row)
            items << new QStandardItem(text);
        model->appendRow(items);
    }
    return model;
}

ExportNotes notes()
{
    return {QStringLiteral("Devices"), QStringLiteral("ward:icu"), 1'757'320'000'000, 1'757'320'009'000, {}, false};
}

QByteArray exported(std::shared_ptr<const QAbstractItemModel> model, const QList<int> &columns)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("out.csv"));
    ExportJob job(std::move(model), columns, notes());
    QSignalSpy finished(&job, &ExportJob::finished);
    job.start(path);
    if (finished.isEmpty())
        finished.wait();
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

} // namespace

TEST(Export, WritesAHeadTheRowsAndThenWhatTheyAre)
{
    const QList<QByteArray> lines = exported(table({{QStringLiteral("ICU-1"), QStringLiteral("one")},
                                                    {QStringLiteral("ICU-2"), QStringLiteral("two")}}),
                                             {0, 1})
                                        .split('\n');
    EXPECT_EQ(lines[0], QByteArray("\xEF\xBB\xBFHost,Note\r"));
    EXPECT_EQ(lines[1], QByteArray("ICU-1,one\r"));
    EXPECT_EQ(lines[2], QByteArray("ICU-2,two\r"));
    EXPECT_EQ(lines[4], QByteArray("# Filter: ward:icu\r"));
    EXPECT_TRUE(lines[5].contains("Data of 2025-09-08")) << lines[5].toStdString();
    EXPECT_TRUE(lines[5].contains("9 s old"));
    EXPECT_TRUE(lines[7].contains("# End, rows: 2")) << lines[7].toStdString();
}

TEST(Export, WritesTheColumnsInTheOrderShown)
{
    const QByteArray text = exported(table({{QStringLiteral("ICU-1"), QStringLiteral("one")}}), {1, 0});
    EXPECT_TRUE(text.contains("Note,Host\r\none,ICU-1\r\n"));
}

TEST(Export, DisarmsFormulasButLeavesNumbers)
{
    EXPECT_EQ(csvField(QStringLiteral("=cmd|' /C calc'!A0")), QStringLiteral("'=cmd|' /C calc'!A0"));
    EXPECT_EQ(csvField(QStringLiteral("  @SUM(A1)")), QStringLiteral("'  @SUM(A1)"));
    EXPECT_EQ(csvField(QStringLiteral("＝1+1")), QStringLiteral("'＝1+1"));
    EXPECT_EQ(csvField(QStringLiteral("-5")), QStringLiteral("-5"));
    EXPECT_EQ(csvField(QStringLiteral("–")), QStringLiteral("–"));
    EXPECT_EQ(csvField(QStringLiteral("a \"b\", c")), QStringLiteral("\"a \"\"b\"\", c\""));
}

TEST(Export, KeepsATabOrALineBreakOfACellFromMakingNewCells)
{
    const auto model =
        table({{QStringLiteral("ICU\t1"), QStringLiteral("two\nlines")}, {QStringLiteral("=1"), QStringLiteral("ok")}});
    EXPECT_EQ(tabSeparated(*model, {0, 1}, {0, 1}), QStringLiteral("Host\tNote\nICU 1\ttwo lines\n'=1\tok\n"));
}

TEST(Export, LeavesTheOldFileWhenCancelled)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("out.csv"));
    {
        QFile old(path);
        ASSERT_TRUE(old.open(QIODevice::WriteOnly));
        old.write("old");
    }
    auto model = std::make_shared<QStandardItemModel>(20'000, 2);
    ExportJob job(model, {0, 1}, notes());
    QSignalSpy finished(&job, &ExportJob::finished);
    QObject::connect(&job, &ExportJob::progressed, &job, &ExportJob::cancel);
    job.start(path);
    ASSERT_TRUE(finished.wait());
    EXPECT_EQ(finished.count(), 1);
    const auto outcome = finished[0][0].value<Result<Done>>();
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind, Error::Kind::Cancelled);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), QByteArray("old"));
}

TEST(Export, SaysWhyAFolderCannotBeWritten)
{
    ExportJob job(table({}), {0}, notes());
    QSignalSpy finished(&job, &ExportJob::finished);
    job.start(QStringLiteral("/nowhere/at/all.csv"));
    ASSERT_EQ(finished.count(), 1);
    const auto outcome = finished[0][0].value<Result<Done>>();
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind, Error::Kind::Storage);
}

TEST(Print, PutsEveryRowOnSomePageAndCountsThePages)
{
    auto model = std::make_shared<QStandardItemModel>(100, 2);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    PrintTable sheet(*model, {0, 1}, notes());
    ASSERT_TRUE(sheet.print(writer));
    EXPECT_GE(sheet.pages(), 2);
    EXPECT_LE(sheet.pages(), 4);
    EXPECT_EQ(buffer.data().count("/Type /Page\n"), sheet.pages());
}

TEST(Print, CutsNothingOfAShortTableAndKeepsALongOneShort)
{
    const QString text =
        QStringLiteral("4 West ICU keeps 3 of 9 machines, at least 5 are needed; move ICU-1 later. ").repeated(6);
    const auto pagesOf = [&](int rows, const QString &detail) {
        QStandardItemModel model(rows, 2);
        for (int row = 0; row < rows; ++row) {
            model.setItem(row, 0, new QStandardItem(QStringLiteral("Guardrail %1").arg(row)));
            model.setItem(row, 1, new QStandardItem(detail));
        }
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QPdfWriter writer(&buffer);
        PrintTable sheet(model, {0, 1}, notes());
        EXPECT_TRUE(sheet.print(writer));
        if (const QString folder = qEnvironmentVariable("RINGWARD_PICTURES"); !folder.isEmpty() && rows == 40) {
            QFile file(folder + QStringLiteral("/print-whole.pdf"));
            file.open(QIODevice::WriteOnly);
            file.write(buffer.data());
        }
        return sheet.pages();
    };
    EXPECT_EQ(pagesOf(40, QStringLiteral("short")), 1);
    EXPECT_GE(pagesOf(40, text), 3) << "each text has the lines that it needs";
    const int rows = PrintTable::kMostWhole + 1;
    EXPECT_EQ(pagesOf(rows, text), pagesOf(rows, QStringLiteral("short"))) << "a list of many is a line each";
}

TEST(Print, LimitsWhatGoesToPaper)
{
    auto model = std::make_shared<QStandardItemModel>(PrintTable::kMostRows * 3, 1);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    PrintTable sheet(*model, {0}, notes());
    QPainter painter(&writer);
    sheet.layOut(painter, writer);
    EXPECT_LT(sheet.pages(), PrintTable::kMostRows / 30);
}

TEST(Print, AnEmptyTableIsAPageThatSaysSo)
{
    QStandardItemModel model(0, 1);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    PrintTable sheet(model, {0}, notes());
    ASSERT_TRUE(sheet.print(writer));
    EXPECT_EQ(sheet.pages(), 1);
}

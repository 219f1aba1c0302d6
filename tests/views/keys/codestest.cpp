#include "models/keys/keyjob.h"
#include "tests/support/fakekeys.h"
#include "tests/support/printers.h"
#include "tests/views/keys/codereader.h"
#include "views/keys/keyslips.h"
#include "views/keys/scancode.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QPainter>
#include <QTemporaryDir>

using namespace ringward;
using namespace ringward::testing;

namespace {

constexpr double kInchMm = 25.4;

std::shared_ptr<const RecoveryKey> keyOf(const char *text)
{
    return std::make_shared<const RecoveryKey>(std::move(*RecoveryKey::parse(secretOf(text))));
}

QString digitsOf(const char *text)
{
    return QString::fromLatin1(text).remove(u'-');
}

KeyJob jobOf(int slips)
{
    KeyJob job;
    job.title = QStringLiteral("RGH 4W ICU");
    job.reason = QStringLiteral("Power test of 8 September: slips for the ward's cupboard");
    job.person = QStringLiteral("J. Whitfield");
    job.madeMs = 1'757'320'000'000;
    job.simulated = true;
    for (int i = 0; i < slips; ++i)
        job.slips.push_back({job.title,
                             QStringLiteral("Royal Glen Hospital › Tower B › 4 West ICU › Bed %1").arg(i + 1),
                             QStringLiteral("RGH-ICU4W-BED%1").arg(i + 1, 2, 10, QLatin1Char('0')), Tier::T0,
                             QString::fromLatin1(i % 2 ? kIdB : kIdA), 0, keyOf(i % 2 ? kKeyB : kKeyA)});
    return job;
}

/// A4 less its margins, drawn as a printer of that many dots would.
QImage sheetOf(const KeyJob &job, int page, int dpi)
{
    const double unit = dpi / kInchMm;
    QImage sheet(int(190 * unit), int(277 * unit), QImage::Format_RGB32);
    sheet.fill(Qt::white);
    QPainter painter(&sheet);
    painter.scale(unit, unit);
    KeySlipPages(job).drawPage(painter, {0, 0, 190, 277}, page);
    return sheet;
}

} // namespace

TEST(ScanCodeTest, HasTheModulesThatTheDigitsNeed)
{
    const auto key = keyOf(kKeyA);
    const auto qr = ScanCode::make(ScanCode::Kind::Qr, *key), bars = ScanCode::make(ScanCode::Kind::Code128, *key);
    ASSERT_TRUE(qr && bars);
    EXPECT_EQ(qr->modules(), QSize(25, 25));
    EXPECT_EQ(bars->modules(), QSize(299, 1)) << "start, 24 pairs of set C, check and stop";
    EXPECT_EQ(qr->modulesWithQuiet(), QSize(33, 33));
    EXPECT_EQ(bars->modulesWithQuiet(), QSize(319, 1));
}

TEST(ScanCodeTest, IsReadAtEveryScaleAndNeverDrawnTooSmall)
{
    const auto key = keyOf(kKeyA);
    for (const qreal ratio : {1.0, 1.25, 1.5, 2.0, 3.0}) {
        for (const auto kind : {ScanCode::Kind::Qr, ScanCode::Kind::Code128}) {
            const auto code = ScanCode::make(kind, *key);
            const bool isQr = kind == ScanCode::Kind::Qr;
            QImage picture(QSizeF((isQr ? 205 : 660) * ratio, (isQr ? 205 : 80) * ratio).toSize(),
                           QImage::Format_RGB32);
            picture.setDevicePixelRatio(ratio);
            picture.fill(Qt::darkGray);
            QPainter painter(&picture);
            const QRectF area(1.3, 1.7, isQr ? 200 : 655, isQr ? 200 : 76); // not on whole pixels
            const QRectF drawn = code->paint(painter, area);
            painter.end();
            EXPECT_TRUE(area.adjusted(-1, -1, 1, 1).contains(drawn));
            EXPECT_EQ(
                countCodes(picture, isQr ? QStringLiteral("QR-Code") : QStringLiteral("CODE-128"), digitsOf(kKeyA)), 1)
                << ratio << (isQr ? " qr" : " bars");
        }
    }
    QImage small(300, 40, QImage::Format_RGB32);
    QPainter painter(&small);
    EXPECT_TRUE(ScanCode::make(ScanCode::Kind::Code128, *key)->paint(painter, small.rect()).isEmpty())
        << "a code that cannot be read is not drawn";
}

TEST(KeySlipsTest, EveryCodeOnPaperIsReadBackAtThePrintersResolution)
{
    const KeyJob job = jobOf(4);
    const KeySlipPages pages(job);
    EXPECT_EQ(pages.pages(), 2);
    for (const int dpi : {203, 300, 600}) {
        const QImage sheet = sheetOf(job, 0, dpi);
        EXPECT_EQ(countCodes(sheet, QStringLiteral("QR-Code"), digitsOf(kKeyA)), 2) << dpi;
        EXPECT_EQ(countCodes(sheet, QStringLiteral("QR-Code"), digitsOf(kKeyB)), 1) << dpi;
        EXPECT_GE(countCodes(sheet, QStringLiteral("CODE-128"), digitsOf(kKeyA)), 1) << dpi;
        EXPECT_GE(countCodes(sheet, QStringLiteral("CODE-128"), digitsOf(kKeyB)), 1) << dpi;
        for (const ReadCode &code : readCodes(sheet)) {
            const double mm = code.at.width() * kInchMm / dpi;
            if (code.kind == u"QR-Code")
                EXPECT_GE(mm, 25) << dpi;
            else
                EXPECT_GE(mm / 299, 0.33) << dpi << ": a bar is too thin";
        }
        const QString folder = qEnvironmentVariable("RINGWARD_PICTURES");
        if (!folder.isEmpty() && QDir().mkpath(folder))
            sheet.save(QStringLiteral("%1/slips-%2.png").arg(folder).arg(dpi));
    }
}

TEST(KeySlipsTest, APageNeverMixesWardsAndTheRestIsNamed)
{
    KeyJob job = jobOf(4);
    job.slips[1].ward = QStringLiteral("RGH ED");
    job.missing.push_back({QStringLiteral("RGH-ICU4W-NS01"), QStringLiteral("no key in any source")});
    EXPECT_EQ(KeySlipPages(job).pages(), 4) << "one, one, two, and those without";
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("slips.pdf"));
    ASSERT_TRUE(writeKeySlips(job, file));
    QFile pdf(file);
    ASSERT_TRUE(pdf.open(QIODevice::ReadOnly));
    EXPECT_TRUE(pdf.readAll().startsWith("%PDF"));
    EXPECT_EQ(pdf.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    EXPECT_FALSE(writeKeySlips(job, folder.filePath(QStringLiteral("no/such/folder.pdf"))));
}

TEST(KeyJobTest, WhatIsSealedOpensWithItsPassphraseOnly)
{
    KeyJob job = jobOf(3);
    job.missing.push_back({QStringLiteral("RGH-ICU4W-NS01"), QStringLiteral("no key in any source")});
    const Secret words = secretOf("correct horse battery"), others = secretOf("incorrect horse battery");
    const auto sealed = sealJob(job, words);
    ASSERT_TRUE(sealed);
    EXPECT_FALSE(sealed->contains(digitsOf(kKeyA).toLatin1()));
    EXPECT_FALSE(sealed->contains("ICU4W"));
    const auto opened = openJob(*sealed, words);
    ASSERT_TRUE(opened) << opened.error().detail.toStdString();
    ASSERT_EQ(opened->slips.size(), 3U);
    EXPECT_EQ(opened->reason, job.reason);
    EXPECT_EQ(opened->missing.at(0).host, QStringLiteral("RGH-ICU4W-NS01"));
    EXPECT_EQ(opened->slips[1].keyId, job.slips[1].keyId);
    EXPECT_EQ(opened->slips[1].tier, Tier::T0);
    opened->slips[1].key->use([](QByteArrayView digits) { EXPECT_EQ(QString::fromLatin1(digits), digitsOf(kKeyB)); });
    EXPECT_EQ(openJob(*sealed, others).error().kind, Error::Kind::Denied);
    EXPECT_EQ(sealJob(job, secretOf("short")).error().kind, Error::Kind::Conflict);
    for (const qsizetype at : {qsizetype(0), qsizetype(10), qsizetype(60), sealed->size() - 1}) {
        QByteArray broken = *sealed;
        broken[at] = char(broken[at] ^ 1);
        EXPECT_FALSE(openJob(broken, words)) << at;
    }
    for (const qsizetype size : {qsizetype(0), qsizetype(7), qsizetype(48), sealed->size() / 2})
        EXPECT_FALSE(openJob(sealed->left(size), words)) << size;
}

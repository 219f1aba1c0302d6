#include "views/keys/keyslips.h"

#include "views/keys/scancode.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFontDatabase>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

namespace ringward {

namespace {

// All measures are millimetres: the painter is scaled so that a unit is one.
constexpr std::size_t kSlipsAPage = 3;
constexpr double kMarginMm = 10, kHeadMm = 42, kSlipMm = 76, kQrModuleMm = 1.2, kBarMm = 0.43, kBarHeightMm = 13,
                 kTickMm = 5, kInchMm = 25.4, kPointMm = kInchMm / 72;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::KeySlips", text);
}

QFont fontOf(bool bold, bool fixed)
{
    QFont font = fixed ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : QFont(QStringLiteral("sans-serif"));
    font.setPixelSize(100); // drawn at a hundredth, so that a fraction of a millimetre can be meant
    font.setBold(bold);
    return font;
}

/// Draws `text` in `points` into `area` (millimetres), in one line and smaller when it would not fit, or wrapped.
void write(QPainter &painter, const QRectF &area, const QString &text, double points, bool bold = false,
           int flags = Qt::AlignLeft | Qt::AlignTop, bool fixed = false)
{
    painter.save();
    painter.setFont(fontOf(bold, fixed));
    double scale = points * kPointMm / 100;
    if (!(flags & Qt::TextWordWrap)) {
        const double width = painter.fontMetrics().horizontalAdvance(text) * scale;
        scale *= width > area.width() ? area.width() / width : 1;
    }
    painter.translate(area.topLeft());
    painter.scale(scale, scale);
    painter.drawText(QRectF(QPointF(), area.size() / scale), flags, text);
    painter.restore();
}

QString stamp(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("d MMM yyyy HH:mm t"));
}

void tick(QPainter &painter, QPointF at, const QString &text, double width)
{
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(at, QSizeF(kTickMm, kTickMm)));
    write(painter, {at.x() + kTickMm + 1.5, at.y(), width, kTickMm}, text, 8.5, false,
          Qt::AlignLeft | Qt::AlignVCenter);
}

} // namespace

KeySlipPages::KeySlipPages(const KeyJob &job)
    : m_job(job)
{
    for (std::size_t i = 0; i < job.slips.size(); ++i) {
        const bool goesOn = !m_pages.empty() && m_pages.back().count < kSlipsAPage
            && job.slips[m_pages.back().first].ward == job.slips[i].ward;
        if (!goesOn)
            m_pages.push_back({i, 0});
        ++m_pages.back().count;
    }
}

void KeySlipPages::drawHead(QPainter &painter, const QRectF &area, const QString &ward, int page) const
{
    const double width = area.width();
    write(painter, {area.x(), area.y(), width * 0.62, 8}, ward, 17, true);
    write(painter, {area.x() + width * 0.62, area.y(), width * 0.38, 8},
          m_job.simulated ? tr("DEMONSTRATION · no real keys") : tr("Recovery keys · keep locked away"), 10, true,
          Qt::AlignRight | Qt::AlignVCenter);
    const QString made = tr("Made %1 by %2. Reason: %3").arg(stamp(m_job.madeMs), m_job.person, m_job.reason);
    write(painter, {area.x(), area.y() + 8.5, width, 9}, made, 8.5, false, Qt::AlignLeft | Qt::TextWordWrap);
    const QString steps = tr("1  Find the device by its place. At the blue screen compare the key id: first 8 digits.\n"
                             "2  Plug a scanner into the device and scan one of the codes, or type the eight groups.\n"
                             "3  Refused? Check group by group; the groups are numbered here.\n"
                             "4  Tick, hand this sheet back: it is shredded, and each key used is changed.");
    write(painter, {area.x(), area.y() + 18.5, width, 19}, steps, 9, false, Qt::AlignLeft | Qt::TextWordWrap);
    write(painter, {area.x(), area.bottom() - 3, width, 3}, tr("page %1 of %2").arg(page + 1).arg(pages()), 7.5, false,
          Qt::AlignRight | Qt::AlignVCenter);
    painter.drawLine(QPointF(area.x(), area.bottom()), QPointF(area.right(), area.bottom()));
}

void KeySlipPages::drawSlip(QPainter &painter, const QRectF &area, const KeySlip &slip) const
{
    const double qr = (25 + 8) * kQrModuleMm, bars = (299 + 20) * kBarMm;
    const double left = area.x(), width = area.width() - qr - 4;
    double y = area.y() + 3;
    write(painter, {left, y, width, 6.5}, slip.place, 13, true);
    y += 7;
    const QString machine =
        slip.tier ? QStringLiteral("%1 · %2").arg(slip.host, word(*slip.tier).toUpper()) : slip.host;
    write(painter, {left, y, width, 5}, tr("%1 · key id on the screen:").arg(machine), 9.5);
    y += 5;
    write(painter, {left, y, width, 6.5}, spacedKeyId(slip.keyId), 14, true, Qt::AlignLeft | Qt::AlignTop, true);
    y += 8;
    slip.key->use([&](QByteArrayView digits) {
        const double column = width / 4;
        for (int group = 0; group < kKeyGroups; ++group) {
            const QRectF box(left + (group % 4) * column, y + (group / 4) * 9.5, column - 1.5, 8.5);
            painter.drawRect(box);
            write(painter, box.adjusted(0.8, 0.4, 0, 0), QString::number(group + 1), 6);
            QString text = QString::fromLatin1(slip.key->groupOf(digits, group));
            write(painter, box, text, 16, true, Qt::AlignCenter, true);
            text.fill(u'0');
        }
    });
    y += 20.5;
    if (const auto code = ScanCode::make(ScanCode::Kind::Code128, *slip.key))
        code->paint(painter, {left, y, bars + 0.001, kBarHeightMm});
    if (const auto code = ScanCode::make(ScanCode::Kind::Qr, *slip.key))
        code->paint(painter, {area.right() - qr - 0.001, area.y() + 3, qr + 0.001, qr + 0.001});
    const double at = area.right() - qr + 4, boxes = area.y() + qr + 5;
    tick(painter, {at, boxes}, tr("key id compared"), qr - 10);
    tick(painter, {at, boxes + 7}, tr("unlocked"), qr - 10);
    tick(painter, {at, boxes + 14}, tr("reported"), qr - 10);
    painter.save();
    painter.setPen(QPen(Qt::black, 0.2, Qt::DashLine));
    painter.drawLine(QPointF(area.x(), area.bottom()), QPointF(area.right(), area.bottom()));
    painter.restore();
}

void KeySlipPages::drawMissing(QPainter &painter, const QRectF &area) const
{
    write(painter, {area.x(), area.y() + 3, area.width(), 7}, tr("Without a slip: %1").arg(m_job.missing.size()), 13,
          true);
    constexpr double kLineMm = 5;
    const auto fit = std::size_t((area.height() - 20) / kLineMm);
    for (std::size_t i = 0; i < m_job.missing.size(); ++i) {
        const QRectF line(area.x(), area.y() + 12 + double(std::min(i, fit)) * kLineMm, area.width(), kLineMm);
        if (i >= fit) {
            write(painter, line, tr("and %1 more").arg(m_job.missing.size() - i), 9.5);
            break;
        }
        write(painter, line, m_job.missing[i].host + QStringLiteral(": ") + m_job.missing[i].why, 9.5);
    }
}

bool KeySlipPages::print(QPagedPaintDevice &device) const
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    const double unit = device.logicalDpiX() / kInchMm;
    painter.scale(unit, unit);
    const QRectF sheet(0, 0, device.width() / unit, device.height() / unit);
    for (int page = 0; page < pages(); ++page) {
        if (page > 0 && !device.newPage())
            return false;
        drawPage(painter, sheet, page);
    }
    return painter.end();
}

void KeySlipPages::drawPage(QPainter &painter, const QRectF &sheet, int page) const
{
    painter.setPen(QPen(Qt::black, 0.25));
    const bool isMissing = page == int(m_pages.size());
    const QRectF head(sheet.x(), sheet.y(), sheet.width(), kHeadMm);
    drawHead(painter, head, isMissing ? m_job.title : m_job.slips[m_pages[std::size_t(page)].first].ward, page);
    if (isMissing)
        return drawMissing(painter, sheet.adjusted(0, kHeadMm, 0, 0));
    for (std::size_t i = 0; i < m_pages[std::size_t(page)].count; ++i)
        drawSlip(painter, {sheet.x(), sheet.y() + kHeadMm + double(i) * kSlipMm, sheet.width(), kSlipMm},
                 m_job.slips[m_pages[std::size_t(page)].first + i]);
}

void setUpForSlips(QPagedPaintDevice &device)
{
    device.setPageSize(QPageSize(QPageSize::A4));
    device.setPageOrientation(QPageLayout::Portrait);
    device.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm), QPageLayout::Millimeter);
}

Result<Done> writeKeySlips(const KeyJob &job, const QString &file)
{
    const auto failed = [&file](const QString &why) {
        return Error{Error::Kind::Storage, why, tr("%1 cannot be written: %2").arg(file, why)};
    };
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || !out.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return failed(out.errorString());
    {
        QPdfWriter writer(&out);
        writer.setTitle(tr("Recovery keys"));
        writer.setCreator(QStringLiteral("Ringward"));
        writer.setResolution(600);
        setUpForSlips(writer);
        if (!KeySlipPages(job).print(writer))
            return failed(tr("it could not be drawn"));
    }
    return out.commit() ? Result<Done>(Done{}) : failed(out.errorString());
}

} // namespace ringward

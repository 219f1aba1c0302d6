#include "views/keys/scancode.h"

#include <sodium.h>
#include <zint.h>

#include <QPainter>

#include <cmath>
#include <memory>

namespace ringward {

namespace {

struct Wiped {
    void operator()(zint_symbol *symbol) const
    {
        sodium_memzero(symbol->text, sizeof symbol->text);
        sodium_memzero(symbol->encoded_data, sizeof symbol->encoded_data);
        ZBarcode_Delete(symbol);
    }
};

} // namespace

Result<ScanCode> ScanCode::make(Kind kind, const RecoveryKey &key)
{
    const std::unique_ptr<zint_symbol, Wiped> symbol(ZBarcode_Create());
    if (!symbol)
        return Error{Error::Kind::Storage, QStringLiteral("no memory for a code"), {}};
    symbol->symbology = kind == Kind::Qr ? BARCODE_QRCODE : BARCODE_CODE128;
    if (kind == Kind::Qr)
        symbol->option_1 = 3; // level Q, the highest that keeps 48 digits in 25 x 25 modules
    const int failed = key.use([&](QByteArrayView digits) {
        return ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char *>(digits.data()),
                               int(digits.size()));
    });
    if (failed >= ZINT_ERROR)
        return Error{Error::Kind::Malformed, QStringLiteral("zint answers %1").arg(failed), {}};
    ScanCode code;
    code.m_kind = kind;
    code.m_size = {symbol->width, kind == Kind::Qr ? symbol->rows : 1};
    QByteArray modules(code.m_size.width() * code.m_size.height(), '\0');
    for (int y = 0; y < code.m_size.height(); ++y) {
        for (int x = 0; x < code.m_size.width(); ++x)
            modules[y * code.m_size.width() + x] = char(symbol->encoded_data[y][x >> 3] >> (x & 7) & 1);
    }
    code.m_modules = Secret(std::move(modules));
    return code;
}

QSize ScanCode::modulesWithQuiet() const
{
    const int quiet = 2 * quietModules();
    return {m_size.width() + quiet, m_kind == Kind::Qr ? m_size.height() + quiet : m_size.height()};
}

bool ScanCode::isDark(int x, int y) const
{
    return m_modules.use([&](QByteArrayView modules) { return modules[y * m_size.width() + x] != 0; });
}

QRectF ScanCode::paint(QPainter &painter, const QRectF &area) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(area, Qt::white);
    const QTransform toDevice = painter.combinedTransform();
    const qreal scale = toDevice.m11(); // device pixels a unit; the same both ways, and nothing is turned
    const QSize whole = modulesWithQuiet();
    const bool isBars = m_kind == Kind::Code128;
    const qreal fits =
        isBars ? area.width() / whole.width() : std::min(area.width() / whole.width(), area.height() / whole.height());
    const int pixels = int(std::floor(fits * scale + 1e-6));
    QRectF drawn;
    if (pixels >= 1) {
        // Edges on whole device pixels: a bar that is half a pixel off is read wrong.
        const qreal width = whole.width() * pixels,
                    height = isBars ? std::floor(area.height() * scale) : whole.height() * pixels;
        const QPointF corner = toDevice.map(area.center()) - QPointF(width, height) / 2;
        const QPointF first(std::round(corner.x()), std::round(corner.y()));
        const QTransform back = toDevice.inverted();
        const auto rectOf = [&](qreal x, qreal y, qreal w, qreal h) {
            return back.mapRect(QRectF(first.x() + x, first.y() + y, w, h));
        };
        const int quiet = quietModules() * pixels;
        for (int y = 0; y < m_size.height(); ++y) {
            for (int x = 0, end; x < m_size.width(); x = end) {
                for (end = x + 1; end < m_size.width() && isDark(end, y) == isDark(x, y);)
                    ++end;
                if (isDark(x, y))
                    painter.fillRect(rectOf(quiet + x * pixels, isBars ? 0 : quiet + y * pixels, (end - x) * pixels,
                                            isBars ? height : pixels),
                                     Qt::black);
            }
        }
        drawn = rectOf(0, 0, width, height);
    }
    painter.restore();
    return drawn;
}

} // namespace ringward

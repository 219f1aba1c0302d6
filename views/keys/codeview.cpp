#include "views/keys/codeview.h"

#include "views/widgets/theme.h"

#include <QPainter>

#include <cmath>

namespace ringward {

namespace {

constexpr int kQrModules = 25 + 2 * 4, kBarModules = 299 + 2 * 10, kBarHeight = 62, kFrame = 8;
constexpr double kSmallestQrMm = 25, kInchMm = 25.4;

} // namespace

CodeView::CodeView(ScanCode::Kind kind, QWidget *parent)
    : SecretWidget(parent)
    , m_kind(kind)
{
    const bool isQr = kind == ScanCode::Kind::Qr;
    setAccessibleName(isQr ? tr("The recovery key as a QR code") : tr("The recovery key as a Code 128"));
    setSizePolicy(isQr ? QSizePolicy::Fixed : QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CodeView::setKey(const RecoveryKey *key)
{
    m_code.reset();
    if (key) {
        if (auto made = ScanCode::make(m_kind, *key))
            m_code = std::move(*made);
    }
    update();
}

int CodeView::pixelsAModule() const
{
    const double scale = themeOf(this).scale;
    if (m_kind == ScanCode::Kind::Code128)
        return std::max(2, int(std::lround(1 + scale)));
    const int smallest = int(std::ceil(kSmallestQrMm / kInchMm * logicalDpiX() / 25));
    return std::max(smallest, int(std::lround(4 + 2 * scale)));
}

QSize CodeView::sizeHint() const
{
    const int module = pixelsAModule();
    if (m_kind == ScanCode::Kind::Qr)
        return QSize(kQrModules, kQrModules) * module + QSize(2, 2);
    return {kBarModules * module + 2, themeOf(this).px(kBarHeight + 2 * kFrame)};
}

void CodeView::paintEvent(QPaintEvent *)
{
    if (paintedCover())
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), Qt::white);
    if (m_code) {
        const int above = m_kind == ScanCode::Kind::Qr ? 0 : theme.px(kFrame);
        m_code->paint(painter, QRectF(rect()).adjusted(1, 1 + above, -1, -1 - above));
    }
    painter.setPen(theme.border);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace ringward

#include "tests/views/keys/codereader.h"

#include <zbar.h>

#include <algorithm>
#include <memory>

namespace ringward::testing {

std::vector<ReadCode> readCodes(const QImage &picture)
{
    const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    QByteArray bytes;
    bytes.reserve(grey.width() * grey.height());
    for (int y = 0; y < grey.height(); ++y)
        bytes.append(reinterpret_cast<const char *>(grey.constScanLine(y)), grey.width());
    const std::unique_ptr<zbar::zbar_image_scanner_t, void (*)(zbar::zbar_image_scanner_t *)> scanner(
        zbar::zbar_image_scanner_create(), zbar::zbar_image_scanner_destroy);
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    for (const auto kind : {zbar::ZBAR_QRCODE, zbar::ZBAR_CODE128})
        zbar::zbar_image_scanner_set_config(scanner.get(), kind, zbar::ZBAR_CFG_ENABLE, 1);
    const std::unique_ptr<zbar::zbar_image_t, void (*)(zbar::zbar_image_t *)> image(zbar::zbar_image_create(),
                                                                                    zbar::zbar_image_destroy);
    zbar::zbar_image_set_format(image.get(), 0x30303859); // "Y800"
    zbar::zbar_image_set_size(image.get(), unsigned(grey.width()), unsigned(grey.height()));
    zbar::zbar_image_set_data(image.get(), bytes.constData(), static_cast<unsigned long>(bytes.size()), nullptr);
    zbar::zbar_scan_image(scanner.get(), image.get());
    std::vector<ReadCode> codes;
    for (const auto *symbol = zbar::zbar_image_first_symbol(image.get()); symbol;
         symbol = zbar::zbar_symbol_next(symbol)) {
        QRect at;
        for (unsigned i = 0; i < zbar::zbar_symbol_get_loc_size(symbol); ++i)
            at |= QRect(zbar::zbar_symbol_get_loc_x(symbol, i), zbar::zbar_symbol_get_loc_y(symbol, i), 1, 1);
        codes.push_back(
            {QString::fromLatin1(zbar::zbar_get_symbol_name(zbar::zbar_symbol_get_type(symbol))),
             QString::fromLatin1(zbar::zbar_symbol_get_data(symbol), int(zbar::zbar_symbol_get_data_length(symbol))),
             at});
    }
    return codes;
}

int countCodes(const QImage &picture, const QString &kind, const QString &text)
{
    const std::vector<ReadCode> codes = readCodes(picture);
    return int(std::count_if(codes.begin(), codes.end(),
                             [&](const ReadCode &code) { return code.kind == kind && code.text == text; }));
}

} // namespace ringward::testing

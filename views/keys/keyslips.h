#pragma once
#include "models/keys/keyjob.h"

#include <QString>

class QPagedPaintDevice;
class QPainter;
class QRectF;

namespace ringward {

/// Slips with recovery keys on A4: three a page, a page never mixes wards, and each can be cut off. Place first, then
/// the id to compare, the groups to type, a Code 128 with bars of 0.43 mm (never under 0.33 mm) and a QR code of 30 mm,
/// tick boxes of 5 mm. A last page names the devices that have none.
class KeySlipPages {
public:
    explicit KeySlipPages(const KeyJob &job); ///< must outlive this
    int pages() const { return int(m_pages.size()) + (m_job.missing.empty() ? 0 : 1); }
    /// All pages; false when the device cannot be written.
    bool print(QPagedPaintDevice &device) const;
    /// One page from 0 on, with a painter whose unit is a millimetre.
    void drawPage(QPainter &painter, const QRectF &sheet, int page) const;

private:
    struct Page {
        std::size_t first = 0, count = 0;
    };
    void drawHead(QPainter &painter, const QRectF &area, const QString &ward, int page) const;
    void drawSlip(QPainter &painter, const QRectF &area, const KeySlip &slip) const;
    void drawMissing(QPainter &painter, const QRectF &area) const;
    const KeyJob &m_job;
    std::vector<Page> m_pages;
};

/// A PDF that only its owner can read. The file holds keys: whoever asks for it has been told so.
Result<Done> writeKeySlips(const KeyJob &job, const QString &file);
void setUpForSlips(QPagedPaintDevice &device); ///< A4 upright, margins 10 mm

} // namespace ringward

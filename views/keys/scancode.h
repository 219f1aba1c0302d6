#pragma once
#include "models/keys/recoverykey.h"

#include <QRectF>
#include <QSize>

class QPainter;

namespace ringward {

/// A recovery key as something that a scanner types: its 48 digits and nothing else, because the recovery screen parts
/// them by itself. The picture is the key, so it is as secret: it cannot be copied and is wiped when it goes.
class ScanCode {
public:
    enum class Kind : quint8 {
        Qr, ///< 25 x 25 modules, a quarter of it may be unreadable
        Code128, ///< set C, two digits a sign: 299 modules wide
    };
    static Result<ScanCode> make(Kind kind, const RecoveryKey &key);

    Kind kind() const { return m_kind; }
    QSize modules() const { return m_size; } ///< without the quiet zone; a Code 128 is one module high
    int quietModules() const { return m_kind == Kind::Qr ? 4 : 10; } ///< at each side (Code 128: left and right)
    QSize modulesWithQuiet() const;
    /// Black on white in every theme, as large as whole device pixels a module allow within `area`, in its middle. The
    /// ground of the whole area is white. Nothing but white when a module would not get a pixel. The rectangle of the
    /// code with its quiet zone, in the painter's units.
    QRectF paint(QPainter &painter, const QRectF &area) const;

private:
    bool isDark(int x, int y) const;
    Kind m_kind = Kind::Qr;
    QSize m_size;
    Secret m_modules; ///< a byte a module, row after row
};

} // namespace ringward

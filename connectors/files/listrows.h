#pragma once
#include <QString>
#include <QStringList>
#include <QStringView>

#include <vector>

namespace ringward {

struct ListRow {
    std::vector<QStringView> cells; ///< as many as there are titles; valid until the next row
    QString where; ///< translated: "line 17"
    QString problem; ///< translated; the row cannot be used, and the cells are empty
};

/// A device list as titles and rows, whatever it was written in. Can be gone through more than once.
class ListRows {
public:
    virtual ~ListRows() = default;
    virtual const QStringList &titles() const = 0;
    virtual bool next(ListRow &row) = 0; ///< false after the last row
    virtual void rewind() = 0;
};

} // namespace ringward

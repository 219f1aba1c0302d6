#pragma once
#include "models/drivers/driverassessment.h"

#include <QWidget>

namespace ringward {

/// What the imported catalogues say of an image, a section an entry; and what it means when they say nothing.
class CatalogueEntries : public QWidget {
    Q_OBJECT
public:
    explicit CatalogueEntries(QWidget *parent = nullptr);
    void showEntries(const JudgedImage &judged, const Catalogues &known);

private:
    void add(const CatalogueHit &hit);
    void addNote(const QString &text);
};

} // namespace ringward

#include "views/drivers/catalogueentries.h"

#include "models/tables/drivercolumns.h"
#include "views/widgets/detailpane.h"
#include "views/widgets/labels.h"

#include <QBoxLayout>
#include <QLabel>

namespace ringward {

namespace {

QString meaningOf(const CatalogueHit &hit)
{
    if (!hit.alarm)
        return CatalogueEntries::tr("no alarm: this evidence does not tell it from a healthy file");
    return hit.malicious ? CatalogueEntries::tr("malicious") : CatalogueEntries::tr("vulnerable");
}

} // namespace

CatalogueEntries::CatalogueEntries(QWidget *parent)
    : QWidget(parent)
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
}

void CatalogueEntries::showEntries(const JudgedImage &judged, const Catalogues &known)
{
    while (QLayoutItem *const item = layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const CatalogueHit &hit : judged.hits)
        add(hit);
    if (judged.hits.empty())
        addNote(known.lolDrivers || known.blockList
                    ? tr("No imported catalogue speaks of it. That is no proof that it is harmless.")
                    : tr("No catalogue of vulnerable drivers is imported, so nothing is known. Import LOLDrivers or "
                         "Microsoft's block list."));
    static_cast<QVBoxLayout *>(layout())->addStretch(1);
}

void CatalogueEntries::add(const CatalogueHit &hit)
{
    auto *const section = new DetailSection(label(hit.catalogue));
    section->setTitle(label(hit.catalogue), tr("· %1").arg(label(hit.evidence)), hit.alarm);
    section->body()->addWidget(copyableLabel(LabelKind::Cell, hit.explanation));
    auto *const facts = new FactList;
    facts->setFacts({{tr("Entry"), hit.entry, true, false}, {tr("Means"), meaningOf(hit), false, !hit.alarm}});
    section->body()->addWidget(facts);
    layout()->addWidget(section);
}

void CatalogueEntries::addNote(const QString &text)
{
    QLabel *const note = copyableLabel(LabelKind::Caption, text);
    note->setContentsMargins(14, 12, 14, 12);
    layout()->addWidget(note);
}

} // namespace ringward

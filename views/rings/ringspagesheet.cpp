#include "models/tables/ringsheet.h"
#include "views/rings/ringspage.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QtConcurrent>

#include <numeric>

namespace ringward {

// What leaves the page: copies, CSV, paper; the page itself is in ringspage.cpp.

namespace {

QList<int> firstOf(int count)
{
    QList<int> all(count);
    std::iota(all.begin(), all.end(), 0);
    return all;
}

} // namespace

void RingsPage::addSheetVerbs()
{
    using Then = std::function<void(const TableExport::Order &)>;
    const auto add = [this](const char *id, const QString &text, const char *icon, const QKeySequence &key,
                            const char *menu, Then then) {
        m_parts.actions.add({QString::fromLatin1(id), text, QString::fromLatin1(icon), key, QString::fromLatin1(menu),
                             QStringLiteral("rings")},
                            this, [this, then = std::move(then)] { withSheet(then); });
    };
    add("rings.copy", tr("Copy rings and guardrails"), "copy", {}, "edit", [](const TableExport::Order &order) {
        QGuiApplication::clipboard()->setText(
            tabSeparated(*order.table, firstOf(order.table->rowCount()), order.columns));
    });
    add("rings.export", tr("Export as CSV…"), "export", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), "file",
        [this](const TableExport::Order &order) { m_export->askCsv(order); });
    add("rings.print", tr("Print…"), "print", QKeySequence(QKeySequence::Print), "file",
        [this](const TableExport::Order &order) { m_export->askPrint(order); });
    add("rings.pdf", tr("Write as PDF…"), "file", {}, "file",
        [this](const TableExport::Order &order) { m_export->askPdf(order); });
    connect(m_export, &TableExport::done, this,
            [this](const QString &sentence) { m_banner->showMessage(Banner::Tone::Plain, sentence); });
    connect(m_export, &TableExport::failed, this,
            [this](const QString &what, const Error &error) { m_banner->showError(what, error); });
}

ExportNotes RingsPage::notes() const
{
    const QString stream = streamLabel(m_picture->facts->policy.stream);
    return {m_picture->moves() ? tr("Rings of %1, with a draft that was not sent").arg(stream)
                               : tr("Rings of %1").arg(stream),
            {},
            m_picture->facts->fleet->takenMs(),
            m_parts.clock.nowMs(),
            m_parts.desk.actor().name,
            m_parts.drill};
}

TableExport::Order RingsPage::order(std::vector<RingSheetLine> lines) const
{
    auto table = std::make_shared<RingSheet>(ringSheetColumns());
    table->show(std::move(lines));
    QList<int> columns = firstOf(table->columnCount());
    if (m_picture->moves() == 0)
        columns.removeOne(kRingSheetDraft);
    return {std::move(table), columns, notes(), tr("rings"), kRecordValueRole};
}

/// The lines come from the thread pool, which shares the picture.
void RingsPage::withSheet(std::function<void(const TableExport::Order &)> then)
{
    if (!m_picture)
        return;
    QtConcurrent::run([picture = m_picture] {
        return ringSheet(*picture);
    }).then(this, [this, then = std::move(then)](std::vector<RingSheetLine> lines) { then(order(std::move(lines))); });
}

} // namespace ringward

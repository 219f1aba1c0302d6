#include "views/changes/freezeview.h"

#include "models/audit/rights.h"
#include "models/base/counted.h"
#include "models/changes/icsimport.h"
#include "views/widgets/banner.h"
#include "views/widgets/exporttext.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>

namespace ringward {

namespace {

constexpr qint64 kAheadMs = 60LL * 86'400'000;

} // namespace

FreezeView::FreezeView(ChangeDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
{
    m_banner = new Banner;
    m_banner->setRetryVisible(false);
    m_banner->hide();
    m_windows = new QListWidget;
    m_windows->setAccessibleName(tr("Freeze windows of the next 60 days"));
    auto *const title = new QLabel(tr("Freeze calendar"));
    setKind(title, LabelKind::Title);
    auto *const remark = new QLabel(tr(
        "In these windows nothing is to be changed; plans say what they collide with. Times are local, UTC behind."));
    remark->setWordWrap(true);
    setKind(remark, LabelKind::Muted);
    auto *const import = new QPushButton(tr("Import .ics…"));
    auto *const drop = new QPushButton(tr("Remove the selected freeze"));
    auto *const close = new QPushButton(tr("Back to the changes"));
    auto *const verbs = new QHBoxLayout;
    for (QPushButton *button : {import, drop, close})
        verbs->addWidget(button);
    verbs->addStretch(1);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(10);
    for (QWidget *part : std::initializer_list<QWidget *>{title, remark, m_banner})
        column->addWidget(part);
    column->addWidget(m_windows, 1);
    column->addLayout(verbs);
    column->addWidget(form());
    connect(import, &QPushButton::clicked, this, &FreezeView::pickFile);
    connect(drop, &QPushButton::clicked, this, &FreezeView::remove);
    connect(close, &QPushButton::clicked, this, &FreezeView::closeWanted);
}

QWidget *FreezeView::form()
{
    m_name = new QLineEdit;
    m_name->setPlaceholderText(tr("Handover"));
    m_scope = new QComboBox;
    m_begin = new QDateTimeEdit(QDateTime::fromMSecsSinceEpoch(m_desk.parts().clock.nowMs()));
    m_begin->setCalendarPopup(true);
    m_minutes = new QSpinBox;
    m_minutes->setRange(5, 366 * 24 * 60);
    m_minutes->setValue(60);
    m_minutes->setSuffix(tr(" min"));
    m_every = new QComboBox;
    for (const QString &text : {tr("once"), tr("every day"), tr("every week"), tr("every month"), tr("every year")})
        m_every->addItem(text);
    auto *const save = new QPushButton(tr("Add the freeze"));
    auto *const box = new QWidget;
    auto *const form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setLabelAlignment(Qt::AlignLeft);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("For"), m_scope);
    form->addRow(tr("Begins"), m_begin);
    form->addRow(tr("Lasts"), m_minutes);
    form->addRow(tr("Comes"), m_every);
    form->addRow(QString(), save);
    connect(save, &QPushButton::clicked, this, &FreezeView::add);
    return box;
}

QStringList FreezeView::scopes() const
{
    QStringList scopes;
    const FleetSnapshotPtr fleet = m_desk.parts().hub.current();
    for (const Ward &ward : fleet->names().wards())
        scopes << ward.siteCode << wardLabel(ward);
    scopes.removeAll(QString());
    scopes.removeDuplicates();
    scopes.sort();
    return scopes;
}

void FreezeView::refresh()
{
    const QString before = m_scope->currentText();
    m_scope->clear();
    m_scope->addItem(tr("all sites and wards"));
    m_scope->addItems(scopes());
    m_scope->setCurrentIndex(std::max(0, m_scope->findText(before)));
    m_windows->clear();
    const Result<std::vector<Freeze>> freezes = m_desk.parts().freezes.freezes();
    if (!freezes) {
        m_banner->showError(tr("The calendar could not be read."), freezes.error());
        m_banner->show();
        return;
    }
    const qint64 nowMs = m_desk.parts().clock.nowMs();
    for (const Freeze &freeze : *freezes) {
        for (const FreezeHit &hit : windowsIn({freeze}, nowMs, nowMs + kAheadMs)) {
            const QString scope = hit.scope.isEmpty() ? tr("all") : hit.scope;
            auto *const item = new QListWidgetItem(
                tr("%1 to %2 · %3 · %4").arg(stampText(hit.fromMs), stampText(hit.toMs), hit.name, scope));
            item->setData(Qt::UserRole, freeze.id.value);
            item->setData(Qt::UserRole + 1, hit.fromMs);
            m_windows->addItem(item);
        }
    }
    if (m_windows->count() == 0)
        m_windows->addItem(tr("No freeze in the next 60 days."));
}

bool FreezeView::isAllowed()
{
    const Result<Done> allowed = allow(m_desk.me(), Deed::EditCalendar);
    m_banner->setVisible(!allowed);
    if (!allowed)
        m_banner->showError(tr("The calendar was not changed."), allowed.error());
    return allowed.has_value();
}

Result<Done> FreezeView::keep(const std::vector<Freeze> &freezes, const QString &text)
{
    const ChangeDesk::Parts &parts = m_desk.parts();
    if (const auto noted = parts.audit.append(draftOf(m_desk.me(), parts.clock, "freeze.changed", {}, text)); !noted)
        return noted.error();
    for (const Freeze &freeze : freezes) {
        if (const Result<FreezeId> saved = parts.freezes.save(freeze); !saved)
            return saved.error();
    }
    return Done{};
}

void FreezeView::add()
{
    if (!isAllowed())
        return;
    Freeze freeze;
    freeze.name = m_name->text().trimmed();
    freeze.scope = m_scope->currentIndex() > 0 ? m_scope->currentText() : QString();
    const QDateTime begin = m_begin->dateTime();
    freeze.begin =
        QDateTime(begin.date(), QTime(begin.time().hour(), begin.time().minute()), QTimeZone::systemTimeZone());
    freeze.minutes = m_minutes->value();
    freeze.repeat.every = FreezeRepeat::Every(m_every->currentIndex());
    Result<Done> kept = freeze.name.isEmpty()
        ? Result<Done>(Error{Error::Kind::Malformed, {}, tr("A freeze needs a name.")})
        : keep({freeze}, tr("“%1” added").arg(freeze.name));
    m_banner->setVisible(!kept);
    if (!kept)
        m_banner->showError(tr("The freeze was not added."), kept.error());
    refresh();
}

void FreezeView::remove()
{
    const QListWidgetItem *item = m_windows->currentItem();
    if (!item || !item->data(Qt::UserRole).isValid() || !isAllowed())
        return;
    const ChangeDesk::Parts &parts = m_desk.parts();
    Result<Done> removed = keep({}, tr("A freeze removed: %1").arg(item->text()));
    if (removed)
        removed = parts.freezes.remove(FreezeId{item->data(Qt::UserRole).toUInt()});
    m_banner->setVisible(!removed);
    if (!removed)
        m_banner->showError(tr("The freeze was not removed."), removed.error());
    refresh();
}

void FreezeView::pickFile()
{
    auto *const dialog = new QFileDialog(this, tr("Import a calendar"), {}, tr("Calendars (*.ics)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FreezeView::importFile);
    dialog->open();
}

void FreezeView::importFile(const QString &path)
{
    if (!isAllowed())
        return;
    QFile file(path);
    Result<IcsImport> import = Error{Error::Kind::NotFound, path, {}};
    if (file.open(QIODevice::ReadOnly))
        import = importIcs(file.read(8 << 20), scopes(), QTimeZone::systemTimeZone());
    Result<Done> kept = import
        ? keep(import->freezes, tr("%1 from %2").arg(counted(qint64(import->freezes.size()), Noun::Freeze), path))
        : Result<Done>(import.error());
    m_banner->show();
    if (!kept) {
        m_banner->showError(tr("The calendar was not imported."), kept.error());
        return;
    }
    QStringList refused;
    for (const IcsImport::Refused &each : import->refused)
        refused << each.what + QStringLiteral(": ") + each.reason;
    m_banner->showMessage(
        refused.isEmpty() ? Banner::Tone::Plain : Banner::Tone::Warning,
        tr("%1 imported, %2 refused.").arg(counted(qint64(import->freezes.size()), Noun::Freeze)).arg(refused.size()),
        refused.join(u'\n'));
    refresh();
}

} // namespace ringward

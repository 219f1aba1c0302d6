#include "views/rings/pindialog.h"
#include "views/rings/pinlistdialog.h"
#include "views/rings/ringside.h"
#include "views/rings/ringspage.h"
#include "views/widgets/banner.h"

namespace ringward {

// Pins: how they are made and kept; the page itself is in ringspage.cpp.

PinDialog *RingsPage::askPin()
{
    auto *dialog = new PinDialog(m_picture, m_parts.clock.nowMs(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QStringList streams;
    for (const StreamPolicy &each : m_policies)
        streams << streamLabel(each.stream);
    dialog->setStreams(streams, m_stream);
    dialog->setOwner(m_parts.desk.actor().name);
    connect(dialog, &PinDialog::streamWanted, this, &RingsPage::chooseStream);
    connect(this, &RingsPage::shown, dialog, [this, dialog] { dialog->setPicture(m_picture); });
    connect(dialog, &PinDialog::pinned, this, &RingsPage::makePin);
    return dialog;
}

void RingsPage::makePin(const Pin &pin, const std::vector<RingMove> &moves)
{
    if (const auto saved = m_parts.desk.savePin(pin); !saved) {
        complain(saved.error());
        return;
    }
    if (!moves.empty())
        m_draft.take({tr("pin of %1").arg(whomText(pin.scope)), moves});
    reload();
}

void RingsPage::openPin()
{
    if (m_picture)
        askPin()->open();
}

void RingsPage::pinDevices(std::vector<DeviceId> devices, qint64 selected, const QString &filterLine)
{
    m_whenShown = [this, devices = std::move(devices), selected, filterLine] {
        PinDialog *dialog = askPin();
        dialog->setDevices(devices, selected, filterLine);
        dialog->open();
    };
    if (m_picture)
        std::exchange(m_whenShown, nullptr)();
}

void RingsPage::openPins()
{
    auto *dialog = new PinListDialog({m_parts.hub, m_parts.desk, m_parts.guardrails, m_parts.clock}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PinListDialog::changed, this, &RingsPage::reload);
    connect(dialog, &PinListDialog::pinWanted, this, [this, dialog] {
        dialog->accept();
        openPin();
    });
    dialog->open();
}

} // namespace ringward

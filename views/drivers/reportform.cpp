#include "views/drivers/reportform.h"

#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFormLayout>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace ringward {

ReportForm::ReportForm(const DriverAssessment &assessment, const QString &publisher, const QString &hospital,
                       QWidget *parent)
    : QDialog(parent)
    , m_vendor(new QComboBox)
    , m_hospital(new QLineEdit(hospital))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Kernel dependence report"));
    auto *const about =
        new QLabel(tr("Who has code in this hospital's kernels, what loads content into them, what failed "
                      "before and what is asked for instead. Dated, with figures by ward and tier."));
    about->setWordWrap(true);
    setKind(about, LabelKind::Caption);
    m_vendor->setObjectName(QStringLiteral("vendor"));
    m_vendor->addItem(tr("all makers, for the hospital's own board"), QString());
    for (const QString &maker : makers(assessment))
        m_vendor->addItem(maker, maker);
    m_vendor->setCurrentIndex(std::max(0, publisher.isEmpty() ? 0 : m_vendor->findData(publisher)));
    m_hospital->setObjectName(QStringLiteral("hospital"));
    m_hospital->setPlaceholderText(tr("empty leaves a line to write on"));
    auto *const form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("About"), m_vendor);
    form->addRow(tr("Hospital"), m_hospital);
    auto *const cancel = new QPushButton(tr("Cancel"));
    auto *const write = new QPushButton(tr("Write PDF…"));
    write->setObjectName(QStringLiteral("write"));
    write->setDefault(true);
    setKind(write, ButtonKind::Primary);
    auto *const buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(write);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(about);
    column->addLayout(form);
    column->addLayout(buttons);
    setMinimumWidth(themeOf(this).px(460));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(write, &QPushButton::clicked, this, [this] {
        Q_EMIT wanted({m_vendor->currentData().toString(), m_hospital->text().trimmed()});
        accept();
    });
}

QStringList ReportForm::makers(const DriverAssessment &assessment)
{
    QHash<QString, quint32> devices;
    for (const AssessedDriver &driver : assessment.drivers) {
        const QString maker = driver.judged->publisher();
        if (!maker.isEmpty() && !driver.judged->image.inbox)
            devices[maker] = std::max(devices[maker], driver.count.devices);
    }
    QStringList names = devices.keys();
    std::sort(names.begin(), names.end(), [&](const QString &l, const QString &r) {
        return devices[l] != devices[r] ? devices[l] > devices[r] : l < r;
    });
    return names;
}

} // namespace ringward

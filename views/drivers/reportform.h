#pragma once
#include "models/drivers/driverassessment.h"
#include "models/drivers/kernelreport.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace ringward {

/// Asks about whom the kernel dependence report is, and who signs it.
class ReportForm : public QDialog {
    Q_OBJECT
public:
    /// `publisher` is proposed; empty proposes all makers.
    ReportForm(const DriverAssessment &assessment, const QString &publisher, const QString &hospital,
               QWidget *parent = nullptr);
    /// Makers of third-party kernel code, most devices first.
    static QStringList makers(const DriverAssessment &assessment);

Q_SIGNALS:
    void wanted(const ringward::KernelReportRequest &request);

private:
    QComboBox *m_vendor;
    QLineEdit *m_hospital;
};

} // namespace ringward

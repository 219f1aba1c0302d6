#pragma once
#include "models/tables/campaigntable.h"
#include "views/widgets/exporttext.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace ringward {

class StyledTable;

/// A campaign as it goes: devices as rows, steps as columns; below, all that is known of the device selected.
class CampaignView : public QWidget {
    Q_OBJECT
public:
    explicit CampaignView(QWidget *parent = nullptr);

    void show(Campaign campaign);
    void clear();
    const CampaignTable &table() const { return m_table; }
    StyledTable &view() { return *m_view; }

Q_SIGNALS:
    /// Somebody says that a step which waits for a person is done, or cannot be done.
    void settled(quint32 number, const QString &step, bool isDone, const QString &words);

private:
    void showDevice();
    void arrange();
    CampaignTable m_table;
    QLabel *m_sum, *m_device;
    QLineEdit *m_filter, *m_words;
    QCheckBox *m_onlyTrouble;
    StyledTable *m_view;
    QPlainTextEdit *m_evidence;
    QWidget *m_person;
    QPushButton *m_done, *m_cannot;
    QString m_shownRunbook;
};

} // namespace ringward

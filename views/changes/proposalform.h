#pragma once
#include "models/changes/changedesk.h"

#include <QScrollArea>

class QComboBox;
class QDateTimeEdit;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace ringward {

class Banner;
class FilterBar;

/// Where a change is written: which devices go where, what for, and a preview of the plan before it is proposed.
class ProposalForm : public QScrollArea {
    Q_OBJECT
public:
    explicit ProposalForm(ChangeDesk &desk, QWidget *parent = nullptr);
    ~ProposalForm() override;

    void begin(); ///< empty, with the names of the newest fleet
    void begin(std::vector<RingMove> moves); ///< made elsewhere: the devices are given
    void edit(const Change &change); ///< proposes the next version; the devices are those of its plan

Q_SIGNALS:
    void proposed(ringward::ChangeId change);
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitToText();
    QWidget *whatPart();
    QWidget *whyPart();
    void fillChoices();
    void fill(std::vector<RingMove> moves, bool given);
    std::vector<RingMove> moves() const;
    ExecutionLimits limits() const;
    void preview();
    void propose();
    void tellRefused(const std::vector<Refusal> &refused);
    void adapt();

    ChangeDesk &m_desk;
    Banner *m_banner;
    QLabel *m_heading, *m_preview;
    QWidget *m_devices; ///< filter, stream and ring; hidden when the devices are given
    FilterBar *m_filter;
    QComboBox *m_stream, *m_ring, *m_kind, *m_template;
    QLineEdit *m_title;
    QPlainTextEdit *m_why, *m_risk, *m_wayBack;
    QSpinBox *m_atOnce, *m_perWard, *m_stopAfter;
    QDateTimeEdit *m_start;
    QPushButton *m_propose;
    std::vector<RingMove> m_given;
    bool m_isGiven = false;
    ChangeId m_edited;
    quint32 m_version = 0;
    std::size_t m_told = 0; ///< devices that cannot be moved, as the person was told
    std::stop_source m_stop;
};

} // namespace ringward

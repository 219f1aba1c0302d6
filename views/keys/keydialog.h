#pragma once
#include "models/base/clock.h"
#include "views/keys/keychoices.h"

#include <QDeadlineTimer>
#include <QDialog>
#include <QTimer>

class QLabel;
class QLineEdit;
class QPrinter;
class QPushButton;
class QStackedWidget;

namespace ringward {

class Chip;
class CodeView;
class KeyDigits;
class KeyQuestion;

/// The way to one recovery key: ask for it with a reason, see it for two minutes, hide it. Does not stand in the way of
/// the other windows. Without a device it begins with the id that the recovery screen shows.
class KeyDialog : public QDialog {
    Q_OBJECT
public:
    struct Parts {
        KeyDesk &desk;
        const FleetHub &hub;
        const Clock &clock;
        bool simulated = false; ///< the demonstration hospital: printed on slips
        int shownMs = 120'000; ///< for how long a key is shown
        int copiedMs = 30'000; ///< and kept on the clipboard
    };
    explicit KeyDialog(const Parts &parts, DeviceId device = {}, QWidget *parent = nullptr);
    ~KeyDialog() override;

    bool showsKey() const { return m_key != nullptr; }
    void hideKey(const QString &why = {}); ///< asking starts anew

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildAnswer();
    QWidget *buildCodes();
    QWidget *buildFooter();
    QPushButton *addButton(QWidget *row, const QString &text, const char *icon, void (KeyDialog::*run)());
    void showSubject(const KeySubject &subject);
    void take(const std::shared_ptr<ReleasedKey> &released, const KeySubject &subject);
    void showAnswer();
    void countDown();
    void hideNow() { hideKey(); }
    void checkTyped(const QString &typed);
    void copyKey();
    void printSlip();
    void print(QPrinter &printer);
    void confirm();

    Parts m_parts;
    std::shared_ptr<const RecoveryKey> m_key; ///< null while none is shown
    KeyRelease m_release;
    KeySubject m_subject; ///< that the key shown is for
    QString m_reasonGiven, m_whoAsked, m_from;
    qint64 m_createdMs = 0;
    QDeadlineTimer m_deadline;
    QTimer m_tick;

    KeyQuestion *m_question;
    QStackedWidget *m_pages;
    QWidget *m_answer;
    QLabel *m_host, *m_asNoted, *m_facts[3], *m_elsewhere, *m_rotates, *m_typedNote;
    Chip *m_tier, *m_countdown;
    QLineEdit *m_typed;
    QPushButton *m_done = nullptr;
    KeyDigits *m_digits;
    CodeView *m_qr, *m_bars;
};

} // namespace ringward

#pragma once
#include "models/changes/changeboard.h"

#include <QBoxLayout>
#include <QFrame>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace ringward {

class QuorumBar;

/// The right side of a change: quorum, how everybody stands, my vote, comments.
class VotePanel : public QFrame {
    Q_OBJECT
public:
    explicit VotePanel(QWidget *parent = nullptr);
    /// `me` may be nobody (id 0). Keeps what is being written while the same version is shown.
    void showFile(const ChangeFile &file, const Person &me, qint64 nowMs);
    void setBusy(bool busy); ///< while a vote is being signed
    void focusVote(); ///< where the keyboard goes for voting

Q_SIGNALS:
    void voteWanted(ringward::Choice choice, const QString &comment, bool noConflict);
    void commentWanted(const QString &text);
    void keyWanted(); ///< make my signing key

private:
    QWidget *voteBox();
    void vote(Choice choice);
    void showStandings(const ChangeFile &file);
    void showComments(const ChangeFile &file);
    void adaptVote();

    QLabel *m_count, *m_closes, *m_policy, *m_reason, *m_sign, *m_commentHead;
    QuorumBar *m_bar;
    QWidget *m_vote;
    QVBoxLayout *m_standings, *m_comments;
    QPlainTextEdit *m_text;
    QCheckBox *m_noConflict;
    QPushButton *m_yes, *m_no, *m_abstain, *m_say, *m_key;
    QString m_whyNot; ///< translated: why I cannot vote
    std::pair<ChangeId, quint32> m_shown; ///< change and version
    bool m_busy = false;
};

} // namespace ringward

#pragma once
#include "models/base/latestjob.h"
#include "models/changes/changedesk.h"
#include "models/changes/meeting.h"

#include <QWidget>

class QLabel;
class QListWidget;

namespace ringward {

class Banner;

/// A sitting of the board: agenda, attendance, quorum, minutes as PDF. Votes are cast on the page of each change.
class MeetingView : public QWidget {
    Q_OBJECT
public:
    explicit MeetingView(ChangeDesk &desk, QWidget *parent = nullptr);
    void begin(); ///< what waits for votes now is the agenda; goes on with a meeting that has begun
    /// Writes the minutes and the audit entry that closes the meeting.
    Result<Done> close(const QString &pdf);

Q_SIGNALS:
    void changeWanted(ringward::ChangeId change);
    void closeWanted(); ///< back to the changes; the meeting goes on

private:
    struct Reading {
        std::vector<ChangeId> agenda;
        std::vector<ChangeFile> files; ///< of the agenda
        std::vector<Person> people;
    };
    static Reading read(ChangeBoard &board, Roster &roster, std::optional<std::vector<ChangeId>> agenda);
    void take(const Reading &reading);
    void showPeople(const std::vector<Person> &people);
    void showQuorum();
    void pickFile();
    std::vector<PersonId> present() const;

    ChangeDesk &m_desk;
    Meeting m_meeting;
    std::vector<ChangeFile> m_files; ///< of the agenda, as they were when the view was opened
    Banner *m_banner;
    QLabel *m_begun;
    QListWidget *m_agenda, *m_people;
    LatestJob m_job; ///< last: ends before what it uses
};

} // namespace ringward

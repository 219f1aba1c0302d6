#include "views/changes/meetingview.h"

#include "models/audit/rights.h"
#include "models/base/counted.h"
#include "views/widgets/banner.h"
#include "views/widgets/exporttext.h"
#include "views/widgets/labels.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPrinter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTextDocument>

#include <algorithm>

namespace ringward {

MeetingView::MeetingView(ChangeDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
{
    m_banner = new Banner;
    m_banner->setRetryVisible(false);
    m_banner->hide();
    m_begun = lineLabel(LabelKind::Muted);
    m_agenda = new QListWidget;
    m_agenda->setObjectName(QStringLiteral("agenda"));
    m_agenda->setAccessibleName(tr("Agenda"));
    m_people = new QListWidget;
    m_people->setObjectName(QStringLiteral("attendance"));
    m_people->setAccessibleName(tr("Who is there"));
    auto *const minutes = new QPushButton(tr("Close with minutes as PDF…"));
    auto *const back = new QPushButton(tr("Back to the changes"));
    setKind(minutes, ButtonKind::Primary);
    auto *const verbs = new QHBoxLayout;
    verbs->addWidget(minutes);
    verbs->addWidget(back);
    verbs->addStretch(1);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(10);
    for (QWidget *part : std::initializer_list<QWidget *>{
             lineLabel(LabelKind::Title, tr("Meeting of the board")), m_begun, m_banner,
             lineLabel(LabelKind::Bold, tr("Agenda: Enter opens a change, where votes are cast"))})
        column->addWidget(part);
    column->addWidget(m_agenda, 2);
    column->addWidget(lineLabel(LabelKind::Bold, tr("Who is there")));
    column->addWidget(m_people, 1);
    column->addLayout(verbs);
    connect(m_agenda, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT changeWanted(ChangeId{item->data(Qt::UserRole).toUInt()}); });
    connect(m_people, &QListWidget::itemChanged, this, &MeetingView::showQuorum);
    connect(minutes, &QPushButton::clicked, this, &MeetingView::pickFile);
    connect(back, &QPushButton::clicked, this, &MeetingView::closeWanted);
}

void MeetingView::begin()
{
    std::optional<std::vector<ChangeId>> agenda;
    if (!m_meeting.begunMs) {
        m_meeting.begunMs = m_desk.parts().clock.nowMs();
        m_people->clear(); // they are another meeting's
    } else if (!m_meeting.agenda.empty()) { // an empty one may not have been read yet
        agenda = m_meeting.agenda;
    }
    m_begun->setText(tr("begun %1").arg(stampText(m_meeting.begunMs)));
    m_banner->hide();
    // The job ends before this view does, and a call to a view that is gone is not made.
    m_job.start([this, agenda, board = &m_desk.board(), roster = &m_desk.parts().roster](const std::stop_token &stop) {
        auto reading = std::make_shared<const Reading>(read(*board, *roster, agenda));
        QMetaObject::invokeMethod(this, [this, reading, stop] {
            if (!stop.stop_requested())
                take(*reading);
        });
    });
}

/// With an agenda its files; without one, what waits for votes now is the agenda.
MeetingView::Reading MeetingView::read(ChangeBoard &board, Roster &roster, std::optional<std::vector<ChangeId>> agenda)
{
    Reading reading;
    if (agenda) {
        reading.agenda = std::move(*agenda);
    } else if (const Result<std::vector<Change>> changes = board.list()) {
        for (const Change &change : *changes) {
            if (change.state == ChangeState::Voting)
                reading.agenda.push_back(change.id);
        }
    }
    for (const ChangeId change : reading.agenda) {
        if (Result<ChangeFile> file = board.file(change))
            reading.files.push_back(std::move(*file));
    }
    reading.people = roster.people().value_or(std::vector<Person>());
    return reading;
}

void MeetingView::take(const Reading &reading)
{
    m_meeting.agenda = reading.agenda;
    m_files = reading.files;
    showPeople(reading.people);
    showQuorum();
}

/// Whoever has been ticked stays so.
void MeetingView::showPeople(const std::vector<Person> &people)
{
    std::vector<PersonId> there = present();
    if (m_people->count() == 0)
        there.push_back(m_desk.me().id);
    const QSignalBlocker quiet(m_people);
    m_people->clear();
    for (const Person &person : people) {
        if (!person.active || !may(person.roles, Deed::Vote))
            continue;
        auto *const item =
            new QListWidgetItem(QStringLiteral("%1 · %2").arg(person.name, labels(person.roles)), m_people);
        item->setData(Qt::UserRole, person.id.value);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool isThere = std::find(there.begin(), there.end(), person.id) != there.end();
        item->setCheckState(isThere ? Qt::Checked : Qt::Unchecked);
    }
}

std::vector<PersonId> MeetingView::present() const
{
    std::vector<PersonId> present;
    for (int row = 0; row < m_people->count(); ++row) {
        if (m_people->item(row)->checkState() == Qt::Checked)
            present.push_back(PersonId{m_people->item(row)->data(Qt::UserRole).toUInt()});
    }
    return present;
}

void MeetingView::showQuorum()
{
    const std::vector<PersonId> there = present();
    m_agenda->clear();
    for (const ChangeFile &file : m_files) {
        const Quorum quorum = quorumOf(file, there);
        const QString state = file.change.state != ChangeState::Voting ? label(file.change.state)
            : quorum.reached
            ? agreeing(file.tally.needed, tr("quorate, %1 of %2 yes vote"), tr("quorate, %1 of %2 yes votes"))
                  .arg(file.tally.yes)
                  .arg(file.tally.needed)
            : tr("not quorate: %1").arg(quorum.missing.join(QStringLiteral(", ")));
        auto *const item = new QListWidgetItem(
            QStringLiteral("%1 %2 · %3").arg(reference(file.change.id), file.change.title, state), m_agenda);
        item->setData(Qt::UserRole, file.change.id.value);
    }
    if (m_agenda->count() == 0)
        m_agenda->addItem(tr("No change waits for votes."));
}

void MeetingView::pickFile()
{
    auto *const dialog = new QFileDialog(this, tr("Minutes"), QStringLiteral("minutes.pdf"), tr("PDF (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const Result<Done> closed = close(path);
        m_banner->show();
        if (closed)
            m_banner->showMessage(Banner::Tone::Plain, tr("The minutes are in %1.").arg(path),
                                  tr("The meeting is closed."));
        else
            m_banner->showError(tr("The meeting was not closed."), closed.error());
    });
    dialog->open();
}

Result<Done> MeetingView::close(const QString &pdf)
{
    m_meeting.present = present();
    const qint64 nowMs = m_desk.parts().clock.nowMs();
    QPrinter printer(QPrinter::HighResolution);
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(pdf);
    QTextDocument document;
    const Reading reading = read(m_desk.board(), m_desk.parts().roster, m_meeting.agenda); // as the votes stand now
    document.setHtml(minutesHtml(m_meeting, reading.files, nowMs));
    document.print(&printer);
    if (QFileInfo(pdf).size() == 0)
        return Error{Error::Kind::Storage, pdf,
                     tr("The minutes could not be written. Check the folder and your rights.")};
    QStringList changes;
    for (const ChangeId change : m_meeting.agenda)
        changes << reference(change);
    const auto noted = m_desk.parts().audit.append(
        draftOf(m_desk.me(), m_desk.parts().clock, "meeting.closed", {},
                tr("%1 present; agenda: %2").arg(m_meeting.present.size()).arg(changes.join(QStringLiteral(", ")))));
    if (!noted)
        return noted.error();
    m_meeting = {};
    return Done{};
}

} // namespace ringward

#include "views/audit/auditpane.h"

#include "models/audit/auditdeeds.h"
#include "views/widgets/exporttext.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace ringward {

namespace {

/// A long word in fours, so that it can be compared by eye and wraps; texts with spaces stay as they are.
QString inFours(const QString &word)
{
    if (word.contains(u' '))
        return word;
    QString text;
    for (qsizetype i = 0; i < word.size(); i += 4)
        text += (i ? QStringLiteral(" ") : QString()) + word.mid(i, 4);
    return text;
}

} // namespace

AuditPane::AuditPane(QWidget *parent)
    : DetailPane(parent)
    , m_facts(new FactList)
    , m_chain(new FactList)
    , m_text(new DetailSection(tr("What was said")))
    , m_links(new DetailSection(tr("In the chain")))
    , m_words(new QLabel)
    , m_before(new QPushButton(tr("Entry before")))
    , m_after(new QPushButton(tr("Entry after")))
    , m_object(new QPushButton)
{
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->body()->addWidget(m_words);
    m_links->body()->addWidget(m_chain);
    auto *const page = new QWidget;
    auto *const column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *const what = new DetailSection(tr("Entry"));
    what->body()->addWidget(m_facts);
    for (QWidget *section : std::initializer_list<QWidget *>{what, m_text, m_links})
        column->addWidget(section);
    column->addStretch(1);
    addTab(tr("Entry"), page);
    auto *const footer = new QWidget;
    auto *const row = new QHBoxLayout(footer);
    row->setContentsMargins(12, 8, 12, 8);
    for (QPushButton *button : {m_object, m_before, m_after})
        row->addWidget(button);
    row->addStretch(1);
    setFooter(footer);
    connect(m_before, &QPushButton::clicked, this, [this] { Q_EMIT entryWanted(m_number - 1); });
    connect(m_after, &QPushButton::clicked, this, [this] { Q_EMIT entryWanted(m_number + 1); });
    connect(m_object, &QPushButton::clicked, this, [this] { Q_EMIT objectWanted(m_about); });
    showEntry(nullptr, {});
}

void AuditPane::showEntry(const AuditEntry *entry, const std::vector<AuditHead> &heads)
{
    setNote(entry ? QString() : tr("Select an entry to see all of it and its links in the chain."));
    m_number = entry ? entry->number : 0;
    m_about = entry ? entry->object : QString();
    m_before->setEnabled(m_number > 1);
    m_after->setEnabled(m_number > 0);
    m_object->setVisible(!m_about.isEmpty());
    m_object->setText(tr("All of %1").arg(m_about));
    if (!entry)
        return;
    setHead(auditLabel(entry->deed), std::nullopt,
            tr("Entry %1, %2").arg(QLocale().toString(entry->number), stampText(entry->atMs)));
    const QString who = entry->person ? tr("%1 (person %2)").arg(entry->who).arg(entry->person.value) : tr("Ringward");
    std::vector<FactList::Fact> facts{{tr("Who"), who}, {tr("Deed"), entry->deed, true}};
    if (!entry->object.isEmpty())
        facts.push_back({tr("About"), entry->object});
    if (!entry->data.isEmpty())
        facts.push_back({tr("Data"), inFours(entry->data), true});
    m_facts->setFacts(facts);
    m_words->setText(entry->text.isEmpty() ? tr("Nothing.") : entry->text);
    const auto head =
        std::find_if(heads.begin(), heads.end(), [&](const AuditHead &each) { return each.number >= entry->number; });
    const QString cover = head == heads.end()
        ? tr("not under a signed head yet")
        : tr("signed at entry %1, %2, key %3")
              .arg(QLocale().toString(head->number), stampText(head->atMs), head->key.shortText());
    m_chain->setFacts(
        {{tr("Before"), entry->previous.isNull() ? tr("the first entry") : inFours(entry->previous.hex()), true},
         {tr("This"), inFours(entry->hash.hex()), true},
         {tr("Head"), cover, false, head == heads.end()}});
}

} // namespace ringward

#include "views/drivers/decisiondrafts.h"

#include <algorithm>

namespace ringward {

namespace {

bool isSame(const DriverReview &left, const DriverReview &right)
{
    return left.subject == right.subject && left.scope == right.scope
        && left.name.compare(right.name, Qt::CaseInsensitive) == 0;
}

void put(std::vector<DriverReview> &into, const DriverReview &decision)
{
    const auto known =
        std::find_if(into.begin(), into.end(), [&](const DriverReview &each) { return isSame(each, decision); });
    if (known == into.end())
        into.push_back(decision);
    else
        *known = decision;
}

} // namespace

class DecisionDrafts::Step : public QUndoCommand {
public:
    Step(DecisionDrafts &drafts, std::vector<DriverReview> after, const QString &text)
        : QUndoCommand(text)
        , m_drafts(drafts)
        , m_before(drafts.m_decisions)
        , m_after(std::move(after))
    {
    }
    void undo() override { m_drafts.set(m_before); }
    void redo() override { m_drafts.set(m_after); }

private:
    DecisionDrafts &m_drafts;
    std::vector<DriverReview> m_before, m_after;
};

DecisionDrafts::DecisionDrafts(QObject *parent)
    : QObject(parent)
{
}

void DecisionDrafts::set(std::vector<DriverReview> decisions)
{
    m_decisions = std::move(decisions);
    Q_EMIT changed();
}

void DecisionDrafts::draft(const std::vector<DriverReview> &decisions, const QString &text)
{
    std::vector<DriverReview> after = m_decisions;
    for (const DriverReview &decision : decisions)
        put(after, decision);
    if (after != m_decisions)
        m_steps.push(new Step(*this, std::move(after), text));
}

void DecisionDrafts::clear()
{
    m_steps.clear();
    set({});
}

std::vector<DriverReview> DecisionDrafts::mergedInto(std::vector<DriverReview> saved) const
{
    for (const DriverReview &decision : m_decisions)
        put(saved, decision);
    return saved;
}

bool DecisionDrafts::speaksOf(const DriverImage &image) const
{
    return !standingOf(image, DriverClass::Unknown, m_decisions, QDate()).reviews.empty();
}

} // namespace ringward

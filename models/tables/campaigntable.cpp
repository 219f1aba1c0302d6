#include "models/tables/campaigntable.h"

#include "models/incident/safemodewatch.h"

#include <QDateTime>

#include <algorithm>

namespace ringward {

namespace {

constexpr std::array<const char *, CampaignTable::StepColumn> kTitles{
    QT_TRANSLATE_NOOP("ringward::CampaignTable", "Host"), QT_TRANSLATE_NOOP("ringward::CampaignTable", "Ward"),
    QT_TRANSLATE_NOOP("ringward::CampaignTable", "Tier"), QT_TRANSLATE_NOOP("ringward::CampaignTable", "State")};

struct Sign {
    const char *icon;
    CampaignTable::Ink ink;
};
// Positions are the values of StepState and OperationState.
constexpr std::array<Sign, kStepStates> kStepSigns{
    Sign{"play", CampaignTable::Ink::Accent}, Sign{"clock", CampaignTable::Ink::Warning},
    Sign{"check", CampaignTable::Ink::Text},  Sign{"cross", CampaignTable::Ink::Bad},
    Sign{"help", CampaignTable::Ink::Bad},    Sign{"minus", CampaignTable::Ink::Muted}};
constexpr std::array<Sign, kOperationStates> kStateSigns{
    Sign{"minus", CampaignTable::Ink::Muted}, Sign{"play", CampaignTable::Ink::Accent},
    Sign{"check", CampaignTable::Ink::Text}, Sign{"cross", CampaignTable::Ink::Bad},
    Sign{"help", CampaignTable::Ink::Bad}};

QString clockText(qint64 atMs)
{
    return atMs ? QDateTime::fromMSecsSinceEpoch(atMs).toString(QStringLiteral("HH:mm:ss")) : QString();
}

QString stateText(const CampaignDevice &device)
{
    if (device.mode && device.operation.state != OperationState::Sent)
        return modeText(*device.mode);
    switch (device.operation.state) {
    case OperationState::Planned:
        return CampaignTable::tr("not begun");
    case OperationState::Sent:
        return CampaignTable::tr("at work");
    default:
        return label(device.operation.state);
    }
}

const Sign &signOf(const CampaignDevice &device)
{
    static constexpr Sign kAlarm{"warning", CampaignTable::Ink::Bad};
    return device.mode && device.operation.state != OperationState::Sent
        ? kAlarm
        : kStateSigns[std::size_t(device.operation.state)];
}

/// What a step's cell says: the time when it is done, the state otherwise.
QString stepText(const StepEntry &entry)
{
    return entry.state == StepState::Done ? clockText(entry.atMs) : label(entry.state);
}

} // namespace

int CampaignTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CampaignTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : outcomeColumn() + 1;
}

int CampaignTable::outcomeColumn() const
{
    return StepColumn + (m_campaign ? int(m_campaign->runbook.steps.size()) : 0);
}

const CampaignDevice *CampaignTable::deviceAt(int row) const
{
    return m_campaign && row >= 0 && std::size_t(row) < m_rows.size() ? &m_campaign->devices[m_rows[std::size_t(row)]]
                                                                      : nullptr;
}

const StepEntry *CampaignTable::stepAt(const CampaignDevice &device, int column) const
{
    const std::size_t at = std::size_t(column - StepColumn);
    if (column < StepColumn || at >= m_campaign->runbook.steps.size())
        return nullptr;
    const auto found = std::find_if(device.steps.begin(), device.steps.end(), [&](const StepEntry &each) {
        return each.step == m_campaign->runbook.steps[at].id;
    });
    return found == device.steps.end() ? nullptr : &*found;
}

bool CampaignTable::needsSomebody(const CampaignDevice &device) const
{
    const bool isWaiting = std::any_of(device.steps.begin(), device.steps.end(),
                                       [](const StepEntry &each) { return each.state == StepState::Waiting; });
    return isWaiting || device.operation.state == OperationState::Failed
        || device.operation.state == OperationState::Unknown
        || (device.mode && device.operation.state != OperationState::Sent);
}

QVariant CampaignTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CampaignDevice &device = *deviceAt(index.row());
    const int column = index.column();
    const StepEntry *step = stepAt(device, column);
    switch (role) {
    case TierRole:
        return int(device.call.tier);
    case SignRole:
        return step                 ? QString::fromLatin1(kStepSigns[std::size_t(step->state)].icon)
            : column == StateColumn ? QString::fromLatin1(signOf(device).icon)
                                    : QString();
    case InkRole:
        return int(step                        ? kStepSigns[std::size_t(step->state)].ink
                       : column == StateColumn ? signOf(device).ink
                                               : Ink::Text);
    case Qt::ToolTipRole:
        return step                     ? QVariant(step->evidence)
            : column == outcomeColumn() ? QVariant(device.operation.detail)
                                        : QVariant();
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    if (step)
        return stepText(*step);
    switch (column) {
    case HostColumn:
        return device.call.host;
    case WardColumn:
        return device.call.ward;
    case TierColumn:
        return word(device.call.tier).toUpper();
    case StateColumn:
        return stateText(device);
    default:
        return column == outcomeColumn() ? device.operation.detail.simplified() : QString();
    }
}

QVariant CampaignTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section > outcomeColumn())
        return {};
    const bool isStep = section >= StepColumn && section < outcomeColumn();
    const QString title = section < StepColumn ? tr(kTitles[std::size_t(section)])
        : isStep                               ? m_campaign->runbook.steps[std::size_t(section - StepColumn)].title
                                               : tr("Evidence or reason");
    return role == Qt::DisplayRole || (role == Qt::ToolTipRole && isStep) ? QVariant(title) : QVariant();
}

std::vector<std::size_t> CampaignTable::fitting() const
{
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; m_campaign && i < m_campaign->devices.size(); ++i) {
        const CampaignDevice &device = m_campaign->devices[i];
        const bool hasText = m_text.isEmpty() || device.call.host.contains(m_text, Qt::CaseInsensitive)
            || device.call.ward.contains(m_text, Qt::CaseInsensitive)
            || stateText(device).contains(m_text, Qt::CaseInsensitive)
            || device.operation.detail.contains(m_text, Qt::CaseInsensitive);
        if (hasText && (!m_onlyTrouble || needsSomebody(device)))
            rows.push_back(i);
    }
    return rows;
}

void CampaignTable::show(Campaign campaign)
{
    const bool isSame = m_campaign && m_campaign->change.id == campaign.change.id
        && m_campaign->devices.size() == campaign.devices.size();
    std::optional<Campaign> before;
    std::swap(before, m_campaign);
    m_campaign = std::move(campaign);
    std::vector<std::size_t> rows = fitting();
    if (isSame && rows == m_rows) {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    std::swap(before, m_campaign); // the model is as it was until it says that it changes
    beginResetModel();
    m_campaign = std::move(before);
    m_rows = std::move(rows);
    endResetModel();
}

void CampaignTable::clear()
{
    beginResetModel();
    m_campaign.reset();
    m_rows.clear();
    endResetModel();
}

void CampaignTable::narrow(const QString &text, bool onlyTrouble)
{
    beginResetModel();
    m_text = text.trimmed();
    m_onlyTrouble = onlyTrouble;
    m_rows = fitting();
    endResetModel();
}

} // namespace ringward

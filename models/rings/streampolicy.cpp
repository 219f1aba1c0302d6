#include "models/rings/streampolicy.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Rings", text);
}

bool same(QStringView left, QStringView right)
{
    return left.compare(right, Qt::CaseInsensitive) == 0;
}

} // namespace

int StreamPolicy::ringCalled(QStringView name) const
{
    if (name.isEmpty())
        return -1;
    for (std::size_t i = 0; i < rings.size(); ++i) {
        if (same(rings[i].name.name, name))
            return int(i);
    }
    for (std::size_t i = 0; i < rings.size(); ++i) {
        if (std::any_of(rings[i].deliveries.begin(), rings[i].deliveries.end(),
                        [&](const RingDelivery &delivery) { return same(delivery.name, name); }))
            return int(i);
    }
    return -1;
}

const std::vector<StreamPolicy> &defaultPolicies()
{
    static const std::vector<StreamPolicy> policies = [] {
        std::vector<StreamPolicy> read;
        QFile file(QStringLiteral(":/catalogues/stream-policies.json"));
        if (!file.open(QIODevice::ReadOnly))
            return read;
        const QJsonObject top = QJsonDocument::fromJson(file.readAll()).object();
        for (const QJsonValue &value : top.value(u"policies").toArray()) {
            if (Result<StreamPolicy> policy = streamPolicyFromJson(value.toObject()))
                read.push_back(std::move(*policy));
        }
        return read;
    }();
    return policies;
}

QString streamLabel(const Stream &stream)
{
    switch (stream.kind) {
    case StreamKind::AgentBuild:
        return tr("Agent build");
    case StreamKind::OperatingSystem:
        return tr("Operating system");
    case StreamKind::SecurityContent:
        break;
    }
    return stream.category.isEmpty() ? tr("Content") : tr("Content · %1").arg(stream.category);
}

QString durationText(qint64 minutes)
{
    if (minutes >= 2 * 1440 && minutes % 1440 == 0)
        return tr("%1 d").arg(minutes / 1440);
    if (minutes < 60)
        return tr("%1 min").arg(minutes);
    return minutes % 60 ? tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60) : tr("%1 h").arg(minutes / 60);
}

std::optional<int> minutesFromText(QStringView text)
{
    static constexpr std::array<std::pair<QStringView, int>, 5> kUnits{
        {{u"", 1}, {u"m", 1}, {u"min", 1}, {u"h", 60}, {u"d", 1440}}};
    constexpr int kMost = 10'000'000;
    const QStringView trimmed = text.trimmed();
    const auto isDigit = [](QChar c) {
        return c >= u'0' && c <= u'9';
    };
    const qsizetype digits = std::find_if_not(trimmed.begin(), trimmed.end(), isDigit) - trimmed.begin();
    const QStringView unit = trimmed.sliced(digits).trimmed();
    const auto known = std::find_if(kUnits.begin(), kUnits.end(), [&](const auto &each) {
        return unit.compare(each.first, Qt::CaseInsensitive) == 0;
    });
    bool ok = false;
    const int number = trimmed.first(digits).toInt(&ok);
    return ok && known != kUnits.end() && number < kMost / known->second ? std::optional(number * known->second)
                                                                         : std::nullopt;
}

} // namespace ringward

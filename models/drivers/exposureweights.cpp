#include "models/drivers/exposure.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ExposureWeights", text);
}

// Positions are the values of ExposurePart.
constexpr std::array<const char *, kExposurePartCount> kKeys{"start",   "filter",    "content",
                                                             "cadence", "signature", "history"};

Error malformed(const QString &what)
{
    return {Error::Kind::Malformed, what};
}

} // namespace

Result<ExposureWeights> ExposureWeights::read(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonObject top = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return malformed(tr("Not complete JSON: %1 at byte %2.").arg(problem.errorString()).arg(problem.offset));
    ExposureWeights weights;
    for (const QJsonValue &value : top.value(u"parts").toArray()) {
        const QString key = value[u"part"].toString();
        const auto at =
            std::find_if(kKeys.begin(), kKeys.end(), [&](const char *k) { return key == QLatin1StringView(k); });
        if (at == kKeys.end())
            return malformed(tr("There is no part “%1”.").arg(key));
        const auto part = std::size_t(at - kKeys.begin());
        weights.m_most[part] = value[u"most"].toDouble(-1);
        const QJsonObject points = value[u"points"].toObject();
        for (auto point = points.begin(); point != points.end(); ++point) {
            const double number = point.value().toDouble(-1);
            if (number < 0 || number > weights.m_most[part])
                return malformed(
                    tr("“%1” of part “%2” is not between 0 and the most of its part.").arg(point.key(), key));
            weights.m_points[part].insert(point.key(), number);
        }
    }
    double sum = 0;
    for (std::size_t part = 0; part < kExposurePartCount; ++part) {
        if (weights.m_points[part].isEmpty())
            return malformed(tr("Part “%1” is missing.").arg(QLatin1StringView(kKeys[part])));
        sum += weights.m_most[part];
    }
    if (qAbs(sum - 100) > 0.01)
        return malformed(tr("The parts add up to %1, not to 100.").arg(sum));
    weights.m_rareBelowShare = top.value(u"rare-below-share").toDouble(weights.m_rareBelowShare);
    weights.m_everywhereFromShare = top.value(u"everywhere-from-share").toDouble(weights.m_everywhereFromShare);
    return weights;
}

double ExposureWeights::points(ExposurePart part, const char *word) const
{
    const QLatin1StringView key(word);
    const auto &own = m_points[std::size_t(part)];
    const auto found = own.find(key);
    return found != own.end() ? *found : builtIn().m_points[std::size_t(part)].value(key);
}

const ExposureWeights &ExposureWeights::builtIn()
{
    static const ExposureWeights weights = [] {
        QFile file(QStringLiteral(":/catalogues/exposure-weights.json"));
        if (!file.open(QIODevice::ReadOnly))
            return ExposureWeights();
        Result<ExposureWeights> read = ExposureWeights::read(file.readAll());
        return read ? std::move(*read) : ExposureWeights();
    }();
    return weights;
}

} // namespace ringward

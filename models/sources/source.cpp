#include "models/sources/source.h"

#include "models/sources/keyholder.h"

#include <QCoreApplication>

namespace ringward {

namespace {

Error notSupported(const char *what)
{
    return {Error::Kind::NotSupported, QString::fromLatin1(what)};
}

} // namespace

Async<RecordPage> Source::fetchChanges(qint64, QByteArray, std::stop_token)
{
    co_return notSupported("fetchChanges");
}

Async<SourceRecord> Source::fetchRecord(QString, std::stop_token)
{
    co_return notSupported("fetchRecord");
}

Async<std::vector<HealthSample>> Source::fetchHistory(qint64, qint64, std::stop_token)
{
    co_return notSupported("fetchHistory");
}

Async<Diagnosis> Source::diagnose(std::stop_token stop)
{
    auto testing = test(stop);
    const Result<QString> answer = co_await std::move(testing);
    if (!answer && answer.error().kind == Error::Kind::Cancelled)
        co_return answer.error();
    DiagnosisStep step;
    step.key = QStringLiteral("connection");
    step.title = QCoreApplication::translate("ringward::Diagnosis", "Connection");
    step.state = answer ? DiagnosisStep::State::Good : DiagnosisStep::State::Bad;
    step.sentence = answer ? *answer : userMessage(answer.error());
    if (!answer && !answer.error().detail.isEmpty())
        step.facts.push_back({QCoreApplication::translate("ringward::Diagnosis", "Details"), answer.error().detail});
    Diagnosis made;
    made.steps.push_back(std::move(step));
    co_return made;
}

Result<WriteCall> Source::moveRing(const QString &, const Stream &, const RingName &) const
{
    return notSupported("moveRing");
}

Async<Done> Source::send(QByteArray, std::stop_token)
{
    co_return notSupported("send");
}

Async<Secret> KeyHolder::fetchLocalAdmin(QString, std::stop_token)
{
    co_return notSupported("fetchLocalAdmin");
}

Async<std::vector<DeletedKeyInfo>> KeyHolder::findDeletedKeys(QString, std::stop_token)
{
    co_return notSupported("findDeletedKeys");
}

Async<Secret> KeyHolder::fetchDeletedKey(QString, QString, std::stop_token)
{
    co_return notSupported("fetchDeletedKey");
}

} // namespace ringward

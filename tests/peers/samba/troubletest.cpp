#include "tests/peers/samba/directoryfixture.h"
#include "tests/peers/samba/silentserver.h"

#include <QElapsedTimer>
#include <QTimer>

#include <ctime>

using namespace ringward;
using namespace ringward::testing;

namespace {

constexpr int kSoonMs = 12'000;

double cpuSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

class Trouble : public DirectoryTest {
protected:
    void TearDown() override
    {
        if (controller && !isRunning) {
            ASSERT_TRUE(controller->start()) << qPrintable(controller->log());
        }
    }
    /// How a reading fails, which must not take long and must not burn the processor meanwhile.
    static Error failsSoon(Source &directory, const std::stop_token &stop = {})
    {
        QElapsedTimer timer;
        timer.start();
        const double before = cpuSeconds();
        const auto page = settle(directory.fetchDevices({}, stop), 60'000);
        EXPECT_LT(timer.elapsed(), kSoonMs);
        EXPECT_LT(cpuSeconds() - before, 1.0) << "a hanging handshake must not spin";
        EXPECT_FALSE(page);
        return page ? Error{} : page.error();
    }
    SourceConfig at(quint16 port, const char *way)
    {
        SourceConfig config = controller->config(QStringLiteral("svc-reader"), QString::fromLatin1(way));
        config.settings[u"servers"] = QStringLiteral("127.0.0.1:%1").arg(port);
        return config;
    }
    bool isRunning = true;
};

} // namespace

TEST_F(Trouble, AServerThatStaysSilentInTheHandshakeIsLeft)
{
    const SilentServer silent;
    const Error error = failsSoon(*make(at(silent.port(), "LDAPS"), secrets));
    EXPECT_EQ(error.kind, Error::Kind::Timeout) << qPrintable(error.detail);
    EXPECT_TRUE(userMessage(error).contains(u"stays silent"));
}

TEST_F(Trouble, AServerThatAgreesToStartTlsAndThenStaysSilentIsLeft)
{
    const SilentServer silent(QByteArray::fromHex("300c02010178070a010004000400"));
    const Error error = failsSoon(*make(at(silent.port(), "StartTLS"), secrets));
    EXPECT_EQ(error.kind, Error::Kind::Timeout) << qPrintable(error.detail);
    const SilentServer mute;
    EXPECT_EQ(failsSoon(*make(at(mute.port(), "StartTLS"), secrets)).kind, Error::Kind::Timeout);
}

TEST_F(Trouble, TheNextServerIsAskedWhenTheFirstOneHangs)
{
    const SilentServer silent;
    SourceConfig config = at(silent.port(), "LDAPS");
    config.settings[u"servers"] =
        config.settings[u"servers"].toString() + QStringLiteral(", 127.0.0.1:1, ") + SambaDc::name();
    const auto directory = make(config, secrets);
    const auto records = readAll(*directory);
    ASSERT_TRUE(records) << qPrintable(records.error().detail);
    EXPECT_EQ(int(records->size()), controller->facts()[u"enabled"].toInt());
}

TEST_F(Trouble, AFrozenControllerIsATimeLimitAndAStopRequestEndsTheWait)
{
    const auto directory = source(QStringLiteral("svc-reader"));
    ASSERT_TRUE(readAll(*directory));
    controller->freeze();
    std::stop_source stop;
    QTimer::singleShot(300, [&stop] { stop.request_stop(); });
    QElapsedTimer timer;
    timer.start();
    const Error cancelled = failsSoon(*directory, stop.get_token());
    EXPECT_EQ(cancelled.kind, Error::Kind::Cancelled);
    EXPECT_LT(timer.elapsed(), 2000);
    const auto another = source(QStringLiteral("svc-reader"));
    EXPECT_EQ(failsSoon(*another).kind, Error::Kind::Timeout);
    controller->thaw();
    EXPECT_TRUE(readAll(*directory));
}

TEST_F(Trouble, AControllerThatGoesInTheMiddleOfAReadingLeavesNoHalfList)
{
    SourceConfig config = controller->config(QStringLiteral("svc-reader"));
    const auto directory = make(config, secrets);
    const auto first = settle(directory->fetchDevices({}, {}), 30'000);
    ASSERT_TRUE(first);
    controller->stop();
    isRunning = false;
    const auto gone = settle(directory->fetchDevices({}, {}), 30'000);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().kind, Error::Kind::Offline) << qPrintable(gone.error().detail);
    ASSERT_TRUE(controller->start());
    isRunning = true;
    const auto records = readAll(*directory);
    ASSERT_TRUE(records) << qPrintable(records.error().detail);
    EXPECT_EQ(int(records->size()), controller->facts()[u"enabled"].toInt());
}

TEST_F(Trouble, ASourceThatGoesWhileItIsWaitedForHardlyHoldsAnybodyUp)
{
    controller->freeze();
    auto directory = source(QStringLiteral("svc-reader"));
    bool isAnswered = false;
    const auto wait = [](Async<RecordPage> pending, bool *answered) -> QCoro::Task<> {
        const auto page = co_await std::move(pending);
        *answered = !page;
    };
    auto waiting = wait(directory->fetchDevices({}, {}), &isAnswered);
    QTest::qWait(200);
    QElapsedTimer timer;
    timer.start();
    directory.reset();
    EXPECT_LT(timer.elapsed(), 1000);
    EXPECT_TRUE(QTest::qWaitFor([&] { return isAnswered; }, 5000));
    controller->thaw();
}

TEST_F(Trouble, ANameThatIsNotInTheCertificateIsRefused)
{
    controller->stop();
    isRunning = false;
    {
        SambaDc other({QStringLiteral("wrongname")});
        const auto directory = make(other.config(QStringLiteral("svc-reader")), secrets);
        const Error error = failsSoon(*directory);
        EXPECT_TRUE(userMessage(error).contains(u"certificate")) << qPrintable(error.detail);
        EXPECT_TRUE(error.detail.contains(u"wrongname")) << qPrintable(error.detail);
    }
}

TEST_F(Trouble, ABaseThatIsNotThereIsNamed)
{
    SourceConfig config = controller->config(QStringLiteral("svc-reader"));
    config.settings[u"base"] = QStringLiteral("OU=Nowhere,DC=hospital,DC=test");
    const Error error = failsSoon(*make(config, secrets));
    EXPECT_EQ(error.kind, Error::Kind::NotFound) << qPrintable(error.detail);
    EXPECT_TRUE(userMessage(error).contains(u"search base"));
}

#pragma once
#include "tests/support/manualclock.h"
#include "tests/support/pagepictures.h"
#include "tests/support/ringfleet.h"
#include "views/rings/ringboard.h"
#include "views/rings/ringspage.h"
#include "views/widgets/actionregistry.h"

#include <QPushButton>
#include <QSignalSpy>

namespace ringward::testing {

inline std::vector<RingDevice> ward(const char *name, int each)
{
    std::vector<RingDevice> made;
    for (const char *ring : {"Canary", "Early", "Broad", "Late", "Delayed"}) {
        for (int i = 0; i < each; ++i)
            made.push_back({.ward = name,
                            .tier = QLatin1StringView(ring) == QLatin1StringView("Delayed") ? Tier::T1
                                : QLatin1StringView(ring) == QLatin1StringView("Canary")    ? Tier::T3
                                                                                            : Tier::T2,
                            .ring = ring,
                            .beds = 12});
    }
    return made;
}

struct RingsPageTest : ::testing::Test {
    RingsPageTest()
    {
        std::vector<RingDevice> devices;
        for (const char *name :
             {"4W ICU", "ED Resus", "NICU", "Ward 7", "Pharm", "OPD A", "Path Lab", "Endo", "Chemo"}) {
            const auto more = ward(name, 4);
            devices.insert(devices.end(), more.begin(), more.end());
        }
        devices.push_back({.ward = "Lodge", .ring = "Broad"});
        devices.push_back({.ward = "Lodge", .ring = "Early"});
        hub.publish(ringFleet(devices));
        wait();
    }
    void wait()
    {
        ASSERT_TRUE(QTest::qWaitFor([&] { return shown.count() > seen; }));
        seen = int(shown.count());
    }
    QPushButton *button(const char *text)
    {
        for (QPushButton *each : page.findChildren<QPushButton *>()) {
            if (each->text() == QString::fromUtf8(text))
                return each;
        }
        return nullptr;
    }
    GuardrailResult result(const char *rule) const
    {
        for (const GuardrailResult &each : page.picture()->results) {
            if (each.rule == QLatin1StringView(rule))
                return each;
        }
        return {};
    }
    quint32 wardCalled(const char *code) const
    {
        const auto &wards = hub.current()->names().wards();
        for (quint32 i = 0; i < wards.size(); ++i) {
            if (wards[i].code == QLatin1StringView(code))
                return i;
        }
        return 0;
    }
    void move(const char *code, int from, int to)
    {
        Q_EMIT page.findChild<RingBoard *>()->columns()[std::size_t(from)]->moveWanted(wardCalled(code), from, to,
                                                                                       std::nullopt);
        wait();
    }

    ManualClock clock{kRingNowMs};
    std::unique_ptr<ThemeHub> themes =
        std::make_unique<ThemeHub>(QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light);
    ActionRegistry actions;
    FleetHub hub;
    MemoryRingBook book;
    Person me = somebody(Role::Admin);
    RingDesk desk{book, clock, [this] {
                      return me;
                  }};
    int applied = 0;
    RingsPage page{{.hub = hub,
                    .desk = desk,
                    .guardrails = [this] { return book.guardrails(); },
                    .actions = actions,
                    .clock = clock,
                    .applyTiers = [this]() -> Result<Done> {
                        ++applied;
                        return Done{};
                    }}};
    QSignalSpy shown{&page, &RingsPage::shown};
    int seen = 0;
};

} // namespace ringward::testing

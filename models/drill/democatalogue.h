#pragma once
#include "models/base/result.h"
#include "models/drivers/driver.h"
#include "models/fleet/device.h"

#include <QStringList>

#include <array>
#include <memory>
#include <vector>

namespace ringward::drill {

/// What a device is for: gives its name, tier, room and kind of hardware.
struct DemoRole {
    QString id, name, host, room, hardware;
    Tier tier = Tier::T3;
    DeviceFlags flags;
    bool officeHours = false; ///< nobody minds when it is off at night
};

/// Which roles a kind of ward has. Each part gets its minimum, then a share of the rest; the last takes what is left.
struct DemoWardKind {
    struct Part {
        quint8 role = 0;
        quint16 minimum = 0, permille = 0;
    };
    QString id;
    std::vector<Part> parts;
    quint16 coverPermille = 0;
};

struct DemoWardPattern {
    QString code, host, name, building; ///< "4W ICU", "ICU4W", "4 West ICU", "Tower B"
    quint8 kind = 0;
    quint16 beds = 0, devices = 0;
    quint16 cover = 0; ///< 0: by the kind
};

struct DemoSitePattern {
    QString code, name, kind; ///< of the first site made from it; more get other names
    std::vector<DemoWardPattern> wards;
};

struct DemoModel {
    QString maker, name, serialStyle;
    QStringList hardware, tags;
    quint16 weight = 0;
};

struct DemoSystem {
    QString name; ///< "Windows 11 23H2"
    int build = 0, revision = 0, revisionsAMonth = 0;
    QStringList hardware, tags;
    quint16 weight = 0;
};

struct DemoDriver {
    Driver driver; ///< a version of "os" or "agent" follows the device
    QStringList where; ///< tags, any of which brings it
};

/// An agent that some of the disk images of the group carry.
struct DemoOption {
    QString tag;
    quint32 share = 0; ///< of images per thousand; of devices per 100,000 for the rare ones
    QStringList hardware;
};

/// A line of the opening story, in minutes from the moment the demonstration was opened.
struct DemoStoryLine {
    QString site, ward, role, fault;
    int number = 1, count = 1, fromMin = 0, untilMin = 0;
};

/// The made-up facts that the demonstration hospital is put together from, out of resources/catalogues/demonstration.
struct DemoCatalogue {
    QString group, domain;
    std::vector<DemoRole> roles;
    std::vector<DemoWardKind> wardKinds;
    std::vector<DemoSitePattern> sites;
    QStringList placeFirst, placeSecond;
    std::vector<QStringList> siteNames; ///< by position in `sites`, with %1 for the place
    std::vector<DemoStoryLine> story;
    std::vector<DemoModel> models;
    std::vector<DemoSystem> systems;
    std::vector<DemoDriver> drivers;
    std::vector<DemoOption> options, rare;
    int images = 1; ///< different disk images the group's engineers keep

    /// Malformed when a file does not fit together; the built-in ones are tested to.
    static Result<std::shared_ptr<const DemoCatalogue>> load(const QString &folder = builtIn());
    static QString builtIn();

    int roleIndex(const QString &id) const; ///< -1 when unknown
};
using DemoCataloguePtr = std::shared_ptr<const DemoCatalogue>;

} // namespace ringward::drill

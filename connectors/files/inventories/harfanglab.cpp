#include "connectors/files/inventories/driverloads.h"
#include "connectors/files/inventories/jsonobjects.h"
#include "connectors/files/inventories/machines.h"
#include "connectors/files/inventories/parsers.h"
#include "connectors/files/inventories/texts.h"
#include "connectors/files/inventories/values.h"
#include "connectors/files/inventories/words.h"

namespace ringward {

namespace {

Driver driverOf(const QJsonObject &load)
{
    const auto text = [&](std::initializer_list<const char16_t *> path) {
        return saidText(jsonScalar(jsonAt(load, path)));
    };
    Driver driver;
    driver.path = text({u"imagepath"});
    driver.name = nameFromImage(driver.path.isEmpty() ? text({u"imagename"}) : driver.path);
    driver.displayName = text({u"pe_info", u"file_description"});
    driver.version = text({u"pe_info", u"file_version"});
    driver.publisher = text({u"pe_info", u"company_name"});
    driver.signer = text({u"signature_info", u"signer_info", u"display_name"});
    driver.md5 = hashOf(text({u"hashes", u"md5"}), 32);
    driver.sha1 = hashOf(text({u"hashes", u"sha1"}), 40);
    driver.sha256 = hashOf(text({u"hashes", u"sha256"}), 64);
    driver.impHash = hashOf(text({u"pe_imphash"}), 32);
    driver.isSigned = toldOf(text({u"signed"}));
    driver.linkDate = inventoryDate(text({u"pe_timestamp"}));
    driver.fileBytes = jsonAt(load, {u"size"}).toInteger(-1);
    driver.state = RunState::Running;
    return driver;
}

void readAgent(const QJsonObject &agent, Inventory &told)
{
    told.domain = saidText(jsonScalar(agent.value(u"domainname")));
    told.osName = saidText(jsonScalar(agent.value(u"osproducttype")));
    const QString version = jsonScalar(agent.value(u"osversion"));
    told.osBuild = version.section(u'.', 2, 2);
}

} // namespace

bool looksLikeHarfanglab(QStringView head)
{
    const QStringView start = head.trimmed();
    return (start.startsWith(u'{') || start.startsWith(u'[')) && head.contains(u"\"log_type\"")
        && head.contains(u"\"driverload\"") && head.contains(u"\"imagepath\"");
}

Inventories parseHarfanglab(const DecodedText &text, std::stop_token stop)
{
    Machines machines(QStringLiteral("HarfangLab"), false); // what was loaded while it looked
    JsonObjects objects(text.text);
    JsonObjects::Record record;
    while (objects.next(record) && !stop.stop_requested()) {
        if (!record.whole) {
            machines.refuse(record.line,
                            record.cutOff ? InventoryTexts::tr("the file ends in the middle of this record")
                                          : InventoryTexts::tr("this record is no JSON"));
            continue;
        }
        if (jsonScalar(record.object.value(u"log_type")) != u"driverload")
            continue;
        const QJsonObject agent = record.object.value(u"agent").toObject();
        const QString host = saidText(jsonScalar(agent.value(u"hostname")));
        const QDateTime time = inventoryDate(jsonScalar(record.object.value(u"@event_create_date")));
        machines.add(host, driverOf(record.object), time.isValid() ? time.toMSecsSinceEpoch() : 0, record.line);
        if (InventoryBuilder *builder = machines.machine(host))
            readAgent(agent, builder->inventory);
    }
    return machines.finish(
        InventoryTexts::tr("These HarfangLab records hold no loaded driver. Export those with log_type "
                           "“driverload”."),
        stop);
}

} // namespace ringward

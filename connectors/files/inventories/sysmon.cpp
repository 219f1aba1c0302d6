#include "connectors/files/inventories/driverloads.h"
#include "connectors/files/inventories/jsonobjects.h"
#include "connectors/files/inventories/lines.h"
#include "connectors/files/inventories/machines.h"
#include "connectors/files/inventories/parsers.h"
#include "connectors/files/inventories/texts.h"
#include "connectors/files/inventories/values.h"
#include "connectors/files/inventories/words.h"

#include <QJsonArray>
#include <QXmlStreamReader>

#include <algorithm>

namespace ringward {

namespace {

constexpr qsizetype kLongestEvent = 256 * 1024;

/// The fields of one event, whatever wraps them. Sysmon's own names are English on every Windows.
struct Event {
    QString id, host, time, image, hashes, isSigned, signature, status;

    QString *field(QStringView name)
    {
        struct Known {
            QStringView name;
            QString Event::*field;
        };
        static const std::array kKnown{
            Known{u"UtcTime", &Event::time},        Known{u"ImageLoaded", &Event::image},
            Known{u"Hashes", &Event::hashes},       Known{u"Signed", &Event::isSigned},
            Known{u"Signature", &Event::signature}, Known{u"SignatureStatus", &Event::status},
            Known{u"Computer", &Event::host},       Known{u"EventID", &Event::id}};
        const auto found =
            std::find_if(kKnown.begin(), kKnown.end(), [&](const Known &known) { return known.name == name; });
        return found == kKnown.end() ? nullptr : &(this->*found->field);
    }
    bool isDriverLoad() const { return !image.isEmpty() && (id.isEmpty() || id == u"6"); }
};

void take(Event &event, qint64 line, Machines &machines)
{
    if (!event.isDriverLoad())
        return;
    Driver driver;
    driver.path = event.image.trimmed();
    driver.name = nameFromImage(driver.path);
    driver.signer = saidText(event.signature);
    driver.isSigned = toldOf(event.isSigned);
    driver.state = RunState::Running;
    readHashes(event.hashes, driver);
    const QDateTime time = inventoryDate(event.time);
    const qint64 atMs = time.isValid() ? time.toMSecsSinceEpoch() : 0;
    if (const QString status = event.status.trimmed();
        !status.isEmpty() && status != u"Valid" && driver.isSigned == Told::Yes)
        driver.flagged = true; // expired, revoked or not to be verified
    machines.add(saidText(event.host), std::move(driver), atMs, line);
}

/// "Driver loaded:\r\nRuleName: \r\nUtcTime: ..." as the event viewer shows it.
void readMessage(QStringView message, Event &event)
{
    Lines lines(message.left(kLongestEvent));
    Line line;
    while (lines.next(line)) {
        const auto pair = labelled(line.text);
        QString *field = pair ? event.field(pair->label) : nullptr;
        if (field && field->isEmpty())
            *field = pair->value.toString();
    }
}

QString firstOf(const QJsonObject &object, std::initializer_list<std::initializer_list<const char16_t *>> paths)
{
    for (const auto &path : paths) {
        if (const QString text = jsonScalar(jsonAt(object, path)); !text.isEmpty())
            return text;
    }
    return {};
}

/// As NXLog, winlogbeat of three generations, wevtx exports and ConvertTo-Json write an event.
Event eventOf(const QJsonObject &object)
{
    Event event;
    event.id = firstOf(object,
                       {{u"EventID"},
                        {u"event_id"},
                        {u"winlog", u"event_id"},
                        {u"event", u"code"},
                        {u"Id"},
                        {u"Event", u"System", u"EventID"},
                        {u"System", u"EventID"}});
    event.host = firstOf(object,
                         {{u"Hostname"},
                          {u"computer_name"},
                          {u"winlog", u"computer_name"},
                          {u"Computer"},
                          {u"ComputerName"},
                          {u"MachineName"},
                          {u"Event", u"System", u"Computer"},
                          {u"host", u"name"},
                          {u"host", u"hostname"}});
    for (const QJsonValue &holder :
         {QJsonValue(object), object.value(u"event_data"), jsonAt(object, {u"winlog", u"event_data"}),
          jsonAt(object, {u"Event", u"EventData"}), object.value(u"EventData")}) {
        const QJsonObject data = holder.toObject();
        for (const char16_t *name :
             {u"UtcTime", u"ImageLoaded", u"Hashes", u"Signed", u"Signature", u"SignatureStatus"}) {
            QString *field = event.field(name);
            if (field->isEmpty())
                *field = jsonScalar(data.value(QStringView(name)));
        }
        const QJsonArray pairs = data.value(u"Data").toArray(); // [{"@Name": "ImageLoaded", "#text": "..."}]
        for (const QJsonValue &pair : pairs) {
            QString *field = event.field(firstOf(pair.toObject(), {{u"@Name"}, {u"Name"}, {u"#attributes", u"Name"}}));
            if (field && field->isEmpty())
                *field = firstOf(pair.toObject(), {{u"#text"}, {u"Value"}, {u"text"}});
        }
    }
    if (event.image.isEmpty())
        readMessage(firstOf(object, {{u"Message"}, {u"message"}}), event);
    return event;
}

void readJson(QStringView text, Machines &machines, const std::stop_token &stop)
{
    JsonObjects objects(text);
    JsonObjects::Record record;
    while (objects.next(record) && !stop.stop_requested()) {
        if (record.whole) {
            Event event = eventOf(record.object);
            take(event, record.line, machines);
        } else {
            machines.refuse(record.line,
                            record.cutOff ? InventoryTexts::tr("the file ends in the middle of this record")
                                          : InventoryTexts::tr("this record is no JSON"));
        }
    }
}

/// False when it is no XML, or declares what no event declares.
bool readXmlEvent(QStringView text, Event &event)
{
    QXmlStreamReader xml(text.toString());
    for (int depth = 0; !xml.atEnd();) {
        switch (xml.readNext()) {
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference:
            return false;
        case QXmlStreamReader::StartElement: {
            if (++depth > 16)
                return false;
            const QXmlStreamAttributes attributes = xml.attributes();
            const bool named = xml.name() == u"Data";
            if (QString *field = event.field(named ? attributes.value(QLatin1StringView("Name")) : xml.name())) {
                *field = xml.readElementText(QXmlStreamReader::SkipChildElements);
                --depth;
            }
            break;
        }
        case QXmlStreamReader::EndElement:
            --depth;
            break;
        default:
            break;
        }
    }
    return !xml.hasError();
}

/// Events stand in a list, or one after the other without a root as wevtutil prints them.
void readXml(QStringView text, Machines &machines, const std::stop_token &stop)
{
    qint64 line = 1;
    qsizetype counted = 0;
    for (qsizetype from = 0; !stop.stop_requested();) {
        from = text.indexOf(u"<Event", from);
        while (from >= 0 && from + 6 < text.size() && !text[from + 6].isSpace() && text[from + 6] != u'>')
            from = text.indexOf(u"<Event", from + 6);
        if (from < 0)
            return;
        line += text.sliced(counted, from - counted).count(u'\n');
        counted = from;
        const qsizetype end = text.indexOf(u"</Event>", from);
        if (end < 0) {
            machines.refuse(line, InventoryTexts::tr("the file ends in the middle of this record"));
            return;
        }
        Event event;
        if (end - from < kLongestEvent && readXmlEvent(text.sliced(from, end + 8 - from), event))
            take(event, line, machines);
        else
            machines.refuse(line, InventoryTexts::tr("the XML of this event is damaged"));
        from = end;
    }
}

/// The message alone, or many of them with other lines around: each event ends where the next "Driver loaded" begins.
void readText(QStringView text, Machines &machines, const std::stop_token &stop)
{
    Event event;
    QString host;
    qint64 begin = 1;
    const auto flush = [&] {
        if (event.host.isEmpty())
            event.host = host;
        host = event.host;
        take(event, begin, machines);
        event = {};
    };
    Lines lines(text);
    Line line;
    while (lines.next(line) && !stop.stop_requested()) {
        const auto pair = line.text.size() < kLongestEvent ? labelled(line.text) : std::nullopt;
        if (!pair)
            continue;
        QString *field = event.field(pair->label == u"Event ID" ? QStringView(u"EventID") : pair->label);
        // The event viewer puts the computer before the message, so only what repeats begins a new event.
        if ((field && !field->isEmpty()) || (pair->label == u"Driver loaded" && !event.image.isEmpty()))
            flush();
        if (event.image.isEmpty() && field == &event.image)
            begin = line.number;
        if (field && !(line.last && field == &event.image && !isSysFile(pair->value)))
            *field = pair->value.toString();
    }
    flush();
}

} // namespace

bool looksLikeSysmon(QStringView head)
{
    const QStringView start = head.trimmed();
    const bool loads = head.contains(u"ImageLoaded");
    if (start.startsWith(u'{') || start.startsWith(u'['))
        return loads && (head.contains(u"Hashes") || head.contains(u"Sysmon"));
    if (start.startsWith(u'<'))
        return loads && head.contains(u"<Event") && (head.contains(u"Sysmon") || head.contains(u"Hashes"));
    Lines lines(head);
    Line line;
    bool image = false, hashes = false;
    while (lines.next(line)) {
        const QStringView text = line.text.left(4096).trimmed();
        image = image || text.startsWith(u"ImageLoaded:");
        hashes = hashes || text.startsWith(u"Hashes:") || text.startsWith(u"Driver loaded");
    }
    return image && hashes;
}

Inventories parseSysmon(const DecodedText &text, std::stop_token stop)
{
    Machines machines(QStringLiteral("Sysmon"), false); // what was loaded while it looked
    const QStringView start = QStringView(text.text).trimmed();
    if (start.startsWith(u'{') || start.startsWith(u'['))
        readJson(start, machines, stop);
    else if (start.startsWith(u'<'))
        readXml(start, machines, stop);
    else
        readText(start, machines, stop);
    return machines.finish(
        InventoryTexts::tr("These Sysmon events hold no loaded driver (event 6). Export event 6 of the "
                           "log Microsoft-Windows-Sysmon/Operational."),
        stop);
}

} // namespace ringward

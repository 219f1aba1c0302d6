#include "connectors/files/columnmeanings.h"

#include <QHash>

#include <array>

namespace ringward {

namespace {

struct Titles {
    const char *meaning;
    double confidence;
    const char16_t *titles; ///< as plainTitle() gives them, with blanks between
};

// English, then German, French, Polish, Spanish, and some of others.
constexpr std::array kTitles{
    Titles{"host", 1,
           u"host hostname computer computername devicename machinename pcname workstation workstationname netbiosname "
           u"computerdnsname dnshostname fqdn systemname endpoint endpointname nameofdevice assetname clientname "
           u"rechnername rechner computernamen geratename geraetename hostnamen arbeitsplatz "
           u"nomdelhote nomdhote nomhote nomdordinateur nomordinateur nomdemachine nomdeposte nomduposte "
           u"nomdelordinateur nommachine "
           u"nomdelappareil "
           u"nazwakomputera nazwahosta nazwaurzadzenia nazwastacji komputer "
           u"nombredehost nombredelequipo nombredeequipo nombredeordenador nombrededispositivo nombreequipo "
           u"nombredelordenador nombredeldispositivo equipo "
           u"nomehost nomecomputer naamcomputer computernaam hostnaam nazevpocitace nazevzarizeni szamitogepneve "
           u"имякомпьютера имяустройства 计算机名 主机名 设备名称 コンピューター名"},
    Titles{"host", 0.6, u"name displayname device machine pc asset gerat geraet nazwa nom nombre urzadzenie cn"},
    Titles{
        "domain", 1,
        u"domain domainname machinedomain addomain domane domaene domaine nomdedomaine domena dominio windowsdomain"},
    Titles{"serial_number", 1,
           u"serial serialnumber serialno serialnr serialnum sn biosserial biosserialnumber servicetag machineserial "
           u"deviceserialnumber chassisserial "
           u"seriennummer seriennr geraeteseriennummer numerodeserie ndeserie noserie nserie numeroserie "
           u"numerseryjny nrseryjny nrseryjnyurzadzenia nodeserie serie matricola seriovecislo 序列号 серийныйномер"},
    Titles{
        "hardware_uuid", 1,
        u"hardwareuuid uuid systemuuid smbiosuuid smbiosguid biosuuid machineuuid hardwareguid biosguid computeruuid"},
    Titles{"directory_guid", 1,
           u"objectguid directoryguid azureaddeviceid aaddeviceid entradeviceid adguid azuread_deviceid"},
    Titles{"agent_id", 1, u"agentid aid sensorid endpointid deviceid hostid clientid machineid agentguid agentuuid"},
    Titles{"agent_id", 0.4, u"id"},
    Titles{"mac_address", 1,
           u"mac macaddress macadresse adressemac adresmac adresfizyczny direccionmac ethernetmac ethernetmacaddress "
           u"wifimac "
           u"wifimacaddress physicaladdress 物理地址"},
    Titles{"ip_address", 1,
           u"ip ipaddress ipv4 ipv4address localip lastipaddress ipadresse adresseip adresip direccionip lastip "
           u"privateip"},
    Titles{"site", 1,
           u"site sitecode campus hospital facility standort haus klinikum klinik hopital etablissement szpital "
           u"placowka lokalizacja sede centro sedehospitalaria hospitalcode facilitycode"},
    Titles{"site_name", 1,
           u"sitename hospitalname facilityname standortname nomdusite nazwaplacowki nazwaszpitala nombredelsitio"},
    Titles{"building", 1,
           u"building buildingname block gebaude gebaeude batiment budynek edificio pavillon pawilon 楼"},
    Titles{
        "ward", 1,
        u"ward wardcode unit careunit clinicalunit nursingunit wardunit station pflegestation abteilung bereich unite "
        u"unitedesoins service oddzial kododdzialu unidad planta servicio reparto afdeling oddeleni 科室 отделение"},
    Titles{"ward", 0.7, u"department dept division section departement location"},
    Titles{"ward_name", 1,
           u"wardname unitname stationsname nomduservice nomdelunite nazwaoddzialu nombredelaunidad wardtitle"},
    Titles{"ward_kind", 1, u"wardkind wardtype unittype kindofward stationstyp typdunite typoddzialu tipodeunidad"},
    Titles{"beds", 1,
           u"beds bedcount wardbeds numberofbeds betten bettenzahl lits nombredelits lozka liczbalozek camas"},
    Titles{"minimum_cover", 1, u"minimumcover mincover wardminimumcover mindestbesetzung couvertureminimale"},
    Titles{"room", 1,
           u"room roomnumber roomno bay raum raumnummer zimmer salle chambre piece pokoj sala habitacion cuarto local "
           u"房间"},
    Titles{"role", 1,
           u"role devicerole function usage purpose rolle funktion fonction rola przeznaczenie rol funcion usedfor"},
    Titles{"role", 0.6, u"devicetype type typ"},
    Titles{"tier", 1,
           u"tier criticality criticalitytier priorityclass kritikalitat criticite krytycznosc criticidad stufe"},
    Titles{"manufacturer", 1,
           u"manufacturer vendor make brand systemmanufacturer oem hersteller fabricant constructeur producent "
           u"fabricante 制造商"},
    Titles{"model", 1,
           u"model modelname devicemodel systemproductname productname hardwaremodel modell modele typenbezeichnung "
           u"modeldevice "
           u"modelurzadzenia modelo 型号"},
    Titles{
        "os", 1,
        u"os osname operatingsystem osproductname osplatform osversionname platform betriebssystem systemdexploitation "
        u"systemoperacyjny sistemaoperativo osdescription 操作系统"},
    Titles{"os_build", 1, u"osbuild build buildnumber osbuildnumber windowsbuild"},
    Titles{"os_build", 0.8,
           u"osversion windowsversion operatingsystemversion versiondelos betriebssystemversion wersjasystemu"},
    Titles{"os_ring", 1, u"osring updatering windowsring wufbring patchgroup patchring updatedeploymentring"},
    Titles{"agent_product", 1, u"agent agentproduct agentname edr antivirus securityproduct avproduct virenschutz"},
    Titles{"agent_version", 1,
           u"agentversion sensorversion clientversion edrversion avversion agentbuild versionagent versiondelagent "
           u"wersjaagenta "
           u"agentenversion versiondelagente"},
    Titles{"agent_ring", 1, u"agentring sensorring sensorupdatepolicy sensorpolicy"},
    Titles{"content_version", 1,
           u"contentversion definitionversion signatureversion datversion avsignatureversion channelfileversion"},
    Titles{"content_ring", 1, u"contentring ring contentpolicy contentupdatepolicy deploymentring rollout"},
    Titles{
        "directory_path", 1,
        u"ou distinguishedname dn organizationalunit directorypath adpath orgunit canonicalname organisationseinheit"},
    Titles{"tags", 1, u"tags tag groups labels machinetags groupingtags schlagworter etiquettes etykiety etiquetas"},
    Titles{"owner", 1,
           u"owner responsible assetowner deviceowner managedby besitzer verantwortlich proprietaire responsable "
           u"wlasciciel propietario"},
    Titles{"last_seen", 1,
           u"lastseen lastcheckin lastcontact lastsync lastsyncdatetime lastlogontimestamp lastcommunication "
           u"lastreported lastonline "
           u"lastactive lastactivedate lastheartbeat lastlogon lastupdate lastconnected lastscan heartbeat "
           u"lastsynctime lastsyncdate "
           u"zuletztgesehen letzterkontakt letzteverbindung zuletztonline letzteranmeldung "
           u"dernierevue vulepour derniercontact derniereconnexion dernieresynchronisation "
           u"ostatniowidziany ostatniowidziane ostatnikontakt ostatniepolaczenie ostatniasynchronizacja "
           u"vistoporultimavez ultimavez ultimocontacto ultimaconexion ultimasincronizacion 最后在线时间"},
    Titles{"boot_time", 1,
           u"boottime lastboot lastboottime lastbootuptime lastreboot lastrestart letzterstart dernierdemarrage "
           u"ostatnirestart"},
    Titles{"online", 1, u"online isonline connected enligne polaczony enlinea"},
    Titles{"reduced_functionality", 1, u"rfm reducedfunctionality reducedfunctionalitymode rfmstate"},
    Titles{"reboot_pending", 1, u"rebootpending pendingreboot rebootrequired restartrequired neustarterforderlich"},
    Titles{"downtime_pc", 1,
           u"downtimepc downtime isdowntimepc downtimeworkstation bcapc businesscontinuitypc ausfallpc notfallpc"},
    Titles{"cart", 1, u"cart wow iscart trolley mobilecart visitewagen chariot wozek carro"},
    Titles{"server", 1, u"server isserver"},
};

QString foldedLetter(QChar c)
{
    switch (c.unicode()) { // letters that Unicode does not decompose
    case u'ł':
        return QStringLiteral("l");
    case u'ß':
        return QStringLiteral("ss");
    case u'ø':
        return QStringLiteral("o");
    case u'æ':
        return QStringLiteral("ae");
    case u'œ':
        return QStringLiteral("oe");
    case u'đ':
        return QStringLiteral("d");
    default:
        return QString(c);
    }
}

const QHash<QString, TitleMatch> &knownTitles()
{
    static const QHash<QString, TitleMatch> known = [] {
        QHash<QString, TitleMatch> all;
        for (const Titles &entry : kTitles) {
            const ColumnMeaning *meaning = meaningFromKey(QString::fromLatin1(entry.meaning));
            Q_ASSERT(meaning);
            for (const QStringView title : QStringView(entry.titles).split(u' ', Qt::SkipEmptyParts))
                all.insert(plainTitle(title), TitleMatch{meaning, entry.confidence});
        }
        return all;
    }();
    return known;
}

} // namespace

QString plainTitle(QStringView title)
{
    QString plain;
    const QString decomposed = title.left(200).toString().toLower().normalized(QString::NormalizationForm_KD);
    for (const QChar c : decomposed) {
        if (c.isLetterOrNumber() && c.unicode() != u'º')
            plain += foldedLetter(c);
    }
    return plain;
}

TitleMatch meaningOfTitle(QStringView title)
{
    const auto &known = knownTitles();
    TitleMatch match = known.value(plainTitle(title));
    if (const qsizetype dot = title.lastIndexOf(u'.'); !match.meaning && dot >= 0 && dot + 1 < title.size())
        match = known.value(plainTitle(title.sliced(dot + 1)));
    if (!match.meaning && title.contains(u'(')) // "Serial number (BIOS)"
        match = known.value(plainTitle(title.left(title.indexOf(u'('))));
    return match;
}

} // namespace ringward

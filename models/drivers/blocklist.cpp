#include "models/drivers/blocklist.h"

#include <QCoreApplication>
#include <QXmlStreamReader>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::BlockList", text);
}

QString at(const QXmlStreamReader &xml)
{
    return tr("line %1").arg(xml.lineNumber());
}

QString textOf(const QXmlStreamAttributes &attributes, const char *name)
{
    return attributes.value(QLatin1StringView(name)).toString();
}

constexpr QLatin1StringView kNamespace("urn:schemas-microsoft-com:sipolicy");
// "Any" in the policy's own words.
constexpr QLatin1StringView kLowest("0.0.0.0");
constexpr QLatin1StringView kHighest("65535.65535.65535.65535");

class Reader {
public:
    explicit Reader(const QByteArray &xml)
        : m_xml(xml)
    {
        m_list.info.kind = CatalogueKind::BlockList;
        m_list.info.title = tr("Microsoft vulnerable driver block list");
    }

    Result<BlockList> read()
    {
        int depth = 0;
        while (!m_xml.atEnd() && m_problem.isEmpty()) {
            switch (m_xml.readNext()) {
            case QXmlStreamReader::DTD:
            case QXmlStreamReader::EntityReference:
                m_problem = tr("It declares a document type or entities (%1); a policy never does.").arg(at(m_xml));
                break;
            case QXmlStreamReader::StartElement:
                if (++depth > kMostXmlDepth)
                    m_problem = tr("It nests deeper than a policy does (%1).").arg(at(m_xml));
                else
                    element();
                break;
            case QXmlStreamReader::EndElement:
                --depth;
                if (m_xml.name() == u"Signer")
                    closeSigner();
                break;
            default:
                break;
            }
        }
        if (m_problem.isEmpty() && m_xml.hasError())
            m_problem = tr("Not complete XML: %1 (%2).").arg(m_xml.errorString(), at(m_xml));
        if (m_problem.isEmpty() && m_list.rules.empty())
            m_problem = tr("There are no deny rules in it; this is not a driver block list.");
        if (!m_problem.isEmpty())
            return malformedCatalogue(m_problem);
        m_list.info.entries = int(m_list.rules.size() + m_list.signers.size());
        return std::move(m_list);
    }

private:
    void element()
    {
        const QStringView name = m_xml.name();
        const QXmlStreamAttributes attributes = m_xml.attributes();
        if (!m_rootSeen) {
            m_rootSeen = true;
            if (name != u"SiPolicy" || m_xml.namespaceUri() != kNamespace)
                m_problem = tr("This is not a code integrity policy (its root is “%1”).").arg(name);
        } else if (name == u"VersionEx") {
            m_list.info.version = m_xml.readElementText();
        } else if (name == u"Deny" || name == u"FileAttrib") {
            rule(attributes, name == u"FileAttrib");
        } else if (name == u"Signer") {
            m_signer = {textOf(attributes, "ID"), textOf(attributes, "Name"), {}, {}};
            m_signerRules.clear();
        } else if (name == u"CertRoot") {
            m_signer.tbsHash = textOf(attributes, "Value").toLower();
        } else if (name == u"CertPublisher") {
            m_signer.publisher = textOf(attributes, "Value");
        } else if (name == u"FileAttribRef") {
            m_signerRules.append(textOf(attributes, "RuleID"));
        }
    }

    void rule(const QXmlStreamAttributes &attributes, bool onlyForSigners)
    {
        BlockRule rule;
        rule.id = textOf(attributes, "ID");
        rule.friendlyName = textOf(attributes, "FriendlyName");
        rule.fileName = textOf(attributes, "FileName").toLower();
        rule.productName = textOf(attributes, "ProductName");
        rule.internalName = textOf(attributes, "InternalName");
        rule.onlyForSigners = onlyForSigners;
        if (textOf(attributes, "MinimumFileVersion") != kLowest)
            rule.minimumVersion = textOf(attributes, "MinimumFileVersion");
        if (textOf(attributes, "MaximumFileVersion") != kHighest)
            rule.maximumVersion = textOf(attributes, "MaximumFileVersion");
        if (const QString hash = textOf(attributes, "Hash"); !hash.isEmpty()) {
            rule.hash = hashText(hash);
            if (rule.hash.isEmpty()) {
                m_problem = tr("Rule %1 has a hash of a wrong length (%2).").arg(rule.id, at(m_xml));
                return;
            }
        }
        const auto position = quint32(m_list.rules.size());
        m_rulesById.insert(rule.id, position);
        if (!rule.hash.isEmpty())
            m_list.rulesByHash.insert(rule.hash, position);
        if (!rule.fileName.isEmpty() && rule.fileName != u"*")
            m_list.rulesByName.insert(rule.fileName, position);
        m_list.rules.push_back(std::move(rule));
    }

    void closeSigner()
    {
        if (m_signerRules.isEmpty()) {
            m_list.signers.push_back(m_signer);
            return;
        }
        for (const QString &id : std::as_const(m_signerRules)) {
            if (const auto known = m_rulesById.constFind(id); known != m_rulesById.constEnd())
                m_list.rules[*known].signers.append(m_signer.publisher.isEmpty() ? m_signer.name : m_signer.publisher);
        }
    }

    QXmlStreamReader m_xml;
    BlockList m_list;
    QHash<QString, quint32> m_rulesById;
    BlockedSigner m_signer;
    QStringList m_signerRules;
    QString m_problem;
    bool m_rootSeen = false;
};

} // namespace

Result<BlockList> readBlockList(const QByteArray &xml)
{
    if (xml.size() > kMostCatalogueBytes)
        return malformedCatalogue(tr("The file is larger than 64 MB; the policy has about 0.5 MB."));
    return Reader(xml).read();
}

} // namespace ringward

#include "connectors/activedirectory/ldapdn.h"

#include <ldap.h>

#include <memory>

namespace ringward {

namespace {

struct DnFree {
    void operator()(LDAPRDN *dn) const { ldap_dnfree(dn); }
};

} // namespace

std::optional<std::vector<DnPart>> dnParts(const QByteArray &dn)
{
    LDAPDN parsed = nullptr;
    if (ldap_str2dn(dn.constData(), &parsed, LDAP_DN_FORMAT_LDAPV3) != LDAP_SUCCESS)
        return std::nullopt;
    const std::unique_ptr<LDAPRDN, DnFree> owned(parsed);
    std::vector<DnPart> parts;
    for (LDAPRDN *at = parsed; at && *at; ++at) {
        const LDAPAVA *first = (*at)[0];
        parts.push_back({QString::fromUtf8(first->la_attr.bv_val, qsizetype(first->la_attr.bv_len)).toUpper(),
                         QString::fromUtf8(first->la_value.bv_val, qsizetype(first->la_value.bv_len))});
    }
    return parts;
}

} // namespace ringward

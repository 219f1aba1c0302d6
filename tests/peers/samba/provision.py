#!/usr/bin/python3
"""Makes the Active Directory domain that the tests of connectors/activedirectory run against, once a build folder.

usage: provision.py BASE_FOLDER [COMPUTERS]

BASE_FOLDER holds the domain afterwards, and facts.json with what a test may expect of it. The folder is made anew when
this script has changed; a test copies it and starts the copy (sambadc.cpp). Works as any user, without a network.
Needs the distribution's own Python: the modules of Samba are in it.
"""
import base64
import fcntl
import hashlib
import json
import logging
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import uuid

REALM, DOMAIN, ROOT = "HOSPITAL.TEST", "HOSPITAL", "DC=hospital,DC=test"
ADMIN_PASSWORD, PASSWORD = "Passw0rd!Admin", "Passw0rd!Ward"
ADDRESSES = ["127.0.0.1"] + [f"127.0.0.{n}" for n in range(77, 87)]
SITES = ["Central", "North", "East", "West"]
WARDS = ["ICU", "ED", "Theatre", "Maternity", "Lab", "Intensive Care\\, North \\+ Süd (2)"]
RINGS = ["RW-OS-Pilot", "RW-OS-Early", "RW-OS-Broad", "RW-OS-Held", "RW-RR-Canary", "RW-RR-Delayed"]
ACCOUNTS = ["svc-reader", "svc-meta", "svc-keys", "svc-ringer", "disabled", "expired", "mustchange", "lockme"]
FVE_CLASS = "ea715d30-8f53-40d0-bd1e-6109186d782c"
MEMBER, GROUP = "bf9679c0-0de6-11d0-a285-00aa003049e2", "bf967a9c-0de6-11d0-a285-00aa003049e2"
COMPUTER_CLASS = "bf967a86-0de6-11d0-a285-00aa003049e2"

# name, OID, syntax, oM syntax, search flags: of Windows LAPS and of the older one
LEGACY = "1.2.840.113556.1.8000.2554.50051.45980.28112.18903.35903.6685103.1224907.2."
LAPS = [
    ("msLAPS-PasswordExpirationTime", "1.2.840.113556.1.6.44.1.1", "2.5.5.16", 65, 0),
    ("msLAPS-Password", "1.2.840.113556.1.6.44.1.2", "2.5.5.5", 19, 904),
    ("msLAPS-EncryptedPassword", "1.2.840.113556.1.6.44.1.3", "2.5.5.10", 4, 904),
    ("ms-Mcs-AdmPwdExpirationTime", LEGACY + "2", "2.5.5.16", 65, 0),
    ("ms-Mcs-AdmPwd", LEGACY + "1", "2.5.5.5", 19, 904),
]


def run(*command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout[-3000:]}")
    return done.stdout


def make_certificates(folder):
    """A good pair, one whose name fits nothing, one that has expired, and an authority that signed none of them."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ",".join(["DNS:dc1.hospital.test"] + [f"IP:{a}" for a in ADDRESSES])
    for ca in ("ca", "otherca"):
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj",
            f"/O=Ringward Test/CN=Ringward Test {ca.upper()}", "-keyout", folder / f"{ca}.key", "-out", folder / f"{ca}.pem")
    for name, alternatives in (("cert", names), ("wrongname", "DNS:elsewhere.test")):
        key = "key.pem" if name == "cert" else f"{name}.key"
        (folder / "ext").write_text(f"subjectAltName={alternatives}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n")
        run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={'dc1.hospital.test' if name == 'cert' else name}",
            "-keyout", folder / key, "-out", folder / "csr")
        run("openssl", "x509", "-req", "-in", folder / "csr", "-CA", folder / "ca.pem", "-CAkey", folder / "ca.key",
            "-CAcreateserial", "-days", "3650", "-extfile", folder / "ext", "-out", folder / f"{name}.pem")
        (folder / key).chmod(0o600)


def make_domain(base):
    from samba import dsdb
    from samba.auth import system_session
    from samba.param import LoadParm
    from samba.provision import provision

    empty = base / "empty.conf"
    empty.write_text("")
    lp = LoadParm()
    lp.load(str(empty))
    logger = logging.getLogger("provision")
    logger.setLevel(logging.ERROR)
    provision(logger, system_session(), smbconf=None, targetdir=str(base), realm=REALM, domain=DOMAIN, hostname="dc1",
              hostip="127.0.0.1", adminpass=ADMIN_PASSWORD, serverrole="active directory domain controller",
              dom_for_fun_level=dsdb.DS_DOMAIN_FUNCTION_2008_R2, dns_backend="NONE", lp=lp, skip_sysvolacl=True)
    for folder in ("run", "log", "ncalrpc"):
        (base / folder).mkdir(exist_ok=True)


def recovery_password(rng):
    return "-".join(f"{11 * rng.randrange(65536):06d}" for _ in range(8))


def base64_line(name, value):
    raw = value if isinstance(value, bytes) else value.encode()
    return f"{name}:: {base64.b64encode(raw).decode()}\n"


def hospital(computers):
    """The records of the hospital as LDIF, and what a test may expect of some of them."""
    rng = random.Random(291)
    lines, facts, members = [], {"computers": []}, {ring: [] for ring in RINGS}

    def unit(dn):
        lines.append(base64_line("dn", dn) + "objectClass: organizationalUnit\n\n")

    for dn in ("OU=Hospital", "OU=Ringward", "OU=Rings,OU=Ringward", "OU=Accounts,OU=Ringward"):
        unit(f"{dn},{ROOT}")
    wards = []
    for site in SITES:
        unit(f"OU={site},OU=Hospital,{ROOT}")
        for building in range(1, 4):
            above = f"OU=Building {building},OU={site},OU=Hospital,{ROOT}"
            unit(above)
            for ward in WARDS:
                unit(f"OU={ward},{above}")
                wards.append(f"OU={ward},{above}")
    for n in range(computers):
        name, ward = f"RW-{n:05d}", wards[n % len(wards)]
        dn = f"CN={name},{ward}"
        record = base64_line("dn", dn) + (
            f"objectClass: computer\nsAMAccountName: {name}$\nuserAccountControl: {4098 if n % 100 == 99 else 4096}\n"
            f"dNSHostName: {name.lower()}.hospital.test\nlocation: Room {n % 40 + 1}\n"
            "operatingSystem: Windows 10 Enterprise\noperatingSystemVersion: 10.0 (19045)\n"
            "lastLogonTimestamp: 133655616000000000\n" + base64_line("description", f"Workstation {n} — Pflegestützpunkt"))
        password = f"Laps{n}\\\"ü"
        if n % 10 == 1:
            record += base64_line("msLAPS-Password", json.dumps({"n": "Administrator", "t": "1dadc1a5c8f0000", "p": password}))
            record += "msLAPS-PasswordExpirationTime: 133955616000000000\n"
        elif n % 10 == 2:
            record += f"ms-Mcs-AdmPwd: Legacy{n}\nms-Mcs-AdmPwdExpirationTime: 133955616000000000\n"
        elif n % 10 == 3:
            record += base64_line("msLAPS-EncryptedPassword", b"\x01\x02\x03\x00sealed")
            record += "msLAPS-PasswordExpirationTime: 133955616000000000\n"
        lines.append(record + "\n")
        keys = []
        for k in range(0 if n % 10 == 9 else 2 if n % 7 == 0 else 1):
            guid, volume, secret = uuid.UUID(int=rng.getrandbits(128)), uuid.UUID(int=rng.getrandbits(128)), recovery_password(rng)
            cn = f"2024-0{k + 1}-15T08:30:00\\+01:00{{{str(guid).upper()}}}"
            lines.append(base64_line("dn", f"CN={cn},{dn}") + "objectClass: msFVE-RecoveryInformation\n"
                         + f"msFVE-RecoveryPassword: {secret}\n" + base64_line("msFVE-RecoveryGuid", guid.bytes_le)
                         + base64_line("msFVE-VolumeGuid", volume.bytes_le) + "\n")
            keys.append({"id": str(guid).upper(), "volume": str(volume).upper(), "key": secret})
        ring = RINGS[0] if n % 20 == 0 else RINGS[1] if n % 20 < 4 else RINGS[2]
        members[ring].append(dn)
        members[RINGS[4] if n % 20 == 0 else RINGS[5]].append(dn)
        if n < 80:
            facts["computers"].append({"name": name, "dn": dn, "ring": ring, "keys": keys, "laps": password})
    for ring in RINGS:
        lines.append(f"dn: CN={ring},OU=Rings,OU=Ringward,{ROOT}\nobjectClass: group\nsAMAccountName: {ring}\n"
                     "groupType: -2147483646\n" + "".join(base64_line("member", dn) for dn in members[ring]) + "\n")
    facts["enabled"] = sum(n % 100 != 99 for n in range(computers))
    facts["keys"] = sum(line.count("msFVE-RecoveryPassword:") for line in lines)
    return "".join(lines), facts


def load(base, computers):
    database, update = base / "private/sam.ldb", "--option=dsdb:schema update allowed=true"
    schema = f"CN=Schema,CN=Configuration,{ROOT}"
    with tempfile.TemporaryDirectory() as scratch:
        ldif = pathlib.Path(scratch, "ldif")
        ldif.write_text("".join(
            f"dn: CN={name},{schema}\nobjectClass: attributeSchema\nlDAPDisplayName: {name}\nadminDisplayName: {name}\n"
            f"attributeID: {oid}\nattributeSyntax: {syntax}\noMSyntax: {om}\nisSingleValued: TRUE\nsystemOnly: FALSE\n"
            f"searchFlags: {flags}\n\n" for name, oid, syntax, om, flags in LAPS))
        run("ldbadd", "-H", database, update, ldif)
        ldif.write_text(f"dn: CN=Computer,{schema}\nchangetype: modify\nadd: mayContain\n"
                        + "".join(f"mayContain: {entry[0]}\n" for entry in LAPS))
        run("ldbmodify", "-H", database, update, ldif)
        text, facts = hospital(computers)
        ldif.write_text(text)
        # Without batch_mode the time grows with the square of the records.
        run("ldbadd", "-H", database, "-o", "batch_mode:1", "-o", "transaction_index_cache_size:200000", "--relax", ldif)
    return facts


def make_accounts(base):
    import ldb
    from samba.auth import system_session
    from samba.dcerpc import security
    from samba.ndr import ndr_unpack
    from samba.param import LoadParm
    from samba.samdb import SamDB

    lp = LoadParm()
    lp.load(str(base / "etc/smb.conf"))
    database = SamDB(url=str(base / "private/sam.ldb"), session_info=system_session(), lp=lp)

    def set_values(dn, **values):
        message = ldb.Message(ldb.Dn(database, dn))
        for name, value in values.items():
            message[name] = ldb.MessageElement(value, ldb.FLAG_MOD_REPLACE, name)
        database.modify(message)

    # Passwords that never expire, and an account that is locked after three wrong ones, for two minutes.
    set_values(ROOT, maxPwdAge="0", lockoutThreshold="3", lockoutDuration="-1200000000", lockOutObservationWindow="-600000000")
    sids = {}
    for name in ACCOUNTS:
        database.newuser(name, PASSWORD, userou="OU=Accounts,OU=Ringward", force_password_change_at_next_login_req=name == "mustchange")
        found = database.search(ROOT, expression=f"(sAMAccountName={name})", attrs=["objectSid"])[0]
        sids[name] = str(ndr_unpack(security.dom_sid, found["objectSid"][0]))
    own = f"OU=Accounts,OU=Ringward,{ROOT}"
    set_values(f"CN=disabled,{own}", userAccountControl="514")
    set_values(f"CN=expired,{own}", accountExpires="133000000000000000")
    # The Kerberos names of the service; a full domain controller registers them by itself.
    services = ["ldap/dc1.hospital.test"] + [f"ldap/{address}" for address in ADDRESSES]
    message = ldb.Message(ldb.Dn(database, f"CN=DC1,OU=Domain Controllers,{ROOT}"))
    message["servicePrincipalName"] = ldb.MessageElement(services, ldb.FLAG_MOD_ADD, "servicePrincipalName")
    database.modify(message)
    attribute = database.search(f"CN=Schema,CN=Configuration,{ROOT}", expression="(lDAPDisplayName=msLAPS-Password)",
                                attrs=["schemaIDGUID"])[0]
    laps = uuid.UUID(bytes_le=bytes(attribute["schemaIDGUID"][0]))
    central = f"OU=Central,OU=Hospital,{ROOT}"
    for unit, sddl in (
            (f"OU=Rings,OU=Ringward,{ROOT}", f"(OA;CIIO;RPWP;{MEMBER};{GROUP};{sids['svc-ringer']})"),
            (central, f"(OA;CIIO;RPLC;;{FVE_CLASS};{sids['svc-meta']})"),
            (central, f"(OA;CIIO;RPLCCR;;{FVE_CLASS};{sids['svc-keys']})"),
            (central, f"(OA;CIIO;RPCR;{laps};{COMPUTER_CLASS};{sids['svc-keys']})")):
        run("samba-tool", "dsacl", "set", "--action=allow", f"--objectdn={unit}", f"--sddl={sddl}",
            "-s", base / "etc/smb.conf", "-H", base / "private/sam.ldb")


def main():
    base, computers = pathlib.Path(sys.argv[1]).absolute(), int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    base.parent.mkdir(parents=True, exist_ok=True)
    mark = hashlib.sha256(pathlib.Path(__file__).read_bytes() + str(computers).encode()).hexdigest()
    with open(f"{base}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = base / "provisioned"
        if done.exists() and done.read_text() == mark:
            return
        shutil.rmtree(base, ignore_errors=True)
        base.mkdir()
        make_domain(base)
        make_certificates(base / "private/tls")
        facts = load(base, computers)
        make_accounts(base)
        (base / "facts.json").write_text(json.dumps(facts))
        done.write_text(mark)


main()

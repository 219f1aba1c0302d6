#!/usr/bin/env bash
# Runs a test program where a domain controller may listen on the ports of the directory, which cannot be moved.
# usage: in-namespace.sh PROGRAM [ARGUMENT...]     exit code 77: it cannot be done here, and why is said
set -u
if [ ! -x /usr/sbin/samba ]; then
    echo "Skipped: Samba is not installed." >&2
    exit 77
fi
if unshare -Urnm true 2>/dev/null && command -v ip >/dev/null; then
    # A network of its own, where loopback is private and the controller's name is known.
    exec unshare -Urnm bash -c '
        ip link set lo up
        hosts=$(mktemp)
        printf "127.0.0.1 localhost\n127.0.0.1 dc1.hospital.test dc1\n" >"$hosts"
        mount --bind "$hosts" /etc/hosts
        rm "$hosts"
        export RINGWARD_DC_ADDRESS=127.0.0.1 RINGWARD_DC_NAME=dc1.hospital.test
        exec "$@"' in-namespace "$@"
fi
if [ "$(id -u)" -eq 0 ] || [ "$(sysctl -n net.ipv4.ip_unprivileged_port_start 2>/dev/null || echo 1024)" -le 88 ]; then
    # The machine's own network: a loopback address that nobody uses, and no name for it.
    for last in {77..86}; do
        if ! (exec 3<>"/dev/tcp/127.0.0.$last/389") 2>/dev/null; then
            export RINGWARD_DC_ADDRESS=127.0.0.$last RINGWARD_DC_NAME=127.0.0.$last
            exec "$@"
        fi
    done
fi
echo "Skipped: no user namespace can be made here, and the ports of a directory are not free for this user." >&2
exit 77

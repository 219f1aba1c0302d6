#!/usr/bin/env bash
# Installs the MeshCentral server that the tests talk to, in the exact versions of package-lock.json, and makes a data
# folder from which each test program copies its own: certificates, three accounts, two device groups, a login token.
# Does nothing when both are there. Prints the folder that holds them.
#
# Nothing but npm packages is fetched; the server itself makes no connection to the outside with this configuration.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
version=1.1.55
base=base-1 # count up when what is prepared below changes
peers=${RINGWARD_PEERS:-${XDG_CACHE_HOME:-$HOME/.cache}/ringward/peers}
folder=$peers/meshcentral-$version

mkdir -p "$folder"
exec 9>"$folder/lock"
flock 9 # another checkout may be at it

if ! cmp -s "$here/package-lock.json" "$folder/installed-lock.json"; then
    cp "$here/package.json" "$here/package-lock.json" "$folder/"
    (cd "$folder" && npm ci --omit=optional --ignore-scripts --no-audit --no-fund >install.log 2>&1) || {
        tail -n 20 "$folder/install.log" >&2
        echo "npm could not install MeshCentral; the whole output is in $folder/install.log" >&2
        exit 1
    }
    cp "$here/package-lock.json" "$folder/installed-lock.json"
fi

# With a proxy in its environment the server wants a module that is not there, and calls npm.
unset HTTP_PROXY HTTPS_PROXY http_proxy https_proxy ALL_PROXY all_proxy NODE_OPTIONS

if [ ! -e "$folder/$base/ready" ]; then
    rm -rf "$folder/$base.new"
    mkdir -p "$folder/$base.new/data" "$folder/$base.new/files"
    cd "$folder/$base.new"
    port=$(node -e 's=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
    sed "s/@PORT@/$port/g" "$here/config.json" >data/config.json
    server=(node "$folder/node_modules/meshcentral" --datapath "$PWD/data" --filespath "$PWD/files" --npmpath /bin/false)
    for account in admin limited other; do
        "${server[@]}" --createaccount "$account" --pass Ringward-Test-1 >>prepare.log 2>&1
    done
    "${server[@]}" --adminaccount admin >>prepare.log 2>&1
    "${server[@]}" </dev/null >>prepare.log 2>&1 9>&- &
    pid=$!
    trap 'kill "$pid" 2>/dev/null || true' EXIT
    for _ in $(seq 1200); do
        [ -e data/root-cert-public.crt ] \
            && curl -sf --cacert data/root-cert-public.crt "https://127.0.0.1:$port/health.ashx" >/dev/null && break
        kill -0 "$pid" 2>/dev/null || { tail -n 20 prepare.log >&2; exit 1; }
        sleep 0.1
    done
    ctl() {
        NODE_EXTRA_CA_CERTS=data/root-cert-public.crt node "$folder/node_modules/meshcentral/meshctrl.js" "$@" \
            --url "wss://127.0.0.1:$port" --loginuser admin --loginpass Ringward-Test-1 </dev/null
    }
    ctl adddevicegroup --name 'ICU Workstations' --desc clinical >>prepare.log
    ctl adddevicegroup --name 'Offices' --desc office >>prepare.log
    # May run commands, restart, and see details, and is no full administrator of the group.
    ctl addusertodevicegroup --group 'ICU Workstations' --userid limited --remotecontrol --agentconsole \
        --remotecommands --resetoff --devicedetails --wakedevices >>prepare.log 2>&1 || true
    ctl logintokens --add ringward --json >token.json
    ctl listdevicegroups --json >groups.json
    kill "$pid"
    wait "$pid" 2>/dev/null || true
    trap - EXIT
    touch ready
    rm -rf "${folder:?}/$base"
    mv "$folder/$base.new" "$folder/$base"
fi
echo "$folder"

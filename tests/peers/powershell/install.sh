#!/usr/bin/env bash
# Installs the PowerShell grammar of tree-sitter, as WebAssembly, in the exact versions of package-lock.json. Does
# nothing when it is there. No script of a package is run. Prints the folder that holds it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
peers=${RINGWARD_PEERS:-${XDG_CACHE_HOME:-$HOME/.cache}/ringward/peers}
folder=$peers/powershell-0.26.4

mkdir -p "$folder"
exec 9>"$folder/lock"
flock 9 # another checkout may be at it

if ! cmp -s "$here/package-lock.json" "$folder/installed-lock.json"; then
    cp "$here/package.json" "$here/package-lock.json" "$folder/"
    (cd "$folder" && npm ci --omit=optional --omit=peer --legacy-peer-deps --ignore-scripts --no-audit --no-fund >install.log 2>&1) || {
        tail -n 20 "$folder/install.log" >&2
        echo "npm could not install the grammar; the whole output is in $folder/install.log" >&2
        exit 1
    }
    cp "$here/package-lock.json" "$folder/installed-lock.json"
fi
echo "$folder"

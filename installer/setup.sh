# Sourced by installer/run and installer/test: says what it does, installs what is missing, does nothing twice.

set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '\n== %s\n' "$*"; }

# install_packages WORD...   installs the packages of installer/packages whose first word is one of WORD.
install_packages() {
    local words package provided missing=() as_root=()
    words=" $* "
    # What another package provides is there, too: the nodejs of its makers brings its own npm.
    provided=" $(dpkg-query -W -f='${db:Status-Status} ${Provides}\n' | sed -n 's/^installed //p' | tr -d ',' | tr '\n' ' ') "
    while read -r word package; do
        [[ $words == *" $word "* && $provided != *" $package "* ]] || continue
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
    done < <(grep -v '^#' "$project/installer/packages")
    if [ ${#missing[@]} -eq 0 ]; then
        say "All packages are installed."
        return
    fi
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || {
            echo "These packages are missing: ${missing[*]}" >&2
            echo "Install them as root, or install sudo and run this again." >&2
            exit 1
        }
        as_root=(sudo)
    fi
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    local log policy=/usr/sbin/policy-rc.d made_policy=no services=()
    log=$(log_file apt)
    # Packages that the tests use as programs bring services along. None may start, now or with the machine.
    if [[ " ${missing[*]} " == *" samba "* ]]; then
        services=(smbd nmbd samba-ad-dc)
        if [ ! -e "$policy" ]; then
            printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
            "${as_root[@]}" chmod 755 "$policy"
            made_policy=yes
        fi
    fi
    if ! { "${as_root[@]}" apt-get update -qq \
        && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
        [ $made_policy = no ] || "${as_root[@]}" rm -f "$policy"
        tail -n 20 "$log" >&2
        echo "Installing packages failed; the whole output is in $log." >&2
        exit 1
    fi
    [ $made_policy = no ] || "${as_root[@]}" rm -f "$policy"
    for service in ${services[@]+"${services[@]}"}; do
        "${as_root[@]}" update-rc.d "$service" disable >>"$log" 2>&1 || true
        "${as_root[@]}" systemctl disable "$service" >>"$log" 2>&1 || true
        "${as_root[@]}" systemctl mask "$service" >>"$log" 2>&1 || true
    done
}

# log_file NAME   prints the path of that log, and makes its folder.
log_file() {
    mkdir -p "$project/build/log"
    echo "$project/build/log/$1.txt"
}

# build PRESET   configures and builds; shows the end of the output only when something fails.
build() {
    local preset=$1
    local log
    log=$(log_file "build-$preset")
    say "Building preset '$preset' on $(nproc) cores (output in ${log#"$project"/})"
    cd "$project"
    if ! { cmake --preset "$preset" && cmake --build --preset "$preset" --parallel "$(nproc)"; } >"$log" 2>&1; then
        grep -E 'error:|FAILED|CMake Error' "$log" | head -n 20 >&2 || true
        tail -n 30 "$log" >&2
        echo "The build failed." >&2
        exit 1
    fi
}

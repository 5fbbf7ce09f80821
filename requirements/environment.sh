# Read by ./run and ./test: makes a Python environment from a lock with hashes. Nothing here
# leans on `set -e`, which is off wherever a function stands in a condition.

# The first Python from 3.11 to 3.13 that this machine has.
find_python() {
    local name
    for name in python3.11 python3.12 python3.13 python3; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    echo "Balai perlu Python 3.11, 3.12 atau 3.13: apt-get install python3" >&2
    echo "Balai needs Python 3.11, 3.12 or 3.13: apt-get install python3" >&2
    return 1
}

# install_packages NAME…: from the distribution, when we may.
install_packages() {
    local become=()
    if [ "$(id -u)" != 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            echo "Pasang dulu, lalu ulangi / Install these first, then try again:" >&2
            echo "  sudo apt-get install $*" >&2
            return 1
        fi
        become=(sudo -n)
    fi
    echo "  apt-get install $*"
    "${become[@]}" apt-get update -qq </dev/null >/dev/null || return 1
    "${become[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends "$@" </dev/null >/dev/null
}

# make_environment FOLDER LOCK: does nothing when the folder was made from this very lock.
make_environment() {
    local folder=$1 lock=$2 stamp
    stamp="$(sha256sum <"$lock") $folder"
    if [ "$(cat "$folder/made-from" 2>/dev/null)" = "$stamp" ]; then
        return
    fi
    echo "Memasang pustaka, sekali saja; sekitar satu menit. Installing libraries, once; about a minute."
    if ! install_with_uv "$folder" "$lock"; then
        install_with_pip "$folder" "$lock" || return 1
    fi
    echo "$stamp" >"$folder/made-from"
}

install_with_uv() {
    uv --version >/dev/null 2>&1 || return 1
    [ -x "$1/bin/python" ] || uv venv --quiet --python "$(find_python)" "$1" || return 1
    uv pip install --quiet --python "$1/bin/python" --require-hashes -r "$2"
}

install_with_pip() {
    local python
    if ! "$1/bin/python" -m pip --version >/dev/null 2>&1; then
        python=$(find_python) || return 1
        if ! "$python" -c 'import ensurepip' 2>/dev/null; then
            install_packages python3-venv || return 1
        fi
        rm -rf "$1"
        "$python" -m venv "$1" || return 1
    fi
    # A dot for every package, so that a slow line shows that something moves.
    "$1/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off \
        --require-hashes -r "$2" | awk '/^Collecting/ { printf "."; fflush() } END { print "" }'
}

#!/bin/sh
# Create the virtual environment named by $1. Debian keeps the module for that in a package of its own.
set -eu
python=${PYTHON:-python3}
if ! command -v "$python" >/dev/null; then
    echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=…" >&2
    exit 1
fi
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; this is $("$python" --version)" >&2
    exit 1
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv
    else
        echo "Python's venv module is missing: on Debian, apt-get install python3-venv" >&2
        exit 1
    fi
fi
"$python" -m venv "$1"

#!/bin/sh
# Install the system packages that the tests need and this machine lacks: Java for the Nu HTML
# checker, npm to fetch it, git, the web servers of the hosting recipes, an ssh server and rsync to
# publish to, Chromium to look through, and what lays out and checks PDF.
set -eu
missing=
command -v java >/dev/null || missing="$missing default-jre-headless"
command -v npm >/dev/null || missing="$missing npm"
command -v git >/dev/null || missing="$missing git"
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing="$missing nginx"
command -v caddy >/dev/null || missing="$missing caddy"
[ -x /usr/sbin/sshd ] || missing="$missing openssh-server"
command -v ssh >/dev/null || missing="$missing openssh-client"
command -v rsync >/dev/null || missing="$missing rsync"
command -v chromium >/dev/null || missing="$missing chromium"
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
command -v qpdf >/dev/null || missing="$missing qpdf"
ldconfig -p | grep -q libpangoft2-1.0 || missing="$missing libpangoft2-1.0-0"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The tests need:$missing. Install them, then run make test again." >&2
    exit 1
fi
apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
# The tests start these servers themselves, on free ports; as services they would only be in the way.
for service in nginx caddy; do
    case "$missing" in
    *$service*) command -v systemctl >/dev/null && systemctl disable --quiet --now $service 2>/dev/null || true ;;
    esac
done
case "$missing" in
*openssh-server*) command -v systemctl >/dev/null && systemctl disable --quiet --now ssh 2>/dev/null || true ;;
esac

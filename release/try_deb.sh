#!/usr/bin/env bash
# The way of a package: installed, found on the path, its window opened by another user, removed; the data folder stays.
# A system without a desktop shows best whether the package brings or asks for all it needs; Xvfb is such a display.
set -euo pipefail
package=$1
home=$(mktemp -d)
chmod 777 "$home"
export DEBIAN_FRONTEND=noninteractive
apt-get -qq install -y --no-install-recommends "$(realpath "$package")"
test -x /usr/bin/credit-desk && test -x /usr/bin/credit-desk-window
as_nobody() { setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$home" CREDIT_DESK_HOME="$home/data" "$@"; }
as_nobody credit-desk --version
as_nobody credit-desk --self-test
as_nobody credit-desk-window --self-test
as_nobody credit-desk demo "$home/demo" --rows 1000
as_nobody credit-desk score "$home/demo/applicants.csv"
as_nobody credit-desk train --data "$home/demo" --preset reference
apt-get -qq install -y --no-install-recommends xvfb xauth
as_nobody xvfb-run --auto-servernum env -u QT_QPA_PLATFORM -u WAYLAND_DISPLAY credit-desk-window --time-start
said=$(as_nobody env QT_QPA_PLATFORM=wayland XDG_RUNTIME_DIR="$home" credit-desk-window 2>&1) && exit 1
echo "$said"
grep -q "does not answer" <<< "$said" # so all libraries of Wayland are there
apt-get -qq remove -y credit-desk
test ! -e /opt/credit-desk && test ! -e /usr/bin/credit-desk
test -d "$home/data/models"
echo "Installed, opened on X, and removed; the data folder is still there."
rm -rf "$home"

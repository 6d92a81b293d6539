#!/bin/sh
# Everything servicecheck needs on this machine, in .venv beside this folder: setup.sh run | dev
# "run" is enough for the program and its PDF; "dev" adds what the checks need. Does nothing when all is there.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-run}
python=${PYTHON:-python3}
venv=.venv
stamp=$venv/ready-$purpose

say() { printf '%s\n' "$@" >&2; }
stop() { say "$@"; exit 1; }

# The packages of the operating system by what they bring: apt, dnf, brew.
system_package() {
    case "$1:$manager" in
        venv:apt-get) echo python3-venv ;;
        venv:dnf) echo python3 ;;
        venv:brew) echo python ;;
        strace:*) echo strace ;;
        chromium:brew) echo --cask chromium ;;
        chromium:*) echo chromium ;;
        java:apt-get) echo default-jre-headless ;;
        java:dnf) echo java-latest-openjdk-headless ;;
        java:brew) echo openjdk ;;
        poppler:brew) echo poppler ;;
        poppler:*) echo poppler-utils ;;
        pango:apt-get) echo libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ;;
        pango:dnf | pango:brew) echo pango ;;
    esac
}

find_manager() {
    for manager in apt-get dnf brew; do
        if command -v "$manager" >/dev/null 2>&1; then return; fi
    done
    manager=
}

# Homebrew refuses root; the others need it. Without a terminal sudo must not ask for a password.
as_root() {
    if [ "$manager" = brew ] || [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then sudo "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo -n "$@"
    else return 1
    fi
}

install_from_system() {
    find_manager
    [ -n "$manager" ] || return 1
    packages=$(system_package "$1")
    say "Installing $packages ($manager) ..."
    if [ "$manager" = apt-get ]; then as_root apt-get -q update >/dev/null || true; fi
    case "$manager" in
        brew) set -- brew install ;;
        apt-get) set -- env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0 install -q -y --no-install-recommends ;;
        *) set -- "$manager" install -y ;;
    esac
    # The list of packages is meant to fall apart into words.
    # shellcheck disable=SC2086
    as_root "$@" $packages >/dev/null
}

# What to type where this script may not install anything.
by_hand() {
    case "$manager" in
        apt-get | dnf) echo "Type: sudo $manager install $(system_package "$1")" ;;
        brew) echo "Type: brew install $(system_package "$1")" ;;
        *) echo "Install $2 with the package manager of this system." ;;
    esac
}

make_environment() {
    command -v "$python" >/dev/null 2>&1 || stop "There is no $python here. servicecheck needs Python 3.11 or newer."
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "servicecheck needs Python 3.11 or newer; $python is $("$python" -V). Name another one: make PYTHON=python3.12"
    # Debian and Ubuntu ship python3 without what makes a virtual environment.
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        install_from_system venv && "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
            stop "Python cannot make a virtual environment here. $(by_hand venv python3-venv)" "Then run make again."
    fi
    "$python" -m venv "$venv"
}

# Dependency groups need pip 25.1; the versions come from constraints.txt, so two machines get the same.
install_packages() {
    say "Installing the Python packages into $venv (about a minute) ..."
    pip="$venv/bin/python -m pip --disable-pip-version-check --quiet --quiet install --constraint constraints.txt"
    groups=
    if [ "$purpose" = dev ]; then groups="--group dev"; fi
    # shellcheck disable=SC2086
    $pip --upgrade pip && $pip --editable . $groups ||
        stop "The packages could not be installed; pip says why above. Nothing but $venv was changed."
}

has_pango() { "$venv/bin/python" -c 'from servicecheck.report import pango; pango.load()' >/dev/null 2>&1; }

require_pango() {
    has_pango && return
    if install_from_system pango && has_pango; then return; fi
    say "Pango is missing, which the PDF needs. $(by_hand pango Pango)"
    # Without Pango everything but the PDF works, so only the checks stop here.
    [ "$purpose" = run ] || exit 1
    incomplete=yes
}

# The checks read the PDF with another program than the one that made it.
require_poppler() {
    if [ "$purpose" = run ] || command -v pdftotext >/dev/null 2>&1; then return; fi
    install_from_system poppler || stop "The checks need pdftotext. $(by_hand poppler "poppler's tools")"
}

# strace breaks one system call at a time, to show that no answer is lost; there is none but on Linux.
suggest_strace() {
    [ "$purpose" = dev ] && [ "$(uname)" = Linux ] || return 0
    command -v strace >/dev/null 2>&1 && return
    install_from_system strace || say "Some checks are skipped without strace. $(by_hand strace strace)"
}

# The pages of a workshop, and reports as HTML, are looked at in a real browser.
suggest_chromium() {
    [ "$purpose" = dev ] || return 0
    for browser in chromium chromium-browser google-chrome; do
        if command -v "$browser" >/dev/null 2>&1; then return; fi
    done
    install_from_system chromium || say "Some checks are skipped without a browser. $(by_hand chromium Chromium)"
}

# ODK Validate, which says whether the forms for phones are valid, and Spark run on Java.
suggest_java() {
    [ "$purpose" = dev ] || return 0
    command -v java >/dev/null 2>&1 && return
    install_from_system java || say "Some checks are skipped without Java. $(by_hand java Java)"
}

# The other forms are loaded by the program that shows them. Node.js itself is not installed here: the npm of some
# systems brings four hundred packages.
suggest_survey_core() {
    [ "$purpose" = dev ] || return 0
    folder=$venv/share/survey-core
    [ -d "$folder/node_modules/survey-core" ] && return
    if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; then
        mkdir -p "$folder"
        npm install --silent --no-audit --no-fund --prefix "$folder" survey-core@3.1.1 >/dev/null 2>&1 && return
    fi
    say "Some checks are skipped without survey-core, which needs Node.js, npm and a network."
}

if [ "$stamp" -nt pyproject.toml ] && [ "$stamp" -nt constraints.txt ]; then exit 0; fi
incomplete=
[ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1 || make_environment
install_packages
require_pango
require_poppler
suggest_strace
suggest_chromium
suggest_java
suggest_survey_core
[ -n "$incomplete" ] || touch "$stamp"

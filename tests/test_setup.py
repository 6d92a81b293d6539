"""tools/setup.sh on machines that lack something: what it installs, and what it says where it may not."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="make and sh are not part of Windows")

SCRIPT = Path(__file__).resolve().parents[1] / "tools" / "setup.sh"

# A Python without what makes a virtual environment, as Debian ships it, until python3-venv has been installed.
BARE_PYTHON = """\
case "$*" in
    *ensurepip*) [ -e installed ] ;;
    *venv*) mkdir -p .venv/bin && cp bin/fake-venv-python .venv/bin/python ;;
esac
"""
VENV_PYTHON = """\
echo "python $*" >>log
case "$*" in
    *pango.load*) [ -e installed-pango ] ;;
esac
"""
APT = """\
echo "apt-get $*" >>log
case "$*" in
    *python3-venv*) touch installed ;;
    *libpango*) touch installed-pango ;;
esac
"""
ORDINARY = ("sh", "dirname", "mkdir", "cp", "touch", "env")
"""All that the machine has besides what a test gives it."""
ROOT, USER = "echo 0\n", "echo 1000\n"
REFUSES = "exit 1\n"


def setup(folder: Path, commands: Mapping[str, str], purpose: str = "run") -> subprocess.CompletedProcess[str]:
    """Run the script in *folder*, on a machine that has *commands* (name: shell text) besides the ordinary ones."""
    (folder / "tools").mkdir(exist_ok=True)
    shutil.copy(SCRIPT, folder / "tools")
    for name in ("pyproject.toml", "constraints.txt"):
        if not (folder / name).exists():
            (folder / name).touch()
    programs = folder / "bin"
    programs.mkdir(exist_ok=True)
    for name in ORDINARY:
        if not (programs / name).exists():
            (programs / name).symlink_to(shutil.which(name) or name)
    for name, text in {"uname": "echo Elsewhere\n", "fake-venv-python": VENV_PYTHON, **commands}.items():
        (programs / name).write_text(f"#!/bin/sh\n{text}", encoding="utf-8")
        (programs / name).chmod(0o755)
    return subprocess.run(
        [programs / "sh", "tools/setup.sh", purpose],
        cwd=folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={"PATH": str(programs)},
        timeout=60,
    )


def test_root_on_debian_needs_to_type_nothing(tmp_path: Path) -> None:
    run = setup(tmp_path, {"python3": BARE_PYTHON, "apt-get": APT, "id": ROOT})
    log = (tmp_path / "log").read_text()

    assert run.returncode == 0, run.stderr
    assert "install -q -y --no-install-recommends python3-venv\n" in log
    assert "install -q -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n" in log
    assert "pip --disable-pip-version-check --quiet --quiet install --constraint constraints.txt --editable ." in log


def test_sudo_is_used_where_one_is_not_root(tmp_path: Path) -> None:
    sudo = 'shift; echo "sudo $*" >>log; exec "$@"\n'
    run = setup(tmp_path, {"python3": BARE_PYTHON, "apt-get": APT, "id": USER, "sudo": sudo})

    assert run.returncode == 0, run.stderr
    assert "sudo env DEBIAN_FRONTEND=noninteractive apt-get" in (tmp_path / "log").read_text()


def test_without_the_right_to_install_the_exact_command_is_said(tmp_path: Path) -> None:
    run = setup(tmp_path, {"python3": BARE_PYTHON, "apt-get": APT, "id": USER, "sudo": REFUSES})

    assert run.returncode == 1
    assert "Type: sudo apt-get install python3-venv\n" in run.stderr
    assert not (tmp_path / ".venv").exists()


def test_homebrew_is_used_without_sudo(tmp_path: Path) -> None:
    brew = 'echo "brew $*" >>log; touch installed installed-pango\n'
    run = setup(tmp_path, {"python3": BARE_PYTHON, "brew": brew, "id": USER, "sudo": 'echo "sudo $*" >>log\n'})
    log = (tmp_path / "log").read_text()

    assert run.returncode == 0, run.stderr
    assert "brew install python\n" in log
    assert "sudo" not in log


def test_on_an_unknown_system_it_says_what_is_needed(tmp_path: Path) -> None:
    run = setup(tmp_path, {"python3": BARE_PYTHON, "id": ROOT})

    assert run.returncode == 1
    assert "Install python3-venv with the package manager of this system.\n" in run.stderr


def test_missing_pango_stops_the_checks_but_not_the_demo(tmp_path: Path) -> None:
    commands = {"python3": 'case "$*" in *venv*) mkdir -p .venv/bin; cp bin/fake-venv-python .venv/bin/python;; esac\n'}
    commands |= {"apt-get": "exit 100\n", "id": ROOT}
    demo = setup(tmp_path, commands)
    checks = setup(tmp_path, commands, "dev")

    assert (demo.returncode, checks.returncode) == (0, 1)
    assert "Pango is missing, which the PDF needs. Type: sudo apt-get install libpango-1.0-0" in demo.stderr
    assert not (tmp_path / ".venv" / "ready-run").exists(), "the next make has to try again"


def test_an_old_python_is_named_with_the_way_out(tmp_path: Path) -> None:
    run = setup(tmp_path, {"python3": 'case "$*" in -V) echo Python 3.9.2 ;; *version_info*) exit 1 ;; esac\n'})

    assert run.returncode == 1
    assert "needs Python 3.11 or newer; python3 is Python 3.9.2. Name another one: make PYTHON=python3.12" in run.stderr


def test_the_second_time_nothing_is_done(tmp_path: Path) -> None:
    commands = {"python3": BARE_PYTHON, "apt-get": APT, "id": ROOT}
    setup(tmp_path, commands)
    before = (tmp_path / "log").read_text()
    again = setup(tmp_path, commands)

    assert again.returncode == 0
    assert (tmp_path / "log").read_text() == before

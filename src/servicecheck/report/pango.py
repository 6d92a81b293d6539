"""Pango draws the PDF's letters and comes from outside Python: loading it, or the two commands that bring it here.

Nothing else in the package may import weasyprint before `load()` has been called.
"""

import os
import platform
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Final

from servicecheck.errors import MissingPart

_HOMEBREW: Final = ("/opt/homebrew/lib", "/usr/local/lib")
_WINDOWS: Final = (
    r"C:\msys64\mingw64\bin",
    r"C:\msys64\ucrt64\bin",
    r"C:\Program Files\GTK3-Runtime Win64\bin",
)
_COMMANDS: Final = {
    "windows": (
        "winget install --id MSYS2.MSYS2",
        r"C:\msys64\usr\bin\pacman.exe -S --noconfirm mingw-w64-x86_64-pango",
    ),
    "macos": ("brew update", "brew install pango"),
    "debian": ("sudo apt-get update", "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    "fedora": ("sudo dnf makecache", "sudo dnf install -y pango"),
    "suse": ("sudo zypper refresh", "sudo zypper install -y libpango-1_0-0"),
    "arch": ("sudo pacman -Syu", "sudo pacman -S --needed pango"),
    "alpine": ("sudo apk update", "sudo apk add pango fontconfig"),
}


def load() -> None:
    """Make WeasyPrint importable; raises MissingPart with the two commands for this system when Pango is missing."""
    _point_to_libraries()
    said = StringIO()
    try:
        # WeasyPrint prints a page of advice of its own before it raises.
        with redirect_stdout(said), redirect_stderr(said):
            import weasyprint  # noqa: F401
    except OSError as error:
        first, second = commands()
        raise MissingPart(
            "A PDF needs Pango, which is not on this computer. These two commands install it:\n"
            f"  {first}\n  {second}\nThe HTML report has the same content and prints well."
        ) from error


def commands(system: str = sys.platform) -> tuple[str, str]:
    """The two commands that install Pango on this *system*."""
    if system == "win32":
        return _COMMANDS["windows"]
    if system == "darwin":
        return _COMMANDS["macos"]
    return next((_COMMANDS[name] for name in _families() if name in _COMMANDS), _COMMANDS["debian"])


def _families() -> list[str]:
    """What this Linux calls itself and what it is like, nearest first."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return []
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    return ["suse" if "suse" in name else "fedora" if name in {"rhel", "centos"} else name for name in names]


def _point_to_libraries() -> None:
    """Name the folders where Homebrew and MSYS2 put libraries: other Pythons do not look there by themselves."""
    environment = os.environ  # noqa: TID251  # the loader of libraries takes these folders from nowhere else
    if sys.platform == "darwin":
        known = environment.get("DYLD_FALLBACK_LIBRARY_PATH", "")
        environment["DYLD_FALLBACK_LIBRARY_PATH"] = ":".join(filter(None, (known, *_HOMEBREW)))
    elif sys.platform == "win32":
        known = environment.get("WEASYPRINT_DLL_DIRECTORIES", "")
        folders = [folder for folder in _WINDOWS if Path(folder).is_dir()]
        environment["WEASYPRINT_DLL_DIRECTORIES"] = ";".join(filter(None, (known, *folders)))

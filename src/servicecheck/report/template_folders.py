"""Where the report templates are: the user's own, and those that come with the program.

It is known without the libraries that fill them in.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from servicecheck import shelves
from servicecheck.errors import ServicecheckError, did_you_mean

PAGE: Final = "report.html.j2"
"""A folder with this file in it is a template."""
STYLE: Final = "report.css"

_KIND: Final = "report_templates"


@dataclass(frozen=True)
class Entry:
    """One template that can be called by name."""

    name: str
    path: Path
    origin: Literal["yours", "shipped"]
    is_hidden: bool = False
    """One of yours has the same name and is taken instead."""


def find(name_or_path: str | Path) -> Path:
    """The folder that *name_or_path* means: the path as given, else the user's own, else shipped.

    Raises ServicecheckError where there is none, or where it is no template.
    """
    name, given = str(name_or_path), Path(name_or_path)
    if isinstance(name_or_path, Path) or given.name != name:
        return _template(given)
    known = {entry.name: entry.path for entry in reversed(available())}
    if name in known:
        return known[name]
    if given.is_dir():
        return _template(given)
    known_names = did_you_mean(name, known)
    raise ServicecheckError(f"There is no report template '{name}'.{known_names} Or give a folder's path.")


def available() -> list[Entry]:
    """Every template that can be called by name: the user's own first, then those that are shipped."""
    own = _templates(shelves.own(_KIND))
    return [
        *(Entry(name, path, "yours") for name, path in own.items()),
        *(Entry(name, path, "shipped", name in own) for name, path in shipped_templates().items()),
    ]


def shipped_templates() -> dict[str, Path]:
    """The folders of those that come with the program, by name."""
    return _templates(shelves.shipped(_KIND))


def _templates(shelf: Path) -> dict[str, Path]:
    return {path.parent.name: path.parent for path in sorted(shelf.glob(f"*/{PAGE}"))}


def _template(folder: Path) -> Path:
    if not folder.is_dir():
        raise ServicecheckError(f"{folder} is not a folder. A report template is a folder with the file {PAGE} in it.")
    if not (folder / PAGE).is_file():
        raise ServicecheckError(f"{folder} is not a report template: it has no file {PAGE}.")
    return folder

"""A report template: a folder with `report.html.j2`, partials, `report.css` and fonts, read as data and never trusted.

Whatever it names is resolved first and must then lie inside the folder, symbolic links included. The one exception is
the shipped template `full`: every folder is read as though a copy of it lay there under that name.
"""

import re
from base64 import b64encode
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from jinja2 import BaseLoader, Environment, TemplateNotFound
from markupsafe import Markup

from servicecheck.errors import ServicecheckError
from servicecheck.report.branding import accent_style
from servicecheck.report.sandbox import Sandbox
from servicecheck.report.template_folders import STYLE, find, shipped_templates

_MEDIA: Final = {
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}
_ADDRESS: Final = re.compile(r"""url\(\s*["']?([^"')]*)["']?\s*\)""")
_IMPORT: Final = re.compile(r"""@import\s+["']([^"']*)["']\s*;""")
_SHARED: Final = "full"
_DEEPEST: Final = 8
"""How many style sheets may import each other in a row."""


def find_template(name_or_path: str | Path) -> "Template":
    """The template of this name, or in this folder. Raises ServicecheckError where there is none."""
    return Template(find(name_or_path))


@dataclass(frozen=True)
class Template:
    """The folder a report is made with, and the accent colour its style sheet gets, if there is one."""

    folder: Path
    accent: str = ""

    def coloured(self, accent: str) -> "Template":
        """The same with an accent, so that what was read once is read for every report that has it."""
        return self._coloured.setdefault(accent, replace(self, accent=accent)) if accent != self.accent else self

    @cached_property
    def _coloured(self) -> "dict[str, Template]":
        return {}

    def path(self, name: str) -> Path:
        """The file called *name*; raises ServicecheckError if it is not a file inside the folder."""
        path = _inside(self.folder, name)
        if path is None and name.startswith(f"{_SHARED}/"):
            path = _inside(shipped_templates()[_SHARED], name.removeprefix(f"{_SHARED}/"))
        if path is None:
            raise ServicecheckError(f"The report template {self.folder.name} has no file '{name}' in its folder.")
        return path

    def has(self, name: str) -> bool:
        """Whether its folder has a file called *name*."""
        return _inside(self.folder, name) is not None

    def text(self, name: str) -> str:
        """What stands in the file called *name*; raises ServicecheckError if that is not text in UTF-8."""
        try:
            return self.path(name).read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            message = f"The report template {self.folder.name}: '{name}' is not text in UTF-8. Save it as that."
            raise ServicecheckError(message) from error

    @cached_property
    def style(self) -> str:
        """The style sheet as it stands; a folder need not have one."""
        return (self.text(STYLE) if self.has(STYLE) else "") + accent_style(self.accent)

    @cached_property
    def embedded_style(self) -> str:
        """The style sheet with its fonts and images inside, so that the HTML is one file."""
        style = self._embedded(STYLE, _DEEPEST) if self.has(STYLE) else ""
        if "</" in style:
            raise ServicecheckError(f"The report template {self.folder.name} has '</' in {STYLE}; remove it.")
        return f"\n{style}{accent_style(self.accent)}"

    @cached_property
    def policy(self) -> Markup:
        """What lets nothing into the HTML and nothing out of it, but for the style, which it knows by its sum."""
        allowed = b64encode(sha256(self.embedded_style.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; style-src 'sha256-{allowed}'; font-src data:; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        )
        return Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(Markup(policy))

    @cached_property
    def head(self) -> Markup:
        """What the HTML's head begins with: the policy, and the style."""
        # The folder's author is the author of the style; no answer ever gets into it.
        return self.policy + Markup("\n<style>{}</style>").format(Markup(self.embedded_style))

    @cached_property
    def environment(self) -> Environment:
        """Where its pages are filled in."""
        return Sandbox(_Inside(self))

    def _embedded(self, name: str, depth: int) -> str:
        """The style sheet called *name* with everything it names inside it."""
        if not depth:
            raise ServicecheckError(f"The report template {self.folder.name}: '{name}' is imported too deep.")
        folder = PurePosixPath(name).parent
        style = _ADDRESS.sub(lambda match: f'url("{self._data(folder, match[1])}")', self.text(name))
        return _IMPORT.sub(lambda match: self._embedded((folder / match[1]).as_posix(), depth - 1), style)

    def _data(self, folder: PurePosixPath, address: str) -> str:
        if address.startswith("data:"):
            return address
        path = self.path((folder / address).as_posix())
        if path.suffix == ".ttf" and path.with_suffix(".woff2").is_file():
            path = self.path((folder / address).with_suffix(".woff2").as_posix())
        media = _MEDIA.get(path.suffix.lower())
        if media is None:
            raise ServicecheckError(f"{path} cannot be part of a page. Use one of {', '.join(_MEDIA)}.")
        return f"data:{media};base64,{b64encode(path.read_bytes()).decode()}"


def _inside(folder: Path, name: str) -> Path | None:
    """The file called *name* if, all links followed, it lies in *folder*."""
    folder = folder.resolve()
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder) and path.is_file() else None
    except (OSError, RuntimeError, ValueError):  # a NUL, a link in a circle, a name that is far too long
        return None


class _Inside(BaseLoader):
    """Reads pages from the template's folder only; jinja's own loader follows links out of it."""

    def __init__(self, template: Template) -> None:
        self.template = template

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, None]:
        try:
            return self.template.text(template), template, None
        except ServicecheckError as error:
            raise TemplateNotFound(template, error.message) from error

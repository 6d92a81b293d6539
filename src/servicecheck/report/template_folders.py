"""Where the report templates are that come with the program; known without the libraries that fill them in."""

from pathlib import Path
from typing import Final

PAGE: Final = "report.html.j2"
"""A folder with this file in it is a template."""

_PACKAGE: Final = Path(__file__).resolve().parents[1]


def shipped_templates() -> dict[str, Path]:
    """Their folders by name: beside the package, or in the checkout it is run from."""
    beside = _PACKAGE / "report_templates"
    folder = beside if beside.is_dir() else _PACKAGE.parents[1] / "report_templates"
    return {path.parent.name: path.parent for path in sorted(folder.glob(f"*/{PAGE}"))}

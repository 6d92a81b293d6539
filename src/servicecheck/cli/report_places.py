"""Where reports go: beside what they are made of, in a folder, or under the name that was asked for."""

from pathlib import Path

from servicecheck.cli.report_order import Format
from servicecheck.errors import ServicecheckError

_ENDINGS = {f".{kind}" for kind in Format}


def stem_of(file: Path, name: str, output: Path | None) -> Path:
    """Folder and beginning of the names of one report's files; they are called *name* if nothing else is said."""
    if output is None:
        return file.with_name(name)
    if output.is_dir():
        return output / name
    return output.with_suffix("") if output.suffix in _ENDINGS else output


def require_folder(output: Path) -> None:
    """Make the folder for several reports. Raises ServicecheckError for what can only be one file."""
    if output.exists() and not output.is_dir():
        raise ServicecheckError(f"{output} is a file. For several reports, name a folder.")
    if output.suffix in _ENDINGS:
        raise ServicecheckError(f"{output} is the name of one file. For several reports, name a folder.")
    from servicecheck.files.assessment_file.disk import disk

    with disk(output):
        output.mkdir(exist_ok=True)

"""The file somebody starts a questionnaire of their own from."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from servicecheck.errors import ServicecheckError
from servicecheck.items.base import Id

_START = Path(__file__).with_name("starting_questionnaire.yaml")


def write(name: str, folder: Path, *, force: bool = False) -> Path:
    """Write a questionnaire called *name* that works as it stands, and return its path.

    Raises ServicecheckError when *name* cannot be an id, or when the file is there already and *force* is not given.
    """
    _require_id(name)
    path = folder / f"{name}.yaml"
    content = _START.read_text(encoding="utf-8").replace("@@ID@@", name)
    if force:
        # A link stays untouched, and so does what it points to.
        path.unlink(missing_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except FileExistsError as error:
        message = f"{path.name} is there already, and was left as it is. Choose another name, or add --force."
        raise ServicecheckError(message) from error
    return path


def _require_id(name: str) -> None:
    try:
        TypeAdapter(Id).validate_python(name)
    except ValidationError as error:
        raise ServicecheckError(
            f"'{name}' cannot be an id: use letters, digits, '-', '_' and '.', at most 64, as in 'it-service'."
        ) from error

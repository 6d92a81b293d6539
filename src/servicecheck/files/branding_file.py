"""What a report looks like, as a small YAML file: logo, accent colour, foreword, client and consultant.

    logo: logo.png
    accent: "#00527a"
    foreword: {en: Thank you for your answers., da: Tak for jeres svar.}
    client: Fjordby Forsyning
    consultant: Åse Lind

The logo lies beside this file or in a folder below.
"""

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from servicecheck.conditions import Strict
from servicecheck.errors import InvalidFile, Problem, ServicecheckError
from servicecheck.files import model_mistakes, text_file, yaml_document
from servicecheck.language import LANGUAGES, Text
from servicecheck.pictures import MOST_BYTES, media_type
from servicecheck.response import Brand

LONGEST_FOREWORD = 2_000
LONGEST_NAME = 200
Name = Annotated[str, Field(max_length=LONGEST_NAME)]


class _Written(Strict):
    """The file as its author wrote it."""

    logo: str | None = None
    accent: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] | None = None
    foreword: Text | None = None
    client: Name = ""
    consultant: Name = ""


def read(path: Path) -> Brand:
    """What the file at *path* says. Raises InvalidFile with every mistake and its place."""
    document = yaml_document.read(path)
    try:
        written = _Written.model_validate(document.value)
    except ValidationError as error:
        raise InvalidFile(
            Problem(_message(one), document.place(one.path, key=one.at_key))
            for one in model_mistakes.explain(error, _Written)
        ) from error
    if any(len(written.foreword.to(language)) > LONGEST_FOREWORD for language in LANGUAGES if written.foreword):
        message = f"the foreword is longer than {LONGEST_FOREWORD} characters. Shorten it to fit on its page."
        raise InvalidFile([Problem(message, document.place(["foreword"]))])
    try:
        logo = _logo(path, written.logo) if written.logo else b""
    except ServicecheckError as error:
        reasons = [one.message for one in error.problems] if isinstance(error, InvalidFile) else [error.message]
        place = document.place(["logo"])
        raise InvalidFile(Problem(f"{written.logo}: {reason}", place) for reason in reasons) from error
    return Brand(logo, (written.accent or "").lower(), written.foreword, written.client, written.consultant)


def _logo(path: Path, name: str) -> bytes:
    """The picture's bytes. A file that somebody was mailed must not lead to pictures elsewhere."""
    folder = path.parent.resolve()
    try:
        picture = (folder / name).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise ServicecheckError("this cannot be the name of a file. Check the name.") from error
    if not picture.is_relative_to(folder):
        raise ServicecheckError(f"this lies outside the folder of {path.name}. Copy the picture beside it.")
    content = text_file.read_bytes(picture, MOST_BYTES, name)
    media_type(content)
    return content


def _message(mistake: model_mistakes.ModelMistake) -> str:
    if mistake.path == ("accent",):
        return 'write the accent colour as six hexadecimal digits in quotes, such as "#00527a".'
    return mistake.message

"""The library of questionnaires: files given by path, the user's own, and those that are shipped, in this order.

A questionnaire is called by its file's name without `.yaml`. A file with errors is refused with all of them; warnings
are for its author, and stop nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from servicecheck import shelves
from servicecheck.errors import InvalidFile, Problem, ServicecheckError, Severity, did_you_mean
from servicecheck.files import model_mistakes, text_file, yaml_document
from servicecheck.files.yaml_document import Document
from servicecheck.questionnaire import Questionnaire
from servicecheck.questionnaire_checks import Mistake, errors, mistakes

FORMAT = "1"
MOST_PROBLEMS = 100
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Entry:
    """One questionnaire of the library. `questionnaire` is None where the file has errors, which `problems` lists."""

    id: str
    path: Path
    origin: Literal["yours", "shipped"]
    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...] = ()
    is_hidden: bool = False
    """One of yours has the same name and is taken instead."""


def load(name_or_path: str | Path, folder: Path | None = None) -> Questionnaire:
    """The questionnaire called so, or in this file; *folder* takes the place of the user's own.

    Raises InvalidFile with every error of the file, and ServicecheckError for a name that is unknown.
    """
    path = find(name_or_path, folder)
    return parse(text_file.read_bytes(path, yaml_document.MOST_BYTES, str(path)), str(path))


def find(name_or_path: str | Path, folder: Path | None = None) -> Path:
    """The file that *name_or_path* means: the path as given, else the user's own, else shipped."""
    name = str(name_or_path)
    given = Path(name_or_path)
    if isinstance(name_or_path, Path) or given.name != name or given.suffix in _SUFFIXES:
        return given
    for shelf in (folder or own_folder(), shipped_folder()):
        found = next((path for path in _files(shelf) if path.stem == name), None)
        if found:
            return found
    if given.exists() or given.is_symlink():
        return given
    known = did_you_mean(name, names(folder))
    raise ServicecheckError(f"There is no questionnaire '{name}'.{known} Or give a file's path.")


def names(folder: Path | None = None) -> set[str]:
    """Every name by which a questionnaire can be called."""
    return {path.stem for shelf in (folder or own_folder(), shipped_folder()) for path in _files(shelf)}


@lru_cache(maxsize=16)  # rounds of one file, and files of one folder, mostly ask the same
def parse(content: bytes, name: str) -> Questionnaire:
    """The questionnaire in *content*, called *name* in messages. Raises InvalidFile with every error."""
    questionnaire, found = _examine(content, name, errors)
    if questionnaire is None or found:
        raise InvalidFile(_in_order(found))
    return questionnaire


def problems(path: Path, folder: Path | None = None) -> list[Problem]:
    """Every error and warning in the file at *path*, from its first line to its last."""
    try:
        content = text_file.read_bytes(path, yaml_document.MOST_BYTES, str(path))
    except InvalidFile as error:
        return list(error.problems)
    questionnaire, found = _examine(content, str(path), mistakes)
    if questionnaire and questionnaire.basics_from not in (None, questionnaire.id):
        found = [*found, *_unknown_basics(str(questionnaire.basics_from), content, path, folder)]
    return _in_order(found)


def available(folder: Path | None = None) -> list[Entry]:
    """Every questionnaire that can be called by name: the user's own first, then those that are shipped."""
    own, shipped = _files(folder or own_folder()), _files(shipped_folder())
    own_names = {path.stem for path in own}
    return [
        *(_entry(path, "yours") for path in own),
        *(_entry(path, "shipped", is_hidden=path.stem in own_names) for path in shipped),
    ]


def own_folder() -> Path:
    """Where the user keeps questionnaires, if nothing else is said."""
    return shelves.own("questionnaires")


def shipped_folder() -> Path:
    """The questionnaires that come with the program."""
    return shelves.shipped("questionnaires")


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES)
    except OSError:  # there need be no such folder
        return []


def _entry(path: Path, origin: Literal["yours", "shipped"], *, is_hidden: bool = False) -> Entry:
    try:
        return Entry(path.stem, path, origin, load(path), is_hidden=is_hidden)
    except InvalidFile as error:
        return Entry(path.stem, path, origin, None, error.problems, is_hidden)


def _examine(
    content: bytes, name: str, checks: Callable[[Questionnaire], list[Mistake]]
) -> tuple[Questionnaire | None, list[Problem]]:
    try:
        document = yaml_document.read(content, name)
    except InvalidFile as error:
        return None, list(error.problems)
    strange = _not_this_format(document)
    if strange:
        return None, [strange]
    try:
        questionnaire = Questionnaire.model_validate(document.value)
    except ValidationError as error:
        found = [
            Problem(one.message, document.place(one.path, key=one.at_key))
            for one in islice(model_mistakes.explain(error, Questionnaire), MOST_PROBLEMS + 1)
        ]
        return None, found
    found = [
        Problem(one.message, document.place(one.path, key=one.at_key), one.severity) for one in checks(questionnaire)
    ]
    return questionnaire, found


def _not_this_format(document: Document) -> Problem | None:
    if not isinstance(document.value, dict):
        message = "a questionnaire begins with keys such as 'format: 1' and 'id: …'. Start one with 'servicecheck new'."
        return Problem(message, document.place(()))
    given = document.value.get("format")
    if isinstance(given, str) and given != FORMAT:
        newer = given.isdecimal() and int(given[:9]) > int(FORMAT)
        way_out = "Update servicecheck." if newer else f"Write 'format: {FORMAT}'."
        return Problem(
            f"this is not format {FORMAT}, the one that is read here. {way_out}", document.place(("format",))
        )
    return None


def _unknown_basics(name: str, content: bytes, path: Path, folder: Path | None) -> list[Problem]:
    shelves = (folder or own_folder(), shipped_folder(), path.parent)
    known = {file.stem for shelf in shelves for file in _files(shelf)}
    if name in known:
        return []
    message = f"there is no questionnaire '{name}' here, so its critical items cap nothing.{did_you_mean(name, known)}"
    return [Problem(message, yaml_document.read(content, str(path)).place(("basics_from",)), "warning")]


def _in_order(found: list[Problem]) -> list[Problem]:
    ordered = sorted(found, key=lambda problem: (problem.place.line or 0, problem.place.column or 0))
    if len(ordered) <= MOST_PROBLEMS:
        return ordered
    rest = "there are more mistakes. Put these right, then check again."
    severity: Severity = "error" if any(problem.severity == "error" for problem in ordered) else "warning"
    last = ordered[MOST_PROBLEMS - 1].place
    return [*ordered[:MOST_PROBLEMS], Problem(rest, last, severity)]

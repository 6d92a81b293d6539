"""Options that are set once instead of typed each time.

An option on the command line counts most, then the environment (SERVICECHECK_LANGUAGE), then `servicecheck.toml` in the
folder one works in, then the user's own, then what the option says itself.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import typer
from typer import TyperException
from typer.core import TyperCommand, TyperOption

from servicecheck.errors import InvalidFile, Place, Problem, ServicecheckError, did_you_mean

NAME = "servicecheck.toml"
PREFIX = "SERVICECHECK_"

SETTABLE = ("language", "organisation", "mode", "k", "template", "require_pdf", "no_report")
"""What makes sense to be set once; nothing that replaces, erases or names one file."""

_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")


@dataclass(frozen=True)
class Setting:
    """A value, and where it was set."""

    value: str | int | bool
    source: str


def defaults_for(command: TyperCommand, context: typer.Context, environment: Mapping[str, str]) -> dict[str, object]:
    """What *command*'s options are when they are not typed. Raises ServicecheckError for a value that cannot be."""
    settings = dict(_settings(environment))
    found: dict[str, object] = {}
    for parameter in (one for one in command.params if isinstance(one, TyperOption)):
        setting = settings.get(parameter.name or "")
        if setting is not None:
            try:
                parameter.process_value(context, setting.value)
            except TyperException as error:
                reason = error.message.removeprefix("Value error, ").rstrip(".")
                raise ServicecheckError(f"{setting.source}: {reason}.") from error
            found[parameter.name or ""] = setting.value
    return found


def _settings(environment: Mapping[str, str]) -> Iterator[tuple[str, Setting]]:
    """Every setting, what counts less first."""
    import platformdirs

    for path in (platformdirs.user_config_path("servicecheck", appauthor=False) / NAME, Path(NAME)):
        yield from _written(path)
    for key in SETTABLE:
        variable = PREFIX + key.upper()
        if environment.get(variable):
            yield key, Setting(environment[variable], variable)


def _written(path: Path) -> Iterator[tuple[str, Setting]]:
    if not path.is_file():
        return
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidFile([_unreadable(path, error)]) from error
    unknown = [key for key in content if key.replace("-", "_") not in SETTABLE]
    wrong = [key for key, value in content.items() if key not in unknown and not isinstance(value, str | int | bool)]
    problems = [f"there is no setting '{key}'.{did_you_mean(key, SETTABLE)}" for key in unknown]
    problems += [f"'{key}' is set to one text, number or true." for key in wrong]
    if problems:
        raise InvalidFile(Problem(problem, Place(str(path))) for problem in problems)
    for key, value in content.items():
        yield key.replace("-", "_"), Setting(value, str(path))


def _unreadable(path: Path, error: Exception) -> Problem:
    at = _AT.search(str(error))
    place = Place(str(path), int(at[1]), int(at[2])) if at else Place(str(path))
    return Problem(f'this is not TOML: {_AT.sub("", str(error))}. Write lines such as: language = "da"', place)

"""Names that must be unique, and names that mean something else already."""

import re
from collections.abc import Iterable, Iterator

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.items import ChoicesItem, Option
from servicecheck.questionnaire_checks.outline import Mistake, Outline, Path, own_options

_COLUMN = re.compile(
    "n|respondent|role|team|(applicable|highest|level|lowest|partial|rated|raw_level|score)(_.*)?|(gate|item|relevant)_.*"
)
"""What scoring calls its own columns."""


def check_ids(outline: Outline) -> Iterator[Mistake]:
    """Ids are unique, whatever their case, and none is the name of a column of the results."""
    asked = [*_sections(outline), *((path, item.id) for path, item in outline.items)]
    yield from _repeated(asked)
    for path, name in asked:
        if _COLUMN.fullmatch(name):
            yield Mistake((*path, "id"), f"'{name}' is the name of a column of the results. Choose another id.")
    questionnaire = outline.questionnaire
    yield from _repeated((("levels", number), one.id) for number, one in enumerate(questionnaire.levels))
    yield from _repeated((("gates", number), one.id) for number, one in enumerate(questionnaire.gates))
    yield from _repeated((("roles", number), one.id) for number, one in enumerate(questionnaire.roles))
    yield from _repeated((("registers", number), one.id) for number, one in enumerate(questionnaire.registers))
    for number, register in enumerate(questionnaire.registers):
        columns = enumerate(register.columns)
        yield from _repeated((("registers", number, "columns", at), column.id) for at, column in columns)


def check_values(outline: Outline) -> Iterator[Mistake]:
    """The values of one item's options differ, and none means "not relevant", "don't know" or "none of these"."""
    yield from _values(outline.questionnaire.scale, ("scale",), NOT_ANSWERS)
    for path, item in outline.items:
        key = "scale" if item.type == "rating" else "options"
        taken = (*NOT_ANSWERS, "none") if isinstance(item, ChoicesItem) else NOT_ANSWERS
        yield from _values(own_options(item), (*path, key), taken)


def _sections(outline: Outline) -> Iterator[tuple[Path, str]]:
    for path, section in outline.sections:
        yield path, section.id
        if section.customer:
            yield (*path, "customer"), section.customer.id


def _repeated(named: Iterable[tuple[Path, str]]) -> Iterator[Mistake]:
    seen: dict[str, str] = {}
    for path, name in named:
        earlier = seen.setdefault(name.casefold(), name)
        if earlier is not name:
            differs = "" if earlier == name else f" (as '{earlier}': capital and small letters count as the same)"
            yield Mistake((*path, "id"), f"the id '{name}' is taken{differs}. Choose another: an id is used once.")


def _values(options: tuple[Option, ...], path: Path, taken: tuple[str, ...]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for number, option in enumerate(options):
        value = option.value.casefold()
        if value in taken:
            yield Mistake((*path, number, "value"), f"'{option.value}' has a meaning of its own. Choose another value.")
        elif value in seen:
            yield Mistake((*path, number, "value"), f"the value '{option.value}' stands here twice. Choose another.")
        seen.add(value)

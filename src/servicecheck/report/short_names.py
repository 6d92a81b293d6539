"""Names of one to four characters for sections and items, for drawings where nothing longer fits.

What the author's ids have in common is left out: LE-A and LE-A1 become A and A1. Where that leaves too much, sections
get letters in order and their items numbers.
"""

from collections.abc import Iterable
from string import ascii_uppercase
from typing import Final

from servicecheck.questionnaire import Questionnaire, Section

LONGEST: Final = 4


def short_names(questionnaire: Questionnaire) -> dict[str, str]:
    """Section and item ids with their short names, each one unique."""
    ids = [part.id for section in questionnaire.walk() for part in (section, *section.items)]
    cut = _without_prefix(ids)
    if all(len(name) <= LONGEST for name in cut.values()) and len(set(cut.values())) == len(cut):
        return cut
    return dict(_lettered(questionnaire.sections))


def _without_prefix(ids: list[str]) -> dict[str, str]:
    prefix = ids[0].rpartition("-")[0]
    shared = f"{prefix}-" if prefix and all(name.startswith(f"{prefix}-") for name in ids) else ""
    return {name: name.removeprefix(shared) for name in ids}


def _lettered(sections: Iterable[Section], above: str = "") -> Iterable[tuple[str, str]]:
    for index, section in enumerate(sections):
        own = f"{above}.{index + 1}" if above else _letter(index)
        yield section.id, own
        yield from ((item.id, f"{own}{'.' if above else ''}{number}") for number, item in enumerate(section.items, 1))
        yield from _lettered(section.sections, own)


def _letter(index: int) -> str:
    """A to Z, then AA, AB and so on."""
    before, own = divmod(index, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[own]

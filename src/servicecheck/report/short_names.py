"""Names of one to four characters for sections and items, for drawings where nothing longer fits.

What the author's ids have in common is left out: LE-A and LE-A1 become A and A1. Where that leaves too much, the
sections compared with each other get letters in order, what stands below them numbers: A, A1, and A1a in a third layer.
"""

from collections.abc import Iterator
from itertools import count
from string import ascii_lowercase, ascii_uppercase
from typing import Final

from servicecheck.questionnaire import Questionnaire, Section

LONGEST: Final = 4


def short_names(questionnaire: Questionnaire) -> dict[str, str]:
    """Section and item ids with their short names, each one unique."""
    scored = [section for section in questionnaire.sections if questionnaire.counts(section)]
    counted = [part.id for outer in scored for section in outer.walk() for part in (section, *section.items)]
    cut = _without_prefix(counted) if counted else {}
    if not cut or any(len(name) > LONGEST for name in cut.values()) or len(set(cut.values())) < len(cut):
        cut = dict(_lettered(scored))
    rest = (part.id for section in questionnaire.walk() for part in (section, *section.items))
    return {**{name: name for name in rest}, **cut}


def _without_prefix(ids: list[str]) -> dict[str, str]:
    prefix = ids[0].rpartition("-")[0]
    shared = f"{prefix}-" if prefix and all(name.startswith(f"{prefix}-") for name in ids) else ""
    return {name: name.removeprefix(shared) for name in ids}


def _lettered(outermost: list[Section]) -> Iterator[tuple[str, str]]:
    while len(outermost) == 1 and outermost[0].sections:
        # A single section around everything is not compared with anything.
        yield outermost[0].id, ""
        outermost = list(outermost[0].sections)
    for index, section in enumerate(outermost):
        letter = _letter(index, ascii_uppercase)
        yield section.id, letter
        yield from _numbered(section, letter)


def _numbered(section: Section, letter: str) -> Iterator[tuple[str, str]]:
    """What stands in a section: its items, or the sections with items below it, by number."""
    yield from ((item.id, f"{letter}{number}") for number, item in enumerate(section.items, 1))
    numbers, groups = count(1), count(1)
    for inner in section.walk():
        if inner is section:
            continue
        if not inner.items:
            yield inner.id, f"{letter}.{next(groups)}"
            continue
        own = f"{letter}{next(numbers)}"
        yield inner.id, own
        yield from ((item.id, f"{own}{_letter(n, ascii_lowercase)}") for n, item in enumerate(inner.items))


def _letter(index: int, alphabet: str) -> str:
    """A to Z, then AA, AB and so on."""
    before, own = divmod(index, len(alphabet))
    return (_letter(before - 1, alphabet) if before else "") + alphabet[own]

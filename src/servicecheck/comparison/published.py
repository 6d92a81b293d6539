"""A side as a plain document, as it is published with a report, and back.

What comes back may have been written by anybody: it is either a side whose figures fit together, or a mistake.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from math import sqrt
from typing import Any

from pydantic import TypeAdapter, ValidationError

from servicecheck.comparison.side import Part, Side
from servicecheck.language import Text

LONGEST = 10_000
"""Characters of an author's text; more was written by no questionnaire."""

FORMAT = 1
"""Counts up when a field changes its meaning."""


class Unreadable(ValueError):
    """A document that is no side of a comparison; the message says why."""


def document(side: Side) -> dict[str, Any]:
    """*side* in JSON's own types, under the format's number."""
    told = replace(side, parts=tuple(_roughly(part) if side.is_told_roughly(part.n) else part for part in side.parts))
    return {"format": FORMAT, **_sides().dump_python(told, mode="json")}


def _roughly(part: Part) -> Part:
    """*part* with the spread that its printed interval tells: a standard deviation in hundredths of the range."""
    if part.deviations is None:
        return part
    hundredth = max(1, (part.highest - part.lowest) // 100)
    deviation = round(sqrt(part.variance) / hundredth) * hundredth
    return replace(part, deviations=part.n * (part.n - 1) * deviation**2)


def side_from(published: object) -> Side:
    """The side that *published* describes. Raises Unreadable."""
    if not isinstance(published, dict) or not isinstance(published.get("format"), int):
        raise Unreadable("it holds no exact figures")
    if published["format"] > FORMAT:
        raise Unreadable("its figures were written by a newer servicecheck")
    try:
        side = _sides().validate_python({key: value for key, value in published.items() if key != "format"})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise Unreadable(f"figures: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    if not _fits(side):
        raise Unreadable("its figures do not fit together")
    return side


@cache
def _sides() -> TypeAdapter[Side]:
    return TypeAdapter(Side)


def _fits(side: Side) -> bool:
    """Whether ids stand once, levels are named, the whole stands last, and scores and their spread fit their range."""
    ids = [[one.id for one in some] for some in (side.parts, side.items, side.gates, side.levels)]
    levels = {None, *ids[3]}
    are_levels = {side.level, side.raw_level, *(part.level for part in side.parts)} <= levels
    wholes = [place for place, part in enumerate(side.parts, 1) if part.depth < 0]
    return (
        all(len(set(one)) == len(one) for one in ids)
        and all(len(version) <= LONGEST for text in _texts(side) for _, version in text.versions)
        and are_levels
        and wholes == ([len(side.parts)] if side.parts else [])
        and all(map(_is_possible, side.parts))
    )


def _texts(side: Side) -> Iterator[Text]:
    yield side.edition.title
    yield from (one.title for some in (side.parts, side.gates, side.levels) for one in some)
    yield from (one.name for one in side.levels)
    yield from (one.text for one in side.items)


def _is_possible(part: Part) -> bool:
    if part.lowest > part.highest or not (part.score is None or part.lowest <= part.score <= part.highest):
        return False
    if part.deviations is None:
        return True
    # People's own ranges may differ from the group's, where not everything concerns everybody; but not by so much.
    return part.n >= 2 and part.deviations <= (part.n * (part.highest - part.lowest)) ** 2

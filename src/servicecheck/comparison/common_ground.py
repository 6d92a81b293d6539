"""What of two rounds can be compared: the same questions, worth the same, answered both times (method 3.13).

A questionnaire's major version changes when its questions become others; below that, an id means the same question.
In an anonymous round a score without some of its questions, beside the published one with them, must not tell what
fewer than k people answered: then the section is not compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from servicecheck.comparison.record import Measured, Record, with_only
from servicecheck.comparison.side import ItemMean, Part, Side
from servicecheck.errors import ServicecheckError

Dropping = Literal["changed", "unanswered"]
"""Why a question is left out: it is another one, or it was answered only once."""


@dataclass(frozen=True)
class Dropped:
    """A question that is left out of both rounds."""

    item: ItemMean
    why: Dropping


@dataclass(frozen=True)
class Ground:
    """The two rounds on what they have in common."""

    before: Measured
    after: Measured
    is_rescored: bool = False
    """Worked out anew on the common questions, so that scores are not those of the rounds' own reports."""
    dropped: tuple[Dropped, ...] = ()


def refuse_strangers(before: Side, after: Side) -> None:
    """Raise ServicecheckError where two rounds were not measured with the same questionnaire."""
    one, other = before.edition, after.edition
    if one.id != other.id:
        raise ServicecheckError(
            f"The two rounds were not measured with the same questionnaire: '{one.id}' before, '{other.id}' after. "
            "Only rounds of one questionnaire can be compared."
        )
    if one.major != other.major:
        raise ServicecheckError(
            f"The questions of '{one.id}' became others between version {one.version} and version {other.version}: "
            "the first figure of the version is another one. These rounds cannot be compared."
        )


def is_alike(one: Part, other: Part) -> bool:
    """Whether two scores are made of the same questions in the same way, on the same range."""
    made_of = [(part.definition, set(part.answered), part.lowest, part.highest) for part in (one, other)]
    return made_of[0] == made_of[1]


def ground_of_sides(before: Side, after: Side) -> Ground:
    """Both rounds as they were published. Nothing can be scored anew, so parts that differ are not compared."""
    own = Measured(before.parts, {}), Measured(after.parts, {})
    return Ground(*own, dropped=tuple(_dropped(before, after, _in_parts_alike(*own))))


def ground_of_records(before: Record, after: Record) -> Ground:
    """Both rounds on the questions that are the same and were answered both times, with the newer one's weights."""
    own = before.as_asked(), after.as_asked()
    if _are_alike(*own):
        return Ground(*own)
    newer, older = after.assessment.questionnaire, before.assessment.questionnaire
    known = {item.id: item.worth() for item in older.scored_items}
    kept = {item.id for item in newer.scored_items if known.get(item.id) == item.worth()}
    kept &= _answered(own[0]) & _answered(own[1])
    pair = own
    while kept:
        cut = with_only(newer, kept)
        pair = before.on(cut), after.on(cut)
        common = kept & _answered(pair[0]) & _answered(pair[1])
        common -= _telling(before, pair[0]) | _telling(after, pair[1])
        if common == kept:
            break
        kept = common
    dropped = tuple(_dropped(before.side, after.side, kept))
    return Ground(*(pair if kept else (_NOTHING, _NOTHING)), is_rescored=True, dropped=dropped)


_NOTHING = Measured((), {})


def _are_alike(before: Measured, after: Measured) -> bool:
    older, newer = ({part.id: part for part in measured.parts} for measured in (before, after))
    return older.keys() == newer.keys() and all(is_alike(part, newer[part.id]) for part in older.values())


def _answered(measured: Measured) -> set[str]:
    return {item for part in measured.parts for item in part.answered}


def _in_parts_alike(before: Measured, after: Measured) -> set[str]:
    newer = {part.id: part for part in after.parts}
    alike = [part for part in before.parts if part.id in newer and is_alike(part, newer[part.id])]
    return {item for part in alike for item in part.answered}


def _telling(record: Record, measured: Measured) -> set[str]:
    """The questions of sections whose new score, beside the published one, would tell of 1 to k - 1 people."""
    k, found = record.side.smallest_group, set[str]()
    counts = {item.id: item.answered for item in record.assessment.items}
    for part in measured.parts:
        own = record.side.part(part.id)
        if own is None or not part.answered or part.depth < 0:
            continue
        gone = set(own.answered) - set(part.answered)
        moved = abs((own.people or 0) - (part.people or 0))
        if any(0 < counts[item] < k for item in gone) or 0 < moved < k:
            found.update(part.answered)
    return found


def _dropped(before: Side, after: Side, kept: set[str]) -> Iterator[Dropped]:
    """The questions that somebody answered in either round and that are not compared, in the newer one's order."""
    older, newer = ({item.id: item for item in side.items} for side in (before, after))
    for item in (*after.items, *(one for one in before.items if one.id not in newer)):
        sides = [side[item.id] for side in (older, newer) if item.id in side]
        if item.id not in kept and any(one.people for one in sides):
            is_asked_twice = len(sides) == 2 and sides[0].worth == sides[1].worth
            yield Dropped(item, "unanswered" if is_asked_twice else "changed")

"""A comparison as a document for a script: scores and intervals in points, shares between 0 and 1."""

from fractions import Fraction

from servicecheck.comparison import Comparison, Side
from servicecheck.comparison.changes import Change
from servicecheck.comparison.follow_up import Counted, FollowUp
from servicecheck.language import POINT
from servicecheck.statistics import Interval
from servicecheck.telling.telling import decimals_of

FORMAT = "servicecheck-comparison"
VERSION = 1
EXACT = 4
"""Decimals of a score in points."""


def document(comparison: Comparison) -> dict[str, object]:
    """The whole comparison."""
    found = comparison
    return {
        "format": FORMAT,
        "version": VERSION,
        "questionnaire": found.after.edition.id,
        "before": _side(found.before),
        "after": _side(found.after),
        "shown": found.is_shown,
        "answered_both_times": found.both,
        "scored_on_common_questions": found.is_rescored,
        "left_out": [{"item": one.item.id, "why": one.why} for one in found.dropped],
        "changes": [_change(change, _decimals(found, change)) for change in found.changes],
        "planning_change": _points(found.planning),
        "cautions": [caution.replace("_", "-") for caution in found.cautions],
        **_follow_up(found.follow_up),
    }


def _side(side: Side) -> dict[str, object]:
    return {
        "round": side.number,
        "title": side.title,
        "version": side.edition.version,
        "content_hash": side.edition.content_hash,
        "opened": side.opened.isoformat() if side.opened else None,
        "closed": side.closed.isoformat() if side.closed else None,
        "mode": side.mode,
        "k": side.k,
        "invited": side.invited,
        "people": side.people,
        "level": side.level,
        "raw_level": side.raw_level,
        "carried_by": side.carried_by,
    }


def _decimals(comparison: Comparison, change: Change) -> int:
    """An interval of few people of an anonymous round has no more decimals than on the screen."""
    sides = comparison.before, comparison.after
    people = [change.pairs or (part.n if (part := side.part(change.id)) else 0) for side in sides]
    is_rough = any(side.is_told_roughly(n) for side, n in zip(sides, people, strict=True))
    return decimals_of(change.lowest, change.highest) if is_rough else EXACT


def _change(change: Change, decimals: int) -> dict[str, object]:
    difference = change.difference
    return {
        "section": change.id or None,
        "before": _points(change.before),
        "after": _points(change.after),
        "change": _points(change.points),
        "interval": _interval(difference.interval, POINT, decimals) if difference else None,
        "method": None if difference is None else "welch" if change.pairs is None else "paired",
        "pairs": change.pairs,
        "smallest_detectable_change": _points(change.detectable, decimals),
        "direction": change.direction,
    }


def _follow_up(found: FollowUp) -> dict[str, object]:
    return {
        "gates": {"opened": [gate.id for gate in found.opened], "closed": [gate.id for gate in found.closed]},
        "actions": {"agreed": found.agreed, "done": found.done, "stuck": len(found.stuck)},
        "measures": [
            {
                "item": measure.item,
                "measure": measure.name,
                "before": _counted(measure.before),
                "after": _counted(measure.after),
                "interval": _interval(measure.difference, 1) if measure.difference else None,
                "distinguishable": measure.has_moved,
                "goal": measure.goal or None,
                "goal_reached": measure.is_reached,
            }
            for measure in found.measures
        ],
        "frustrations_removed": len(found.removed),
        "customer_hours_saved": _points(found.hours_saved),
        "customers": [
            {"section": one.section, "before": _points(one.before), "after": _points(one.after), "people": one.people}
            for one in found.customers
        ],
    }


def _counted(counted: Counted) -> dict[str, object]:
    interval = _interval(counted.interval, 1) if counted.interval else None
    return {"figure": counted.text, "share": _rounded(counted.share), "interval": interval}


def _interval(interval: Interval, unit: int, decimals: int = EXACT) -> list[float | None]:
    return [_rounded(end / unit, decimals) for end in (interval.low, interval.high)]


def _points(value: float | None, decimals: int = EXACT) -> float | None:
    return None if value is None else _rounded(value / POINT, decimals)


def _rounded(value: float | Fraction | None, decimals: int = EXACT) -> float | None:
    return None if value is None else round(float(value), decimals)

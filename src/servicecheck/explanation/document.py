"""An explanation as one document of plain values, for a program that wants to redo it.

Figures are whole ten-thousandths of a point in steps, and floats of them in statistics. Only what the subject needs is
in it: the steps that lead to its figure.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from servicecheck.explanation.change import SmallestChange
from servicecheck.explanation.conditions import Judged
from servicecheck.explanation.explanation import AdjustmentSteps, Explanation
from servicecheck.explanation.items import ItemCounts
from servicecheck.explanation.levels import LevelSteps
from servicecheck.explanation.replies import Reply
from servicecheck.explanation.statistics import Quantity, Statistic
from servicecheck.explanation.steps import Step, named
from servicecheck.explanation.subjects import Subject
from servicecheck.items import Bands, ByValue, Item, Several
from servicecheck.language import POINT
from servicecheck.questionnaire import Questionnaire

FORMAT, VERSION = "servicecheck-explanation", 1

Values = dict[str, Any]


def document(explanation: Explanation, subject: Subject) -> Values:
    """Everything that leads to the figure of *subject*."""
    assessment = explanation.assessment
    questionnaire, round_ = assessment.questionnaire, assessment.round
    begun: Values = {
        "format": FORMAT,
        "version": VERSION,
        "subject": {"kind": subject.kind, "id": subject.id, "statistic": subject.statistic or None},
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
            "hash": questionnaire.content_hash,
        },
        "round": {"number": round_.number, "mode": round_.mode, "k": round_.k},
        **({"group": round_.title or None} if assessment.is_counted else {}),
        "people": assessment.people,
        "is_shown": assessment.is_shown,
        "point": POINT,
    }
    return begun | _content(explanation, subject) if assessment.is_shown else begun


def _content(explanation: Explanation, subject: Subject) -> Values:
    steps, adjustments = steps_to(explanation, subject.figures(explanation))
    questionnaire = explanation.assessment.questionnaire
    items = [item for item in questionnaire.scored_items if item.id in _items_in(steps)]
    ids = {item.id for item in items}
    is_whole = subject.kind == "overall"
    return {
        "scales": {item.id: _scale(item) for item in items},
        "given": _given(questionnaire, steps),
        "replies": {
            person: {reply.item: _reply(reply) for reply in replies if reply.item in ids}
            for person, replies in explanation.replies.items()
        },
        **_agreed(explanation, ids),
        "items": {item: _counts(counts) for item, counts in explanation.items.items() if item in ids},
        "steps": [_step(step) for step in steps],
        "adjustments": [_adjustment(one) for one in adjustments],
        "withholds_bounds": explanation.withholds_bounds,
        "section_levels": {
            section: _level(level)
            for section, level in explanation.section_levels.items()
            if is_whole or section == subject.id
        },
        **(_of_the_whole(explanation) if is_whole else {}),
        "statistics": {
            name: _statistic(one)
            for name, one in explanation.statistics.items()
            if is_whole or name == subject.key or (subject.kind != "statistic" and one.of == subject.id)
        },
    }


def _agreed(explanation: Explanation, items: Collection[str]) -> Values:
    """What a room agreed on for these items; nothing of a round that is carried by its answers."""
    agreed = explanation.assessment.agreed
    if agreed is None:
        return {}
    found = {one.item: {"value": one.value, "reason": one.reason} for one in agreed.items if one.item in items}
    return {"agreed": found}


def _of_the_whole(explanation: Explanation) -> Values:
    change = explanation.smallest_change
    return {
        "level": None if explanation.level is None else _level(explanation.level),
        "bound_levels": {bound: _level(level) for bound, level in explanation.bound_levels.items()},
        "other_levels": [_level(level) for level in explanation.other_levels],
        "marks": list(explanation.assessment.marks),
        "smallest_change": None if change is None else _change(change),
    }


def steps_to(explanation: Explanation, figures: Iterable[str]) -> tuple[tuple[Step, ...], tuple[AdjustmentSteps, ...]]:
    """The steps that lead to *figures*, in their order, and the adjustments on the way."""
    needed, waiting = dict[str, Step](), list(figures)
    adjustments = dict[int, AdjustmentSteps]()
    while waiting:
        step = explanation.steps.get(waiting.pop())
        if step is None or step.makes in needed:
            continue
        needed[step.makes] = step
        bounds = [name for name in (step.at_most, step.at_least) if name]
        waiting += [*(operand.source for operand in step.operands), *bounds]
        for number, one in enumerate(explanation.adjustments):
            if step.makes.partition("#")[0] in (named("score", one.section), *_bounds_of(one.section)):
                adjustments[number] = one
                waiting += sources_in(one.condition)
    ordered = tuple(step for name, step in explanation.steps.items() if name in needed)
    return ordered, tuple(adjustments[number] for number in sorted(adjustments))


def _bounds_of(section: str) -> tuple[str, str]:
    return named("low", section), named("high", section)


def sources_in(condition: Judged) -> list[str]:
    """The figures that *condition* looks at."""
    return [one.source for one in condition.measured] + [name for part in condition.parts for name in sources_in(part)]


def _items_in(steps: Iterable[Step]) -> set[str]:
    names = [name for step in steps for name in (step.makes, *(operand.source for operand in step.operands))]
    kinds = ("answer", "item", "item-low", "item-high", "votes", "agreed", "fewest", "most")
    parted = [name.partition("@")[0].partition("/") for name in names]
    return {of for kind, _, of in parted if kind in kinds}


def _given(questionnaire: Questionnaire, steps: Sequence[Step]) -> dict[str, int]:
    """Figures that stand in the questionnaire: the ends of items, and where ladders start."""
    used = {operand.source: operand.value for step in steps for operand in step.operands}
    return {name: value for name, value in used.items() if name.partition("/")[0] in ("fewest", "most", "start")}


def _scale(item: Item) -> Values:
    worth = item.worth()
    match worth:
        case ByValue():
            return {"kind": "values", "points": dict(worth.points)}
        case Several():
            return {"kind": "several", "combine": worth.combine, "points": dict(worth.points)}
        case Bands():
            return {"kind": "bands", "bands": [{"from": start, "points": points} for start, points in worth.bands]}
        case _:
            return {"kind": "none"}


def _reply(reply: Reply) -> Values:
    return {"state": reply.state, "value": reply.value, "points": reply.points}


def _counts(counts: ItemCounts) -> Values:
    if counts.is_hidden:
        return {"is_hidden": True, "is_relevant": counts.is_relevant}
    return {
        "is_hidden": False,
        "is_relevant": counts.is_relevant,
        "answered": counts.answered,
        "na": counts.na,
        "dk": counts.dk,
        "blank": counts.blank,
    }


def _step(step: Step) -> Values:
    return {
        "makes": step.makes,
        "operation": step.operation,
        "operands": [{"source": one.source, "value": one.value, "weight": one.weight} for one in step.operands],
        "divisor": step.divisor,
        "result": step.result,
        "left_out": [{"source": one.source, "reason": one.reason} for one in step.left_out],
        "coverage": [
            {"rule": one.rule, "of": one.of, "there": one.there, "least": one.least, "is_met": one.is_met}
            for one in step.coverage
        ],
        "at_most": step.at_most,
        "at_least": step.at_least,
    }


def _judged(condition: Judged) -> Values:
    return {
        "kind": condition.kind,
        "holds": condition.holds,
        "comparison": condition.comparison,
        "limit": None if condition.limit is None else str(condition.limit),
        "more_than": None if condition.more_than is None else str(condition.more_than),
        "measured": [
            {
                "source": one.source,
                "value": one.value,
                "lowest": one.lowest,
                "highest": one.highest,
                "limit": one.limit,
                "weight": one.weight,
            }
            for one in condition.measured
        ],
        "parts": [_judged(part) for part in condition.parts],
    }


def _adjustment(one: AdjustmentSteps) -> Values:
    return {"section": one.section, "times": one.times, "condition": _judged(one.condition)}


def _level(level: LevelSteps) -> Values:
    return {
        "source": level.source,
        "value": level.value,
        "lowest": level.lowest,
        "highest": level.highest,
        "thresholds": [
            {"level": one.level, "limit": str(one.limit), "at": one.at, "is_reached": one.is_reached}
            for one in level.thresholds
        ],
        "raw_level": level.raw_level,
        "requirements": [
            {"gate": one.gate, "caps_at": one.caps_at, "condition": _judged(one.condition)}
            for one in level.requirements
        ],
        "level": level.level,
    }


def _change(change: SmallestChange) -> Values:
    expected = change.expected
    return {
        "level": change.level,
        "limit": change.limit,
        "items": None if change.items is None else list(change.items),
        "more_than": None if change.items is not None else change.most_steps,
        "is_within_reach": change.is_within_reach,
        "expected": None
        if expected is None
        else {"score": expected.score, "level": expected.level, "sections": dict(expected.sections)},
        "in_the_way": [gate.id for gate in change.obstacles],
    }


def _statistic(one: Statistic) -> Values:
    return {
        "of": one.of,
        "quantities": _quantities(one.quantities),
        "by_item": {item: _quantities(quantities) for item, quantities in one.by_item.items()},
        "result": _quantities(one.result),
        "word": one.word or None,
    }


def _quantities(quantities: Sequence[Quantity]) -> Mapping[str, Values]:
    return {
        one.name: {"value": float(one.value) if isinstance(one.value, Fraction) else one.value, "unit": one.unit}
        for one in quantities
    }

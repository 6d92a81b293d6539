"""Numbers so large that whole ten-thousandths could not be added up exactly any more.

Scores are 64-bit integers: points times weights, times a hundred million respondents, must stay far below 9e18.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from servicecheck.conditions import Condition
from servicecheck.language import POINT
from servicecheck.quantities import Limit
from servicecheck.questionnaire_checks import possible_scores
from servicecheck.questionnaire_checks.outline import Mistake, Outline, Path, located

MOST_POINTS = 100_000
MOST_WEIGHT = 100_000
MOST_TIMES = 1_000
_SMALLER = f"Stay within {MOST_POINTS} points."


def check_sizes(outline: Outline) -> Iterator[Mistake]:
    """Points and weights are small enough to be added up exactly."""
    questionnaire = outline.questionnaire
    for path, item in outline.items:
        if _is_large((item.lowest, item.highest)):
            yield Mistake(path, f"an answer to '{item.id}' is worth too much. {_SMALLER}")
    for path, section in outline.sections:
        parts = section.items or (section.all_items if section.aggregate == "pooled" else section.sections)
        yield from _heavy([part.weight for part in parts], (*path, "items" if section.items else "sections"))
        if _is_large(possible_scores.of_section(outline, section)):
            yield Mistake(path, f"the score of '{section.id}' can become too large. {_SMALLER}")
    pooled = questionnaire.aggregate == "pooled"
    parts = questionnaire.items if pooled else questionnaire.sections
    yield from _heavy([part.weight for part in parts], ("sections",))
    if _is_large(possible_scores.of_whole(outline)):
        yield Mistake(("sections",), f"the score can become too large. {_SMALLER}", at_key=True)
    yield from _adjusted(outline)


def check_shares(outline: Outline) -> Iterator[Mistake]:
    """A limit in per cent lies within the range it is a share of."""
    questionnaire = outline.questionnaire
    limits: list[tuple[Path, Limit]] = [
        (("levels", number, "from"), level.start) for number, level in enumerate(questionnaire.levels)
    ]
    for number, others in enumerate(questionnaire.other_limits):
        limits += [(("other_limits", number, at), limit) for at, limit in enumerate(others)]
    for number, gate in enumerate(questionnaire.gates):
        limits += _limits(gate.when, ("gates", number, "when"))
    for number, adjustment in enumerate(questionnaire.adjust):
        limits += _limits(adjustment.when, ("adjust", number, "when"))
    for path, limit in limits:
        if limit.of_range and not 0 <= limit.value <= 100:
            yield Mistake(path, f"{limit} is outside the possible range. Write 0% to 100%.")
        elif abs(limit.value) > MOST_POINTS:
            yield Mistake(path, f"{limit} points are too many. {_SMALLER}")


def _adjusted(outline: Outline) -> Iterator[Mistake]:
    """Adjustments may all hold at once, and what one raises is part of every score above it."""
    together = Decimal(1)
    for number, adjustment in enumerate(outline.questionnaire.adjust):
        if adjustment.times > MOST_TIMES:
            yield Mistake(("adjust", number, "times"), f"a score is multiplied by at most {MOST_TIMES}. Lower this.")
        together *= max(adjustment.times, Decimal(1))
    scores = [possible_scores.of_section(outline, section) for _, section in outline.sections]
    if any(_is_large(one, together) and not _is_large(one) for one in (*scores, possible_scores.of_whole(outline))):
        yield Mistake(("adjust",), f"with all of these a score can become too large. {_SMALLER}", at_key=True)


def _limits(condition: Condition, path: Path) -> Iterator[tuple[Path, Limit]]:
    for place, part in located(condition, path):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if isinstance(value, Limit):
                yield (*place, name), value


def _heavy(weights: Sequence[Decimal], path: Path) -> Iterator[Mistake]:
    if sum(weights) > MOST_WEIGHT:
        message = f"these weights add up to more than {MOST_WEIGHT}. Make all of them smaller."
        yield Mistake(path, message, at_key=True)


def _is_large(possible: possible_scores.Range | None, times: Decimal = Decimal(1)) -> bool:
    return possible is not None and max(abs(end) for end in possible) * times > MOST_POINTS * POINT

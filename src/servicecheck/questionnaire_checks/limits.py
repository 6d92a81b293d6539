"""Levels, other limits and targets against what can be scored."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from servicecheck.language import POINT
from servicecheck.quantities import Limit, units
from servicecheck.questionnaire_checks import possible_scores
from servicecheck.questionnaire_checks.outline import Mistake, Outline, Path
from servicecheck.questionnaire_checks.possible_scores import Range

_ANY_RANGE: Range = (0, 100 * POINT)


def check_limits(outline: Outline) -> Iterator[Mistake]:
    """Levels go upwards, and each can be reached."""
    levels = outline.questionnaire.levels
    possible = possible_scores.of_whole(outline)
    starts = [level.start.on(*(possible or _ANY_RANGE)) for level in levels]
    for number, (below, start) in enumerate(pairwise(starts), 1):
        if start <= below:
            message = f"'{levels[number].id}' must begin above '{levels[number - 1].id}'. Write the lowest level first."
            yield Mistake(("levels", number, "from"), message)
    if possible and levels and starts == sorted(set(starts)):
        yield from _first(outline, possible)
        yield from _reached(outline, starts, possible)


def check_other_limits(outline: Outline) -> Iterator[Mistake]:
    """Other limits are as many as the level limits, and go upwards too."""
    levels = outline.questionnaire.levels
    for number, limits in enumerate(outline.questionnaire.other_limits):
        path: Path = ("other_limits", number)
        if not levels:
            yield Mistake(path, "without levels there are no limits to vary. Remove these, or add 'levels'.")
        elif len(limits) != len(levels) - 1:
            message = f"{len(levels)} levels have {len(levels) - 1} limits between them; here are {len(limits)}."
            yield Mistake(path, message)
        elif not _rises(limits):
            yield Mistake(path, "these limits do not go upwards. Write the lowest first.")


def check_targets(outline: Outline) -> Iterator[Mistake]:
    """A target stands on a section with a score, and can be reached."""
    for path, section in outline.sections:
        if section.target is None:
            continue
        possible = possible_scores.of_section(outline, section)
        if not possible:
            yield Mistake((*path, "target"), f"'{section.id}' has no score, so it has no target. Remove it.", "warning")
        elif not possible[0] <= units(section.target) <= possible[1]:
            message = (
                f"'{section.id}' scores from {points(possible[0])} to {points(possible[1])}. Set a target in between."
            )
            yield Mistake((*path, "target"), message, "warning")


def points(ten_thousandths: int) -> str:
    """A score as an author writes it: 33.33, 75."""
    whole, rest = divmod(abs(ten_thousandths), POINT)
    sign = "-" if ten_thousandths < 0 else ""
    return f"{sign}{whole}" + (f".{rest:04}".rstrip("0") if rest else "")


def _first(outline: Outline, possible: Range) -> Iterator[Mistake]:
    first = outline.questionnaire.levels[0]
    if first.start.on(*possible) > possible[0]:
        message = (
            f"lower scores are '{first.id}' too: the first level begins at the lowest possible score. "
            f"Write 'from: {points(possible[0])}'."
        )
        yield Mistake(("levels", 0, "from"), message, "warning")


def _reached(outline: Outline, starts: Sequence[int], possible: Range) -> Iterator[Mistake]:
    lowest, highest = possible
    for number, level in enumerate(outline.questionnaire.levels):
        path: Path = ("levels", number, "from")
        if number and starts[number] > highest:
            message = f"no score reaches '{level.id}': the highest possible is {points(highest)}. Lower the limit."
            yield Mistake(path, message, "warning")
        if number + 1 < len(starts) and starts[number + 1] <= lowest:
            message = (
                f"no score is as low as '{level.id}': the lowest possible is {points(lowest)}. Raise the next limit."
            )
            yield Mistake(path, message, "warning")


def _rises(limits: Sequence[Limit]) -> bool:
    return all(low.on(*_ANY_RANGE) < high.on(*_ANY_RANGE) for low, high in pairwise(limits))

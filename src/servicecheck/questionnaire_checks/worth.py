"""Weights and points: what counts, what counts for nothing, and what is worth the same whatever is answered."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from servicecheck.items import ChoiceItem, ChoicesItem, NumberItem, RatingItem
from servicecheck.quantities import units
from servicecheck.questionnaire import Aggregate, Section
from servicecheck.questionnaire_checks.limits import points
from servicecheck.questionnaire_checks.outline import Mistake, Outline, Path

_WEIGHTED: tuple[Aggregate, ...] = ("mean", "pooled", "sum")


def check_weights(outline: Outline) -> Iterator[Mistake]:
    """Where weights count, they do not add up to nothing."""
    questionnaire = outline.questionnaire
    yield from _parts(outline, questionnaire.sections, questionnaire.aggregate, ("sections",))
    for path, section in outline.sections:
        scored = [item.weight for item in section.items if item.id in outline.scored_ids]
        if section.aggregate in _WEIGHTED and scored and not any(scored):
            yield Mistake(
                (*path, "items"), f"the weights in '{section.id}' add up to zero. Give one a weight.", at_key=True
            )
        if section.sections:
            yield from _parts(outline, section.sections, section.aggregate, (*path, "sections"))


def check_scored(outline: Outline) -> Iterator[Mistake]:
    """There is something to score, in the whole and in each section that is scored; a critical item has points."""
    if not outline.scored_ids:
        message = "nothing here is worth points, so there is nothing to score. Add an item with points."
        yield Mistake(("sections",), message, at_key=True)
    for path, section in outline.sections:
        if outline.questionnaire.counts(section) and not any(item.is_scored for item in section.all_items):
            message = f"nothing in '{section.id}' is worth points. Write 'scored: false', or give options points."
            yield Mistake(path, message, "warning")
        if "start" in section.model_fields_set and section.aggregate != "ladder":
            yield Mistake((*path, "start"), "only a ladder has a start. Remove it.", "warning", at_key=True)
    for path, item in outline.items:
        if item.critical and item.id not in outline.scored_ids:
            message = f"'{item.id}' has no score, so it cannot be critical. Remove it."
            yield Mistake((*path, "critical"), message, "warning", at_key=True)


def check_points(outline: Outline) -> Iterator[Mistake]:
    """The answers to an item are worth something different."""
    for path, item in outline.items:
        if isinstance(item, RatingItem) and any(option.points is None for option in item.options()):
            yield Mistake(path, f"each step of the scale of '{item.id}' needs points. Add them.")
        elif item.id in outline.scored_ids and item.lowest == item.highest:
            yield Mistake(
                path, f"every answer to '{item.id}' is worth {points(item.lowest)}. Vary the points.", "warning"
            )
        if isinstance(item, ChoiceItem | ChoicesItem) and item.is_scored:
            yield from _without_points(item, path)
        elif isinstance(item, NumberItem):
            yield from _bands(item, path)


def check_ladders(outline: Outline) -> Iterator[Mistake]:
    """Every rung of a ladder can be passed."""
    for path, section in outline.sections:
        if section.aggregate == "ladder":
            for number, item in enumerate(section.items):
                if item.is_scored and not item.passing:
                    message = f"a {item.type} item is no rung of a ladder. Use yes-no, rating or choice."
                    yield Mistake((*path, "items", number, "type"), message)


def _parts(outline: Outline, sections: Sequence[Section], aggregate: Aggregate, path: Path) -> Iterator[Mistake]:
    scored = [section for section in sections if outline.has_score(section)]
    if aggregate != "pooled" and scored and not any(section.weight for section in scored):
        yield Mistake(path, "the weights of these sections add up to zero. Give one a weight.", at_key=True)


def _without_points(item: ChoiceItem | ChoicesItem, path: Path) -> Iterator[Mistake]:
    for number, option in enumerate(item.options):
        if option.points is None:
            meaning = "counts like no answer" if isinstance(item, ChoiceItem) else "is worth 0"
            message = f"'{option.value}' has no points, so it {meaning}. Give it points."
            yield Mistake((*path, "options", number), message, "warning")


def _bands(item: NumberItem, path: Path) -> Iterator[Mistake]:
    low, high = item.minimum, item.maximum
    if low is not None and high is not None and low > high:
        yield Mistake((*path, "minimum"), f"the minimum of '{item.id}' is above its maximum. Swap them.")
    seen: set[Decimal] = set()
    for number, band in enumerate(item.bands):
        place: Path = (*path, "bands", number, "from")
        if band.start in seen:
            yield Mistake(place, f"two bands begin at {points(units(band.start))}. Remove one.")
        elif high is not None and band.start > high:
            message = f"answers end at {points(units(high))}, so this band cannot be reached. Lower it."
            yield Mistake(place, message, "warning")
        seen.add(band.start)
    if item.bands and low is not None and min(seen) > low:
        message = (
            f"answers from {points(units(low))} up to {points(units(min(seen)))} have no points. Begin a band lower."
        )
        yield Mistake((*path, "bands"), message, "warning", at_key=True)

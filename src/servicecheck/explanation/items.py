"""The steps of an item: its mean, its bounds, and whether it concerns the organisation."""

from collections.abc import Iterator
from dataclasses import dataclass

from servicecheck.assessment.case import Case
from servicecheck.explanation.replies import Row, reply_of
from servicecheck.explanation.steps import Coverage, Operand, Step, named
from servicecheck.items import Item
from servicecheck.scoring import columns
from servicecheck.scoring.columns import RESPONDENT, Variant, answered, of, points, state

VARIANTS: dict[str, Variant] = {"item": "", "item-low": "low", "item-high": "high"}


@dataclass(frozen=True)
class ItemCounts:
    """How one item was replied to; an item that too few people answered has no counts."""

    item: str
    is_hidden: bool
    is_relevant: bool
    """False when at least half of those who replied say that it does not apply."""
    answered: int | None
    na: int | None
    dk: int | None
    blank: int | None


def counts_of(case: Case, item: Item) -> ItemCounts:
    """How *item* was replied to."""
    relevant, row = case.figures.flag(of("relevant", item.id)), case.sums.row
    if item.id in case.hidden:
        return ItemCounts(item.id, True, relevant, None, None, None, None)
    given = {kind: int(row[state(item.id, kind)]) for kind in ("na", "dk", "blank")}
    return ItemCounts(item.id, False, relevant, int(row[answered(item.id)]), **given)


def item_steps(case: Case, item: Item) -> Iterator[Step]:
    """The mean, and the bounds where something is not known."""
    yield _mean(case, item, "item")
    if case.unknown_of(item) >= max(1, case.smallest_group) and item.id not in case.too_few.items:
        yield _mean(case, item, "item-low")
        yield _mean(case, item, "item-high")


def may_show_bounds(case: Case, item: Item) -> bool:
    """Whether nobody, or enough people, left the item open."""
    return not 0 < case.unknown_of(item) < case.smallest_group


def voted_mean(case: Case, item: Item) -> Step:
    """The mean of what people answered."""
    return _mean(case, item, "item")


def _mean(case: Case, item: Item, kind: str) -> Step:
    name = of("item", item.id, VARIANTS[kind])
    result, k = case.standing[name].item(), case.smallest_group
    if result is None:
        return Step(named(kind, item.id), "mean", (), 0, None, coverage=(Coverage("people", 0, 0, k),))
    number, sum_ = _added(case, item, kind)
    figures: tuple[Operand, ...] = (Operand(f"{named(kind, item.id)}+", sum_),)
    if case.shows_rows:
        rows = [row for row in case.persons if row[name] is not None]
        figures = tuple(Operand(_source(row, item, kind), int(row[name])) for row in rows)
    covered = Coverage("people", number, number, k)
    return Step(named(kind, item.id), "mean", figures, number, result, coverage=(covered,))


def _added(case: Case, item: Item, kind: str) -> tuple[int, int]:
    """How many figures go into a mean, and their sum; in the bounds what is not known stands at an end."""
    row = case.sums.row
    number, sum_ = int(row[answered(item.id)]), int(row[points(item.id)] or 0)
    if kind == "item":
        return number, sum_
    unknown, end = int(row[columns.unknown(item.id)]), item.lowest if kind == "item-low" else item.highest
    return number + unknown, sum_ + unknown * end


def _source(row: Row, item: Item, kind: str) -> str:
    if reply_of(row, item).state == "answered":
        return named("answer", item.id, row[RESPONDENT])
    return named("fewest" if kind == "item-low" else "most", item.id)

"""The steps of a row that is nobody's own: what a room agreed on, and where it did not, what its votes come to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from servicecheck.assessment.agreed_case import AgreedCase
from servicecheck.explanation.items import voted_mean
from servicecheck.explanation.replies import Row
from servicecheck.explanation.steps import Coverage, Operand, Step, named
from servicecheck.explanation.units import KINDS, UnitSteps, column
from servicecheck.items import Item
from servicecheck.scoring.columns import RESPONDENT, of


def room_item_steps(case: AgreedCase, item: Item) -> Iterator[Step]:
    """What an item counts with: its agreed answer, or the mean of the votes; and its bounds where it is not known."""
    made, votes = named("item", item.id), voted_mean(case.shown_votes, item)
    worth = case.figures.integer(of("item", item.id))
    if item.id in case.agreed:
        yield replace(votes, makes=named("votes", item.id))
        operands = () if worth is None else (Operand(named("agreed", item.id), worth),)
        yield Step(made, "agreed", operands, 1, worth)
    elif worth is None:
        yield Step(made, "mean", (), 0, None, coverage=(Coverage("people", 0, 0, case.smallest_group),))
    elif case.questionnaire.home(item.id).aggregate == "ladder":
        yield replace(votes, makes=named("votes", item.id))
        yield Step(made, "nearest", (Operand(named("votes", item.id), votes.result or 0),), 1, worth)
    else:
        yield votes
    for kind, source, end in (("item-low", "fewest", item.lowest), ("item-high", "most", item.highest)):
        if worth is None and case.figures.integer(of("item", item.id, "low")) is not None:
            yield Step(named(kind, item.id), "mean", (Operand(named(source, item.id), end),), 1, end)


@dataclass(frozen=True)
class RoomUnitSteps(UnitSteps):
    """One section in which the room's row is scored, from what its items count with."""

    case: AgreedCase

    @cached_property
    def row(self) -> Row:
        """The room's row, under no code."""
        return {**self.case.row.row(0, named=True), RESPONDENT: ""}

    def all(self) -> Iterator[Step]:
        """Every step, each after those it needs."""
        return (self._of_room(kind) for kind in KINDS)

    def may_show(self, kind: str) -> bool:
        """Always: the row is made of published figures."""
        return True

    def source(self, item: Item, row: Row) -> str:
        """What an item counts with."""
        return named("item", item.id)

    def _of_room(self, kind: str) -> Step:
        makes, is_end = named(kind, self.node.id), kind in ("lowest", "highest")
        if is_end and (self.node.fixed_range or not self.row[of("applicable", self.node.id)]):
            return Step(makes, "given", (), 1, self.row[column(kind, self.node.id)])
        if kind in ("low", "high") and not self.row[of("rated", self.node.id)]:
            return Step(makes, "mean", (), 0, None)
        return self.of_person(kind, self.row)

"""The steps of a section with items: each person's score in it, and what all of them come to.

Rows are shown in own and open rounds. Of an anonymous one, and of a batch, there are only how many people count, and
their sum; bounds are left out where fewer than k people left something open, because their answers could be worked out
from them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd

from servicecheck.assessment.case import Case
from servicecheck.explanation.replies import Reply, Row, has_unknown, reply_of
from servicecheck.explanation.steps import Coverage, LeftOut, Operand, Operation, Step, named
from servicecheck.items import Item
from servicecheck.language import POINT
from servicecheck.quantities import units
from servicecheck.scoring import columns
from servicecheck.scoring.columns import PEOPLE, RESPONDENT, Variant, answered, applies, of, people
from servicecheck.scoring.tree import Node

KINDS: tuple[str, ...] = ("lowest", "highest", "score", "low", "high")
COLUMNS: dict[str, tuple[str, Variant]] = {
    "score": ("score", ""), "low": ("score", "low"), "high": ("score", "high"),
    "lowest": ("lowest", ""), "highest": ("highest", ""),
}  # fmt: skip
"""The scorer's column for each kind of figure."""


def column(kind: str, node: str) -> str:
    """The scorer's column for this kind of figure of a section."""
    name, variant = COLUMNS[kind]
    return of(name, node, variant)


@dataclass(frozen=True)
class UnitSteps:
    """One section in which people are scored."""

    case: Case
    node: Node

    def all(self) -> Iterator[Step]:
        """Every step, each after those it needs."""
        for kind in KINDS:
            if self.may_show(kind):
                if self.case.shows_rows and not (self.node.fixed_range and kind in ("lowest", "highest")):
                    yield from self._of_people(kind)
                yield self._together(kind)

    def may_show(self, kind: str) -> bool:
        """Whether a bound covers nobody, or enough people, who left something open."""
        return kind not in ("low", "high") or not 0 < self.case.unknown_in(self.node) < self.case.smallest_group

    @property
    def _rows(self) -> Sequence[Row]:
        return self.case.persons

    @property
    def _counting(self) -> list[Row]:
        return [row for row in self._rows if row[of("rated", self.node.id)]]

    @property
    def _concerned(self) -> list[Row]:
        """The people a range is worked out from: those who count, else those who were asked something here."""
        return self._counting or [row for row in self._rows if row[of("applicable", self.node.id)]]

    # One person

    def _of_people(self, kind: str) -> Iterator[Step]:
        for row in self._concerned if kind in ("lowest", "highest") else self._rows:
            if kind not in ("low", "high") or (row[of("rated", self.node.id)] and has_unknown(row, self.node)):
                yield self.of_person(kind, row)

    def source(self, item: Item, row: Row) -> str:
        """What a person's figure for an item is called."""
        return named("answer", item.id, row[RESPONDENT])

    def of_person(self, kind: str, row: Row) -> Step:
        """One kind of figure of one row."""
        operands, left_out = self._cells(kind, row)
        person = row[RESPONDENT]
        score = named("score", self.node.id, person)
        return Step(
            makes=named(kind, self.node.id, person),
            operation=self._operation,
            operands=tuple(operands),
            divisor=self._divisor(operands),
            result=row[column(kind, self.node.id)],
            left_out=tuple(left_out),
            coverage=(self._coverage(row),) if kind == "score" else (),
            at_most=score if kind == "low" else None,
            at_least=score if kind == "high" else None,
        )

    @property
    def _operation(self) -> Operation:
        return "mean" if self.node.aggregate == "pooled" else self.node.aggregate

    def _divisor(self, operands: list[Operand]) -> int:
        match self._operation:
            case "mean":
                return sum(operand.weight for operand in operands)
            case "sum":
                return POINT
            case _:
                return 1

    def _cells(self, kind: str, row: Row) -> tuple[list[Operand], list[LeftOut]]:
        if self.node.aggregate == "ladder":
            return self._rungs(kind, row)
        operands, left_out = [], []
        weights = {item.id: units(item.weight) for item in self.node.items}
        common = 1 if self.node.aggregate == "sum" else gcd(*weights.values()) or 1
        for item in self.node.items:
            reply, answer = reply_of(row, item), self.source(item, row)
            given = self._given(kind, item, reply, answer)
            if given is None:
                left_out.append(LeftOut(answer, reply.state if reply.state != "answered" else "no-weight"))
            elif not weights[item.id]:
                left_out.append(LeftOut(answer, "no-weight"))
            else:
                operands.append(Operand(*given, weights[item.id] // common))
        return operands, left_out

    def _given(self, kind: str, item: Item, reply: Reply, answer: str) -> tuple[str, int] | None:
        """Where a figure comes from and what it is: the answer's points, or an end of what it can be worth."""
        if reply.state not in ("answered", "dk", "blank"):
            return None
        fewest, most = (named("fewest", item.id), item.lowest), (named("most", item.id), item.highest)
        if kind in ("lowest", "highest"):
            return fewest if kind == "lowest" else most
        if reply.points is not None:
            return answer, reply.points
        if kind == "low" or (kind == "score" and self.node.unanswered == "lowest"):
            return fewest
        return most if kind == "high" else None

    def _rungs(self, kind: str, row: Row) -> tuple[list[Operand], list[LeftOut]]:
        """A ladder adds its start and the rungs that were passed; at best also the unknown one and those behind it."""
        operands, left_out = [Operand(named("start", self.node.id), self.node.start)], []
        opens_up = kind == "high" and has_unknown(row, self.node)
        for item in self.node.items:
            reply, answer = reply_of(row, item), self.source(item, row)
            could = (reply.state in ("dk", "blank", "behind") and opens_up) or (
                kind == "highest" and reply.state not in ("na", "not-asked")
            )
            if could:
                operands.append(Operand(named("most", item.id), item.highest))
            elif kind != "lowest" and kind != "highest" and reply.points is not None and reply.value in item.passing:
                operands.append(Operand(answer, reply.points))
            elif kind not in ("lowest", "highest"):
                left_out.append(LeftOut(answer, reply.state if reply.state != "answered" else "behind"))
        return operands, left_out

    def _coverage(self, row: Row) -> Coverage:
        asked = sum(bool(row[applies(item.id)]) for item in self.node.items)
        replies = [reply_of(row, item) for item in self.node.items]
        given = sum(reply.state == "answered" for reply in replies)
        if self.node.aggregate == "ladder":
            return Coverage("ladder", asked, sum(reply.state in ("answered", "dk") for reply in replies), 1)
        least = {"half": max(-(-asked // 2), min(asked, 2)), "all": asked, "any": 1}[self.node.coverage]
        return Coverage(self.node.coverage, asked, given, max(1, least))

    # All of them

    def _together(self, kind: str) -> Step:
        makes, result = named(kind, self.node.id), self.case.standing[column(kind, self.node.id)].item()
        if kind in ("lowest", "highest") and (
            self.node.fixed_range or self._added(kind)[0] < max(1, self.case.smallest_group)
        ):
            return Step(makes, "given", (), 1, result)
        operands, divisor = self._people_in(kind)
        return Step(
            makes=makes,
            operation="mean",
            operands=() if result is None else operands,
            divisor=0 if result is None else divisor,
            result=result,
            left_out=self._people_out() if kind == "score" else (),
            coverage=self._covered() if kind == "score" else (),
        )

    def _people_in(self, kind: str) -> tuple[tuple[Operand, ...], int]:
        """The people's own figures; of an anonymous round, and of a batch, their sum."""
        number, sum_ = self._added(kind)
        if not self.case.shows_rows:
            return (Operand(f"{named(kind, self.node.id)}+", sum_),), number
        rows = self._concerned if kind in ("lowest", "highest") else self._counting
        figures = [(row, int(row[column(kind, self.node.id)])) for row in rows]
        operands = [
            Operand(named(self._made(kind, row), self.node.id, row[RESPONDENT]), figure) for row, figure in figures
        ]
        return tuple(operands), number

    def _added(self, kind: str) -> tuple[int, int]:
        """How many people's figures go into a mean, and their sum."""
        row, unit = self.case.sums.row, self.node.id
        number, concerned = int(row.get(people(unit)) or 0), int(row.get(columns.concerned(unit)) or 0)
        match kind:
            case "score":
                return number, int(row.get(columns.total(unit)) or 0)
            case "low" | "high":
                return number, int(row.get(columns.bound_total(unit, kind)) or 0)
            case "lowest" | "highest" if number:
                return number, int(row.get(columns.end_total(unit, kind)) or 0)
            case "lowest" | "highest":
                return concerned, int(row.get(columns.concerned_end_total(unit, kind)) or 0)
        raise AssertionError(f"people have no {kind}")

    def _made(self, kind: str, row: Row) -> str:
        """A bound of somebody who left nothing open is the score."""
        return "score" if kind in ("low", "high") and not has_unknown(row, self.node) else kind

    def _people_out(self) -> tuple[LeftOut, ...]:
        if not self.case.shows_rows:
            return ()
        return tuple(
            LeftOut(
                named("score", self.node.id, row[RESPONDENT]),
                "too-few-answers" if row[of("applicable", self.node.id)] else "not-asked",
            )
            for row in self._rows
            if not row[of("rated", self.node.id)]
        )

    def _covered(self) -> tuple[Coverage, ...]:
        """Enough people, and enough items that somebody answered; nothing of what too few people answered."""
        sums, k = self.case.sums.row, self.case.smallest_group
        if self.node.id in self.case.too_few.sections:
            return (Coverage("people", 0, 0, k),)
        found = [Coverage("people", int(sums[PEOPLE]), int(sums[people(self.node.id)]), k)]
        if self.node.aggregate != "ladder" and self.node.coverage != "any":
            asked = sum(bool(sums[applies(item.id)]) for item in self.node.items)
            given = sum(bool(sums[answered(item.id)]) for item in self.node.items)
            least = asked if self.node.coverage == "all" else -(-asked // 2)
            found.append(Coverage(self.node.coverage, asked, given, least))
        return tuple(found)

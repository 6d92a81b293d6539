"""The steps of a section of sections, and of the whole: from its parts' scores, and what adjustments make of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import gcd

from servicecheck.assessment.case import Case, Figures
from servicecheck.explanation.steps import Coverage, LeftOut, Operand, Operation, Reason, Step, named
from servicecheck.explanation.units import KINDS, column
from servicecheck.language import POINT
from servicecheck.quantities import units
from servicecheck.questionnaire import Adjustment
from servicecheck.scoring.columns import of
from servicecheck.scoring.gates import condition_holds
from servicecheck.scoring.nodes import LARGEST_MISSING_SHARE, with_node_scores
from servicecheck.scoring.tree import Node


@dataclass(frozen=True)
class Above:
    """One node above the units."""

    case: Case
    node: Node
    bare: Figures
    """The figures before this node is adjusted."""

    def all(self) -> Iterator[Step]:
        """One step a kind of figure, none with a part of which the figure may not be shown."""
        for kind in KINDS:
            yield self._step(kind)

    def _step(self, kind: str) -> Step:
        operands, left_out = self._parts(kind)
        score = named("score", self.node.id)
        is_rated = self.case.figures.flag(of("rated", self.node.id)) or kind in ("lowest", "highest")
        result = self.bare.integer(column(kind, self.node.id))
        return Step(
            makes=named(kind, self.node.id),
            # A sum of nothing is 0: there is nothing to add.
            operation=self._operation if operands or result is None else "given",
            operands=tuple(operands) if is_rated else (),
            divisor=self._divisor(operands) if is_rated else 0,
            result=result,
            left_out=tuple(left_out) if kind == "score" else (),
            coverage=self._covered() if kind == "score" else (),
            at_most=score if kind == "low" else None,
            at_least=score if kind == "high" else None,
        )

    @property
    def _operation(self) -> Operation:
        # A pool is a unit, unless nothing below it is scored.
        return "mean" if self.node.aggregate == "pooled" else self.node.aggregate

    def _divisor(self, operands: list[Operand]) -> int:
        if self._operation == "mean":
            return sum(operand.weight for operand in operands)
        return POINT if self._operation == "sum" else 1

    def _parts(self, kind: str) -> tuple[list[Operand], list[LeftOut]]:
        found = [(part, self._given(kind, part)) for part in self.node.parts]
        common = gcd(*(part.weight for part in self.node.parts)) if self._operation == "mean" else 1
        left_out = [LeftOut(named("score", part.id), self._reason(part)) for part, given in found if given is None]
        left_out += [
            LeftOut(named("score", part.id), "no-weight") for part in self.node.children if part not in self.node.parts
        ]
        if self._operation == "ladder":
            return self._climbed(found), left_out
        return [
            Operand(*given, 1 if self._operation == "min" else part.weight // (common or 1))
            for part, given in found
            if given is not None
        ], left_out

    def _given(self, kind: str, part: Node) -> tuple[str, int] | None:
        """The part's own figure, or, for one that is missing, the end of its range."""
        figures = self.case.figures
        applies, rated = figures.flag(of("applicable", part.id)), figures.flag(of("rated", part.id))
        if kind in ("lowest", "highest"):
            taken = kind if applies else None
        elif not applies or rated:
            taken = kind if rated else None
        elif kind == "score":
            taken = "lowest" if self.node.unanswered == "lowest" else None
        else:
            taken = "lowest" if kind == "low" else "highest"
        value = None if taken is None else figures.integer(column(taken, part.id))
        return None if taken is None or value is None else (named(taken, part.id), value)

    def _climbed(self, found: list[tuple[Node, tuple[str, int] | None]]) -> list[Operand]:
        """The start, and the parts passed before the first that is not: those at their highest possible score."""
        operands = [Operand(named("start", self.node.id), self.node.start)]
        for part, given in found:
            highest = self.case.figures.integer(column("highest", part.id))
            if given is not None and highest is not None and given[1] >= highest:
                operands.append(Operand(*given))
            elif self.case.figures.flag(of("applicable", part.id)):
                break
        return operands

    def _reason(self, part: Node) -> Reason:
        if part.id in self.case.too_few.sections:
            return "too-few"
        return "not-rated" if self.case.figures.flag(of("applicable", part.id)) else "not-applicable"

    def _covered(self) -> tuple[Coverage, ...]:
        """The weight of the parts that are rated, of all that apply; any part is enough for a ladder."""
        weights = {part.id: part.weight for part in self.node.parts}
        of_all = sum(w for part, w in weights.items() if self.case.figures.flag(of("applicable", part)))
        there = sum(w for part, w in weights.items() if self.case.figures.flag(of("rated", part)))
        if self.node.aggregate == "ladder" or self.node.coverage == "any":
            return (Coverage("any", of_all, there, 1),)
        if self.node.coverage == "all":
            return (Coverage("all", of_all, there, max(1, of_all)),)
        return (Coverage("four-fifths", of_all, there, max(1, of_all - of_all // LARGEST_MISSING_SHARE)),)


@dataclass(frozen=True)
class Adjusted:
    """What the questionnaire's adjustments make of one node's score and bounds."""

    case: Case
    node: Node

    @cached_property
    def in_force(self) -> tuple[int, ...]:
        """The places, among all adjustments, of those of this node whose condition holds."""
        own = [n for n, one in enumerate(self.case.questionnaire.adjust) if one.section == self.node.id]
        return tuple(n for n in own if self._holds(self.case.questionnaire.adjust[n]))

    def _holds(self, adjustment: Adjustment) -> bool:
        holds = condition_holds(self.case.questionnaire, self.case.root, adjustment.when, "", basics=())
        return bool(self.case.conclusion(self.case.standing.lazy()).select(holds.alias("holds")).collect().item())

    def figures_after(self, number: int) -> Figures:
        """The figures when so many of the adjustments in force have been made."""
        if number == len(self.in_force):
            return self.case.figures
        later = set(self.in_force[number:])
        kept = tuple(one for n, one in enumerate(self.case.questionnaire.adjust) if n not in later)
        before = self.case.questionnaire.model_copy(update={"adjust": kept})
        scored = with_node_scores(before, self.case.root, self.case.standing.lazy())
        return Figures(scored.collect().row(0, named=True))

    def steps(self, first: list[Step]) -> Iterator[Step]:
        """The steps of the node itself, under the names that figures have before they are adjusted, and the rest."""
        last = len(self.in_force)
        for step in first:
            kind = step.makes.partition("/")[0]
            is_persons = step.makes != named(kind, self.node.id)
            if not last or is_persons or kind in ("lowest", "highest") or step.result is None:
                yield step
                continue
            yield self._first(step, kind)
            yield from (self._multiplied(kind, number) for number in range(1, last + 1))

    def _first(self, step: Step, kind: str) -> Step:
        name, score = named(kind, self.node.id, number=0), named("score", self.node.id, number=0)
        at_most, at_least = (score if bound else None for bound in (step.at_most, step.at_least))
        return replace(step, makes=name, at_most=at_most, at_least=at_least)

    def _multiplied(self, kind: str, number: int) -> Step:
        factor = units(self.case.questionnaire.adjust[self.in_force[number - 1]].times)
        before = self.figures_after(number - 1).integer(column(kind, self.node.id))
        after = self.figures_after(number).integer(column(kind, self.node.id))
        makes = named(kind, self.node.id, number=None if number == len(self.in_force) else number)
        operand = Operand(named(kind, self.node.id, number=number - 1), before or 0, factor)
        return Step(makes, "times", (operand,), POINT, after)

"""From the score to the level, and from there to the next one, in words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from servicecheck.assessment.expectation import item_after
from servicecheck.assessment.findings import GateFinding, Priority
from servicecheck.explanation.change import SmallestChange
from servicecheck.explanation.levels import LevelSteps
from servicecheck.quantities import units
from servicecheck.telling.certainty import marks
from servicecheck.telling.explaining import Explaining
from servicecheck.telling.sheets import LEVEL, Grid, Line, Sheet


@dataclass(frozen=True)
class ExplainingLevels:
    """What is told of levels."""

    explaining: Explaining

    def level(self) -> Sheet:
        """Which limits the score lies between, and what holds the level down."""
        parts: list[Grid | Line] = []
        if self.explaining.explanation.level is not None:
            parts += [self.place(self.explaining.explanation.level), *self._held(self.explaining.explanation.level)]
        parts += [Line(sentence) for sentence in marks(self.explaining.telling)]
        return Sheet(self._words("explain_level_title"), "", tuple(parts))

    def place(self, steps: LevelSteps) -> Line:
        """The limits around a score, and the level's name."""
        telling = self.explaining.telling
        reached = [telling.plain_points(one.at) for one in steps.thresholds[1:] if one.is_reached]
        above = [telling.plain_points(one.at) for one in steps.thresholds[1:] if not one.is_reached]
        if reached and above:
            text = self._words("explain_between", low=reached[-1], high=above[0], level=LEVEL)
        elif above:
            text = self._words("explain_below", high=above[0], level=LEVEL)
        else:
            lowest = [telling.plain_points(one.at) for one in steps.thresholds[:1]]
            text = self._words("explain_from", low=(reached or lowest)[-1], level=LEVEL)
        return Line(text, steps.raw_level)

    def _held(self, steps: LevelSteps) -> Iterator[Grid | Line]:
        if steps.level == steps.raw_level:
            yield Line(self._words("explain_nothing_holds"))
            return
        yield Line(self._words("explain_held_down", level=LEVEL), steps.level)
        gates = [gate for gate in self.explaining.explanation.assessment.gates if gate.holds_down]
        yield Grid(tuple(row for gate in gates for row in self.rows(gate)))

    def rows(self, gate: GateFinding) -> list[tuple[str, str]]:
        """A requirement that is not met, with its figures."""
        return [(self._words("explain_not_met"), text) for text in self._figures(gate)]

    def _figures(self, gate: GateFinding) -> list[str]:
        words, telling = self.explaining.words, self.explaining.telling
        figure = self.explaining.calculation.figure
        if gate.limit is None:
            return [telling.text(telling.questionnaire_gate(gate.id).text)]
        limit = telling.plain_points(units(gate.limit.value)) + (" %" if gate.limit.of_range else "")
        counts = {"n": gate.count, "total": gate.total, "allowed": gate.allowed, "limit": limit}
        match gate.kind:
            case "critical":
                means = {item.id: item.mean for item in self.explaining.explanation.assessment.items}
                lines = [(item, figure(means[item])) for item in gate.culprits]
                lines += [(words.quote(words.phrase(item.text)), f"< {limit}") for item in gate.elsewhere]
                return [words("explain_needs_item", item=item, score=score, limit=limit) for item, score in lines]
            case "critical-mean":
                return [words("explain_needs_mean", score=figure(gate.figure), limit=limit)]
            case "section":
                keys = ["explain_needs_section", *["explain_needs_section_too"] * len(gate.culprits)]
                return [self._section(key, one, limit) for key, one in zip(keys, gate.culprits, strict=False)]
            case "items":
                return [words("explain_needs_items", **counts)]
            case _:
                return [words("explain_needs_weight", **counts)]

    def _section(self, key: str, section: str, limit: str) -> str:
        telling = self.explaining.telling
        score = self.explaining.calculation.figure(telling.assessment.section(section).standing.score)
        name = self.explaining.words.quote(telling.title(section))
        return self._words(key, section=name, score=score, limit=limit)

    # The next level

    def next_level(self) -> Iterator[Sheet]:
        """The smallest change that reaches it, or what stands in the way; nothing where there is no level yet."""
        change = self.explaining.explanation.smallest_change
        parts = tuple(self._no_change() if change is None else self._change(change))
        if parts:
            yield Sheet(self._words("explain_next_title"), "", parts)

    def _no_change(self) -> Iterator[Grid | Line]:
        if self.explaining.explanation.level is not None:
            yield Line(self._words("explain_next_none"))

    def _change(self, change: SmallestChange) -> Iterator[Grid | Line]:
        if change.items is not None and change.expected is not None:
            yield Line(self._words("explain_next_is", n=len(change.items), level=LEVEL), change.level)
            yield Grid(tuple(self._raised(item, times) for item, times in Counter(change.items).items()))
            score = self.explaining.calculation.figure(change.expected.score)
            text = self._words("explain_next_result", score=score, level=LEVEL)
            yield Line(text, change.expected.level)
        else:
            key = "explain_next_far" if change.is_within_reach else "explain_next_elsewhere"
            yield Line(self._words(key, level=LEVEL), change.level)
            rows = [row for gate in change.obstacles for row in self.rows(gate)]
            yield Grid((*self._missing_score(change), *rows))
        yield Line(self._words("explain_step_is"))
        yield from self._first_step()

    def _missing_score(self, change: SmallestChange) -> list[tuple[str, str]]:
        level = self.explaining.explanation.level
        if level is None or level.value >= change.limit:
            return []
        score, limit = (
            self.explaining.calculation.figure(level.value),
            self.explaining.telling.plain_points(change.limit),
        )
        return [(self._words("explain_not_met"), self._words("explain_needs_score", score=score, limit=limit))]

    def _raised(self, item_id: str, times: int) -> tuple[str, str, str]:
        """An item's mean today and after so many steps."""
        telling, figure = self.explaining.telling, self.explaining.calculation.figure
        item = telling.questionnaire.item(item_id)
        today = after = telling.assessment.item(item_id).mean or 0
        for _ in range(times):
            after = item_after(item, after)
        return item_id, f"{figure(today)} → {figure(after)}", telling.text(item.text)

    def _first_step(self) -> Iterator[Line]:
        priorities = self.explaining.explanation.assessment.priorities
        if priorities:
            yield self.one_step("explain_one_step", priorities[0])

    def one_step(self, key: str, priority: Priority) -> Line:
        """What one step up in an item leads to."""
        assessment, telling = self.explaining.explanation.assessment, self.explaining.telling
        section = telling.questionnaire.home(priority.item).id
        today = assessment.section(section).standing.score
        overall = assessment.overall.standing.score if assessment.overall else None
        text = self._words(
            key,
            item=priority.item,
            section_today=telling.score(today),
            section_after=telling.score(priority.section_after),
            today=telling.score(overall),
            after=telling.score(priority.overall_after),
            level=telling.level_name(priority.level_after),
        )
        return Line(text)

    # With everything unknown at its worst and best, and with other limits

    def bounds(self, node: str = "") -> Sheet:
        """The score and the level at both bounds."""
        return Sheet(self._words("explain_bounds_title"), "", tuple(self._bounds(node)))

    def _bounds(self, node: str) -> Iterator[Grid | Line]:
        low, high = self.explaining.step("low", node), self.explaining.step("high", node)
        if low is None or high is None:
            yield Line(self._words("explain_bounds_hidden"))
            return
        if low.result is None:
            yield Line(self._words("explain_not_there"))
            return
        if low.result == high.result:
            yield Line(self._words("explain_nothing_unknown"))
        else:
            for name, step in (("low", low), ("high", high)):
                yield from self._persons(name, node)
                yield Line(self._words(f"explain_bound_{name}", formula=self.explaining.formula_of(step)))
        levels = self.explaining.explanation.bound_levels if not node else {}
        yield from (
            Line(self._words(f"explain_bound_level_{bound}", level=LEVEL), level.level)
            for bound, level in levels.items()
        )

    def _persons(self, bound: str, node: str) -> Iterator[Grid]:
        """What each person's score would be, of those who left something open."""
        steps = [(person, self.explaining.step(bound, node, person)) for person in self.explaining.persons]
        rows = [(person, self.explaining.calculation.formula(step)) for person, step in steps if step and step.operands]
        if rows:
            yield Grid(tuple(rows))

    def other_limits(self) -> Sheet:
        """The level under each of the other limits."""
        lines = [
            Line(self._words("explain_limits", limits=self._limits(level), level=LEVEL), level.level)
            for level in self.explaining.explanation.other_levels
        ]
        return Sheet(self._words("explain_stat_other_limits"), "", tuple(lines or [self._nothing()]))

    def _limits(self, level: LevelSteps) -> str:
        return "/".join(self.explaining.telling.plain_points(one.at) for one in level.thresholds[1:])

    def _nothing(self) -> Line:
        return Line(self._words("explain_not_there"))

    def _words(self, key: str, **values: object) -> str:
        return self.explaining.words(key, **values)

"""Two rounds compared, told in one language: names, printed figures and the sentences of looking back (method 4.7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from servicecheck.comparison import Comparison, Side
from servicecheck.comparison.changes import Change, planning_change
from servicecheck.comparison.common_ground import Dropping
from servicecheck.comparison.follow_up import Counted, Measure
from servicecheck.language import POINT, Text, Words
from servicecheck.telling.telling import decimals_of

MOST_DECIMALS = 2
MOST_NAMED = 6
"""So many questions that were left out are named; of the rest only the number is told."""

_LEFT_OUT: dict[Dropping, str] = {"changed": "follow_not_comparable", "unanswered": "follow_unanswered"}


@dataclass(frozen=True)
class ChangeTelling:
    """A comparison and the words to tell it in."""

    comparison: Comparison
    words: Words

    # Names

    def text(self, text: Text | str) -> str:
        """An author's text, typeset."""
        return self.words.typeset(text)

    def title(self, change: Change) -> str:
        """The area's title as it stands in a sentence; the whole has a name of ours."""
        return self.words("follow_whole") if change.depth < 0 else self.words.phrase(change.title)

    def named(self, change: Change) -> str:
        """The area in its quotation marks, which keep a title that is a sentence apart from ours."""
        title = self.title(change)
        return title if change.depth < 0 else self.words.quote(title)

    def level_name(self, side: Side, level_id: str | None) -> str:
        """A level's name as in "the level good"."""
        name = next((level.name for level in side.levels if level.id == level_id), None)
        return self.words("level_not_rated") if name is None else self.text(name)

    def level_title(self, side: Side) -> str:
        """A round's level on its own."""
        title = next((level.title for level in side.levels if level.id == side.level), None)
        return self.words("level_not_rated") if title is None else self.text(title)

    @cached_property
    def periods(self) -> tuple[str, str]:
        """When the two rounds were: by month where that tells them apart, else by day, by title or by number."""
        before, after = self.comparison.before, self.comparison.after
        if before.day and after.day and before.day != after.day:
            is_by_day = _month(before.day) == _month(after.day)
            return (_day(before.day), _day(after.day)) if is_by_day else (_month(before.day), _month(after.day))
        is_counted = before.is_counted or after.is_counted
        if is_counted and before.title != after.title:
            return self.text(before.title) or f"{before.number}", self.text(after.title) or f"{after.number}"
        if before.title and after.title and before.title != after.title:
            return self.text(before.title), self.text(after.title)
        return f"{before.number}", f"{after.number}"

    @property
    def who(self) -> str:
        """How many answered both times, or how many each time."""
        found = self.comparison
        if found.both is not None and found.is_paired:
            return self.words("compare_both", both=found.both, people=found.after.people)
        return self.words("compare_groups", before=found.before.people, after=found.after.people)

    # Figures

    @cached_property
    def decimals(self) -> int:
        """How many decimals a score has at least."""
        whole = self.comparison.after.whole
        return decimals_of(whole.lowest, whole.highest) if whole else 0

    def score(self, value: int, near: tuple[int, ...] = ()) -> str:
        """A score as printed, on the same side of the levels' limits as it is."""
        if self.decimals:
            return self.words.number(Fraction(value, POINT), self.decimals)
        return self.words.score(value, (*self.comparison.after.limits, *near))

    def signed(self, points: float) -> str:
        """A change with its sign; nothing in front of a change that is printed as 0."""
        shown = self.plain(points)
        return f"+{shown}" if points > 0 and any(digit in "123456789" for digit in shown) else shown

    def plain(self, points: float) -> str:
        """A change or an end of its interval, in points; with more decimals where fewer would make it 0."""
        exact = Fraction(points) / POINT
        shown = self.words.number(exact, self.decimals)
        for decimals in range(self.decimals, MOST_DECIMALS + 1):
            shown = self.words.number(exact, decimals)
            if not exact or any(digit in "123456789" for digit in shown):
                return shown
        return self.words.number(0, self.decimals)

    def ends(self, change: Change) -> tuple[str, str] | None:
        """The two ends of the change's interval."""
        if change.difference is None:
            return None
        interval = change.difference.interval
        return self.plain(interval.low), self.plain(interval.high)

    def verdict(self, change: Change) -> str:
        """Whether it can be told from chance, in two or three words."""
        return self.words("legend_cannot_tell" if change.direction == "unclear" else "compare_real")

    # Sentences

    @property
    def has_intervals(self) -> bool:
        """Whether anything could be told from ordinary variation at all."""
        return any(change.difference is not None for change in self.comparison.changes)

    def too_few(self) -> str:
        """That too few answered in either round for anything to be shown."""
        before, after = self.comparison.before, self.comparison.after
        k = max(before.smallest_group, after.smallest_group)
        return self.words("compare_too_few", before=before.people, after=after.people, k=k)

    def sentence(self, change: Change) -> str:
        """What happened to an area."""
        ends, before, after = self.ends(change), self.score(change.before), self.score(change.after)
        told = {"section": self.named(change), "before": before, "after": after}
        if change.direction == "unclear" or ends is None:
            return self.words("follow_unclear_same" if before == after else "follow_unclear", **told)
        told |= {"lo": ends[0], "hi": ends[1]}
        if (change.after > change.before) != (change.direction == "rose"):
            return self.words("follow_pairs", n=change.pairs, change=self.signed(change.points), **told)
        if change.pairs is None:
            return self.words(f"follow_{change.direction}_groups", **told)
        return self.words(f"follow_{change.direction}", n=change.pairs, **told)

    def planning(self) -> str:
        """What could be expected to be seen of the same people; empty where that is not known."""
        if not self.comparison.is_paired:
            return ""
        return planning(self.words, self.comparison.before, self.decimals)

    def gates(self) -> Iterator[str]:
        """Which requirements are met now and were not, and the other way round."""
        found = self.comparison.follow_up
        for key, gates in (("follow_gate_opened", found.opened), ("follow_gate_closed", found.closed)):
            # Gates of one title are one requirement, asked of several levels.
            for title in dict.fromkeys(self.words.phrase(gate.title) for gate in gates):
                yield f"{self.words(key, gate=title)}."

    def raw_levels(self) -> str:
        """The levels on points alone, where a requirement holds one of them down."""
        before, after = self.comparison.before, self.comparison.after
        if (before.level, after.level) == (before.raw_level, after.raw_level):
            return ""
        names = self.level_name(before, before.raw_level), self.level_name(after, after.raw_level)
        return self.words("compare_raw_change", level_before=names[0], level_after=names[1])

    def actions(self) -> str:
        """How many of the agreed actions are done; empty where none was agreed."""
        found = self.comparison.follow_up
        return f"{self.words('follow_actions_done', n=found.done, total=found.agreed)}." if found.agreed else ""

    def figures(self, measure: Measure) -> str:
        """What was counted before and after, in bare figures."""
        name, before, after = (
            self.words.phrase(text) for text in (measure.name, measure.before.text, measure.after.text)
        )
        return f"{self.words('follow_measure', measure=name, before=before, after=after)}."

    def measure(self, measure: Measure) -> str:
        """What was counted before and after, with where the shares most likely lie."""
        name = self.words.phrase(measure.name)
        before, after = self.counted(measure.before), self.counted(measure.after)
        said = self.words("follow_measure", measure=name, before=before, after=after)
        if measure.difference is None:
            return f"{said}."
        return f"{said}: {self.words('compare_real' if measure.has_moved else 'legend_cannot_tell')}."

    def counted(self, counted: Counted) -> str:
        """A figure as it was written, with where the share most likely lies."""
        figure = self.text(counted.text)
        if counted.interval is None:
            return figure
        ends = (self.words.percent(end) for end in (counted.interval.low, counted.interval.high))
        return self.words("follow_share", figure=figure, low=next(ends), high=next(ends))

    def removed(self) -> str:
        """Frustrations that customers no longer meet; empty where none was removed."""
        found = self.comparison.follow_up
        if not found.removed:
            return ""
        if found.hours_saved is None:
            return self.words("follow_removed", n=len(found.removed))
        hours = self.words.number(Fraction(found.hours_saved, POINT), 1)
        return self.words("follow_frustrations_closed", n=len(found.removed), hours=hours)

    def customers(self) -> Iterator[str]:
        """What customers answered then and now."""
        for one in self.comparison.follow_up.customers:
            scores = {"before": self.score(one.before), "after": self.score(one.after)}
            first, second = one.people
            section = self.words.quote(self.words.phrase(one.title))
            yield self.words("follow_customers", section=section, first=first, second=second, **scores)

    def left_out(self) -> Iterator[str]:
        """What is not compared, and why."""
        if self.comparison.is_rescored:
            yield self.words("follow_rescored")
        for why, key in _LEFT_OUT.items():
            texts = [
                self.words.quote(self.words.phrase(one.item.text)) for one in self.comparison.dropped if one.why == why
            ]
            named, more = texts[:MOST_NAMED], len(texts) - MOST_NAMED
            if named:
                rest = [self.words("follow_more_left_out", n=more)] if more > 0 else []
                yield self.words(key, items=self.words.join([*named, *rest]))

    def cautions(self) -> Iterator[str]:
        """What may explain a change besides your work."""
        if not self._is_agreed and any(change.difference is None for change in self.comparison.changes):
            yield self.words("follow_no_interval")
        for caution in self.comparison.cautions:
            yield self.words(f"follow_{caution}" if caution in _AGREED | _WHY_GROUPS else f"follow_caution_{caution}")

    @property
    def _is_agreed(self) -> bool:
        """Whether either score is what a room agreed on."""
        return any(side.carried_by == "agreed" for side in (self.comparison.before, self.comparison.after))

    def stops(self) -> Iterator[str]:
        """What you can stop doing."""
        for part in self.comparison.surplus:
            title = self.words.quote(self.words.phrase(part.title))
            told = {"section": title, "points": self.plain(part.surplus)}
            yield self.words("follow_stop_extra", **told)
        for action in self.comparison.follow_up.stuck:
            yield self.words("follow_stop_stuck", action=self.words.phrase(action.text))
        for measure in self.comparison.follow_up.reached:
            name, goal = self.words.phrase(measure.name), self.text(measure.goal)
            yield self.words("follow_stop_counted", measure=name, goal=goal)


_AGREED = frozenset({"agreed_both", "agreed_before", "agreed_after"})
_WHY_GROUPS = frozenset({"different_people", "published", "counted", "kept_apart", "partly_apart"})


def planning(words: Words, first: Side, decimals: int) -> str:
    """With so many people only changes above so much can be seen; empty where that is not known."""
    change = planning_change(first)
    if change is None or first.whole is None:
        return ""
    points = words.number(Fraction(change) / POINT, decimals)
    return words("follow_planning", n=first.whole.n, points=points)


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _day(day: date) -> str:
    return day.isoformat()

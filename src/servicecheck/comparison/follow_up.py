"""What was planned and what came of it: gates, actions, measures, frustrations, customers, and what can be stopped."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from servicecheck.comparison.side import GateState, Removed, Side
from servicecheck.language import Text
from servicecheck.response import PlannedAction, share_of
from servicecheck.statistics import Interval, share_difference, wilson_interval


@dataclass(frozen=True)
class Counted:
    """A measure's figure as it was written, and, where it is so many of so many, where the share most likely lies."""

    text: str
    share: Fraction | None = None
    interval: Interval | None = None


@dataclass(frozen=True)
class Measure:
    """What was counted before and after an action."""

    item: str
    name: str
    """What is counted, in the owners' words; the action where they wrote none."""
    before: Counted
    after: Counted
    goal: str
    difference: Interval | None
    """Of the two shares; None where either is no share."""

    @property
    def has_moved(self) -> bool:
        """Whether the two shares can be told apart."""
        return self.difference is not None and 0 not in self.difference

    @property
    def is_reached(self) -> bool:
        """Whether the share has come to its goal, whichever way that lies."""
        wanted = share_of(self.goal)
        if wanted is None or self.before.share is None or self.after.share is None:
            return False
        goal = Fraction(*wanted)
        return self.after.share >= goal if goal > self.before.share else self.after.share <= goal


@dataclass(frozen=True)
class Customers:
    """A section as customers saw it then and now."""

    section: str
    title: Text
    before: int
    after: int
    people: tuple[int, int]


@dataclass(frozen=True)
class FollowUp:
    """What was agreed after the first round, and what came of it."""

    opened: tuple[GateState, ...]
    """Requirements that are met now and were not then."""
    closed: tuple[GateState, ...]
    done: int
    agreed: int
    stuck: tuple[PlannedAction, ...]
    measures: tuple[Measure, ...]
    """Those that moved first."""
    removed: tuple[Removed, ...]
    customers: tuple[Customers, ...]

    @property
    def moved(self) -> tuple[Measure, ...]:
        """What can be told to have changed by counting."""
        return tuple(measure for measure in self.measures if measure.has_moved)

    @property
    def reached(self) -> tuple[Measure, ...]:
        """What has come to its goal."""
        return tuple(measure for measure in self.measures if measure.is_reached)

    @property
    def hours_saved(self) -> int | None:
        """Customer hours a month (ten-thousandths), as far as they were counted again."""
        known = [row.hours_saved for row in self.removed if row.hours_saved is not None]
        return sum(known) if known else None


def follow_up(before: Side, after: Side) -> FollowUp:
    """The plan belongs to the round in which it was made, and what came of it is kept there."""
    met = {gate.id: gate.is_met for gate in before.gates}
    changed = [gate for gate in after.gates if met.get(gate.id, gate.is_met) != gate.is_met]
    agreed = [action for action in before.actions if action.is_agreed and action.status != "dropped"]
    measures = sorted(_measures(before), key=lambda measure: not measure.has_moved)
    return FollowUp(
        opened=tuple(gate for gate in changed if gate.is_met),
        closed=tuple(gate for gate in changed if not gate.is_met),
        done=sum(action.status == "done" for action in agreed),
        agreed=len(agreed),
        stuck=tuple(action for action in agreed if action.status == "stuck"),
        measures=tuple(measures),
        removed=tuple({row.text.casefold().strip(): row for row in (*before.removed, *after.removed)}.values()),
        customers=tuple(_customers(before, after)),
    )


def _measures(side: Side) -> Iterator[Measure]:
    for action in side.actions:
        if action.today and action.result and action.status != "dropped":
            was, now = share_of(action.today), share_of(action.result)
            yield Measure(
                item=action.item,
                name=action.measure or action.text,
                before=_counted(action.today),
                after=_counted(action.result),
                goal=action.goal,
                difference=share_difference(now, was) if was and now else None,
            )


def _counted(text: str) -> Counted:
    share = share_of(text)
    return Counted(text, Fraction(*share), wilson_interval(*share)) if share else Counted(text)


def _customers(before: Side, after: Side) -> Iterator[Customers]:
    then = {score.section: score for score in before.customers}
    titles = {part.id: part.title for part in after.parts}
    for now in after.customers:
        was = then.get(now.section)
        if was is not None and now.section in titles:
            yield Customers(now.section, titles[now.section], was.score, now.score, (was.people, now.people))

"""What a room agreed on, once more from the method's text: one row, scored like one respondent's.

Each item is worth its agreed answer; where nothing was agreed, the mean of the votes. Where the votes may not be shown,
the item is not known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from oracle.answers import Person, Seen, options_worth, possible_points
from oracle.results import ItemResult, Result
from oracle.score import score_group, score_seen
from servicecheck.conditions import All, AnyOf, Condition, ItemCondition, Not, RoleCondition
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire, Section


@dataclass(frozen=True)
class Votes:
    """The people who voted, the result of their votes, and the smallest number that a shown figure covers."""

    result: Result
    people: int
    smallest: int

    @property
    def are_shown(self) -> bool:
        return self.people >= self.smallest

    def of(self, item: Item) -> ItemResult | None:
        """What the room may see of an item; None where that is nothing."""
        votes = self.result.items.get(item.id, ItemResult())
        asked = votes.answered + votes.na + votes.dk + votes.blank
        few = any(0 < number < self.smallest for number in (votes.answered, asked))
        return None if few or not self.are_shown else votes


class Room(Seen):
    """The room as one respondent."""

    def __init__(self, questionnaire: Questionnaire, votes: Votes, agreed: Mapping[str, str]) -> None:
        self.votes = votes
        self.agreed = agreed
        self.means: dict[str, int] = {}
        self.decided: dict[str, str | None] = {}
        """The agreed answers, also behind a ladder's stop, and None for what they leave no place for."""
        super().__init__(questionnaire, Person({}))

    def _walk(self, section: Section, person: Person) -> None:
        is_stopped = False
        for item in section.items:
            if not self._belongs(item):
                continue
            if item.id in self.agreed:
                self.decided[item.id] = self.agreed[item.id]
            if is_stopped:
                self.behind_stop.add(item.id)
                continue
            self._reply(item, is_rung=section.aggregate == "ladder")
            if section.aggregate == "ladder" and possible_points(item):
                is_stopped = not (self.is_na(item) or self.passes(item))
        for inner in section.sections:
            self._walk(inner, person)

    def _belongs(self, item: Item) -> bool:
        """Whether the item is in the row: by what was agreed, where that decides, else by whom it concerns."""
        named = list(_named(item.when)) if item.when else []
        is_decided = bool(named) and all(one in self.decided for one in named)
        if is_decided and item.when is not None and not self._is_met(item.when):
            self.decided[item.id] = None
            return False
        if item.id in self.agreed or is_decided:
            return True
        votes = self.votes.of(item)
        return votes is None or votes.answered + votes.dk + votes.blank > 0

    def _is_met(self, condition: Condition) -> bool:
        """Asked of what was agreed, not of what the row holds."""
        answers, self.answers = self.answers, self.decided
        try:
            return super()._is_met(condition)
        finally:
            self.answers = answers

    def _reply(self, item: Item, *, is_rung: bool) -> None:
        self.answers[item.id] = self.agreed.get(item.id)
        votes = None if item.id in self.agreed else self.votes.of(item)
        if votes is None:
            return
        if votes.na and not votes.is_relevant:
            self.answers[item.id] = "na"
        elif votes.score is not None and is_rung:
            self.answers[item.id] = _nearest(options_worth(item), votes.score)
        elif votes.score is not None:
            self.means[item.id] = votes.score

    def points(self, item: Item) -> int | None:
        """What the agreed answer is worth, or the mean of the votes."""
        return self.means[item.id] if item.id in self.means else super().points(item)


def _named(condition: Condition) -> Iterator[str]:
    """The items that a condition asks about; the room has no role, so nothing agreed decides what asks for one."""
    match condition:
        case All():
            inner: tuple[Condition, ...] = condition.all
        case AnyOf():
            inner = condition.any
        case Not():
            inner = (condition.not_,)
        case ItemCondition():
            yield condition.item
            return
        case _:
            assert isinstance(condition, RoleCondition)
            yield "a role"
            return
    for part in inner:
        yield from _named(part)


def _nearest(worth: Mapping[str, int], mean: int) -> str:
    """The answer whose points are nearest; of two that are as near, the one worth less."""
    return min(worth, key=lambda value: (abs(worth[value] - mean), worth[value], value))


def score_room(
    questionnaire: Questionnaire, people: Sequence[Person], agreed: Mapping[str, str], smallest: int = 1
) -> Result:
    """The result of what *people* agreed on, and voted."""
    votes = Votes(score_group(questionnaire, people), len(people), max(1, smallest))
    return score_seen(questionnaire, [Room(questionnaire, votes, agreed)])

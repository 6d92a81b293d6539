"""What each person replied to what they were asked: without answers to questions that are hidden from them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from servicecheck.assessment.case import Case
from servicecheck.conditions import NOT_ANSWERS, Condition, holds, items_named
from servicecheck.items import Item
from servicecheck.response import Answer, Response


@dataclass(frozen=True)
class Replies:
    """The replies of everybody who counts, person by person."""

    case: Case

    @cached_property
    def people(self) -> tuple[Mapping[str, Answer], ...]:
        """One mapping from item to answer a person; nothing where nobody replied."""
        return tuple(dict(self._asked(response)) for response in self.case.responses)

    def _asked(self, response: Response) -> Iterator[tuple[str, Answer]]:
        questionnaire, role = self.case.questionnaire, response.respondent.role
        values: dict[str, str | None] = {}
        for item in questionnaire.items:
            answer = response.answers.get(item.id)
            is_asked = questionnaire.is_for(item, role) and (item.when is None or holds(item.when, values, role))
            if answer is not None and is_asked:
                values[item.id] = answer.value
                yield item.id, answer

    def replied(self, item: Item) -> int:
        """How many gave any reply."""
        return sum(item.id in one and one[item.id].value is not None for one in self.people)

    def counts(self, item: Item) -> Mapping[str, int]:
        """How often each answer was given; empty where fewer than k people answered."""
        given = [one[item.id].value for one in self.people if item.id in one]
        counts = Counter(value for value in given if value is not None and value not in NOT_ANSWERS)
        return dict(sorted(counts.items())) if counts.total() >= self.case.smallest_group else {}

    @cached_property
    def agreed(self) -> Mapping[str, str]:
        """What a room answered together, by item: that is its answer, whatever each of them voted."""
        return {one.item: one.value for one in self.case.round.agreed if one.value not in NOT_ANSWERS}

    def majority(self, condition: Condition) -> bool | None:
        """Whether a condition on replies holds for more than half of those who answered what it asks about.

        Where a room agreed on all of that, whether it holds for what was agreed. None where it holds for just half of
        them, or where fewer than k answered.
        """
        named = items_named(condition)
        if named <= self.agreed.keys():
            return holds(condition, self.agreed)
        answers = [{item: one[item].value for item in named if item in one} for one in self.people]
        told = [own for own in answers if any(v is not None and v not in NOT_ANSWERS for v in own.values())]
        met = sum(holds(condition, own) for own in told)
        if len(told) < max(1, self.case.smallest_group) or 2 * met == len(told):
            return None
        return 2 * met > len(told)

"""Who is in the room, what was voted, who is asked what, and which votes count: all that a workshop knows.

Nothing here changes anything; `workshop` does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from servicecheck.interview import EMPTY, Interview
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import HAND, AgreedAnswer, Answer, Respondent, Response, Round
from servicecheck.workshop.ballots import Ballot, seen
from servicecheck.workshop.dependence import rests_on
from servicecheck.workshop.session import Phase, Refused, Session

BROUGHT = "in-"
"""The codes of people whose answers were written elsewhere begin so; nobody waits for their votes."""


@dataclass(frozen=True)
class Turnout:
    """What a screen may say of a ballot that is open."""

    voted: int | None
    """How many have voted; None when they are too few to be told."""
    asked: int | None
    """How many are asked; None when that would tell what people answered before."""


@dataclass(frozen=True)
class Tally:
    """A questionnaire, the round it is answered in, the people in the room, and their votes."""

    questionnaire: Questionnaire
    round: Round
    """With the agreed answers, and the actions that were planned."""
    session: Session
    people: Mapping[str, Respondent] = field(default_factory=dict)
    """By code."""
    ballots: Mapping[str, tuple[Ballot, ...]] = field(default_factory=dict)
    """By item, oldest first."""

    # What is there

    @property
    def phase(self) -> Phase:
        """Where the room is."""
        return self.session.phase

    @property
    def whereabouts(self) -> str:
        """Where the room is, in a few letters: others when its facilitator moves it, the same whatever people vote."""
        ballots = self.ballots.get(self.session.item, ())
        shown = sum(ballot.is_shown for ballot in ballots)
        return f"{self.phase}.{self.session.item}.{len(ballots)}.{shown}"

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that is voted on, in order."""
        return self.questionnaire.items

    @property
    def item(self) -> Item | None:
        """The item on the screen; None in the lobby."""
        return self.questionnaire.item(self.session.item) if self.session.item else None

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody may be found out."""
        return self.round.mode == "anonymous"

    @property
    def smallest_group(self) -> int:
        """How many people a shown figure must cover."""
        return self.round.k if self.is_anonymous else 1

    @property
    def ballot(self) -> Ballot:
        """The newest ballot on the item on the screen. Raises Refused in the lobby."""
        if not self.ballots.get(self.session.item):
            raise Refused("ws_not_now")
        return self.ballots[self.session.item][-1]

    @property
    def agreed(self) -> Mapping[str, AgreedAnswer]:
        """What was agreed, by item."""
        return {one.item: one for one in self.round.agreed}

    # Who is asked

    @cached_property
    def rests_on(self) -> Mapping[str, frozenset[str]]:
        """For each item, those whose answers decide whether somebody is asked it."""
        return rests_on(self.questionnaire)

    def rests(self, item: str) -> bool:
        """Whether an item is asked only of those who answered others so, and how many they are is nobody's business."""
        return self.is_anonymous and bool(self.rests_on[item])

    def is_for(self, code: str, item: str) -> bool:
        """Whether an item is meant for somebody in the room, by the role and the own votes that count."""
        asked, role = self.questionnaire.item(item), self.people[code].role
        if not self.questionnaire.is_for(asked, role):
            return False
        if asked.when is None and not self.rests_on[item]:
            return True
        # What was passed over was asked, and whoever passes over a rung climbs no further.
        before = dict.fromkeys(self.rests_on[item], EMPTY) | self._answers(code, self.rests_on[item])
        return item in {one.id for one in Interview(self.questionnaire, before, role).items}

    def is_asked(self, code: str, item: str) -> bool:
        """Whether somebody in the room may vote on an item when it is open."""
        return not self.why_not(code, item)

    def why_not(self, code: str, item: str) -> str:
        """Why somebody in the room is not asked an item, as the catalogue's key; empty for whoever is."""
        if not self.is_for(code, item):
            return "ws_not_for_you"
        # Whoever came after the first result would be the whole difference to the second.
        return "ws_came_late" if code not in (self.asked_again(item) or {code}) else ""

    def asked_again(self, item: str) -> frozenset[str]:
        """Who is asked when an item is voted on once more: whose votes were seen first; empty for everybody."""
        before = self.seen(item) if self.is_anonymous else ()
        return before[0].secret if before else frozenset()

    @cached_property
    def asked(self) -> int:
        """How many people in the room are asked the item on the screen, for the model itself: screens say `turnout`."""
        if not self.session.item:
            return 0
        votes = self.ballot.votes
        return sum(code in votes or self._is_waited_for(code) for code in self.people)

    @property
    def voted(self) -> int:
        """How many have voted in the newest ballot on the item on the screen; screens say `turnout`."""
        return len(self.ballot.votes) if self.session.item else 0

    @property
    def turnout(self) -> Turnout:
        """How many have voted on the item on the screen, and of how many, as far as a screen may say so."""
        if not (self.session.item and self.rests(self.session.item)):
            return Turnout(self.voted, self.asked)
        return Turnout(self.voted if self.voted >= self.smallest_group else None, None)

    # Votes that count

    def seen(self, item: str) -> tuple[Ballot, ...]:
        """The ballots on an item that the room may see, oldest first."""
        if item not in self._seen:
            ballots = [self.valid(ballot) for ballot in self.ballots.get(item, ())]
            self._seen[item] = seen(ballots, self.smallest_group)
        return self._seen[item]

    def counting(self, item: str) -> Ballot | None:
        """The ballot on an item that counts in the end: the newest that the room may see."""
        return next(reversed(self.seen(item)), None)

    def valid(self, ballot: Ballot) -> Ballot:
        """A ballot with the votes of those whom its item is meant for, as the scorer counts them."""
        if not self.rests_on[ballot.item]:
            return ballot
        return ballot.without([code for code in ballot.votes if not self.is_for(code, ballot.item)])

    def answers(self, code: str) -> dict[str, Answer]:
        """One person's votes that count, by item, with the last comment that may be seen."""
        return self._answers(code, self.ballots)

    def responses(self) -> tuple[Response, ...]:
        """Everybody's votes that count, as answers."""
        is_over = self.phase == "ended" or self.session.verdict_seen
        return tuple(Response(person, self.answers(code), finished=is_over) for code, person in self.people.items())

    # Where to go from here

    def may_open(self, item: str) -> bool:
        """Whether an item can be voted on, once more or for the first time. Raises KeyError."""
        known = self.questionnaire.item(item).id
        return not any(
            known in before and self.rests(one) and self.is_shown(one) for one, before in self.rests_on.items()
        )

    def is_shown(self, item: str) -> bool:
        """Whether the room has seen a result of an item, or that there is none to be seen."""
        return any(ballot.is_shown for ballot in self.ballots.get(item, ()))

    def to_do(self) -> tuple[str, ...]:
        """The items that the room has seen no result of, those behind the one on the screen first.

        What is asked only of those who answered others so comes when these have been shown.
        """
        ids = [item.id for item in self.items]
        here = ids.index(self.session.item) + 1 if self.session.item else 0
        left = [item for item in [*ids[here:], *ids[:here]] if not self.is_shown(item) and self.may_open(item)]
        return tuple(sorted(left, key=lambda item: not self.rests_on[item].isdisjoint(left)))

    # Below the surface

    @cached_property
    def _seen(self) -> dict[str, tuple[Ballot, ...]]:
        """What `seen` has found."""
        return {}

    def _is_waited_for(self, code: str) -> bool:
        return not code.startswith((HAND, BROUGHT)) and self.is_asked(code, self.session.item)

    def _answers(self, code: str, items: Iterable[str]) -> dict[str, Answer]:
        found = {}
        for item in items:
            votes = [ballot.votes[code] for ballot in self.seen(item) if code in ballot.votes]
            if votes and code in self.seen(item)[-1].votes:
                notes = [vote.note for vote in votes if vote.note]
                found[item] = Answer(votes[-1].value, notes[-1] if notes else "")
        return found

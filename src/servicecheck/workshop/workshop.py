"""The workshop as a value: everything that somebody in the room does makes a new one, or raises `Refused`.

An item is voted on in ballots. While one is open its votes are nobody's to see, and may change; once it is shown they
stand. What was agreed stands beside the votes and takes nothing from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import Random
from types import MappingProxyType

from servicecheck.interview import Interview
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import AgreedAnswer, Answer, PlannedAction, Respondent, Response, Round
from servicecheck.workshop.ballots import Ballot, Vote, counting
from servicecheck.workshop.session import Phase, Refused, Session

HAND = "hand-"
"""The codes of people whose hands were counted begin so; nobody knows which of them is who."""


@dataclass(frozen=True)
class Workshop:
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
    def items(self) -> tuple[Item, ...]:
        """Everything that is voted on, in order."""
        return self.questionnaire.items

    @property
    def item(self) -> Item | None:
        """The item on the screen; None in the lobby."""
        return self.questionnaire.item(self.session.item) if self.session.item else None

    @property
    def smallest_group(self) -> int:
        """How many people a shown figure must cover."""
        return self.round.k if self.round.mode == "anonymous" else 1

    @property
    def ballot(self) -> Ballot:
        """The newest ballot on the item on the screen. Raises Refused in the lobby."""
        if not self.ballots.get(self.session.item):
            raise Refused("ws_not_now")
        return self.ballots[self.session.item][-1]

    def counting(self, item: str) -> Ballot | None:
        """The ballot on an item that counts in the end."""
        return counting(self.ballots.get(item, ()), self.smallest_group)

    def is_asked(self, code: str, item: str) -> bool:
        """Whether somebody in the room is asked an item, given the role and the own votes so far."""
        asked, person = self.questionnaire.item(item), self.people[code]
        if not self.questionnaire.is_for(asked, person.role):
            return False
        home = self.questionnaire.home(item)
        if asked.when is None and home.aggregate != "ladder":
            return True
        return item in {one.id for one in Interview.begin(self.questionnaire, self.answers(code), person.role).items}

    @cached_property
    def asked(self) -> int:
        """How many people in the room are asked the item on the screen."""
        return sum(self.is_asked(code, self.session.item) for code in self._voters) if self.session.item else 0

    @property
    def voted(self) -> int:
        """How many have voted in the newest ballot on the item on the screen."""
        return len(self.ballot.votes) if self.session.item else 0

    @property
    def agreed(self) -> Mapping[str, AgreedAnswer]:
        """What was agreed, by item."""
        return {one.item: one for one in self.round.agreed}

    def answers(self, code: str) -> dict[str, Answer]:
        """One person's votes that count, by item."""
        found = {item: self.counting(item) for item in self.ballots}
        votes = {item: ballot.votes[code] for item, ballot in found.items() if ballot and code in ballot.votes}
        return {item: Answer(vote.value, vote.note) for item, vote in votes.items()}

    def responses(self) -> tuple[Response, ...]:
        """Everybody's votes that count, as answers."""
        is_over = self.phase == "ended"
        return tuple(Response(person, self.answers(code), finished=is_over) for code, person in self.people.items())

    # Who is there

    def join(self, person: Respondent) -> "Workshop":
        """With another person in the room."""
        self._require_going_on()
        if self.phase in ("verdict", "plan"):
            # The verdict has been seen: one person more, and the difference would be that person's.
            raise Refused("ws_too_late")
        return replace(self, people=MappingProxyType({**self.people, person.code: person}))

    # Voting

    def open(self, item: str) -> "Workshop":
        """Put an item to the vote: its ballot that was not shown yet, else a new one. Raises KeyError."""
        self._require_going_on()
        there = self.ballots.get(self.questionnaire.item(item).id, ())
        if not there or there[-1].is_shown:
            there = (*there, Ballot(item, len(there) + 1))
        return replace(self._with_ballots(item, there), session=replace(self.session, phase="open", item=item))

    def vote(self, code: str, item: str, number: int, vote: Vote) -> "Workshop":
        """Take somebody's vote on the item that is open, in place of an earlier one in the same ballot.

        Raises Refused when this ballot is not open any more, or it is not that person's to vote, and InvalidAnswer.
        """
        if self.phase != "open" or item != self.session.item or number != self.ballot.number:
            raise Refused("err_vote_closed")
        if code not in self.people or not self.is_asked(code, item):
            raise Refused("ws_not_for_you")
        value = self.questionnaire.item(item).parse(vote.value)
        voted = self._with_ballot(self.ballot.cast(code, replace(vote, value=value)))
        return voted.show() if self.session.shows_by_itself and voted.voted >= voted.asked else voted

    def count_hands(self, counts: Mapping[str, int], dealt: Random) -> "Workshop":
        """Take a show of hands on the item that is open, as so many for each value, in place of an earlier count.

        Which hands belong together over several items is not known, so the votes are *dealt* to them at random.
        """
        if self.phase != "open":
            raise Refused("err_vote_closed")
        item = self.questionnaire.item(self.session.item)
        values = [item.parse(value) for value, count in counts.items() for _ in range(count)]
        hands = [f"{HAND}{number}" for number in range(1, len(values) + 1)]
        dealt.shuffle(values)
        people = {**self.people, **{code: Respondent(code, None, "en") for code in hands if code not in self.people}}
        ballot = self.ballot.without(frozenset(code for code in self.people if code.startswith(HAND)))
        for code, value in zip(hands, values, strict=True):
            ballot = ballot.cast(code, Vote(value))
        return replace(self._with_ballot(ballot), people=MappingProxyType(people))

    def bring_in(self, person: Respondent, answers: Mapping[str, Answer]) -> tuple["Workshop", tuple[str, ...]]:
        """Take a person's answers that were written elsewhere as votes, and say which items they came too late for.

        They count where the votes have not been shown yet: one vote more in a result that was seen would be told by
        the difference.
        """
        room, late = self.join(person), []
        for item, answer in answers.items():
            there = room.ballots.get(item, ())
            if answer.value is None or not room.is_asked(person.code, item):
                continue
            if there and there[-1].is_shown:
                late.append(item)
                continue
            ballot = there[-1] if there else Ballot(item)
            value = self.questionnaire.item(item).parse(answer.value)
            cast = ballot.cast(person.code, Vote(value, answer.note))
            room = room._with_ballots(item, (*there[:-1], cast))
        return room, tuple(late)

    def show(self) -> "Workshop":
        """Show the votes on the item that is open; nobody can change them afterwards."""
        if self.phase != "open" or not self.ballot.votes:
            raise Refused("ws_nobody_voted")
        return self._with_ballot(replace(self.ballot, is_shown=True)).turn("shown")

    def again(self) -> "Workshop":
        """Vote once more on the same item; what was voted before is kept."""
        return self.open(self.session.item)

    def agree(self, value: str, reason: str) -> "Workshop":
        """Keep the room's common answer to the item on the screen, beside the votes. Raises InvalidAnswer."""
        if self.phase not in ("shown", "talk", "choose"):
            raise Refused("ws_not_now")
        item = self.questionnaire.item(self.session.item)
        agreed = AgreedAnswer(item.id, item.parse(value), " ".join(reason.split()))
        return self._with_agreed([*(one for one in self.round.agreed if one.item != item.id), agreed])

    def disagree(self) -> "Workshop":
        """Have no common answer to the item on the screen: the votes stand."""
        return self._with_agreed([one for one in self.round.agreed if one.item != self.session.item])

    # Where the room is

    def turn(self, phase: Phase) -> "Workshop":
        """Go to another phase, as it is: to talk about the votes on the screen, to the verdict, to the end."""
        return replace(self, session=replace(self.session, phase=phase))

    def to_do(self) -> tuple[str, ...]:
        """The items that the room has not seen a result of, those behind the one on the screen first."""
        ids = [item.id for item in self.items]
        here = ids.index(self.session.item) + 1 if self.session.item else 0
        ordered = [*ids[here:], *ids[:here]]
        return tuple(item for item in ordered if not any(ballot.is_shown for ballot in self.ballots.get(item, ())))

    def plan(self, actions: Iterable[PlannedAction]) -> "Workshop":
        """With this plan of action."""
        return replace(self, round=replace(self.round, actions=tuple(actions)))

    # Below the surface

    @property
    def _voters(self) -> list[str]:
        """Whoever can be waited for; of counted hands, those that were counted in this ballot."""
        votes = self.ballot.votes
        return [code for code in self.people if not code.startswith(HAND) or code in votes]

    def _require_going_on(self) -> None:
        if self.phase == "ended":
            raise Refused("ws_over")

    def _with_ballot(self, ballot: Ballot) -> "Workshop":
        return self._with_ballots(ballot.item, (*self.ballots[ballot.item][:-1], ballot))

    def _with_ballots(self, item: str, ballots: Sequence[Ballot]) -> "Workshop":
        return replace(self, ballots=MappingProxyType({**self.ballots, item: tuple(ballots)}))

    def _with_agreed(self, agreed: Iterable[AgreedAnswer]) -> "Workshop":
        order = [item.id for item in self.items]
        ordered = sorted(agreed, key=lambda one: order.index(one.item))
        return replace(self, round=replace(self.round, agreed=tuple(ordered)))

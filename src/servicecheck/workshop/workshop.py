"""The workshop as a value: everything that somebody in the room does makes a new one, or raises `Refused`.

An item is voted on in ballots. While one is open its votes are nobody's to see, and may change; once it is shown they
stand. What was agreed stands beside the votes and takes nothing from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType

from servicecheck.errors import InvalidAnswer
from servicecheck.interview import Interview
from servicecheck.response import HAND, AgreedAnswer, Answer, PlannedAction, Respondent
from servicecheck.workshop.ballots import Ballot, Vote
from servicecheck.workshop.session import Phase, Refused
from servicecheck.workshop.tally import BROUGHT, Tally

MOST_PEOPLE = 500
LONGEST_NOTE = 2_000
"""How many characters a comment has room for, and the reason of what was agreed."""


@dataclass(frozen=True)
class Workshop(Tally):
    """A room that votes. What it knows stands in `Tally`; here is what can be done in it."""

    # Who is there

    def join(self, person: Respondent) -> "Workshop":
        """With another person in the room."""
        self._require_going_on()
        if self.session.verdict_seen:
            # The verdict has been seen: one person more, and the difference would be that person's.
            raise Refused("ws_too_late")
        if person.code not in self.people and len(self.people) >= MOST_PEOPLE:
            raise Refused("err_full")
        return replace(self, people=MappingProxyType({**self.people, person.code: person}))

    # Voting

    def open(self, item: str) -> "Workshop":
        """Put an item to the vote: its ballot that was not shown yet, else a new one.

        Raises KeyError, and Refused when an item was shown that is asked by what was answered to this one.
        """
        self._require_going_on()
        if not self.may_open(item):
            raise Refused("ws_others_follow")
        room = self._with_closed(self.rests_on[item])
        there = room.ballots.get(item, ())
        if not there or there[-1].is_shown:
            there = (*there, Ballot(item, len(there) + 1))
        return replace(room._with_ballots(item, there), session=replace(self.session, phase="open", item=item))

    def vote(self, code: str, item: str, number: int, vote: Vote) -> "Workshop":
        """Take somebody's vote on the item that is open, in place of an earlier one in the same ballot.

        Raises Refused when this ballot is not open any more, or it is not that person's to vote, and InvalidAnswer.
        """
        if self.phase != "open" or item != self.session.item or number != self.ballot.number:
            raise Refused("err_vote_closed")
        reason = self.why_not(code, item) if code in self.people else "ws_not_for_you"
        if reason:
            raise Refused(reason)
        value, note = self.questionnaire.item(item).parse(vote.value), _wording(vote.note)
        return self._with_ballot(self.ballot.cast(code, Vote(value, note)))._shown_if_all()

    def takes_hands(self, item: str) -> bool:
        """Whether hands can be counted for an item: one is raised for one of its answers, whatever was said before."""
        asked = self.questionnaire.item(item)
        return bool(asked.choices()) and not asked.takes_several and not self.rests_on[item]

    def count_hands(self, counts: Mapping[str, int], dealt: Random) -> "Workshop":
        """Take a show of hands on the item that is open, as so many for each value, in place of an earlier count.

        Which hands belong together over several items is not known, so the votes are *dealt* to them at random.
        """
        if self.phase != "open" or not self.takes_hands(self.session.item):
            raise Refused("ws_not_now")
        if not all(0 <= count <= MOST_PEOPLE for count in counts.values()) or sum(counts.values()) > MOST_PEOPLE:
            raise InvalidAnswer("err_number_range", given=str(max(counts.values())), low="0", high=str(MOST_PEOPLE))
        item = self.questionnaire.item(self.session.item)
        values = [value for given, count in counts.items() for value in [item.parse(given)] * count]
        hands = [f"{HAND}{number}" for number in range(1, len(values) + 1)]
        dealt.shuffle(values)
        people = {**self.people, **{code: Respondent(code, None, "en") for code in hands if code not in self.people}}
        ballot = self.ballot.without(code for code in self.people if code.startswith(HAND))
        for code, value in zip(hands, values, strict=True):
            ballot = ballot.cast(code, Vote(value))
        return replace(self._with_ballot(ballot), people=MappingProxyType(people))

    def bring_in(self, person: Respondent, answers: Mapping[str, Answer]) -> tuple["Workshop", tuple[str, ...]]:
        """Take a person's answers that were written elsewhere as votes, and say which items they came too late for.

        They count where the votes have not been shown yet: one vote more in a result that was seen would be told by
        the difference. Raises InvalidAnswer.
        """
        code = BROUGHT + person.code.removeprefix(BROUGHT)
        room, late = self.join(replace(person, code=code)), []
        for item in Interview(self.questionnaire, answers, person.role).items:
            answer, there = answers.get(item.id), room.ballots.get(item.id, ())
            if answer is None or answer.value is None:
                continue
            if code not in (room.asked_again(item.id) or {code}) or (there and there[-1].is_shown):
                late.append(item.id)
                continue
            vote = Vote(item.parse(answer.value), _wording(answer.note))
            ballot = there[-1] if there else Ballot(item.id)
            room = room._with_ballots(item.id, (*there[:-1], ballot.cast(code, vote)))
        return room, tuple(late)

    def show(self) -> "Workshop":
        """Show the votes on the item that is open; nobody can change them afterwards."""
        if self.phase != "open" or not (self.ballot.votes or self.rests(self.session.item)):
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
        agreed = AgreedAnswer(item.id, item.parse(value), " ".join(_wording(reason).split()))
        if agreed.value == "dk":
            raise InvalidAnswer("err_choose_one", given=value)
        return self._with_agreed([*(one for one in self.round.agreed if one.item != item.id), agreed])

    def disagree(self) -> "Workshop":
        """Have no common answer to the item on the screen: the votes stand."""
        return self._with_agreed([one for one in self.round.agreed if one.item != self.session.item])

    # Where the room is

    def turn(self, phase: Phase) -> "Workshop":
        """Go to another phase, as it is."""
        self._require_going_on()
        return replace(self, session=replace(self.session, phase=phase))

    def look_at(self, item: str) -> "Workshop":
        """Go to an item: to its votes when they have been shown, else to the vote. Raises KeyError."""
        there = self.ballots.get(self.questionnaire.item(item).id, ())
        if not there or not there[-1].is_shown:
            return self.open(item)
        return replace(self, session=replace(self.session, item=item)).turn("shown")

    def by_itself(self, is_wanted: bool) -> "Workshop":
        """Show the votes as soon as everybody has voted, now if they have; or when the facilitator says so."""
        wanted = replace(self, session=replace(self.session, shows_by_itself=is_wanted))
        return wanted._shown_if_all() if self.phase == "open" and self.voted else wanted

    def verdict(self) -> "Workshop":
        """See what it all comes to; what was voted until now stands."""
        closed = self._with_closed(self.ballots)
        return replace(closed, session=replace(self.session, verdict_seen=True)).turn("verdict")

    def end(self) -> "Workshop":
        """Nobody votes any more; the next session has another code."""
        ended = self._with_closed(self.ballots).turn("ended")
        return replace(ended, session=replace(ended.session, join_code=""))

    def plan(self, actions: Iterable[PlannedAction]) -> "Workshop":
        """With this plan of action."""
        return replace(self, round=replace(self.round, actions=tuple(actions)))

    # Below the surface

    def _require_going_on(self) -> None:
        if self.phase == "ended":
            raise Refused("ws_over")

    def _shown_if_all(self) -> "Workshop":
        return self.show() if self.session.shows_by_itself and self.voted >= self.asked else self

    def _with_ballot(self, ballot: Ballot) -> "Workshop":
        return self._with_ballots(ballot.item, (*self.ballots[ballot.item][:-1], ballot))

    def _with_ballots(self, item: str, ballots: Sequence[Ballot]) -> "Workshop":
        return replace(self, ballots=MappingProxyType({**self.ballots, item: tuple(ballots)}))

    def _with_closed(self, items: Iterable[str]) -> "Workshop":
        """With no vote taken any more on these items, where there are votes."""
        waiting = [there[-1] for there in (self.ballots.get(item) for item in items) if there and there[-1].votes]
        room = self
        for ballot in waiting:
            room = room._with_ballot(replace(ballot, is_shown=True))
        return room

    def _with_agreed(self, agreed: Iterable[AgreedAnswer]) -> "Workshop":
        order = [item.id for item in self.items]
        ordered = sorted(agreed, key=lambda one: order.index(one.item))
        return replace(self, round=replace(self.round, agreed=tuple(ordered)))


def _wording(text: str) -> str:
    """*text* without outer space. Raises InvalidAnswer when it is too long."""
    words = text.strip()
    if len(words) > LONGEST_NOTE:
        raise InvalidAnswer("err_too_long", given=words[:40], max=str(LONGEST_NOTE))
    return words

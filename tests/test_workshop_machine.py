"""A room under everything that people can do, beside a plain list of what they voted: nothing is lost, nothing is
changed after it was shown, and nobody votes who is not asked."""

from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from random_workshops import SESSION, K, questionnaire
from servicecheck.errors import InvalidAnswer
from servicecheck.response import Mode, Respondent, Round
from servicecheck.workshop import HAND, Refused, Vote, Workshop
from servicecheck.workshop.moves import made, possible
from servicecheck.workshop.result import results_of

QUESTIONS = questionnaire()
ITEMS = st.sampled_from([item.id for item in QUESTIONS.items])
PEOPLE = st.integers(0, 7).map(lambda number: f"P{number}")
VALUES = st.sampled_from(["1", "2.5", "3", "yes", "no", "dk", "na", "7", ""])


class Room(RuleBasedStateMachine):
    """The workshop, and what the list says."""

    def __init__(self) -> None:
        super().__init__()
        self.workshop = Workshop(QUESTIONS, Round("tiny", "1.0"), SESSION)
        self.cast: dict[tuple[str, int], dict[str, str]] = {}
        self.shown: dict[tuple[str, int], dict[str, str]] = {}

    @initialize(mode=st.sampled_from(["anonymous", "open"]), roles=st.lists(st.sampled_from(["leader", "staff", None])))
    def begins(self, mode: Mode, roles: list[str | None]) -> None:
        self.workshop = Workshop(QUESTIONS, Round("tiny", "1.0", mode=mode, k=K), SESSION)
        for number, role in enumerate(roles[:6]):
            self.workshop = self.workshop.join(Respondent(f"P{number}", role))

    @rule(code=PEOPLE, role=st.sampled_from(["leader", "staff", None]))
    def somebody_joins(self, code: str, role: str | None) -> None:
        if code in self.workshop.people:
            return
        try:
            self.workshop = self.workshop.join(Respondent(code, role))
        except Refused:
            assert self.workshop.session.verdict_seen or self.workshop.phase == "ended"

    @rule(item=ITEMS)
    def an_item_is_opened(self, item: str) -> None:
        try:
            self.workshop = self.workshop.open(item)
        except Refused:
            assert self.workshop.phase == "ended" or not self.workshop.may_open(item)

    @precondition(lambda self: self.workshop.session.item)
    @rule(code=PEOPLE, value=VALUES, behind=st.integers(-1, 1), elsewhere=st.none() | ITEMS)
    def somebody_votes(self, code: str, value: str, behind: int, elsewhere: str | None) -> None:
        item = elsewhere or self.workshop.session.item
        number = len(self.workshop.ballots.get(item, ())) - max(behind, 0)
        before = self.workshop
        try:
            self.workshop = before.vote(code, item, number, Vote(value))
        except (Refused, InvalidAnswer):
            return
        assert before.phase == "open"
        assert (item, number) not in self.shown
        assert before.is_asked(code, item)
        self.cast.setdefault((item, number), {})[code] = before.questionnaire.item(item).parse(value)

    @precondition(lambda self: bool(possible(self.workshop)))
    @rule(pick=st.integers(0, 99), value=VALUES, seed=st.integers(0, 9))
    def the_facilitator_does_something(self, pick: int, value: str, seed: int) -> None:
        moves = [move.name for move in possible(self.workshop) if move.name != "end" or pick == 0]
        if not moves:
            return
        given = {"value": value, f"count.{value}": "2"}
        try:
            self.workshop = made(self.workshop, moves[pick % len(moves)], given, Random(seed))
        except InvalidAnswer:
            assert moves[pick % len(moves)] == "agree"

    @invariant()
    def every_vote_is_there_and_no_other(self) -> None:
        kept = {
            (item, ballot.number): {c: vote.value for c, vote in ballot.votes.items() if not c.startswith(HAND)}
            for item, there in self.workshop.ballots.items()
            for ballot in there
        }
        assert {key: votes for key, votes in kept.items() if votes} == self.cast

    @invariant()
    def what_was_shown_stays(self) -> None:
        now = {
            (item, ballot.number): {code: vote.value for code, vote in ballot.votes.items()}
            for item, there in self.workshop.ballots.items()
            for ballot in there
            if ballot.is_shown
        }
        assert {key: now[key] for key in self.shown} == self.shown
        self.shown = now

    @invariant()
    def only_the_newest_ballot_on_an_item_may_be_open(self) -> None:
        for there in self.workshop.ballots.values():
            assert all(ballot.is_shown for ballot in there[:-1])
            assert [ballot.number for ballot in there] == list(range(1, len(there) + 1))

    @invariant()
    def the_screen_has_something_to_show(self) -> None:
        workshop, item = self.workshop, self.workshop.session.item
        told = workshop.turnout
        assert told.voted is None or told.asked is None or told.voted <= told.asked
        assert workshop.phase not in ("shown", "talk", "choose") or results_of(workshop, item)
        assert workshop.phase != "open" or not workshop.ballot.is_shown
        assert workshop.phase == "ended" or possible(workshop)


TestRoom = Room.TestCase
TestRoom.settings = settings(max_examples=100, stateful_step_count=40)

"""Anything at all, sent by those who may: whatever is pressed, typed or asked for, no page is a mistake of ours."""

from contextlib import suppress
from random import Random
from urllib.parse import urlencode

import pytest

from raw_requests import Reply, ask, request
from sample_workshops import SESSION
from served_room import ServedRoom, served_room
from servicecheck.errors import ServicecheckError
from servicecheck.response import Respondent, Round
from servicecheck.workshop import Vote, Workshop
from servicecheck.workshop.moves import possible
from test_web_hostile import questionnaire

VALUES = ["1", "1.5", "2", "3", "a", "b", "a|b", "yes", "no", "12", "words", "dk", "na"]
NONSENSE = [
    *VALUES, "", "-1", "1e9", "9" * 30, "٣", "½", "1,5", "|", "a|", "none", "S1", "S9", "2026-01-01", "2026-13-40",
    "<script>", "\u202e", "x" * 3000, "first\r\nsecond", "//evil.example", "/",
]  # fmt: skip
LOOKS = [
    "",
    "help",
    "hands",
    "comments",
    "questions",
    "sections",
    "plan",
    "report",
    "report/file",
    "?sure=end",
    "?sure=x",
]
FIELDS = [
    "item",
    "value",
    "reason",
    "count.1",
    "count.a",
    "count.",
    "text.S1",
    "owner.S1",
    "due.S1",
    "address",
    "theme",
]
PEOPLE = 7


class Crowd:
    """People in a room and somebody at its projector, who press whatever there is."""

    def __init__(self, place: ServedRoom, seed: int) -> None:
        self.place = place
        self.random = Random(seed)
        self.cookie = f"entrance-{place.presenter.split(':')[1]}={place.token}"
        place.post("/role", b"role=staff", cookie=place.cookie)

    def step(self) -> None:
        self.random.choices([self.look, self.press, self.everybody_votes, self.phone], [3, 5, 2, 2])[0]()

    def look(self) -> None:
        self.presenter("GET", self.random.choice(LOOKS), {})

    def press(self) -> None:
        moves = [move.name for move in possible(self.place.room.now) if move.name != "end"]
        given = {name: self.random.choice(NONSENSE) for name in FIELDS if self.random.random() < 0.3}
        given |= {"do": self.random.choice([*moves, *moves, "go", "x"]), "sure": self.random.choice(["yes", ""])}
        target = self.random.choices(["do", "plan", "address", "theme"], [8, 1, 1, 1])[0]
        reply = self.presenter("POST", target, {"key": self.place.key, "path": self.random.choice(NONSENSE), **given})

        assert not reply.headers.get("location", "/").startswith(("//", "http"))

    def everybody_votes(self) -> None:
        now = self.place.room.now
        for one in range(1, PEOPLE):
            vote = Vote(self.random.choice(VALUES), "why")
            with suppress(ServicecheckError):
                self.place.room.do(lambda room: _voted(room, f"P{one}", now, vote)).result()  # noqa: B023 (done at once)

    def phone(self) -> None:
        now = self.place.room.now
        fields = [("item", self.random.choice([now.session.item, "S1", "S9"]))]
        fields += [("ballot", self.random.choice(["1", "2", "x"])), ("comment", self.random.choice(NONSENSE))]
        for name in ("answer", "answer", "other"):
            fields += [(name, self.random.choice(NONSENSE))] if self.random.random() < 0.5 else []
        self.place.post("/vote", urlencode(fields).encode(), cookie=self.place.cookie)
        target = self.random.choice(["/", "/change", "/role", "/?changed"])
        ask(self.place.phones, request(self.place.phones, target=target, cookie=self.place.cookie))

    def presenter(self, method: str, target: str, fields: dict[str, str]) -> Reply:
        body = urlencode(fields).encode()
        return ask(self.place.presenter, request(self.place.presenter, method, f"/{target}", body, cookie=self.cookie))


def _voted(room: Workshop, code: str, now: Workshop, vote: Vote) -> Workshop:
    return room.vote(code, now.session.item, now.ballot.number, vote)


@pytest.mark.parametrize(
    ("seed", "steps"), [(1, 150), *(pytest.param(seed, 1500, marks=pytest.mark.release) for seed in range(2, 6))]
)
def test_whatever_is_pressed_typed_or_asked_for_is_answered(seed: int, steps: int) -> None:
    asked = questionnaire("words")
    workshop = Workshop(asked, Round(asked.id, asked.version), SESSION)
    for one in range(1, PEOPLE):
        workshop = workshop.join(Respondent(f"P{one}", Random(one).choice(["leader", "staff", None])))
    with served_room(workshop) as place:
        crowd = Crowd(place, seed)
        for _ in range(steps):
            crowd.step()

            assert place.mistakes == []
        assert place.room.now.ballots

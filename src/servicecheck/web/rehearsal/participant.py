"""Somebody who is not there: comes in, takes a role, has an opinion, changes it now and then, and says why."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from random import Random
from threading import Event, Thread

from servicecheck.language import LANGUAGES, Words
from servicecheck.web.rehearsal.page import Field, Form, Page
from servicecheck.web.rehearsal.phone import Phone

_BESIDE = {"dk", "na"}
_COMMENT = "comment"
_COMMENTS = ("rehearsal_comment_1", "rehearsal_comment_2", "rehearsal_comment_3")
_MOST_TRIES = 9
_HOLD = 1.0
"""Seconds after which somebody looks again, whatever was told."""


@dataclass(frozen=True)
class Pace:
    """How long people take, in seconds at most, and how often they do what not everybody does."""

    thinking: float = 8.0
    changes: float = 0.2
    comments: float = 0.3
    not_known: float = 0.06


AT_ONCE = Pace(thinking=0.0)


@dataclass
class Participant:
    """One simulated person with a phone."""

    address: str
    join_code: str
    random: Random
    pace: Pace = Pace()
    stopped: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        language = self.random.choice(LANGUAGES)
        self._words = Words(language)
        self._phone = Phone(self.address, language)
        self._leaning = self.random.uniform(-1, 1)
        self._voted: set[tuple[str, ...]] = set()

    def take_part(self) -> None:
        """Come in, and vote on everything until the room closes or *stopped* is set."""
        while not self.stopped.is_set():
            with suppress(OSError, HTTPException):
                self._fill_in(self._phone.see(f"/?code={self.join_code}"))
                for _ in self._looks():
                    self._fill_in(self._phone.see("/"))
            # The host went away: it may come back, as for a phone.
            self.stopped.wait(_HOLD)
        self._phone.close()

    def _looks(self) -> Iterator[None]:
        """Each time that there may be something new."""
        yield
        for _ in self._phone.changes():
            if self.stopped.is_set():
                return
            yield

    def _fill_in(self, page: Page) -> None:
        """Fill in what the page asks for, and what the next one does, until there is only waiting."""
        for _ in range(6):
            following = self._answered(page)
            if following is None or self.stopped.is_set():
                return
            page = following

    def _answered(self, page: Page) -> Page | None:
        for action in ("/join", "/notice", "/role"):
            form = page.form(action)
            if form:
                return self._phone.send(form, self._one_of(form.of_kind("radio")))
        form = page.form("/vote")
        return self._vote(form) if form else None

    def _vote(self, form: Form) -> Page | None:
        """Vote once in a ballot, and now and then another time."""
        ballot = tuple(one.value for one in form.of_kind("hidden"))
        if ballot in self._voted:
            return None
        self._voted.add(ballot)
        page = self._send(form, ballot)
        link = next((link for link in page.links if "change" in link), None)
        if link is None or self.random.random() >= self.pace.changes:
            return page
        again = self._phone.see(link).form("/vote")
        return self._send(again, ballot) if again else None

    def _send(self, form: Form, ballot: tuple[str, ...]) -> Page:
        """Send an opinion, and another one where the page does not take it."""
        self.stopped.wait(self.random.uniform(0, self.pace.thinking))
        page = self._phone.send(form, [*self._opinion(form, ballot), *self._comment(form)])
        for _ in range(_MOST_TRIES):
            refused = page.form("/vote")
            if refused is None:
                break
            page = self._phone.send(refused, self._opinion(refused, ballot))
        return page

    def _opinion(self, form: Form, ballot: tuple[str, ...]) -> list[tuple[str, str]]:
        """What this person answers: near to what most think of the question, and nearer after the room has talked."""
        form.clear()
        radios, boxes = form.of_kind("radio"), form.of_kind("checkbox")
        steps = [one for one in radios if one.value not in _BESIDE]
        beside = [one for one in radios if one.value in _BESIDE]
        if beside and self.random.random() < self.pace.not_known:
            return self._one_of(beside)
        if steps:
            return [(steps[0].name, steps[self._step(len(steps), ballot)].value)]
        if boxes:
            some = [one for one in boxes if one.name == boxes[0].name]
            return [(one.name, one.value) for one in self.random.sample(some, self.random.randint(1, len(some)))]
        return [(one.name, self._written(one)) for one in _written_fields(form)]

    def _step(self, steps: int, ballot: tuple[str, ...]) -> int:
        """The place on the scale. What most think, and how far they are apart, belongs to the question."""
        question = Random(ballot[0] if ballot else "")
        middle, apart = question.uniform(0.2, 0.8), question.choice((0.08, 0.15, 0.25, 0.7))
        repeated = len({other for other in self._voted if other[:1] == ballot[:1]}) > 1
        place = middle + apart * self._leaning * (0.4 if repeated else 1.0) + self.random.gauss(0, apart / 3)
        return min(max(round(place * (steps - 1)), 0), steps - 1)

    def _written(self, field: Field) -> str:
        if field.kind == "number" or field.attributes.get("inputmode") in ("numeric", "decimal"):
            return str(self.random.randint(int(float(field.attributes.get("min") or 0)), 20))
        return self._words(self.random.choice(_COMMENTS))

    def _comment(self, form: Form) -> list[tuple[str, str]]:
        area = next((one for one in form.of_kind("textarea") if one.name == _COMMENT), None)
        if area is None or self.random.random() >= self.pace.comments:
            return []
        return [(area.name, self._words(self.random.choice(_COMMENTS)))]

    def _one_of(self, fields: Sequence[Field]) -> list[tuple[str, str]]:
        chosen = self.random.choice(fields) if fields else None
        return [(chosen.name, chosen.value)] if chosen else []


def _written_fields(form: Form) -> list[Field]:
    """Where the answer itself is written, on a form without anything to choose from."""
    return [one for one in form.of_kind("text", "number", "textarea") if one.name != _COMMENT][:1]


class Participants:
    """So many simulated people, each in a thread."""

    def __init__(self, number: int, address: str, join_code: str, pace: Pace, random: Random) -> None:
        self._stopped = Event()
        people = [
            Participant(address, join_code, Random(random.getrandbits(64)), pace, self._stopped) for _ in range(number)
        ]
        self._threads = [Thread(target=one.take_part, name="participant", daemon=True) for one in people]

    def start(self) -> None:
        """Let them come in."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let them go. Who still waits for an answer is left behind."""
        self._stopped.set()

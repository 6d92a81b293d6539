"""A workshop in which nobody is there: its file, its people, and if need be its facilitator."""

import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import monotonic, sleep

from servicecheck.assessment import Assessment
from servicecheck.cli.wishes import SUFFIX, Wishes
from servicecheck.errors import ServicecheckError
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import LANGUAGES, Words
from servicecheck.response import Organisation, PlannedAction
from servicecheck.scoring.steps import steps_of
from servicecheck.telling import Telling
from servicecheck.telling.actions import proposed
from servicecheck.web.room import Room
from servicecheck.workshop import Workshop
from servicecheck.workshop.moves import made, possible
from servicecheck.workshop.result import result_of

PATIENCE = 20.0
"""Seconds that the simulated facilitator waits for the people, as at an overloaded machine."""
_GLANCE = 0.02
_MOST_ACTIONS = 3
_DAYS = 30
_SEED_BITS = 64


def rehearsed_file(wishes: Wishes, words: Words) -> Wishes:
    """The wishes with a file of the rehearsal's own. Raises ServicecheckError for a file of real people."""
    if wishes.is_assessment:
        wishes = replace(wishes, target=wishes.target, file=wishes.file or Path(wishes.target))
    if wishes.file is None:
        name = Path(wishes.target).stem
        folder = Path(tempfile.mkdtemp(prefix="servicecheck-rehearsal-"))
        wishes = replace(wishes, file=folder / f"{name}{SUFFIX}")
    elif wishes.file.exists():
        with AssessmentFile.open(wishes.file, "read") as file:
            _require_rehearsal(wishes.file, file.organisation)
    name = words("host_rehearsal_name")
    return replace(wishes, organisation=f"{wishes.organisation} ({name})" if wishes.organisation else name)


def require_real(path: Path, organisation: Organisation) -> None:
    """Raise ServicecheckError for the file of a rehearsal: real people's votes never come among invented ones."""
    if _is_rehearsed(organisation):
        raise ServicecheckError(
            f"{path} is the file of a rehearsal, with invented answers in it. For real people name another one with "
            "--file. To go on with the rehearsal, add --rehearse."
        )


def _require_rehearsal(path: Path, organisation: Organisation) -> None:
    """Simulated votes never come into a file of real people."""
    if not _is_rehearsed(organisation):
        raise ServicecheckError(
            f"{path} holds answers of real people, and a rehearsal would mix invented ones in. Leave --file out, "
            "and the rehearsal gets a file of its own."
        )


def _is_rehearsed(organisation: Organisation) -> bool:
    return any(Words(language)("host_rehearsal_name") in organisation.name for language in LANGUAGES)


class Facilitator:
    """Leads a room the way its main moves go: from the lobby to the plan, and closes it."""

    def __init__(self, room: Room, people: int, words: Words, random: Random) -> None:
        self._room = room
        self._people = people
        self._words = words
        self._random = random

    def lead(self, assess: Callable[[Workshop], Assessment], today: date) -> None:
        """Make every move until the room has ended. Raises ServicecheckError when something cannot be done."""
        self._wait(lambda room: len(room.people) >= self._people)
        if not self._room.now.people:
            raise ServicecheckError("Nobody came into the rehearsal. Try again, or report this as a mistake.")
        while self._room.now.phase != "ended":
            match self._room.now.phase:
                case "open":
                    self._wait(_has_everybody_voted)
                    self._make("reveal" if self._room.now.voted else "later")
                case "choose":
                    self._agree()
                case "plan":
                    self._plan(assess, today)
                    self._make("end")
                case _:
                    self._make(possible(self._room.now)[0].name)

    def _agree(self) -> None:
        """Agree on what is in the middle, where that may be seen."""
        item = self._room.now.item
        assert item is not None
        result, steps = result_of(self._room.now, item.id), steps_of([item])
        if result.median_step is None or steps is None:
            self._make("disagree")
        else:
            self._make("agree", value=steps[round(result.median_step)], reason=self._words("rehearsal_reason"))

    def _plan(self, assess: Callable[[Workshop], Assessment], today: date) -> None:
        """Plan what the assessment puts first."""
        telling = Telling(assess(self._room.now), self._words)
        items = [one.item for one in telling.assessment.priorities[:_MOST_ACTIONS]]
        owner, due = self._words("rehearsal_owner"), today + timedelta(days=_DAYS)
        actions = [PlannedAction(one, proposed(telling, one) or telling.question(one), owner, due) for one in items]
        _done(self._room.do(lambda room: room.plan(actions)))

    def _make(self, name: str, **given: str) -> None:
        seed = self._random.getrandbits(_SEED_BITS)
        _done(self._room.do(lambda room: made(room, name, given, Random(seed))))

    def _wait(self, is_reached: Callable[[Workshop], bool]) -> None:
        """Until something holds, or it does not look as if it ever would."""
        until = monotonic() + PATIENCE
        while not is_reached(self._room.now) and monotonic() < until:
            sleep(_GLANCE)


def _has_everybody_voted(room: Workshop) -> bool:
    return room.voted >= room.asked


def _done(outcome: "Future[Workshop]") -> None:
    outcome.result()

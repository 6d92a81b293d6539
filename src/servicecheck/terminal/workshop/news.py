"""What happens in the room while the facilitator's prompt stands there, a line at a time and not too often."""

from dataclasses import dataclass
from time import monotonic

from servicecheck.language import Words
from servicecheck.terminal.workshop.desk import Desk
from servicecheck.terminal.workshop.showing import present, turnout
from servicecheck.workshop import Workshop

BETWEEN = 3.0
"""Seconds between two lines that only count."""
QUIET = 30.0
"""The same where nobody came or voted: phones that are locked and woken come and go all the time."""
ALONE = 60.0
"""Seconds after which it is said what to do when no phone has come."""


@dataclass
class News:
    """What was said last, and what is new since then."""

    desk: Desk
    alone: float = ALONE

    def __post_init__(self) -> None:
        self._since = monotonic()
        self._counted_at = self._since
        self._is_helped = False
        self._problem = ""
        self._told: set[str] = set()
        self._counted = ""
        self._place = self.desk.room.now.whereabouts
        self.seen(self.desk.room.now)

    def seen(self, workshop: Workshop) -> None:
        """Take note that all this stands on the screen already."""
        self._place = workshop.whereabouts
        self._counted = self._count(workshop)
        self._people = len(workshop.people)

    def has_moved(self) -> bool:
        """Whether the room has gone elsewhere since, as from the projector's page."""
        return self.desk.room.now.whereabouts != self._place

    def lines(self) -> list[str]:
        """What is to be said now."""
        return [line for line in (*self._troubles(), self._counting(), self._waiting()) if line]

    def _troubles(self) -> list[str]:
        # Servers add to it meanwhile, so what was read is taken out and nothing else.
        told = [self.desk.trouble.pop(0) for _ in range(len(self.desk.trouble))]
        # A page that fails is asked for again and again; what is wrong with it is said once.
        found = [one for one in dict.fromkeys(told) if one not in self._told]
        self._told |= set(found)
        problem = self.desk.room.problem
        message = problem.message if problem else ""
        if message != self._problem:
            self._problem = message
            found.append(self._words("host_not_kept", problem=message) if message else self._words("host_kept_again"))
        return found

    def _counting(self) -> str:
        """How many there are, when that has changed; the last one counts, so it is said at once."""
        workshop = self.desk.room.now
        count = self._count(workshop)
        has_all = workshop.phase == "open" and workshop.turnout.voted == workshop.turnout.asked
        is_quiet = workshop.phase == "lobby" and len(workshop.people) == self._people
        pause = QUIET if is_quiet else BETWEEN
        if count == self._counted or (monotonic() - self._counted_at < pause and not has_all):
            return ""
        self._counted, self._people, self._counted_at = count, len(workshop.people), monotonic()
        return count

    def _waiting(self) -> str:
        """What to do when nobody has come for a while."""
        is_waiting = self.desk.lobby.addresses and not self.desk.room.now.people and not self.desk.room.connected
        if self._is_helped or not is_waiting or monotonic() - self._since < self.alone:
            return ""
        self._is_helped = True
        return self._words("host_nobody_came")

    def _count(self, workshop: Workshop) -> str:
        if workshop.phase == "open":
            return turnout(workshop, self._words)
        return present(workshop, self.desk.room.connected, self._words) if workshop.phase == "lobby" else ""

    @property
    def _words(self) -> Words:
        return self.desk.dialogue.words

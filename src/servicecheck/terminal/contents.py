"""What is in an assessment file: its rounds, who has answered, what is missing, and what can be done next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from servicecheck.response import CUSTOMER, PlannedAction, Round
from servicecheck.terminal.printable import excerpt
from servicecheck.terminal.screen import Screen
from servicecheck.terminal.wrapping import Part

LONGEST_NAME = 200
LONGEST_OWNER = 24
_MODES = {
    "own": "One person's own round.",
    "open": "An open round: a group that sees its answers together.",
    "anonymous": "An anonymous round: groups of fewer than {k} are not shown.",
}


@dataclass(frozen=True)
class Person:
    """Somebody in a round, and how far they are."""

    code: str
    role: str
    replied: int
    asked: int
    has_handed_in: bool
    last_answer: date | None

    @property
    def state(self) -> str:
        """Whether they are done, in words."""
        if self.has_handed_in:
            return "handed in"
        when = f", last on {self.last_answer}" if self.last_answer else ""
        return f"under way{when}" if self.replied else "not begun"


@dataclass(frozen=True)
class RoomContents:
    """How far a workshop is."""

    asked: int
    """How many questions there are to vote on."""
    seen: int
    """Of how many the room has seen the votes."""
    has_ended: bool


@dataclass(frozen=True)
class RoundContents:
    """A round, what its questionnaire is called, and the people in it."""

    round: Round
    title: str
    people: tuple[Person, ...]
    room: RoomContents | None = None
    """None where everybody answers alone."""

    @property
    def own_people(self) -> tuple[Person, ...]:
        """Those whose own service it is: the others are customers, who are neither invited nor waited for."""
        return tuple(person for person in self.people if person.role != CUSTOMER)

    @property
    def handed_in(self) -> int:
        """How many are done."""
        return sum(person.has_handed_in for person in self.own_people)


@dataclass(frozen=True)
class NextStep:
    """A command that makes sense now, and why."""

    command: str
    why: str


def show_contents(
    screen: Screen, name: str, path: str, rounds: Sequence[RoundContents], next_steps: Sequence[NextStep]
) -> None:
    """Print what an organisation's file holds, the oldest round first."""
    screen.heading(excerpt(name, LONGEST_NAME) or "Assessment", path)
    if not rounds:
        screen.paragraph("Nobody has begun a round.")
    for number, contents in enumerate(rounds):
        if number:
            screen.gap()
        _show_round(screen, contents)
    screen.gap()
    screen.paragraph(("What can be done next", "bold"))
    for step in next_steps:
        screen.paragraph(step.why, indent="  ")
        screen.line("    ", step.command)


def _show_round(screen: Screen, contents: RoundContents) -> None:
    round_ = contents.round
    title = excerpt(round_.title, LONGEST_NAME)
    called = f"{title}: {contents.title}" if title else contents.title
    edition = f"{round_.questionnaire_id} {round_.questionnaire_version}"
    screen.paragraph((f"Round {round_.number}", "bold"), f"  {called} ({edition}){_dates(round_)}")
    screen.paragraph(_MODES[round_.mode].format(k=round_.k))
    screen.paragraph(_progress_of_room(contents, contents.room) if contents.room else _progress(contents))
    # In a room nobody is told a code, and all of them are equally far.
    if contents.own_people and not contents.room:
        screen.columns([_row(person) for person in contents.own_people])
    if round_.actions:
        screen.paragraph(_plan(round_.actions))
        screen.columns([_action(action) for action in round_.actions])


def _dates(round_: Round) -> str:
    opened = f", opened {round_.opened}" if round_.opened else ""
    return f"{opened}, closed {round_.closed}" if round_.closed else opened


def _progress(contents: RoundContents) -> str:
    """Who is done, who is not, and in an anonymous round how many more it takes."""
    round_, present = contents.round, len(contents.own_people)
    invited = f" of {round_.invited} invited" if round_.invited else ""
    sentences = [f"Handed in: {contents.handed_in}{invited}."]
    if present > contents.handed_in:
        sentences.append(f"Under way: {present - contents.handed_in}.")
    if round_.invited and round_.invited > present:
        sentences.append(f"Not begun: {round_.invited - present}.")
    if round_.mode == "anonymous" and contents.handed_in < round_.k:
        sentences.append(f"Missing until anything is shown: {round_.k - contents.handed_in}.")
    return " ".join([*sentences, *_customers(contents)])


def _progress_of_room(contents: RoundContents, room: RoomContents) -> str:
    """How many people are in the room, and what they have seen and agreed on."""
    round_, present = contents.round, len(contents.own_people)
    sentences = [
        f"A workshop{' that has ended' if room.has_ended else ''}. In the room: {present}.",
        f"Votes shown: {room.seen} of {room.asked} questions. Agreed: {len(round_.agreed)}.",
    ]
    if round_.mode == "anonymous" and present < round_.k and not room.has_ended:
        sentences.append(f"Missing until votes are shown: {round_.k - present}.")
    return " ".join([*sentences, *_customers(contents)])


def _customers(contents: RoundContents) -> list[str]:
    customers = len(contents.people) - len(contents.own_people)
    return [f"Customers: {customers}."] if customers else []


def _plan(actions: Sequence[PlannedAction]) -> str:
    kept = [action for action in actions if action.status != "dropped"]
    done = sum(action.status == "done" for action in kept)
    return f"Action plan: {sum(action.is_agreed for action in kept)} of {len(kept)} agreed, {done} done."


def _action(action: PlannedAction) -> list[Part]:
    """Which question it is about, how far it is, who does it by when, and what."""
    who = ", ".join(filter(None, (excerpt(action.owner, LONGEST_OWNER), str(action.due or ""))))
    return [f"  {action.item}", action.standing.replace("-", " "), who, excerpt(action.text, LONGEST_NAME)]


def _row(person: Person) -> list[Part]:
    return [f"  {person.code}", person.role, f"{person.replied} of {person.asked} answered", person.state]

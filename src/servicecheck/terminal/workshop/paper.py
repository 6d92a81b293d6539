"""Answers that were written elsewhere and come into the room: a paper ballot typed in, or a person's own interview."""

from collections.abc import Mapping, Sequence

from servicecheck.interview import Interview
from servicecheck.response import Answer, Respondent
from servicecheck.terminal.interview import Sitting, opening
from servicecheck.terminal.workshop.desk import Desk, Person
from servicecheck.workshop import BROUGHT, Workshop


class Sheet:
    """One paper ballot while it is typed in; what a `Sitting` calls its keeper."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}

    def save_answer(self, item_id: str, answer: Answer) -> None:
        """Note what stands on the paper."""
        self.answers[item_id] = answer

    def rows(self, register_id: str) -> Sequence[Mapping[str, str]]:
        """Tables are not filled in by a room."""
        return []

    def save_row(self, register_id: str, place: int, values: Mapping[str, str]) -> None:
        """Tables are not filled in by a room."""


def type_in(desk: Desk) -> None:
    """Ask for the role and all the answers on one paper ballot, and bring them into the room. Raises Quit."""
    workshop, dialogue = desk.room.now, desk.dialogue
    dialogue.say("host_ballot")
    role = None
    if workshop.questionnaire.asks_role:
        role = opening.ask_role(dialogue, workshop.questionnaire, workshop.round)
    sheet = Sheet()
    without_tables = workshop.questionnaire.model_copy(update={"registers": ()})
    Sitting(Interview.begin(without_tables, role=role), dialogue, sheet).run()
    bring_in(desk, (Respondent(desk.new_code(desk.room.now.people), role, dialogue.words.language), sheet.answers))


def merge(desk: Desk, file: str) -> None:
    """Bring in what a person answered alone. Raises ServicecheckError for a file that has no such interview."""
    person, answers = desk.interview(file)
    if f"{BROUGHT}{person.code}" in desk.room.now.people:
        desk.dialogue.say("host_merged_already")
        return
    bring_in(desk, (person, answers))


def bring_in(desk: Desk, found: Person) -> None:
    """Take a person's answers as votes, and say how many came too late."""
    person, answers = found
    late: tuple[str, ...] = ()

    def change(workshop: Workshop) -> Workshop:
        nonlocal late
        after, late = workshop.bring_in(person, answers)
        return after

    after = desk.do(change)
    if after is None:
        return
    taken = sum(f"{BROUGHT}{person.code}" in ballots[-1].votes for ballots in after.ballots.values())
    desk.dialogue.say("host_brought_in", n=taken)
    if late:
        desk.dialogue.say("host_brought_in_late", n=len(late))

"""People without phones who vote one after another at the facilitator's keyboard, without showing what they type."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from servicecheck.errors import InvalidAnswer
from servicecheck.interview import Quit
from servicecheck.items import Item
from servicecheck.response import Respondent
from servicecheck.telling.receiving import notice_in_a_room
from servicecheck.terminal.interview import opening
from servicecheck.terminal.interview.typed_answers import answers_to, value_of
from servicecheck.terminal.workshop.desk import Desk
from servicecheck.workshop import Refused, Vote, Workshop

SEAT = "seat-"
"""The codes of people who vote at the keyboard begin so. What follows is random: nothing tells who sat where."""
MOST_SEATS = 40


def number_of_seats(typed: str) -> int | None:
    """So many people, if that is what was typed."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= 3
    return int(typed) if is_number and 0 < int(typed) <= MOST_SEATS else None


@dataclass
class Seats:
    """The places at the keyboard, in the order in which people sit down; they last until the workshop is closed."""

    desk: Desk
    codes: list[str] = field(default_factory=list)

    def vote(self, number: int | None) -> None:
        """Let everybody vote on the item that is open; with another *number* of people than before, if it is said."""
        workshop = self.desk.room.now
        if workshop.phase != "open" or workshop.item is None:
            raise Refused("err_vote_closed")
        wanted = number or len(self.codes) or self._ask_number()
        if not self.codes:
            self._notify()
        here, ballot = workshop.item, workshop.ballot.number
        for place in range(1, wanted + 1):
            code = self.codes[place - 1] if place <= len(self.codes) else self._sit_down(place)
            if code is None:
                return
            if self.desk.room.now.is_asked(code, here.id):
                self._take(code, here, ballot, (place, wanted))
        self.desk.dialogue.say("host_seats_done", n=wanted)

    def _ask_number(self) -> int:
        while True:
            line = self.desk.dialogue.ask(self.desk.dialogue.words("host_seats_how_many"))
            if not line:
                raise Quit
            number = number_of_seats(line)
            if number:
                return number
            self.desk.dialogue.say("err_number_range", low=1, high=MOST_SEATS)

    def _notify(self) -> None:
        """Say what happens to the votes, before the first person sits down."""
        dialogue, desk = self.desk.dialogue, self.desk
        dialogue.screen.gap()
        dialogue.screen.paragraph((dialogue.words("notice_heading"), "bold"))
        for sentence in notice_in_a_room(desk.room.now.round, desk.organisation.contact, dialogue.words):
            dialogue.screen.paragraph(sentence)

    def _sit_down(self, place: int) -> str | None:
        """The code of whoever sits down: one from before the host was started again, of the same role, else a new one.

        None when nobody can join any more.
        """
        dialogue, workshop = self.desk.dialogue, self.desk.room.now
        dialogue.screen.gap()
        dialogue.say("host_seat_new", number=place)
        role = None
        if workshop.questionnaire.asks_role:
            role = opening.ask_role(dialogue, workshop.questionnaire, workshop.round)
        code = next(self._left_from_before(role), None)
        if code is None:
            code = f"{SEAT}{self.desk.new_code(workshop.people)}"
            person = Respondent(code, role, dialogue.words.language)
            if self.desk.do(lambda room: room.join(person)) is None:
                return None
        self.codes.append(code)
        return code

    def _left_from_before(self, role: str | None) -> Iterator[str]:
        people = self.desk.room.now.people.items()
        left = [code for code, one in people if code.startswith(SEAT) and one.role == role and code not in self.codes]
        self.desk.random.shuffle(left)
        return iter(left)

    def _take(self, code: str, item: Item, ballot: int, place: tuple[int, int]) -> None:
        """Ask until something is voted that the item takes; an empty line votes nothing, or leaves what was voted."""
        dialogue = self.desk.dialogue
        number, total = place
        prompt = dialogue.words("host_seat_prompt_open", number=number, total=total)
        if item.choices():
            choices = answers_to(item, dialogue.words)
            prompt = dialogue.words("host_seat_prompt", number=number, total=total, choices=choices)
        while True:
            line = self._unseen_line(prompt)
            if not line:
                dialogue.say("host_seat_passed")
                return
            try:
                value = item.parse(value_of(line, item, dialogue.words))
            except InvalidAnswer:
                # What was typed stays unseen, so it is not said again.
                dialogue.say("host_seat_not_an_answer")
                continue
            if self.desk.do(_casting(code, item.id, ballot, value)):
                dialogue.say("host_seat_saved")
            return

    def _unseen_line(self, prompt: str) -> str:
        screen = self.desk.dialogue.screen
        screen.gap()
        *above, last = screen.rows(prompt, max(screen.width - 2, 12)) or [""]
        for row in above:
            screen.line(row)
        with self.desk.keyboard.unseen():
            screen.prompt(f"{last} ")
            line = self.desk.dialogue.read()
        screen.line()
        return line.strip()


def _casting(code: str, item: str, ballot: int, value: str) -> Callable[[Workshop], Workshop]:
    return lambda room: room.vote(code, item, ballot, Vote(value))

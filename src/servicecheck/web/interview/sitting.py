"""The questions and tables in the browser, until they are handed in.

Whatever is sent is handed to the keeper before the next page shows; when `save_answer` returns, it is on disk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from servicecheck.errors import InvalidAnswer, StorageError
from servicecheck.interview import EMPTY, Interview, Quit
from servicecheck.items import Item
from servicecheck.language import Words
from servicecheck.questionnaire import Register
from servicecheck.response import Answer
from servicecheck.web.interview import overview, question, table
from servicecheck.web.interview.desk import Desk, Page, Submission
from servicecheck.web.interview.draft import Draft, NotKept, told
from servicecheck.web.questions import ANSWER

REVIEW = "/review"


class Keeper(Protocol):
    """Where answers and rows of tables are kept; when a method returns, they are on the disk."""

    @property
    def place(self) -> str:
        """The name of the file, as it is said to whoever answers."""

    def save_answer(self, item_id: str, answer: Answer) -> None:
        """Keep what was replied to one item."""

    def rows(self, register_id: str) -> Sequence[Mapping[str, str]]:
        """The rows that this respondent has written in a table."""

    def save_row(self, register_id: str, place: int, values: Mapping[str, str]) -> None:
        """Keep the row at *place*, counted from 0: a new one, or one of `rows` with other values."""

    def remove_row(self, register_id: str, place: int) -> None:
        """Take one of `rows` away."""


@dataclass(frozen=True)
class Questions:
    """The stage while somebody answers: any question can be fetched again, and one is asked now."""

    interview: Interview
    words: Words
    place: str
    rows: Mapping[str, tuple[Mapping[str, str], ...]]
    """By table, what this respondent has written."""
    said: tuple[str, ...] = ()
    draft: Draft | None = None
    """What was sent from a page and could not be kept, so that nobody writes it twice."""
    row: int | None = None
    """The row of the present table that is being changed; None for a new one."""

    @property
    def here(self) -> str:
        """The question, the table or the overview that is to be answered now."""
        return path_of(self.interview)

    def page(self, path: str) -> Page | None:
        """A question, a table, the overview, or nothing."""
        found = at(self.interview, path)
        if found is None:
            return None
        is_here = path == self.here
        view: dict[str, object] = {
            "heading": self.words.typeset(found.questionnaire.title),
            "saved_in": self.place,
            "path": path,
            "said": self.said if is_here else (),
        }
        draft = self.draft if self.draft and self.draft.path == path else Draft(path)
        if found.item is not None:
            return Page("interview/question", self.words, {**view, **question.view(found, self.words, draft)})
        if found.register is not None:
            rows = self.rows.get(found.register.id, ())
            row = self.row if is_here else None
            seen = table.view(found, rows, row, self.words, draft)
            return Page("interview/table", self.words, {**view, **seen})
        return Page("interview/overview", self.words, {**view, **overview.view(found, self.rows, self.words)})


def path_of(interview: Interview) -> str:
    """Where the present step of an interview stands."""
    if interview.item is not None:
        return f"/question/{interview.item.id}"
    return f"/table/{interview.register.id}" if interview.register is not None else REVIEW


def at(interview: Interview, path: str) -> Interview | None:
    """The interview at the step of *path*; None where there is none, or it is not for this respondent."""
    if path == REVIEW:
        return replace(interview, position=len(interview.steps))
    kind, _, name = path.removeprefix("/").partition("/")
    for place, step in enumerate(interview.steps):
        is_table = isinstance(step, Register)
        if step.id == name and kind == ("table" if is_table else "question"):
            return replace(interview, position=place) if interview.is_asked(place) else None
    return None


@dataclass
class Sitting:
    """The interview as it goes on; `interview` always says how far it has come."""

    interview: Interview
    keeper: Keeper
    desk: Desk
    words: Words
    _is_review_seen: bool = field(default=False, init=False)
    _draft: Draft | None = field(default=None, init=False)
    _row: int | None = field(default=None, init=False)

    def run(self, said: Sequence[str] = (), *, begins_with_review: bool = False) -> None:
        """Ask until everything is handed in. Raises Quit."""
        if begins_with_review:
            self.interview = replace(self.interview, position=len(self.interview.steps))
        is_handed_in = False
        while not is_handed_in:
            self._is_review_seen = self._is_review_seen or self.interview.is_done
            self.desk.put_up(self._stage(said))
            sent = self.desk.receive()
            found = at(self.interview, sent.path)
            if found is not None:
                self.interview, said, self._draft = found, (), None
                is_handed_in = self._heed(sent)

    def _stage(self, said: Sequence[str]) -> Questions:
        tables = {one.id: tuple(self.keeper.rows(one.id)) for one in self.interview.questionnaire.registers}
        stage = Questions(self.interview, self.words, self.keeper.place, tables, tuple(said), self._draft, self._row)
        self._row = None
        return stage

    def _heed(self, sent: Submission) -> bool:
        """Do what was asked for on a page; whether that was to hand in. Raises Quit."""
        try:
            if self.interview.item is not None:
                self._answer(self.interview.item, sent)
            elif self.interview.register is not None:
                self._write(self.interview.register, sent)
            else:
                return self._leave_overview(sent)
        except NotKept as error:
            self._draft = self._as_sent(sent, error.refused, error.name)
        except InvalidAnswer as refused:
            self._draft = self._as_sent(sent, refused, ANSWER)
        except StorageError:
            self._draft = Draft(sent.path, sent.form, "", self.words("iv_web_not_saved"))
        return False

    def _as_sent(self, sent: Submission, refused: InvalidAnswer, name: str) -> Draft:
        item = self.interview.item
        is_picked = name == ANSWER and item is not None and bool(item.choices()) and refused.wording != "form_alone"
        return Draft(sent.path, sent.form, name, told(refused, self.words, is_picked=is_picked))

    def _answer(self, item: Item, sent: Submission) -> None:
        """Keep what was picked and written, and go on, back, or away. Raises Quit, NotKept, InvalidAnswer."""
        here = self.interview
        noted = question.worded(here, sent.form)
        if sent.do == "next":
            self._keep(item, self._replied(noted, question.reply(item, sent.form)))
            self._move()
        elif sent.do == "skip":
            self._keep(item, noted.skip())
            self._move()
        else:
            self._keep(item, self._replied_if_valid(noted, item, sent))
            self.interview = replace(self.interview, position=here.position)
            if sent.do == "quit":
                raise Quit
            self.interview = self.interview.back()

    def _replied(self, noted: Interview, text: str) -> Interview:
        """With an answer. Raises InvalidAnswer."""
        if text:
            return noted.reply(text)
        if noted.item is not None and noted.item.choices():
            raise InvalidAnswer("err_choose_one", given="")
        return noted.leave_open()

    def _replied_if_valid(self, noted: Interview, item: Item, sent: Submission) -> Interview:
        """With what was picked before somebody went away from the question, as far as it is an answer."""
        try:
            text = question.reply(item, sent.form)
            return noted.reply(text) if text else noted
        except (InvalidAnswer, NotKept):
            return noted

    def _keep(self, item: Item, changed: Interview) -> None:
        """Keep what was said to an item, if it is new. A question that was only looked at counts as not shown."""
        before, after = self.interview.answer(item), changed.answer(item)
        is_passed = changed.position != self.interview.position
        if after is not None and after != before and (is_passed or after != EMPTY):
            self.keeper.save_answer(item.id, after)
            self.interview = changed
        elif is_passed:
            self.interview = changed

    def _move(self) -> None:
        """After the overview only to what has not been shown yet."""
        if self._is_review_seen:
            self.interview = self.interview.catch_up()

    def _write(self, register: Register, sent: Submission) -> None:
        """Keep a row, and go on, back or away, or stay for the next. Raises Quit, NotKept."""
        rows = self.keeper.rows(register.id)
        do, _, number = sent.do.partition(" ")
        place = int(number) if number.isascii() and number.isdigit() and int(number) < len(rows) else None
        if do == "change":
            self._row = place
        elif do == "remove":
            if place is not None:
                self.keeper.remove_row(register.id, place)
        else:
            values = table.read_row(register, sent.form, self.interview.questionnaire)
            if values:
                self.keeper.save_row(register.id, table.place_of(sent.form, rows), values)
            self._leave_table(do)

    def _leave_table(self, do: str) -> None:
        if do == "quit":
            raise Quit
        if do == "back":
            self.interview = self.interview.back()
        elif do == "next":
            self.interview = self.interview.next()
            self._move()

    def _leave_overview(self, sent: Submission) -> bool:
        """Go on from the overview; whether everything is handed in. Raises Quit."""
        if sent.do == "quit":
            raise Quit
        if sent.do == "back":
            self.interview = self.interview.back()
            return False
        missing = self.interview.catch_up()
        if sent.do == "finish" and missing.is_done:
            return True
        self.interview = missing
        return False

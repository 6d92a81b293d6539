"""A short table, filled in row by row and cell by cell; every cell is kept before the next is asked for."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from servicecheck.cells import read_cell
from servicecheck.errors import InvalidAnswer
from servicecheck.interview import Quit
from servicecheck.questionnaire import Column, Questionnaire, Register
from servicecheck.terminal.interview.commands import Keys
from servicecheck.terminal.interview.dialogue import Dialogue
from servicecheck.terminal.printable import excerpt


class Rows(Protocol):
    """Where the rows of tables are kept."""

    def rows(self, register_id: str) -> Sequence[Mapping[str, str]]:
        """The rows that this respondent has written."""

    def save_row(self, register_id: str, place: int, values: Mapping[str, str]) -> None:
        """Keep one row."""


class Table:
    """One register while it is filled in."""

    def __init__(self, register: Register, questionnaire: Questionnaire, dialogue: Dialogue, rows: Rows) -> None:
        self.register = register
        self.questionnaire = questionnaire
        self.dialogue = dialogue
        self.rows = rows
        self.columns = [column for column in register.columns if not column.later]

    def fill_in(self) -> bool:
        """Ask for rows until an empty line ends them; whether to go back instead of on. Raises Quit, EOFError."""
        written = len(self.rows.rows(self.register.id))
        keys = Keys(["back", "help", "quit"], self.dialogue.words, self.dialogue.screen)
        self._introduce(written, keys)
        while True:
            self.dialogue.screen.gap()
            self.dialogue.screen.paragraph((self.dialogue.words("register_row", number=written + 1), "bold"))
            first = self._first_cell(keys)
            if first == "":
                return False
            if first is None:
                return True
            self._rest_of_row(written, first)
            written += 1
            self.dialogue.screen.paragraph(self.dialogue.words("register_row_saved", number=written), indent="  ")

    def _introduce(self, written: int, keys: Keys) -> None:
        screen, words = self.dialogue.screen, self.dialogue.words
        screen.gap()
        screen.heading(words.typeset(self.register.title), words("register_rows", n=written) if written else "")
        if self.register.text:
            screen.paragraph(words.typeset(self.register.text))
        self._suggest()
        screen.gap()
        screen.paragraph(words("register_how"))
        screen.choices(keys.shown())
        screen.gap()

    def _suggest(self) -> None:
        words = self.dialogue.words
        if self.register.suggestions:
            self.dialogue.say("register_suggestions")
        for suggestion in self.register.suggestions:
            self.dialogue.screen.paragraph(words.typeset(suggestion), indent="  ")

    def _first_cell(self, keys: Keys) -> str | None:
        """What stands first in a new row; empty when the table is done, None to go back."""
        while True:
            line = self._ask(self.columns[0], is_first=True)
            command = keys.command(line) if line else None
            if command == "quit":
                raise Quit
            if command == "back":
                return None
            if command == "help":
                self.dialogue.say("register_not_scored")
                continue
            if not line:
                return ""
            value = self._read(self.columns[0], line)
            if value is not None:
                return value

    def _rest_of_row(self, place: int, first: str) -> None:
        values = {self.columns[0].id: first}
        self.rows.save_row(self.register.id, place, values)
        for column in self.columns[1:]:
            value = self._cell(column)
            if value:
                values[column.id] = value
                self.rows.save_row(self.register.id, place, values)

    def _cell(self, column: Column) -> str:
        quit_only = Keys(["quit"], self.dialogue.words, self.dialogue.screen)
        while True:
            line = self._ask(column)
            if line and quit_only.command(line):
                raise Quit
            if not line and column.required:
                self.dialogue.say("err_required")
                continue
            value = self._read(column, line) if line else ""
            if value is not None:
                return value

    def _ask(self, column: Column, *, is_first: bool = False) -> str:
        words = self.dialogue.words
        self._options(column)
        title = words.typeset(column.title)
        is_needed = column.required or is_first
        return self.dialogue.ask(_prompt(title) if is_needed else words("register_optional", column=title))

    def _options(self, column: Column) -> None:
        words, screen = self.dialogue.words, self.dialogue.screen
        for number, option in enumerate(column.options, 1):
            label = words.typeset(option.label) if option.label else option.value
            screen.paragraph(label, first=f"  {number}  ", indent="     ")

    def _read(self, column: Column, line: str) -> str | None:
        """The cell's value; None after saying why it is not one."""
        try:
            return read_cell(column, line, self.questionnaire)
        except InvalidAnswer as refused:
            self.dialogue.say(refused.wording, given=excerpt(line, 60), **refused.values)
            return None


def _prompt(title: str) -> str:
    return title if title.endswith("?") else f"{title}:"

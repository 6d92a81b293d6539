"""The plan of action as a table for a spreadsheet program, and back again: what was not touched comes back as it was.

The columns are those of the report's table. What nobody may change, the code of a question, is locked; what a row says
of itself ("why") is for reading. A row in which nothing is filled in is no action.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from servicecheck.cells import EXAMPLE_DATE, read_date
from servicecheck.errors import InvalidAnswer, InvalidFile, Place, Problem, did_you_mean
from servicecheck.files import tables
from servicecheck.files.likeness import folded
from servicecheck.files.tables import Row, Sheet, Table
from servicecheck.files.text_file import refusal
from servicecheck.language import LANGUAGES, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import LONGEST_NAME, LONGEST_WORDING, MOST_ACTIONS, PlannedAction, Status
from servicecheck.telling import Telling
from servicecheck.telling.actions import proposed
from servicecheck.telling.planning import status_of, why

_COLUMNS = {
    "number": "plan_no",
    "item": "planning_code",
    "text": "plan_what",
    "why": "plan_why",
    "first_step": "plan_first_step",
    "measure": "plan_measure",
    "today": "planning_today",
    "goal": "planning_goal",
    "owner": "plan_owner",
    "due": "plan_due",
    "status": "plan_status",
    "result": "planning_result",
}
_FOR_READING = ("number", "why")
_LONG = ("text", "first_step", "measure")
_WIDTHS = {"number": 5, "item": 10, "text": 40, "why": 40, "first_step": 26, "measure": 30, "due": 12, "status": 14}
STATUSES: tuple[Status, ...] = get_args(Status)


def workbook(telling: Telling, plan: Sequence[PlannedAction], today: date) -> bytes:
    """The plan as an XLSX file; where there is none yet, what is proposed."""
    words = telling.words
    plan = plan or [PlannedAction(item, proposed(telling, item)) for item in telling.assessment.plan]
    names = list(_COLUMNS)
    sheet = Sheet(
        title=words("heading_10"),
        columns=[words(key) for key in _COLUMNS.values()],
        rows=[_row(telling, number, action) for number, action in enumerate(plan, 1)],
        widths={names.index(name): width for name, width in _WIDTHS.items()},
        choices={
            names.index("item"): [item.id for item in telling.questionnaire.scored_items],
            names.index("status"): [words(f"status_{status.replace('-', '_')}") for status in STATUSES],
        },
        locked=[names.index(name) for name in (*_FOR_READING, "item")],
    )
    return tables.workbook([sheet], today, words("heading_10"))


def read(path: Path, questionnaire: Questionnaire) -> tuple[PlannedAction, ...]:
    """The plan in a table. Raises InvalidFile with every row that cannot be read, and why."""
    table = tables.read(path)
    names = _names(table)
    if len(table.rows) > MOST_ACTIONS:
        raise refusal(path, f"a plan holds {MOST_ACTIONS} actions at most. Take some rows out.")
    codes = {item.id.casefold(): item.id for item in questionnaire.scored_items}
    readings = [_Reading(table, row, names, codes) for row in table.rows]
    actions = [reading.action() for reading in readings]
    if problems := [problem for reading in readings for problem in reading.problems]:
        raise InvalidFile(problems)
    return tuple(action for action in actions if action)


def _row(telling: Telling, number: int, action: PlannedAction) -> list[str | int | date | None]:
    return [
        number,
        action.item,
        action.text,
        " ".join((f"{telling.question(action.item)}.", *why(telling, action.item))),
        action.first_step,
        action.measure,
        action.today,
        action.goal,
        action.owner,
        action.due,
        status_of(telling.words, action),
        action.result,
    ]


def _names(table: Table) -> Mapping[str, int]:
    """Which column is where, whatever the language of the heads. Raises InvalidFile."""
    known = {folded(words(key)): name for words in map(Words, LANGUAGES) for name, key in _COLUMNS.items()}
    known |= {name: name for name in _COLUMNS}
    names, problems = {}, []
    for index, column in enumerate(table.columns):
        name = known.get(folded(column))
        place = Place(table.file, table.header, table.positions[index])
        if name is None:
            problems.append(Problem(f"a plan has no column '{column}'.{did_you_mean(folded(column), known)}", place))
        elif name in names:
            problems.append(Problem(f"'{column}' is there twice. Remove one.", place))
        else:
            names[name] = index
    if problems:
        raise InvalidFile(problems)
    if missing := [name for name in ("item", "text") if name not in names]:
        heads = ", ".join(f"'{Words('en')(_COLUMNS[name])}'" for name in missing)
        raise refusal(table.file, f"the first line names the columns, and {heads} is not among them.")
    return names


class _Reading:
    """One row as an action, and what is wrong with it."""

    def __init__(self, table: Table, row: Row, names: Mapping[str, int], codes: Mapping[str, str]) -> None:
        self.problems: list[Problem] = []
        self._table = table
        self._row = row
        self._names = names
        self._codes = codes

    def action(self) -> PlannedAction | None:
        """The action, or None where nothing is filled in or something is wrong."""
        if self._row.fault:
            self._refuse("", self._row.fault)
            return None
        if not any(self._cell(name).strip() for name in self._names if name not in (*_FOR_READING, "item")):
            return None
        action = PlannedAction(
            item=self._item(),
            text=self._text("text"),
            owner=self._text("owner"),
            due=self._due(),
            first_step=self._text("first_step"),
            measure=self._text("measure"),
            status=self._status(),
            today=self._text("today"),
            goal=self._text("goal"),
            result=self._text("result"),
        )
        if not action.text.strip():
            self._refuse("text", "this row says nothing of what is done. Fill it in, or empty the row.")
        return action

    def _item(self) -> str:
        given = self._cell("item").strip()
        if given.casefold() not in self._codes:
            self._refuse("item", f"there is no question '{given[:40]}'.{did_you_mean(given, self._codes.values())}")
        return self._codes.get(given.casefold(), "")

    def _text(self, name: str) -> str:
        text = self._cell(name)
        longest = LONGEST_WORDING if name in _LONG else LONGEST_NAME
        if len(text) > longest:
            self._refuse(name, f"the text is too long. There is room for {longest} characters.")
        return text if text.strip() else ""

    def _due(self) -> date | None:
        given = self._cell("due").strip()
        try:
            return read_date(given) if given else None
        except InvalidAnswer:
            self._refuse("due", f"'{given[:40]}' is not a date. Write it such as {EXAMPLE_DATE}.")
            return None

    def _status(self) -> Status:
        given = self._cell("status").strip().casefold()
        known = _statuses()
        if given and given not in known:
            self._refuse("status", f"'{given[:40]}' is no status.{did_you_mean(given, known)}")
        return known.get(given, "agreed")

    def _cell(self, name: str) -> str:
        index = self._names.get(name)
        if index is None:
            return ""
        if index in self._row.faults:
            self._refuse(name, self._row.faults[index])
            return ""
        return self._row.cells[index]

    def _refuse(self, name: str, message: str) -> None:
        index = self._names.get(name)
        problem = Problem(message, self._table.place(self._row, index))
        if problem not in self.problems:
            self.problems.append(problem)


def _statuses() -> Mapping[str, Status]:
    known: dict[str, Status] = {status: status for status in STATUSES}
    for words in map(Words, LANGUAGES):
        known |= {words(f"status_{status.replace('-', '_')}").casefold(): status for status in STATUSES}
        # A row without owner or date says so by itself.
        known[words("status_not_agreed").casefold()] = "agreed"
    return known

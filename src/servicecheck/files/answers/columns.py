"""What each column of a table says, found by its name: a question's id or its words, or who answered.

A name that is nearly a question's is a mistake to be put right, not a column to be left out; other unknown names are
left out and named.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files.likeness import key
from servicecheck.files.tables import Table
from servicecheck.files.text_file import unseen
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire

Says = Literal["respondent", "role", "language", "finished", "item", "value", "note", "evidence", "evidence_grade"]

WHO: Mapping[str, Says] = {
    "respondent": "respondent", "respondent code": "respondent", "respondent_code": "respondent",
    "respondent id": "respondent", "respondent_id": "respondent", "respondentid": "respondent",
    "code": "respondent", "kode": "respondent", "kod": "respondent", "svarperson": "respondent",
    "role": "role", "rolle": "role", "roll": "role",
    "language": "language", "sprog": "language", "språk": "language",
    "finished": "finished",
}  # fmt: skip
"""The names of columns that say who answered."""

_LONG: Mapping[str, Says] = {
    "item": "item", "question": "item", "question id": "item", "spørgsmål": "item", "fråga": "item",
    "value": "value", "answer": "value", "svar": "value", "værdi": "value", "värde": "value",
    "note": "note", "evidence": "evidence", "evidence_grade": "evidence_grade",
}  # fmt: skip
_BESIDE = re.compile(r"(.+?)\s*[:.]\s*(note|evidence|evidence_grade)")
_NEAR = 0.8
_MOST_UNKNOWN = 500
_MOST_SUGGESTIONS = 1_000


@dataclass(frozen=True)
class Meaning:
    """What stands in a column."""

    says: Says
    question: str = ""
    """The id of the item, where it is an answer or what stands beside one."""


@dataclass(frozen=True)
class Columns:
    """The columns that are read, by their index, and the names of those that are left out."""

    meanings: Mapping[int, Meaning]
    left_out: tuple[str, ...] = ()

    def of(self, says: Says) -> int | None:
        """The index of the one column that says this."""
        return next((index for index, meaning in self.meanings.items() if meaning.says == says), None)

    @property
    def questions(self) -> frozenset[str]:
        """The ids of the items that have a column of answers."""
        return frozenset(one.question for one in self.meanings.values() if one.says == "value" and one.question)

    @property
    def is_long(self) -> bool:
        """Whether each row is one answer, not one person."""
        return self.of("item") is not None


class Questions:
    """Everything that is asked in a questionnaire, by id and by what it can be called."""

    def __init__(self, questionnaire: Questionnaire, *, of_customers: bool = False) -> None:
        self.customers = frozenset(item.id for item in questionnaire.customer_items.values())
        self.items: dict[str, Item] = {
            item.id: item for item in (*questionnaire.items, *questionnaire.customer_items.values())
        }
        self._names: dict[str, set[str]] = {}
        self._near: dict[str, str | None] = {}
        for item in self.items.values():
            self._call(item.id, item.id)
            for _, words in item.text.versions:
                self._call(words, item.id)
        if of_customers:
            for section_id, item in questionnaire.customer_items.items():
                for _, words in questionnaire.section(section_id).title.versions:
                    self._call(words, item.id)
                self._call(section_id, item.id)

    def called(self, name: str) -> set[str]:
        """The ids of the items that are called so."""
        return self._names.get(key(name), set())

    def near(self, name: str, taken: Collection[str]) -> str | None:
        """The id of an item that is not *taken* and called nearly so; looking takes time, so only so often."""
        if name not in self._near:
            self._near[name] = self._nearest(name, taken) if len(self._near) < _MOST_SUGGESTIONS else None
        return self._near[name]

    def _nearest(self, name: str, taken: Collection[str]) -> str | None:
        plain = key("".join(letter for letter in name if unicodedata.category(letter) != "Cf"))
        names = [one for one, ids in self._names.items() if not ids & set(taken)]
        found = get_close_matches(plain[:200], names, n=1, cutoff=_NEAR)
        return min(self._names[found[0]]) if found else None

    def _call(self, name: str, item: str) -> None:
        self._names.setdefault(key(name), set()).add(item)


def columns_of(table: Table, questions: Questions, left_out: Collection[str] = ()) -> Columns:
    """What the columns of *table* say, except those *left_out* by name. Raises InvalidFile with every mistake."""
    wanted = {index: name for index, name in enumerate(table.columns) if key(name) not in set(map(key, left_out))}
    meanings: dict[int, Meaning] = {}
    problems: list[Problem] = []
    for index, name in wanted.items():
        found = _meanings(name, questions)
        if len(found) > 1:
            problems.append(
                _problem(table, index, f"'{_shown(name)}' is the text of several questions. Name one by id.")
            )
        elif found:
            meanings[index] = found[0]
    if not any(meaning.question for meaning in meanings.values()):
        meanings = {**meanings, **_of_long_table(wanted)}
    problems += _doubled(table, meanings)
    unknown = {index: name for index, name in wanted.items() if index not in meanings}
    problems += _misspelt(table, unknown, meanings, questions)
    if problems:
        raise InvalidFile(problems)
    return Columns(meanings, tuple(unknown.values()))


def _meanings(name: str, questions: Questions) -> list[Meaning]:
    items = questions.called(name)
    if items:
        return [Meaning("value", item) for item in sorted(items)]
    beside = _BESIDE.fullmatch(key(name))
    if beside and (items := questions.called(beside[1])):
        says: Says = "note" if beside[2] == "note" else "evidence" if beside[2] == "evidence" else "evidence_grade"
        return [Meaning(says, item) for item in sorted(items)]
    return [Meaning(WHO[key(name)])] if key(name) in WHO else []


def _of_long_table(names: Mapping[int, str]) -> dict[int, Meaning]:
    """The columns of a table with one answer a row; nothing where it is none."""
    found = {index: Meaning(_LONG[key(name)]) for index, name in names.items() if key(name) in _LONG}
    says = [meaning.says for meaning in found.values()]
    return found if "item" in says and "value" in says else {}


def _doubled(table: Table, meanings: Mapping[int, Meaning]) -> Iterator[Problem]:
    seen: dict[Meaning, int] = {}
    for index, meaning in meanings.items():
        first = seen.setdefault(meaning, index)
        if first != index:
            names = f"'{_shown(table.columns[first])}' and '{_shown(table.columns[index])}'"
            what = meaning.question or meaning.says
            yield _problem(table, index, f"the columns {names} both stand for {what}. Remove one.")


def _misspelt(
    table: Table, unknown: Mapping[int, str], meanings: Mapping[int, Meaning], questions: Questions
) -> Iterator[Problem]:
    if len(unknown) > _MOST_UNKNOWN:
        yield _problem(table, min(unknown), f"{len(unknown)} columns are unknown. Is this the right questionnaire?")
        return
    taken = {meaning.question for meaning in meanings.values() if meaning.says == "value"}
    for index, name in unknown.items():
        near = questions.near(name, taken)
        if near:
            hidden = unseen(name)
            why = f" It holds the invisible character {hidden}." if hidden else ""
            message = f"there is no question '{_shown(name)}'.{why} Did you mean '{near}'? Rename the column"
            yield _problem(table, index, f"{message}, or leave it out: --leave-out '{_shown(name)}'.")


def _problem(table: Table, index: int, message: str) -> Problem:
    return Problem(message, Place(table.file, table.header, table.positions[index]))


def _shown(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"

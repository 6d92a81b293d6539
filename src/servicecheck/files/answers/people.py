"""People and their answers from a table: one person a row, or one answer a row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.errors import Place
from servicecheck.files.answers.found import Found, Person, Reject, sentence
from servicecheck.files.answers.layout import Layout
from servicecheck.files.answers.meanings import Meaning, Says
from servicecheck.files.answers.questions import Questions
from servicecheck.files.answers.readings import FALSE, TRUE, Reading, Unreadable, ticked
from servicecheck.files.forms import RowRule
from servicecheck.files.likeness import key
from servicecheck.files.tables import Row, Table
from servicecheck.files.text_file import code_point, unseen
from servicecheck.items import Item
from servicecheck.language import LANGUAGES, Language
from servicecheck.questionnaire import Role
from servicecheck.response import CUSTOMER, Answer, Respondent

LONGEST_TEXT = 2_000
LONGEST_CODE = 500
_WIDTHLESS = "\u00ad\u200b\u2060"
"""Two codes that differ in these look the same; joiners, which make letters and emoji, are another matter."""
_GRADES = ("0", "1", "2", "3")
_LANGUAGES = {
    "en": "en", "english": "en", "engelsk": "en", "engelska": "en",
    "da": "da", "danish": "da", "dansk": "da", "danska": "da",
    "sv": "sv", "swedish": "sv", "svensk": "sv", "svenska": "sv",
}  # fmt: skip
"""How form tools call a language, before what they say of a country."""
_WHOLE_ROW = ""


@dataclass(frozen=True)
class Everybody:
    """What counts for all people of a table."""

    questions: Questions
    roles: Sequence[Role]
    language: Language
    role: str | None = None
    """The role of everybody, where the table itself does not say."""


@dataclass
class _Reply:
    """One person while the rows are read."""

    places: list[Place] = field(default_factory=list)
    respondent: str = ""
    role: str | None = None
    language: str = ""
    finished: bool = True
    parts: dict[str, dict[Says, str]] = field(default_factory=dict)
    """The cells of each question that has one."""
    picked: dict[str, dict[str, bool]] = field(default_factory=dict)
    """Which options are ticked, of questions with a column an option."""
    rejects: list[Reject] = field(default_factory=list)


class PeopleReader:
    """Reads the people of one table."""

    def __init__(self, table: Table, layout: Layout, reading: Reading, everybody: Everybody) -> None:
        self._table = table
        self._columns = layout.columns
        self._rules = layout.rules
        self._reading = reading
        self._everybody = everybody

    def read(self) -> Found:
        """Everybody in the table."""
        replies = list(self._long() if self._columns.is_long else self._wide())
        _reject_repeated(replies)
        people = tuple(self._person(reply) for reply in replies if not reply.rejects)
        rejects = tuple(reject for reply in replies for reject in _for_every_row(reply))
        return Found(len(self._table.rows), people, (), rejects)

    def _wide(self) -> Iterator[_Reply]:
        for row in self._table.rows:
            reply = _Reply([self._table.place(row)])
            refused = next((rule for rule in self._rules if _refuses(rule, row)), None)
            if row.fault:
                self._reject(reply, row, None, row.fault)
            elif refused:
                self._reject(reply, row, refused.index, refused.reason)
            else:
                self._take_cells(reply, row)
                self._take_ticks(reply, row)
                if not reply.parts and not reply.rejects:
                    self._reject(reply, row, None, "Nothing is answered in this row.")
            yield reply

    def _long(self) -> Iterator[_Reply]:
        """One reply a respondent, in the order of their first rows."""
        found: dict[str, _Reply] = {}
        who = self._columns.of("respondent")
        for row in self._table.rows:
            name = row.cells[who].strip() if who is not None and not row.fault else ""
            reply = found.setdefault(name or f"\0{row.number}", _Reply())
            reply.places.append(self._table.place(row))
            if row.fault or not name:
                self._reject(reply, row, None if row.fault else who, row.fault or "Nobody is named here.")
            else:
                self._take_cells(reply, row)
        yield from found.values()

    def _take_cells(self, reply: _Reply, row: Row) -> None:
        item = self._item_of(reply, row) if self._columns.is_long else ""
        for index, meaning in self._columns.meanings.items():
            cell = row.cells[index]
            if index in row.faults:
                self._reject(reply, row, index, row.faults[index])
            elif meaning.says != "item" and item is not None and (cell.strip() or self._must_be_there(meaning)):
                try:
                    self._take(reply, meaning, cell, meaning.question or item)
                except Unreadable as error:
                    self._reject(reply, row, index, str(error))

    def _take_ticks(self, reply: _Reply, row: Row) -> None:
        """Make one answer of the ticks in the columns of a question's options."""
        for item, ticks in reply.picked.items():
            try:
                reply.parts.setdefault(item, {})["value"] = ticked(self._everybody.questions.items[item], ticks)
            except Unreadable as error:
                self._reject(reply, row, None, str(error))

    def _must_be_there(self, meaning: Meaning) -> bool:
        return meaning.says in ("respondent", "submitted") or (self._columns.is_long and meaning.says == "value")

    def _item_of(self, reply: _Reply, row: Row) -> str | None:
        index = self._columns.of("item")
        assert index is not None
        found = self._everybody.questions.called(row.cells[index])
        if len(found) == 1:
            (item,) = found
            if item not in reply.parts:
                return item
            self._reject(reply, row, index, "This person has answered the question in another row, too.")
        else:
            near = self._everybody.questions.near(row.cells[index], ())
            hint = f" Did you mean '{near}'?" if near else ""
            self._reject(reply, row, index, f"There is no question of this name.{hint}")
        return None

    def _take(self, reply: _Reply, meaning: Meaning, cell: str, item: str) -> None:
        text = cell.strip()
        match meaning.says:
            case "respondent":
                reply.respondent = _same(reply.respondent, code_of(text))
            case "role":
                reply.role = _same(reply.role, role_called(text, self._everybody.roles))
            case "language":
                reply.language = _same(reply.language, language_called(text))
            case "finished":
                reply.finished = _finished(text)
            case "submitted":
                reply.finished = bool(text)
            case "option":
                reply.picked.setdefault(item, {})[meaning.option] = text.casefold() not in FALSE
            case "value":
                asked = self._everybody.questions.items[item]
                reply.parts.setdefault(item, {})["value"] = self._reading.value(asked, cell) if text else ""
            case "instead":
                asked = self._everybody.questions.items[item]
                reply.parts.setdefault(item, {})["instead"] = _not_an_answer(asked, text)
            case "evidence_grade":
                if text not in _GRADES:
                    raise Unreadable("An evidence grade is 0, 1, 2 or 3.")
                reply.parts.setdefault(item, {})["evidence_grade"] = text
            case _:
                reply.parts.setdefault(item, {})[meaning.says] = _free_text(cell)

    def _person(self, reply: _Reply) -> Person:
        role = reply.role or self._everybody.role
        respondent = Respondent(reply.respondent, role, reply.language or self._everybody.language)
        answers = {item: _answer(parts) for item, parts in reply.parts.items()}
        return Person(tuple(reply.places), respondent, answers, reply.finished)

    def _reject(self, reply: _Reply, row: Row, index: int | None, reason: str) -> None:
        column, value = (self._table.columns[index], row.cells[index]) if index is not None else (_WHOLE_ROW, "")
        reply.rejects.append(Reject(self._table.place(row, index), column, value, sentence(reason), row.number))


def code_of(text: str) -> str:
    """What a table calls somebody. Raises Unreadable."""
    found = unseen(text) or next((code_point(sign) for sign in text if sign in _WIDTHLESS), None)
    if not text:
        raise Unreadable("Nobody is named here. Give everybody a code, or leave the column out.")
    if found or len(text) > LONGEST_CODE:
        reason = f"holds the invisible character {found}" if found else f"is longer than {LONGEST_CODE} characters"
        raise Unreadable(f"The respondent's code {reason}.")
    return text


def role_called(text: str, roles: Sequence[Role]) -> str:
    """The id of the role that is called so in any language. Raises Unreadable."""
    for role in roles:
        if key(text) in {key(role.id), *(key(words) for _, words in role.title.versions)}:
            return role.id
    if key(text) == CUSTOMER:
        return CUSTOMER
    known = ", ".join([*(role.id for role in roles), CUSTOMER])
    raise Unreadable(f"There is no such role. Roles are {known}.")


def side_mixed(person: Person, questions: Questions) -> str | None:
    """The id of an answer to a question that this person's side of the counter is not asked."""
    is_customer = person.respondent.role == CUSTOMER
    return next((item for item in person.answers if (item in questions.customers) != is_customer), None)


def _reject_repeated(replies: Sequence[_Reply]) -> None:
    """Whoever has a row already is rejected in the next ones: which of them counts is not for us to say."""
    seen: dict[str, Place] = {}
    for reply in replies:
        if reply.respondent:
            first = seen.setdefault(reply.respondent, reply.places[0])
            if first is not reply.places[0]:
                reason = f"This person stands in row {first.line} already. Keep one of the rows."
                reply.rejects.append(Reject(reply.places[0], "respondent", reply.respondent, reason))


def _for_every_row(reply: _Reply) -> Iterator[Reject]:
    """A person's rejects, and one for each other row of the same person: somebody is added whole or not at all."""
    if not reply.rejects:
        return
    yield from reply.rejects
    rejected = {row for _, row in (reject.counted for reject in reply.rejects)}
    first = min(line for line in rejected if line is not None)
    for place in reply.places:
        if place.line not in rejected:
            yield Reject(place, _WHOLE_ROW, "", f"The same person's row {first} is rejected.")


def _answer(parts: Mapping[Says, str]) -> Answer:
    grade, value = parts.get("evidence_grade"), parts.get("value") or parts.get("instead") or None
    return Answer(value, parts.get("note", ""), parts.get("evidence", ""), int(grade) if grade else None)


def _same(before: str | None, now: str) -> str:
    if before and before != now:
        raise Unreadable(f"Another row of the same person says '{before}'.")
    return now


def language_called(text: str) -> str:
    """The language that is called so, as `da`, `DA`, `sv-SE` or `English (United States)`. Raises Unreadable."""
    name = re.split(r"[-_ (]", text.strip().casefold())[0]
    if name not in _LANGUAGES:
        raise Unreadable(f"Languages are {', '.join(LANGUAGES)}.")
    return cast(Language, _LANGUAGES[name])


def _finished(text: str) -> bool:
    if text.casefold() not in TRUE | FALSE:
        raise Unreadable("Whether somebody has finished is true or false.")
    return text.casefold() in TRUE


def _refuses(rule: RowRule, row: Row) -> bool:
    return not rule.is_unfinished and rule.holds(row.cells[rule.index])


def _not_an_answer(item: Item, text: str) -> str:
    if text.casefold() not in NOT_ANSWERS or not item.is_allowed(text.casefold()):
        codes = ", ".join(code for code in NOT_ANSWERS if item.is_allowed(code))
        raise Unreadable(f"What is said instead of an answer to {item.id} is {codes}.")
    return text.casefold()


def _free_text(cell: str) -> str:
    if len(cell) > LONGEST_TEXT:
        raise Unreadable(f"The text is longer than {LONGEST_TEXT} characters.")
    return cell

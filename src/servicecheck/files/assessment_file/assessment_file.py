"""The assessment file as the rest of servicecheck knows it: rounds, people behind codes, and their answers.

Every method that changes something has it on the disk when it returns, or raises and has changed nothing.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from servicecheck.errors import ServicecheckError
from servicecheck.files.assessment_file import records, workshops
from servicecheck.files.assessment_file.bringing_in import bring_in
from servicecheck.files.assessment_file.codes import new_code
from servicecheck.files.assessment_file.round_rules import (
    check_change,
    check_joining,
    check_room,
    check_round,
    in_a_room,
    opened_to_others,
)
from servicecheck.files.assessment_file.sealed_tables import Row
from servicecheck.files.assessment_file.stored_rounds import StoredRounds
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import CUSTOMER, Answer, Organisation, RegisterRow, Respondent, Response, Round
from servicecheck.workshop import Workshop

# What refers to another table comes before it.
_OF_A_PERSON = ("answers", "votes", "register_rows", "respondents")
_OF_A_ROUND = (*_OF_A_PERSON, "ballots", "workshops", "agreed", "targets", "actions", "rounds")


class AssessmentFile(StoredRounds):
    """One organisation's assessments. Use it in a `with`. A round is known by its number."""

    @property
    def organisation(self) -> Organisation:
        """Whose file this is."""
        return records.organisation(self._tables.rows("meta"))

    def save_organisation(self, organisation: Organisation) -> None:
        """Change the facts about the organisation."""
        with self._change() as tables:
            for key, value in records.organisation_row(organisation).items():
                tables.put("meta", key=key, value=value)

    def add_round(self, round_: Round, questionnaire: bytes, name: str) -> Round:
        """Begin a round on a questionnaire, kept as it is in the file *name*; the round returned has its number."""
        check_round(round_)
        number = max((stored.number for stored in self.rounds()), default=0) + 1
        stored = replace(round_, number=number)
        content_hash = hashlib.sha256(questionnaire).hexdigest()
        with self._change() as tables:
            tables.put("questionnaires", hash=content_hash, name=name, content=questionnaire)
            tables.put("rounds", **records.round_row(stored), questionnaire=content_hash)
            self._put_decisions(stored)
        return stored

    def change_round(self, changed: Round) -> Round:
        """Change a round's title, dates, number invited and what was decided; until the first answer also mode and k.

        Raises ServicecheckError for what people were told otherwise when they answered.
        """
        before = self._round(self._row(changed))
        check_round(changed)
        if self._has_answers(before):
            check_change(before, changed)
        return self._store(changed)

    def open_to_others(self, round_: Round) -> Round:
        """Turn one person's own round into an open one. Ask that person first."""
        return self._store(opened_to_others(self._round(self._row(round_))))

    def responses(self, round_: Round) -> tuple[Response, ...]:
        """Everybody in a round and what they answered, in the order of their random codes.

        What somebody voted in a workshop, as far as it counts there, is an answer as any other.
        """
        answers: dict[object, list[Row]] = defaultdict(list)
        for answer in self._tables.rows("answers", round=round_.number):
            answers[answer["code"]].append(answer)
        respondents = self._tables.rows("respondents", round=round_.number)
        found = tuple(records.response(row, answers[row["code"]]) for row in respondents)
        voters = self._voters(round_)
        return tuple(voters.get(one.respondent.code, one) for one in found)

    def add_respondent(
        self, round_: Round, role: str | None = None, language: str = "en", code: str | None = None
    ) -> Respondent:
        """Let another person in; with the *code* of an earlier round, as the same person.

        Raises ServicecheckError where the code is taken in this round, and for a second person in an own round;
        customers are not a second person.
        """
        stored = self._open_round(round_)
        self.check_room(stored, role)
        present = {row["code"]: row["role"] for row in self._tables.rows("respondents", round=stored.number)}
        people = sum(role_ != CUSTOMER for role_ in (*present.values(), role))
        check_joining(stored, people, is_taken=code in present)
        everybody = {row["code"] for row in self._tables.rows("respondents")}
        respondent = Respondent(code or new_code(everybody), role, language)
        with self._change() as tables:
            tables.put(
                "respondents", round=stored.number, code=respondent.code, role=role, language=language,
                finished=0, position="", last_answer=None,
            )  # fmt: skip
        return respondent

    def bring_in(
        self,
        round_: Round,
        responses: Sequence[Response],
        rows: Sequence[tuple[str, RegisterRow]] = (),
        replaced: Collection[str] = (),
        *,
        new_registers: bool = False,
    ) -> None:
        """Put in whole people, and register rows with the code of whoever wrote them: all of it, or nothing.

        Those whose codes are *replaced* lose what they had answered; with *new_registers* the rows stand in place of
        those that the same people had written in the same registers. A round that is closed takes what the
        organisation writes in its registers, since what came of things is known later, and nothing else. Raises
        ServicecheckError there, and for another person in an own round.
        """
        is_of_people = bool(responses) or any(code for code, _ in rows)
        stored = self._open_round(round_) if is_of_people else self._round(self._row(round_))
        present = {row["code"]: row["role"] for row in self._tables.rows("respondents", round=stored.number)}
        people = present | {response.respondent.code: response.respondent.role for response in responses}
        more = any(code not in present for code in people)
        is_taken = any(one.respondent.code in present and one.respondent.code not in replaced for one in responses)
        number = sum(role != CUSTOMER for role in people.values()) if more else 1
        self.check_room(stored, *(response.respondent.role for response in responses))
        check_joining(stored, number, is_taken=is_taken)
        for code in {code for code, _ in rows if code} - people.keys():
            self._person(stored, code)
        with self._change() as tables:
            bring_in(tables, stored, responses, rows, replaced, new_registers)

    def save_answer(self, round_: Round, code: str, item: str, answer: Answer, at: datetime | None = None) -> None:
        """Keep an answer in place of an earlier one. The time is not kept in an anonymous round."""
        person = self._person(round_, code)
        stored = self._open_round(round_)
        self.check_room(stored, person["role"])
        with self._change() as tables:
            tables.put("answers", round=stored.number, code=code, item=item, **records.answer_row(answer))
            if at and stored.mode != "anonymous":
                tables.put("respondents", round=stored.number, code=code, last_answer=at.isoformat())

    def save_position(self, round_: Round, code: str, position: str) -> None:
        """Remember where somebody is."""
        self._put_respondent(round_, code, position=position)

    def position(self, round_: Round, code: str) -> str:
        """Where somebody was; an empty text at the beginning."""
        return str(self._person(round_, code)["position"])

    def finish(self, round_: Round, code: str) -> None:
        """Remember that somebody has handed in the answers."""
        self._put_respondent(round_, code, finished=1)

    def save_register(self, round_: Round, register: str, rows: Sequence[RegisterRow], code: str = "") -> None:
        """Keep these rows of a register in place of the earlier ones that *code* wrote.

        "" is the organisation, which may write after the round was closed: what came of things is known later.
        """
        if code:
            self._person(round_, code)
        number = (self._open_round(round_) if code else self._round(self._row(round_))).number
        with self._change() as tables:
            tables.remove("register_rows", round=number, register=register, code=code)
            for place, row in enumerate(rows):
                cells = records.cells(row.values)
                tables.put("register_rows", round=number, register=register, code=code, place=place, cells=cells)

    def register(self, round_: Round, register: str, code: str = "") -> tuple[RegisterRow, ...]:
        """The rows of a register that *code* wrote."""
        rows = self._tables.rows("register_rows", round=round_.number, register=register, code=code)
        return tuple(map(records.register_row, rows))

    def workshop_of(self, round_: Round, questionnaire: Questionnaire) -> Workshop | None:
        """The workshop of a round, as it was when it was kept last; None where there is none."""
        return workshops.workshop_in(self._tables, self._round(self._row(round_)), questionnaire)

    def keep_workshop(self, before: Workshop | None, after: Workshop) -> None:
        """Keep what differs between a workshop *before*, as it was kept last, and *after*; all of it where none was.

        Raises ServicecheckError for what people were told otherwise, and where a round cannot have a workshop.
        """
        stored = self._round(self._row(after.round))
        if before is None:
            check_room(after.round, is_free=not self._tables.row("answers", round=stored.number))
        is_other = after.round != (before.round if before else stored)
        if is_other:
            check_round(after.round)
            if self._has_answers(stored):
                check_change(stored, after.round)
        with self._change() as tables:
            if is_other:
                tables.put("rounds", **records.round_row(after.round))
                self._put_decisions(after.round)
            workshops.put_workshop(tables, before, after)
        if workshops.shown(after) != (workshops.shown(before) if before else 0):
            self.forget_order()

    def check_room(self, round_: Round, *roles: object) -> None:
        """Raise ServicecheckError where somebody of these roles would answer a workshop's round from outside the room.

        Customers may: they are not in it.
        """
        if any(role != CUSTOMER for role in roles) and self._tables.row("workshops", round=round_.number):
            raise in_a_room(round_)

    def erase_person(self, round_: Round, code: str) -> None:
        """Remove a person and everything that person said in a round, for good."""
        self._person(round_, code)
        with self._change() as tables:
            for table in _OF_A_PERSON:
                tables.remove(table, round=round_.number, code=code)
        self._vacuum()

    def erase_round(self, round_: Round) -> None:
        """Remove a round with everybody in it, for good."""
        questionnaire = self._row(round_)["questionnaire"]
        with self._change() as tables:
            for table in _OF_A_ROUND:
                tables.remove(table, round=round_.number)
            if not tables.row("rounds", questionnaire=questionnaire):
                tables.remove("questionnaires", hash=questionnaire)
        self._vacuum()

    def erase_all(self) -> None:
        """Remove everything and the file itself, for good. The file is closed afterwards."""
        with self._change() as tables:
            for table in (*_OF_A_ROUND, "questionnaires", "meta"):
                tables.remove(table)
        self._vacuum()
        self._delete()

    def _voters(self, round_: Round) -> dict[str, Response]:
        """What everybody in a workshop voted, by code; nobody where there is none."""
        if not self._tables.row("workshops", round=round_.number):
            return {}
        from servicecheck.files import questionnaires  # which votes count depends on what was asked of whom

        questionnaire = questionnaires.parse(self.questionnaire_bytes(round_), self.questionnaire_name(round_))
        workshop = self.workshop_of(round_, questionnaire)
        return {one.respondent.code: one for one in workshop.responses()} if workshop else {}

    def _has_answers(self, round_: Round) -> bool:
        """Whether somebody has answered who was told what happens to the answers; in a room, whether anybody is in."""
        tables = ("respondents",) if self._tables.row("workshops", round=round_.number) else ("answers", "votes")
        return any(self._tables.row(table, round=round_.number) for table in tables)

    def _put_respondent(self, round_: Round, code: str, **values: str | int) -> None:
        person = self._person(round_, code)
        if any(person[column] != value for column, value in values.items()):
            with self._change() as tables:
                tables.put("respondents", round=round_.number, code=code, **values)

    def _person(self, round_: Round, code: str) -> Row:
        row = self._tables.row("respondents", round=round_.number, code=code)
        if row is None:
            raise ServicecheckError(f"Nobody in round {round_.number} has the code {code}. Check the code.")
        return row

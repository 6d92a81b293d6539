"""A form for one person: one question a line with its descriptions, a cell for the answer, and room for notes.

The first line names the columns, by which `files.tables.filled_form` knows it again.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from servicecheck.files.sheets.picks import Picks, hint
from servicecheck.files.tables.filled_form import BESIDE
from servicecheck.response import CUSTOMER
from servicecheck.spreadsheets import Cell, Field, Line, Look, Page, fill_in_workbook
from servicecheck.telling.asking import Asking, Part, Question

_NUMBER, _QUESTION, _DESCRIPTION, _ALONE, _ANSWER, _NOTE, _GRADE = 8, 32, 23, 44, 18, 26, 14
_MOST_DESCRIPTIONS = 5


def form(asking: Asking, made_on: date) -> bytes:
    """An XLSX file for one person."""
    return fill_in_workbook([_Form(asking, Picks(asking)).page()], made_on, asking.title)


@dataclass(frozen=True)
class _Form:
    """The lines of one form."""

    asking: Asking
    picks: Picks

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """What stands over the columns of descriptions: the steps that most questions describe."""
        found = Counter(_heads(question) for question in self.asking.questions if question.is_anchored)
        most = found.most_common(1)
        return most[0][0] if most and len(most[0][0]) <= _MOST_DESCRIPTIONS else (self.asking.words("report_answers"),)

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """What is asked beside an answer; customers are not asked what they build it on."""
        return ("note",) if self.asking.of_customers else tuple(BESIDE)

    @property
    def width(self) -> int:
        """How many columns the question and its descriptions take."""
        return 1 + len(self.levels)

    @property
    def widths(self) -> list[int]:
        """The widths of all columns."""
        described = [_DESCRIPTION if len(self.levels) > 1 else _ALONE] * len(self.levels)
        beside = [_GRADE if kind == "evidence_grade" else _NOTE for kind in self.beside]
        return [_NUMBER, _QUESTION, *described, _ANSWER, *beside]

    def page(self) -> Page:
        """The sheet."""
        words = self.asking.words
        names = [words("twin_number"), words("label_question"), *self.levels, words("form_answer")]
        names += [words(BESIDE[kind]) for kind in self.beside]
        lines = [Line([Cell(name, "head") for name in names]), *self._introduction(), *self._person()]
        for part in self.asking.parts:
            lines += self._part(part)
        return Page(self.asking.title, lines, self.widths, fixed=(1, 2), foot=self.asking.title)

    def _introduction(self) -> Iterator[Line]:
        asking = self.asking
        if asking.occasion.organisation:
            yield self._across(asking.occasion.organisation, "quiet")
        yield Line([None, Cell(asking.title, "title")])
        yield self._across(asking.words("form_yellow"), "strong")
        yield self._across(asking.instruction)
        yield self._across(" ".join(asking.notice), "quiet")

    def _person(self) -> Iterator[Line]:
        """Who answers, as far as it is asked."""
        asking, words = self.asking, self.asking.words
        has_code = asking.occasion.mode != "own" and not asking.of_customers
        if asking.roles or asking.occasion.role not in (None, CUSTOMER) or has_code:
            yield from self._heading(words("form_about_you"))
        if asking.roles:
            yield self._asked(self.picks.role_name, words("round_role"), self.picks.role())
        elif asking.occasion.role not in (None, CUSTOMER):
            role = next(one for one in asking.questionnaire.roles if one.id == asking.occasion.role)
            yield self._asked(self.picks.role_name, words("round_role"), Cell(role.title.to(words.language)))
        if has_code:
            yield self._asked(self.picks.code_name, words("form_code_ask"), Field())

    def _part(self, part: Part) -> Iterator[Line]:
        yield from self._heading(part.title) if part.title else ()
        for text in (part.audience, part.note):
            if text:
                yield self._across(text, "quiet")
        for question in part.questions:
            if question.condition:
                yield self._across(question.condition, "quiet")
            yield self._question(question)

    def _question(self, question: Question) -> Line:
        text = f"{question.text}\n{question.help}" if question.help else question.text
        if question.is_anchored and _heads(question) == self.levels:
            described = [Cell(reply.words, "description") for reply in question.replies if reply.is_described]
        else:
            described = [Cell("\n".join(self._listed(question)), "description", across=len(self.levels))]
        beside = self.picks.beside(question)
        fields = [self.picks.answer(question), *(beside[kind] for kind in self.beside)]
        return Line([Cell(question.item.id, "number"), Cell(text, "question"), *described, *fields])

    def _listed(self, question: Question) -> Iterator[str]:
        """What can be answered, one a line."""
        if question.item.hint:
            yield hint(question.item, self.asking)
        if question.item.takes_several:
            yield from (f"{code}  {told}".strip() for code, told in self.picks.coded(question))
            return
        for reply in question.replies:
            level = f"{reply.level}:" if reply.level and question.is_anchored else ""
            yield " ".join(filter(None, (reply.code, level, reply.words)))

    def _asked(self, name: str, text: str, field: Field | Cell) -> Line:
        return Line([Cell(name, "number"), Cell(text, "question", across=self.width), field])

    def _heading(self, text: str) -> Sequence[Line]:
        return Line([]), Line([None, Cell(text, "heading", across=self.width)])

    def _across(self, text: str, look: Look = "text") -> Line:
        return Line([None, Cell(text, look, across=self.width)])


def _heads(question: Question) -> tuple[str, ...]:
    """The steps that have descriptions, as they stand over a column."""
    return tuple(f"{reply.code} {reply.level}".strip() for reply in question.replies if reply.is_described)

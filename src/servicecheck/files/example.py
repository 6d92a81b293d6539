"""An organisation's rounds as one YAML file, as the shipped example has them: people, answers, registers and plans."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError

from servicecheck.conditions import Strict
from servicecheck.errors import InvalidAnswer, InvalidFile, Problem
from servicecheck.files import model_mistakes, questionnaires, text_file, yaml_document
from servicecheck.files.linked_questions import read_linked
from servicecheck.files.yaml_document import Document
from servicecheck.items import Item
from servicecheck.items.base import Id
from servicecheck.language import LANGUAGES, Language, Text
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import (
    DEFAULT_K,
    Answer,
    Mode,
    Organisation,
    PlannedAction,
    RegisterRow,
    Respondent,
    Response,
    Round,
    Status,
)

_PACKAGE = Path(__file__).resolve().parents[1]
Typed = Annotated[str, Field(max_length=2_000)]
"""What somebody wrote, in one language."""


class WrittenAnswer(Strict):
    """One answer with what stands beside it; a plain value will do."""

    value: str | None = None
    note: Text | None = None
    evidence: Text | None = None
    evidence_grade: Annotated[int, Field(ge=0, le=3)] | None = None

    def to(self, item: Item, language: Language) -> Answer:
        """The answer to *item* as it would have been given in *language*."""
        note, evidence = (text.to(language) if text else "" for text in (self.note, self.evidence))
        return Answer(None if self.value is None else item.parse(self.value), note, evidence, self.evidence_grade)


def _spelled_out(given: object) -> object:
    return {"value": given} if isinstance(given, str) or given is None else given


class WrittenPerson(Strict):
    """One respondent. Whoever has a code is the same person in every round."""

    code: Typed | None = None
    role: Id | None = None
    answers: dict[Id, Annotated[WrittenAnswer, BeforeValidator(_spelled_out)]]

    def replies(self, asked: Mapping[str, Item], language: Language) -> dict[str, Answer]:
        """The answers to what was *asked*, as the interview would have stored them."""
        return {item: given.to(asked[item], language) for item, given in self.answers.items()}


class WrittenAction(Strict):
    """One agreed action."""

    item: Id
    text: Text
    owner: Typed = ""
    due: date | None = None
    first_step: Text | None = None
    measure: Text | None = None
    today: Typed = ""
    goal: Typed = ""
    result: Typed = ""
    status: Status = "agreed"

    def to(self, language: Language) -> PlannedAction:
        """The action as it would have been agreed in *language*."""
        first_step, measure = (text.to(language) if text else "" for text in (self.first_step, self.measure))
        return PlannedAction(
            item=self.item,
            text=self.text.to(language),
            owner=self.owner,
            due=self.due,
            first_step=first_step,
            measure=measure,
            status=self.status,
            today=self.today,
            goal=self.goal,
            result=self.result,
        )


class WrittenRound(Strict):
    """One round: when it was, what was promised to those who answered, what they said and what was agreed."""

    questionnaire: Id
    title: Text | None = None
    mode: Mode = "own"
    k: int = DEFAULT_K
    invited: int | None = None
    opened: date | None = None
    closed: date | None = None
    actions: tuple[WrittenAction, ...] = ()
    registers: dict[Id, tuple[dict[Id, Text], ...]] = Field(default_factory=dict)
    respondents: tuple[WrittenPerson, ...] = Field(min_length=1)

    def to(self, questionnaire: Questionnaire, language: Language) -> Round:
        """The round on *questionnaire*, with what was written in it in *language*."""
        return Round(
            questionnaire.id,
            questionnaire.version,
            title=self.title.to(language) if self.title else "",
            mode=self.mode,
            k=self.k,
            invited=self.invited,
            opened=self.opened,
            closed=self.closed,
            actions=tuple(action.to(language) for action in self.actions),
            registers=tuple(row for rows in self.rows(questionnaire, language).values() for row in rows),
        )

    def rows(self, questionnaire: Questionnaire, language: Language) -> dict[str, list[RegisterRow]]:
        """The rows of each register, as the interview would have stored them."""
        columns = {
            (register.id, column.id): column for register in questionnaire.registers for column in register.columns
        }
        return {
            register: [
                RegisterRow(
                    register,
                    {
                        name: read_linked(columns[register, name], cell.to(language), questionnaire)
                        for name, cell in row.items()
                    },
                )
                for row in rows
            ]
            for register, rows in self.registers.items()
        }

    def responses(self, questionnaire: Questionnaire, language: Language) -> list[Response]:
        """Everybody who answered; whoever has no code is known by the place in the list."""
        asked = everything_asked(questionnaire)
        return [
            Response(
                Respondent(person.code or f"{number:02}", person.role, language),
                person.replies(asked, language),
                finished=True,
            )
            for number, person in enumerate(self.respondents, start=1)
        ]


class Example(Strict):
    """One organisation's rounds, oldest first."""

    format: Literal["1"]
    organisation: Typed
    language: Language
    rounds: tuple[WrittenRound, ...] = Field(min_length=1)

    def whose(self, language: Language | None = None) -> Organisation:
        """The organisation, speaking *language*; its own if not said."""
        return Organisation(self.organisation, language or self.language)


def everything_asked(questionnaire: Questionnaire) -> dict[str, Item]:
    """What people and customers are asked, by id."""
    return {item.id: item for item in (*questionnaire.items, *questionnaire.customer_items.values())}


def shipped() -> Path:
    """The example that comes with the program."""
    beside = _PACKAGE / "examples"
    return (beside if beside.is_dir() else _PACKAGE.parents[1] / "examples") / "fjordby-forsyning.yaml"


def load(path: Path) -> tuple[Example, tuple[Questionnaire, ...]]:
    """What stands in the file at *path*, and each round's questionnaire. Raises InvalidFile with every mistake."""
    content = text_file.read_bytes(path, yaml_document.MOST_BYTES, str(path))
    document = yaml_document.read(content, str(path))
    try:
        example = Example.model_validate(document.value)
    except ValidationError as error:
        found = model_mistakes.explain(error, Example)
        raise InvalidFile(Problem(one.message, document.place(one.path, key=one.at_key)) for one in found) from error
    answered = tuple(questionnaires.load(round_.questionnaire) for round_ in example.rounds)
    problems = [
        problem
        for number, (round_, questionnaire) in enumerate(zip(example.rounds, answered, strict=True))
        for check in (_wrong_answers, _wrong_rows)
        for problem in check(round_, questionnaire, document, ("rounds", number))
    ]
    if problems:
        raise InvalidFile(problems)
    return example, answered


def _wrong_answers(
    round_: WrittenRound, questionnaire: Questionnaire, document: Document, at: tuple[str | int, ...]
) -> Iterator[Problem]:
    asked = everything_asked(questionnaire)
    for number, person in enumerate(round_.respondents):
        for item_id, given in person.answers.items():
            place = document.place((*at, "respondents", number, "answers", item_id), key=item_id not in asked)
            if item_id not in asked:
                yield Problem(f"{questionnaire.id} has no item '{item_id}'.", place)
                continue
            try:
                if given.value is not None:
                    asked[item_id].parse(given.value)
            except InvalidAnswer as error:
                yield Problem(str(error), place)


def _wrong_rows(
    round_: WrittenRound, questionnaire: Questionnaire, document: Document, at: tuple[str | int, ...]
) -> Iterator[Problem]:
    columns = {register.id: {column.id: column for column in register.columns} for register in questionnaire.registers}
    for register, rows in round_.registers.items():
        for number, row in enumerate(rows):
            for name, cell in row.items():
                place = document.place((*at, "registers", register, number, name))
                column = columns.get(register, {}).get(name)
                if column is None:
                    yield Problem(f"{questionnaire.id} has no register '{register}' with a column '{name}'.", place)
                    continue
                try:
                    for language in LANGUAGES:
                        read_linked(column, cell.to(language), questionnaire)
                except InvalidAnswer as error:
                    yield Problem(str(error), place)

"""A whole round as one YAML file, as the shipped example has it: organisation, questionnaire, people and answers."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError

from servicecheck.conditions import Strict
from servicecheck.errors import InvalidAnswer, InvalidFile, Problem
from servicecheck.files import model_mistakes, questionnaires, text_file, yaml_document
from servicecheck.files.yaml_document import Document
from servicecheck.items.base import Id
from servicecheck.language import Language, Text
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import DEFAULT_K, Answer, Mode, Organisation, PlannedAction, Round

_PACKAGE = Path(__file__).resolve().parents[1]
Typed = Annotated[str, Field(max_length=2_000)]
"""What somebody wrote, in one language."""


class WrittenAnswer(Strict):
    """One answer with what stands beside it; a plain value will do."""

    value: str | None = None
    note: Typed = ""
    evidence: Typed = ""
    evidence_grade: Annotated[int, Field(ge=0, le=3)] | None = None


def _spelled_out(given: object) -> object:
    return {"value": given} if isinstance(given, str) or given is None else given


class WrittenPerson(Strict):
    """One respondent."""

    role: Id | None = None
    answers: dict[Id, Annotated[WrittenAnswer, BeforeValidator(_spelled_out)]]


class WrittenAction(Strict):
    """One agreed action."""

    item: Id
    text: Text
    owner: Typed = ""
    due: date | None = None
    first_step: Text | None = None
    measure: Text | None = None

    def to(self, language: Language) -> PlannedAction:
        """The action as it would have been agreed in *language*."""
        first_step, measure = (text.to(language) if text else "" for text in (self.first_step, self.measure))
        return PlannedAction(self.item, self.text.to(language), self.owner, self.due, first_step, measure)


class WrittenRound(Strict):
    """When it was, and what was promised to those who answered."""

    title: Text | None = None
    mode: Mode = "own"
    k: int = DEFAULT_K
    invited: int | None = None
    opened: date | None = None
    closed: date | None = None


class Example(Strict):
    """One organisation's round."""

    format: Literal["1"]
    organisation: Typed
    language: Language
    questionnaire: Id
    round: WrittenRound
    actions: tuple[WrittenAction, ...] = ()
    respondents: tuple[WrittenPerson, ...] = Field(min_length=1)

    def whose(self) -> Organisation:
        """The organisation."""
        return Organisation(self.organisation, self.language)

    def as_round(self, questionnaire: Questionnaire, language: Language | None = None) -> Round:
        """The round, on *questionnaire*, with its plan in *language*; in the organisation's own if not said."""
        written, spoken = self.round, language or self.language
        actions = tuple(action.to(spoken) for action in self.actions)
        title = written.title.to(spoken) if written.title else ""
        rest = written.model_dump(exclude={"title"})
        return Round(questionnaire.id, questionnaire.version, title=title, actions=actions, **rest)

    def replies(self, questionnaire: Questionnaire) -> list[tuple[str | None, dict[str, Answer]]]:
        """Each person's role and answers, as the interview would have stored them."""
        return [(person.role, _stored(questionnaire, person)) for person in self.respondents]


def _stored(questionnaire: Questionnaire, person: WrittenPerson) -> dict[str, Answer]:
    return {
        item: Answer(
            None if given.value is None else questionnaire.item(item).parse(given.value),
            given.note,
            given.evidence,
            given.evidence_grade,
        )
        for item, given in person.answers.items()
    }


def shipped() -> Path:
    """The example that comes with the program."""
    beside = _PACKAGE / "examples"
    return (beside if beside.is_dir() else _PACKAGE.parents[1] / "examples") / "fjordby-forsyning.yaml"


def load(path: Path) -> tuple[Example, Questionnaire]:
    """The round in the file at *path*, and the questionnaire it answers. Raises InvalidFile with every mistake."""
    content = text_file.read_bytes(path, yaml_document.MOST_BYTES, str(path))
    document = yaml_document.read(content, str(path))
    try:
        example = Example.model_validate(document.value)
    except ValidationError as error:
        found = model_mistakes.explain(error, Example)
        raise InvalidFile(Problem(one.message, document.place(one.path, key=one.at_key)) for one in found) from error
    questionnaire = questionnaires.load(example.questionnaire)
    problems = list(_wrong_answers(example, questionnaire, document))
    if problems:
        raise InvalidFile(problems)
    return example, questionnaire


def _wrong_answers(example: Example, questionnaire: Questionnaire, document: Document) -> list[Problem]:
    known = {item.id: item for item in questionnaire.items}
    problems = []
    for number, person in enumerate(example.respondents):
        for item_id, given in person.answers.items():
            place = document.place(("respondents", number, "answers", item_id), key=item_id not in known)
            if item_id not in known:
                problems.append(Problem(f"{questionnaire.id} has no item '{item_id}'.", place))
                continue
            try:
                if given.value is not None:
                    known[item_id].parse(given.value)
            except InvalidAnswer as error:
                problems.append(Problem(str(error), place))
    return problems

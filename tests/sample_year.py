"""The shipped example's whole year, assessed: five rounds of one organisation, each with what the others say of it."""

from dataclasses import replace
from functools import cache
from typing import Any, cast

from servicecheck.assessment import Assessment
from servicecheck.cli.rounds import assessed
from servicecheck.files import example, questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.files.example import Example, WrittenRound
from servicecheck.language import Language
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response, Round


@cache
def year(language: Language = "en") -> dict[str, Assessment]:
    """The newest round of each questionnaire."""
    opened = cast(AssessmentFile, Unwritten(*example.load(example.shipped()), language))
    return {round_.questionnaire_id: assessed(opened, round_) for round_ in opened.rounds()}


class Unwritten:
    """An assessment file that stands in memory only: what assessing asks of one, without a write for each answer."""

    def __init__(self, example_: Example, asked: Any, language: Language) -> None:
        self.written: dict[int, tuple[WrittenRound, Questionnaire]] = dict(
            enumerate(zip(example_.rounds, asked, strict=True), 1)
        )
        self.language = language

    def rounds(self) -> list[Round]:
        return [
            replace(written.to(questionnaire, self.language), number=number)
            for number, (written, questionnaire) in self.written.items()
        ]

    def responses(self, round_: Round) -> list[Response]:
        written, questionnaire = self.written[round_.number]
        return written.responses(questionnaire, self.language)

    def questionnaire_bytes(self, round_: Round) -> bytes:
        return questionnaires.find(round_.questionnaire_id).read_bytes()

    def questionnaire_name(self, round_: Round) -> str:
        return questionnaires.find(round_.questionnaire_id).name

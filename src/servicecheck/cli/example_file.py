"""The shipped example as an assessment file: what `demo` shows, and what a template is tried on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from servicecheck.language import Language

if TYPE_CHECKING:
    from servicecheck.files.assessment_file import AssessmentFile
    from servicecheck.files.example import Example, WrittenRound
    from servicecheck.questionnaire import Questionnaire
    from servicecheck.response import Round


def fill(file: "AssessmentFile", example: "Example", asked: Sequence["Questionnaire"], language: Language) -> "Round":
    """Write all rounds of *example* into *file*, and return the newest."""
    rounds = [
        _answered(file, written, questionnaire, language)
        for written, questionnaire in zip(example.rounds, asked, strict=True)
    ]
    return rounds[-1]


def _answered(
    file: "AssessmentFile", written: "WrittenRound", questionnaire: "Questionnaire", language: Language
) -> "Round":
    """One of the example's rounds in *file*, answered by everybody and closed."""
    from servicecheck.files import questionnaires

    source = questionnaires.find(written.questionnaire)
    whole = written.to(questionnaire, language)
    round_ = file.add_round(replace(whole, closed=None), source.read_bytes(), source.name)
    for register, rows in written.rows(questionnaire, language).items():
        file.save_register(round_, register, rows)
    for person, response in zip(written.respondents, written.responses(questionnaire, language), strict=True):
        joined = file.add_respondent(round_, person.role, language, code=person.code)
        for item, answer in response.answers.items():
            file.save_answer(round_, joined.code, item, answer)
        file.finish(round_, joined.code)
    return file.change_round(replace(round_, closed=whole.closed))

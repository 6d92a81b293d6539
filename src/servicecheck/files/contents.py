"""All of an assessment file as values: what an export holds, and what another file can take over."""

from collections.abc import Iterator
from dataclasses import dataclass

from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Organisation, RegisterRow, Response, Round


@dataclass(frozen=True)
class WrittenRow:
    """A row of a register, and the code of whoever wrote it; empty for the organisation."""

    row: RegisterRow
    respondent: str = ""


@dataclass(frozen=True)
class StoredRound:
    """A round with everybody in it."""

    round: Round
    questionnaire_hash: str
    responses: tuple[Response, ...]
    rows: tuple[WrittenRow, ...]
    questionnaire: bytes | None = None
    """The file of questions; None where only its id, version and hash are known."""
    name: str = ""


@dataclass(frozen=True)
class Contents:
    """One organisation's rounds, oldest first."""

    organisation: Organisation
    rounds: tuple[StoredRound, ...]


def contents_of(file: AssessmentFile) -> Contents:
    """Everything in *file* that people and the organisation said."""
    return Contents(file.organisation, tuple(_stored(file, round_) for round_ in file.rounds()))


def _stored(file: AssessmentFile, round_: Round) -> StoredRound:
    content, name = file.questionnaire_bytes(round_), file.questionnaire_name(round_)
    content_hash = questionnaires.parse(content, name).content_hash
    responses = file.responses(round_)
    return StoredRound(round_, content_hash, responses, tuple(_rows(file, round_, responses)), content, name)


def _rows(file: AssessmentFile, round_: Round, responses: tuple[Response, ...]) -> Iterator[WrittenRow]:
    codes = ["", *(response.respondent.code for response in responses)]
    for register in dict.fromkeys(row.register for row in round_.registers):
        for code in codes:
            yield from (WrittenRow(row, code) for row in file.register(round_, register, code))

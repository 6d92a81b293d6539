"""All of an assessment file as values: what an export holds, and what another file can take over."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from servicecheck.errors import ServicecheckError
from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import CUSTOMER, Organisation, RegisterRow, Response, Round
from servicecheck.workshop import Ballot, Session, Workshop


@dataclass(frozen=True)
class WrittenRow:
    """A row of a register, and the code of whoever wrote it; empty for the organisation."""

    row: RegisterRow
    respondent: str = ""


@dataclass(frozen=True)
class StoredWorkshop:
    """Where a room is, and everything that was voted in it."""

    session: Session
    ballots: tuple[Ballot, ...]
    """Item by item, oldest first."""

    def workshop(self, questionnaire: Questionnaire, round_: Round, responses: Iterable[Response]) -> Workshop:
        """The workshop in a round, with those who responded as the people in it. Raises ServicecheckError."""
        people = {one.respondent.code: one.respondent for one in responses if one.respondent.role != CUSTOMER}
        items = {item.id: item for item in questionnaire.items}
        named = [*(one.item for one in self.ballots), *filter(None, [self.session.item])]
        if unknown := set(named) - items.keys():
            raise ServicecheckError(
                f"There was a vote on {min(unknown)[:60]!r}, which '{questionnaire.id}' does not ask."
            )
        ballots: dict[str, tuple[Ballot, ...]] = {}
        for ballot in self.ballots:
            _check(ballot, items[ballot.item], people)
            ballots[ballot.item] = (*ballots.get(ballot.item, ()), ballot)
        return Workshop(questionnaire, round_, self.session, people, ballots)


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
    workshop: StoredWorkshop | None = None
    """None where nobody voted in a room. What counts of the votes stands in the responses too."""


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
    questionnaire = questionnaires.parse(content, name)
    responses = file.responses(round_)
    return StoredRound(
        round=round_,
        questionnaire_hash=questionnaire.content_hash,
        responses=responses,
        rows=tuple(_rows(file, round_, responses)),
        questionnaire=content,
        name=name,
        workshop=_workshop(file.workshop_of(round_, questionnaire)),
    )


def _workshop(workshop: Workshop | None) -> StoredWorkshop | None:
    if workshop is None:
        return None
    return StoredWorkshop(workshop.session, tuple(ballot for some in workshop.ballots.values() for ballot in some))


def _check(ballot: Ballot, item: Item, people: Container[str]) -> None:
    for code, vote in ballot.votes.items():
        if code not in people or item.parse(vote.value) != vote.value:
            raise ServicecheckError(f"A vote on {ballot.item} is by nobody in the round, or is no answer to it.")


def _rows(file: AssessmentFile, round_: Round, responses: tuple[Response, ...]) -> Iterator[WrittenRow]:
    codes = ["", *(response.respondent.code for response in responses)]
    for register in dict.fromkeys(row.register for row in round_.registers):
        for code in codes:
            yield from (WrittenRow(row, code) for row in file.register(round_, register, code))

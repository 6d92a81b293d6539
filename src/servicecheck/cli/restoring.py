"""A whole assessment file out of an export or another assessment file: every round as it was."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from servicecheck.cli.adding import HOLDER, Order
from servicecheck.cli.reception import Source, read_source
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import ServicecheckError
from servicecheck.files import questionnaires
from servicecheck.files.answers.sources import contents_in
from servicecheck.files.assessment_file import AssessmentFile, Holder
from servicecheck.files.contents import Contents, StoredRound
from servicecheck.workshop import Workshop


def restorable(order: Order) -> Contents | None:
    """All that stands in the one file that is to be restored; None where answers are to be added to a round.

    That is so for a new file, or one without rounds, when no round and no questionnaire is named.
    """
    if order.round_number or order.questionnaire or order.form.from_round or len(order.answers) != 1:
        return None
    if order.file.exists() or order.file.is_symlink():
        with AssessmentFile.open(order.file, "read") as file:
            if file.rounds():
                return None
    return contents_in(order.answers[0], order.form.encoding)


def restore(contents: Contents, order: Order, surroundings: Surroundings) -> Sequence[StoredRound]:
    """Begin every round of *contents* in the file again, with everybody in it. Raises ServicecheckError."""
    sources = [_source(stored) for stored in contents.rounds]
    workshops = [_workshop(stored, source) for stored, source in zip(contents.rounds, sources, strict=True)]
    if order.limits.dry_run or not contents.rounds:
        return contents.rounds
    holder = Holder(HOLDER, since=surroundings.now())
    with _file(order.file, contents, holder) as file:
        for stored, source, workshop in zip(contents.rounds, sources, workshops, strict=True):
            _restore(file, stored, source, workshop)
    return contents.rounds


def _file(path: Path, contents: Contents, holder: Holder) -> AssessmentFile:
    if path.exists():
        return AssessmentFile.open(path, holder=holder)
    return AssessmentFile.create(path, contents.organisation, holder)


def _workshop(stored: StoredRound, source: Source) -> Workshop | None:
    if stored.workshop is None:
        return None
    return stored.workshop.workshop(source.questionnaire, stored.round, stored.responses)


def _restore(file: AssessmentFile, stored: StoredRound, source: Source, workshop: Workshop | None) -> None:
    """A closed round is closed again when everybody is in it."""
    begun = file.add_round(replace(stored.round, closed=None, registers=()), source.content, source.name)
    outside = stored.responses
    if workshop:
        file.keep_workshop(None, replace(workshop, round=begun))
        outside = tuple(one for one in outside if one.respondent.code not in workshop.people)
    file.bring_in(begun, outside, [(one.respondent, one.row) for one in stored.rows])
    if stored.round.closed:
        file.change_round(replace(begun, closed=stored.round.closed))


def _source(stored: StoredRound) -> Source:
    """The questions of a round: those kept with it, else the library's if they are the same to the letter."""
    if stored.questionnaire is not None:
        return Source(questionnaires.parse(stored.questionnaire, stored.name), stored.questionnaire, stored.name)
    name = stored.round.questionnaire_id
    found = read_source(name)
    if found.questionnaire.content_hash != stored.questionnaire_hash:
        raise ServicecheckError(
            f"Round {stored.round.number} was answered on '{name}' {stored.round.questionnaire_version}, but the "
            f"'{name}' here is another one ({found.questionnaire.version}). Name the right file: -q FILE --from-round "
            f"{stored.round.number}."
        )
    return found

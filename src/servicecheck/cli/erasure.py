"""What somebody wants removed from an assessment file: found first, so that it can be named before it is gone."""

from servicecheck.errors import ServicecheckError
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Round


class Erasure:
    """A person in one round or in all, a whole round, or everything."""

    def __init__(self, file: AssessmentFile, person: str | None, number: int | None) -> None:
        """Find it. Raises ServicecheckError where there is no such round or person."""
        self._file = file
        self._is_everything = person is None and number is None
        rounds = _rounds(file, number)
        self._people = [(r, code) for r in rounds for code in _codes(file, r) if person and _is_same(person, code)]
        if person is not None and not self._people:
            raise ServicecheckError(f"Nobody there has the code {person}: {file.path}. Check the code.")
        self._rounds = rounds if person is None else ()
        self._description = self._described()

    def __str__(self) -> str:
        return self._description

    def carry_out(self) -> None:
        """Remove it for good."""
        if self._is_everything:
            self._file.erase_all()
            return
        for round_, code in self._people:
            self._file.erase_person(round_, code)
        for round_ in self._rounds:
            self._file.erase_round(round_)

    def _described(self) -> str:
        """What it is, while it is still there."""
        if self._is_everything:
            return f"{self._file.path} with everything in it"
        if self._people:
            numbers = " and ".join(f"round {round_.number}" for round_, _ in self._people)
            return f"the person {self._people[0][1]} with every answer in {numbers}"
        (round_,) = self._rounds
        return f"round {round_.number} with all its answers (people: {len(_codes(self._file, round_))})"


def _rounds(file: AssessmentFile, number: int | None) -> tuple[Round, ...]:
    rounds = tuple(round_ for round_ in file.rounds() if number in (None, round_.number))
    if number is not None and not rounds:
        raise ServicecheckError(f"There is no round {number} in {file.path}.")
    return rounds


def _codes(file: AssessmentFile, round_: Round) -> list[str]:
    return [response.respondent.code for response in file.responses(round_)]


def _is_same(typed: str, code: str) -> bool:
    return typed.strip().casefold() == code.casefold()

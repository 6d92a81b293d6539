"""What the pages and the console are handed: the assessment of a room, its report, and people's saved interviews."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from servicecheck.cli import reports
from servicecheck.cli.elsewhere import basics_of, elsewhere_of, questionnaire_of, with_targets
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import InvalidAnswer, ServicecheckError
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Language
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, Respondent, Response, Round, without_customers
from servicecheck.terminal.screen import Screen
from servicecheck.workshop import Workshop

if TYPE_CHECKING:
    from servicecheck.assessment import Assessment


class Unheard(Surroundings):
    """The same surroundings, where nothing is said on the screen: it is in the middle of something else."""

    @cached_property
    def err(self) -> Screen:
        """A screen that nobody sees."""
        return Screen(io.StringIO())


@dataclass(frozen=True)
class Reporting:
    """The report of the workshop's round, from what is in its file by then."""

    path: Path
    round_number: int
    force: bool
    surroundings: Surroundings
    made: list[Path] = field(default_factory=list)
    """Those that were made, oldest first."""

    def __call__(self, language: Language) -> Path:
        """Make it, and say where it is. Raises ServicecheckError."""
        wanted = reports.Wanted(self.path, self.path.with_name(f"{self.path.stem}-report"), self.round_number)
        unheard = Unheard(self.surroundings.environment, self.surroundings.colour)
        paths = reports.make(wanted, reports.Order(language, force=self.force), unheard)
        self.made.extend(paths)
        return paths[0]


def assessing(file: AssessmentFile, round_: Round) -> "Callable[[Workshop], Assessment]":
    """How a room is assessed, with all that the rest of the file says of it."""
    questionnaire = questionnaire_of(file, round_)
    basics = basics_of(file, questionnaire.basics_from) if questionnaire.basics_from else None
    elsewhere, targets = elsewhere_of(file, round_), with_targets(file, round_, questionnaire).targets

    def assess(workshop: Workshop) -> "Assessment":
        from servicecheck.assessment import assess

        aimed = replace(workshop.round, targets=targets)
        return assess(workshop.questionnaire, aimed, workshop.responses(), basics, elsewhere)

    return assess


def saved_interview(name: str, questionnaire: Questionnaire) -> tuple[Respondent, Mapping[str, Answer]]:
    """The one person who answered *questionnaire* alone in the file *name*. Raises ServicecheckError."""
    if not name:
        raise ServicecheckError("Name the assessment file in which somebody has answered alone.")
    path = Path(name.strip().strip("\"'")).expanduser()
    with AssessmentFile.open(path, "read") as file:
        rounds = [one for one in file.rounds() if one.mode == "own" and one.questionnaire_id == questionnaire.id]
        people = [person for one in reversed(rounds) for person in without_customers(file.responses(one))]
    if not people:
        raise ServicecheckError(f"Nobody in {path} has answered '{questionnaire.id}' alone.")
    return people[0].respondent, _usable(people[0], questionnaire)


def _usable(person: Response, questionnaire: Questionnaire) -> dict[str, Answer]:
    """The answers that this version of the questionnaire takes."""
    known = {item.id: item for item in questionnaire.items}
    usable = {}
    for item, answer in person.answers.items():
        if item in known and answer.value is not None:
            try:
                usable[item] = replace(answer, value=known[item].parse(answer.value))
            except InvalidAnswer:
                continue
    return usable

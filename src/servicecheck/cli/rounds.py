"""A round of an assessment file, and what it says: the assessment with all that stands beside it in the same file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from servicecheck.cli import typed
from servicecheck.cli.elsewhere import basics_of, elsewhere_of, questionnaire_of, with_targets
from servicecheck.errors import ServicecheckError
from servicecheck.response import ended_on

if TYPE_CHECKING:
    from servicecheck.assessment import Assessment, Basics
    from servicecheck.explanation import Explanation
    from servicecheck.files.assessment_file import AssessmentFile
    from servicecheck.questionnaire import Questionnaire
    from servicecheck.response import Response, Round


def round_of(opened: "AssessmentFile", path: Path, number: int | None) -> "Round":
    """The round with this *number*, or the newest. Raises ServicecheckError where there is none."""
    rounds = {round_.number: round_ for round_ in opened.rounds()}
    if not rounds:
        begin = typed.command("run", "ID", "--file", str(path))
        raise ServicecheckError(f"{path} has no round yet. Begin one with: {begin}")
    if number is not None and number not in rounds:
        known = ", ".join(map(str, rounds))
        raise ServicecheckError(f"{path} has no round {number}. Rounds in it: {known}.")
    return rounds[number if number is not None else max(rounds)]


def assessed(opened: "AssessmentFile", round_: "Round") -> "Assessment":
    """The assessment of a round, with all that other rounds of the same file say of it."""
    from servicecheck.assessment import assess

    return assess(*evidence(opened, round_), elsewhere_of(opened, round_))


Evidence = tuple["Questionnaire", "Round", "Sequence[Response]", "Basics | None"]
"""What an assessment is made from: what was asked, in which round, what was answered, and the basics."""


def evidence(opened: "AssessmentFile", round_: "Round") -> Evidence:
    """What the file has on a round, with the basics and the targets that stand in the same file."""
    questionnaire, responses = questionnaire_of(opened, round_), opened.responses(round_)
    over = replace(round_, closed=ended_on(round_, responses))
    basics = basics_of(opened, questionnaire.basics_from) if questionnaire.basics_from else None
    return questionnaire, with_targets(opened, over, questionnaire), responses, basics


def explained(opened: "AssessmentFile", round_: "Round", *, with_change: bool = True) -> "Explanation":
    """How the figures of a round came about."""
    from servicecheck.explanation import explain

    return explain(*evidence(opened, round_), elsewhere_of(opened, round_), with_change=with_change)


def others(opened: "AssessmentFile", round_: "Round") -> tuple["Assessment", ...]:
    """The newest round that is over of each other questionnaire in the file, to stand side by side with *round_*.

    Without what the rest of the file says of them: side by side stand scores and levels.
    """
    from servicecheck.assessment import assess

    newest = {
        one.questionnaire_id: one
        for one in opened.rounds()
        if one.questionnaire_id != round_.questionnaire_id and ended_on(one, opened.responses(one))
    }
    return tuple(assess(*evidence(opened, one)) for one in newest.values())

"""After handing in: the verdict on the screen, the report beside the assessment file, and what was written.

While a group is still answering there is no report yet, and in an anonymous round no verdict either: whoever saw one
before and after somebody handed in could work out what that person answered.
"""

from dataclasses import dataclass
from pathlib import Path

from servicecheck.assessment import Assessment
from servicecheck.cli import reports, typed
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.visit import HandedIn
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Words
from servicecheck.response import Organisation, Round, has_everybody, without_customers
from servicecheck.terminal.verdict import show_count, show_verdict


@dataclass(frozen=True)
class Outcome:
    """What may be said of a round after somebody has handed in."""

    round: Round
    organisation: Organisation
    finished: int
    """How many have handed in."""
    is_complete: bool
    assessment: Assessment | None
    """None while only the number of answers may be told."""


def outcome_of(handed_in: HandedIn) -> Outcome:
    """What stands in the file by now."""
    path = handed_in.path
    with AssessmentFile.open(path, "read") as file:
        round_ = reports.round_of(file, path, handed_in.round_number)
        responses = file.responses(round_)
        is_complete = has_everybody(round_, responses)
        is_shown = is_complete or round_.mode == "open"
        finished = sum(response.finished for response in without_customers(responses))
        assessment = reports.assessed(file, round_) if is_shown else None
        return Outcome(round_, file.organisation, finished, is_complete, assessment)


def show(surroundings: Surroundings, handed_in: HandedIn, *, with_report: bool, force: bool) -> None:
    """Print the verdict, write the report, and say last what was written, one path a line."""
    path, words, outcome = handed_in.path, Words(handed_in.language), outcome_of(handed_in)
    screen, made = surroundings.err, [path]
    if outcome.assessment:
        show_verdict(screen, outcome.assessment, outcome.organisation, handed_in.language)
        if outcome.assessment.is_shown:
            screen.paragraph(words("explain_why"))
            screen.line("  " + typed.command("explain", str(path)))
    else:
        show_count(screen, outcome.finished, outcome.round.invited, words)
    if not outcome.is_complete:
        screen.paragraph(words("verdict_report_later"))
        screen.line("  " + typed.command("report", str(path)))
    elif with_report and outcome.assessment:
        screen.paragraph(words("verdict_report_now"))
        made += report_of(handed_in, surroundings, force=force)
    for one in made:
        surroundings.out.line(str(one))


def report_of(handed_in: HandedIn, surroundings: Surroundings, *, force: bool) -> list[Path]:
    """Write the report beside the assessment file; raises what is in the way."""
    path = handed_in.path
    wanted = reports.Wanted(path, path.with_name(f"{path.stem}-report"), handed_in.round_number)
    return reports.make(wanted, reports.Order(handed_in.language, force=force), surroundings)

"""After handing in: the verdict on the screen, the report beside the assessment file, and what was written."""

from servicecheck.cli import reports
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.visit import HandedIn
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.terminal.verdict import show_verdict


def show(surroundings: Surroundings, handed_in: HandedIn, *, with_report: bool, force: bool) -> None:
    """Print the verdict, write the report, and say last what was written, one path a line."""
    path, language = handed_in.path, handed_in.language
    with AssessmentFile.open(path, "read") as file:
        assessment = reports.assessed(file, reports.round_of(file, path, handed_in.round_number))
        organisation = file.organisation
    show_verdict(surroundings.err, assessment, organisation, language)
    made = [path]
    if with_report and assessment.is_shown:
        order = reports.Order(path.with_name(f"{path.stem}-report"), language, force=force)
        made += reports.make(assessment, organisation, order, surroundings)
    for one in made:
        surroundings.out.line(str(one))

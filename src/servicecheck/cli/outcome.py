"""After handing in: the verdict on the screen, the report beside the assessment file, and what was written.

While a group is still answering there is no report yet, and in an anonymous round no verdict either: whoever saw one
before and after somebody handed in could work out what that person answered.
"""

from servicecheck.cli import reports, typed
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.visit import HandedIn
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Words
from servicecheck.response import has_everybody, without_customers
from servicecheck.terminal.verdict import show_count, show_verdict


def show(surroundings: Surroundings, handed_in: HandedIn, *, with_report: bool, force: bool) -> None:
    """Print the verdict, write the report, and say last what was written, one path a line."""
    path, language = handed_in.path, handed_in.language
    with AssessmentFile.open(path, "read") as file:
        round_ = reports.round_of(file, path, handed_in.round_number)
        responses, organisation = file.responses(round_), file.organisation
        is_complete = has_everybody(round_, responses)
        is_shown = is_complete or round_.mode == "open"
        assessment = reports.assessed(file, round_) if is_shown else None
    screen, made = surroundings.err, [path]
    if assessment:
        show_verdict(screen, assessment, organisation, language)
        if assessment.is_shown:
            screen.paragraph(Words(language)("explain_why"))
            screen.line("  " + typed.command("explain", str(path)))
    else:
        finished = sum(response.finished for response in without_customers(responses))
        show_count(screen, finished, round_.invited, Words(language))
    if not is_complete:
        screen.paragraph(Words(language)("verdict_report_later"))
        screen.line("  " + typed.command("report", str(path)))
    elif with_report and assessment:
        screen.paragraph(Words(language)("verdict_report_now"))
        wanted = reports.Wanted(path, path.with_name(f"{path.stem}-report"), handed_in.round_number)
        made += reports.make(wanted, reports.Order(language, force=force), surroundings)
    for one in made:
        surroundings.out.line(str(one))

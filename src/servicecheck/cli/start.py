"""servicecheck alone: the few ways in, the most common first."""

from servicecheck.cli.surroundings import Surroundings

WAYS_IN = (
    ("servicecheck demo", "see it work on example answers (1 minute)"),
    ("servicecheck list", "choose a questionnaire"),
    ("servicecheck run low-effort", "answer it yourself (12 minutes)"),
)


def start(surroundings: Surroundings) -> None:
    """Show what one can begin with."""
    screen = surroundings.out
    screen.paragraph("servicecheck finds out how good your service is, why, and what to do first.")
    screen.gap()
    screen.columns(WAYS_IN)
    screen.gap()
    screen.paragraph("Everything stays on this computer. All commands: servicecheck --help")

"""Planning at a terminal: the file is opened, every change is on its disk before the next prompt shows."""

from contextlib import suppress
from pathlib import Path

import typer

from servicecheck.cli import keyboard, typed
from servicecheck.cli.locale_of_terminal import terminal_language
from servicecheck.cli.planning import Plan, Planning
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.visit import ENDED_EARLY
from servicecheck.files.assessment_file import AssessmentFile, Holder
from servicecheck.language import Language, Words
from servicecheck.terminal.interview import Dialogue, Quit
from servicecheck.terminal.plan import Planner


class PlanSession:
    """One sitting in which a plan is made or looked at again."""

    def __init__(self, path: Path, number: int | None, language: Language | None, surroundings: Surroundings) -> None:
        self.path = path
        self.number = number
        self.surroundings = surroundings
        words = Words(language or terminal_language(surroundings.environment))
        self.dialogue = Dialogue(surroundings.err, keyboard.read_line, words, keyboard.is_terminal())

    def run(self) -> None:
        """Ask until the plan is done. Raises typer.Exit when the input ended too early."""
        now = self.surroundings.now()
        with AssessmentFile.open(self.path, holder=Holder("servicecheck plan", since=now)) as file:
            language = self.dialogue.words.language
            planning = Planning.of(file, self.number, language, now.date())
            planner = self._planner(file, planning)
            try:
                planner.run(now.date())
            except (Quit, EOFError, KeyboardInterrupt) as end:
                # The terminal may be gone, as after a hang-up; what was planned is on the disk all the same.
                with suppress(OSError, ValueError):
                    self._say_how_to_go_on()
                if isinstance(end, EOFError):
                    raise typer.Exit(ENDED_EARLY) from None
                if isinstance(end, KeyboardInterrupt):
                    raise
                return
        self.surroundings.out.line(str(self.path))

    def _planner(self, file: AssessmentFile, planning: Planning) -> Planner:
        screen, words = self.dialogue.screen, self.dialogue.words
        screen.gap()
        title = planning.telling.text(planning.telling.questionnaire.title)
        screen.heading(f"{words('heading_10')}: {title}", planning.organisation)
        screen.paragraph(words("planning_saves", file=str(self.path)))

        def keep(plan: Plan) -> None:
            planning.save(file, plan)

        return Planner(planning.telling, self.dialogue, planning.plan, keep)

    def _say_how_to_go_on(self) -> None:
        number = [] if self.number is None else ["--round", str(self.number)]
        self.dialogue.screen.gap()
        self.dialogue.say("planning_changed", file=str(self.path))
        self.dialogue.screen.line("  " + typed.command("plan", str(self.path), *number))

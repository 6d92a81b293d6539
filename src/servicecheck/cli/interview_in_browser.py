"""run --browser: the same interview on pages of this computer, for whoever does not like terminals.

The run goes on in the main thread, as at the terminal, and alone has the assessment file open; a server in a thread of
its own shows the pages and brings what is sent. Ctrl-C ends both.
"""

import secrets
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from servicecheck.cli import browser, outcome, typed
from servicecheck.cli.signals import listen_again, stopped
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.visit import HandedIn, Visit
from servicecheck.cli.wishes import Wishes
from servicecheck.errors import ServicecheckError
from servicecheck.language import Words
from servicecheck.terminal.interview import AtTerminal
from servicecheck.web.doors import LOOPBACK
from servicecheck.web.entrance import Entrance, Secret
from servicecheck.web.guard import Guard
from servicecheck.web.interview import Conversation, Desk, Page, interview_app, verdict
from servicecheck.web.interview.desk import One
from servicecheck.web.server import Server, host, listen

_VERDICT = "/verdict"


class InBrowser(Conversation):
    """Asks in the browser, and says on the terminal, too, how to go on after an early end."""

    def __init__(self, desk: Desk, terminal: AtTerminal) -> None:
        super().__init__(desk, terminal.words)
        self._terminal = terminal

    def say_how_to_go_on(self, answered: int, file: str, command: str) -> None:
        """The same on the page and on the terminal."""
        self._terminal.speak(self.words.language)
        self._terminal.say_how_to_go_on(answered, file, command)
        super().say_how_to_go_on(answered, file, command)

    def say_what_became(self, file: str, command: str) -> None:
        """The same on the page and on the terminal."""
        self._terminal.speak(self.words.language)
        self._terminal.say_what_became(file, command)
        super().say_what_became(file, command)

    def part(self, title: str, paragraphs: Sequence[str], command: str = "") -> None:
        """Show the last page; after Ctrl-C nobody waits until it is fetched."""
        self.patience = 0.0 if stopped() else self.patience
        super().part(title, paragraphs, command)


@dataclass
class BrowserRun:
    """One `run --browser`."""

    wishes: Wishes
    surroundings: Surroundings
    terminal: AtTerminal
    opens_page: bool
    with_report: bool
    force: bool
    _written: list[Path] = field(default_factory=list)
    _said: list[Path] = field(default_factory=list)

    def run(self) -> None:
        """Ask, show the verdict, and let answers be corrected, until somebody ends it."""
        listening = listen(LOOPBACK, 0)
        secret, origin = Secret(secrets.token_urlsafe(32)), f"http://{host(listening)}"
        desk = Desk(lambda: self._open_doors(server, secret, origin))
        app = Guard(Entrance(interview_app(desk), secret), {host(listening)}, self.terminal.words, self._tell_mistake)
        server = Server([(listening, app)], self._tell_mistake)
        conversation = InBrowser(desk, self.terminal)
        try:
            handed_in = Visit(self.wishes, conversation, self.surroundings).run()
            while handed_in and self._wants_to_change(handed_in, conversation):
                same = replace(self.wishes, target=str(handed_in.path), file=None, code=handed_in.code)
                same = replace(same, round_number=handed_in.round_number, is_new=False, is_next=False)
                handed_in = Visit(same, conversation, self.surroundings).run()
        finally:
            server.stop()
            listening.close()

    def _open_doors(self, server: Server, secret: Secret, origin: str) -> None:
        """Let the browser in, and say where."""
        server.start()
        screen, words = self.surroundings.err, self.terminal.words
        screen.gap()
        screen.paragraph(words("iv_web_address"))
        screen.line("  " + secret.link(origin))
        screen.paragraph(words("iv_web_stop"))
        screen.stream.flush()
        if self.opens_page:
            browser.open_page(secret.link_once(origin), self.surroundings)

    def _wants_to_change(self, handed_in: HandedIn, conversation: InBrowser) -> bool:
        """Show what came of it and make the report; whether somebody wants to change an answer afterwards."""
        desk, words, found = conversation.desk, conversation.words, outcome.outcome_of(handed_in)
        makes_report = self.with_report and found.is_complete and found.assessment is not None
        making: Future[Path] | None = Future() if makes_report else None
        desk.report = making
        view = {**_view(handed_in, found, words), "has_report": makes_report}
        desk.put_up(_stage(words, view))
        view |= self._made(handed_in, making, words) if making else {}
        self._say_written(handed_in.path)
        listen_again()
        try:
            desk.put_up(_stage(words, view))
            sent = desk.receive_at(_VERDICT)
        except KeyboardInterrupt:
            # Everything is handed in, made and said: this is how a run in a browser may end.
            return False
        if sent.do == "change":
            return True
        report = str(view["report_file"])
        conversation.part(words("verdict_thanks"), [words("iv_web_report_made", file=report)] if report else [])
        return False

    def _made(self, handed_in: HandedIn, making: Future[Path], words: Words) -> Mapping[str, object]:
        """Make the report, and say on the page where it lies, or that it cannot be made."""
        try:
            paths = outcome.report_of(handed_in, self.surroundings, force=self.force)
        except ServicecheckError as error:
            making.set_exception(error)
            self.surroundings.err.paragraph(error.message)
            command = typed.command("report", str(handed_in.path))
            return {"problem": words("iv_web_report_failed"), "command": command, "has_report": False}
        self._written += paths
        report = next((path for path in paths if path.suffix == ".pdf"), paths[0])
        making.set_result(report)
        return {"report_file": str(report)}

    def _say_written(self, path: Path) -> None:
        """Name what was written on stdout, each path once."""
        for one in (path, *self._written):
            if one not in self._said:
                self.surroundings.out.line(str(one))
                self._said.append(one)
        self.surroundings.out.stream.flush()

    def _tell_mistake(self, error: Exception) -> None:
        screen = self.surroundings.err
        screen.paragraph(f"This is a mistake in servicecheck, not in what you did: {type(error).__name__}: {error}")


def _view(handed_in: HandedIn, found: outcome.Outcome, words: Words) -> dict[str, object]:
    """What stands on the page in any case."""
    if found.assessment:
        told = verdict.view(found.assessment, words)
    else:
        told = verdict.counted(found.finished, found.round.invited, words)
    command = "" if found.is_complete else typed.command("report", str(handed_in.path))
    return {
        "heading": found.organisation.name,
        "saved_in": handed_in.path.name,
        "path": _VERDICT,
        "may_change": found.round.closed is None,
        "report_file": "",
        "problem": "",
        "command": command,
        **told,
    }


def _stage(words: Words, view: Mapping[str, object]) -> One:
    return One(_VERDICT, Page("interview/verdict", words, dict(view)))

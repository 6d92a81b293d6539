"""One person's interview in a browser: the run in a thread, its pages behind a real server, and forms that are sent."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import httpx

from served import served
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.visit import HandedIn, Visit
from servicecheck.cli.wishes import Wishes
from servicecheck.language import Language, Words
from servicecheck.web.interview import Conversation, Desk, Page, interview_app
from servicecheck.web.interview.desk import One

LIMIT = 20


@dataclass
class Person:
    """Somebody without scripts: fetches pages, sends forms, and follows where they lead."""

    client: httpx.Client
    page: httpx.Response = field(init=False)

    def __post_init__(self) -> None:
        self.go("/")

    @property
    def path(self) -> str:
        return self.page.url.path

    @property
    def text(self) -> str:
        """The page as it is read, without marks."""
        body = re.sub(r"(?s)^.*?<body", "<body", self.page.text)
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))

    def go(self, path: str) -> None:
        self.page = self.client.get(path)
        assert self.page.status_code == 200, self.page.text

    def send(self, do: str = "next", path: str = "", **fields: str | list[str]) -> None:
        """Send the form of this page, or of the one at *path*."""
        self.page = self.client.post(path or self.path, data={"do": do, **fields})
        assert self.page.status_code == 200, self.page.text

    def opens(self, mode: str = "own", *, organisation: str = "Havnen") -> None:
        """Go through what is asked of the first person, up to the notice."""
        self.send()
        self.send(text=organisation)
        self.send(pick=mode)
        if mode != "own":
            self.send(text="")

    def answer(self, value: str) -> None:
        self.send(answer=value)


@dataclass
class Sitting:
    """A run that goes on."""

    person: Person
    desk: Desk
    visit: Visit
    outcome: list[HandedIn | BaseException | None] = field(default_factory=list)

    @property
    def handed_in(self) -> HandedIn:
        (found,) = self.outcome
        assert isinstance(found, HandedIn)
        return found


@contextmanager
def sitting(folder: Path, target: str, *, language: Language = "en", **wishes: object) -> Iterator[Sitting]:
    """A run of *target* in *folder* with somebody in front of its first page; at the end the run has ended."""
    file = wishes.pop("file", folder / "here.servicecheck") if not target.endswith(".servicecheck") else None
    wanted = Wishes(target, file=file, language=language, **wishes)  # type: ignore[arg-type] # fields by name
    opened = Event()
    desk = Desk(opened.set)
    conversation = Conversation(desk, Words(language), patience=0.05)
    visit = Visit(wanted, conversation, Surroundings({}))
    outcome: list[HandedIn | BaseException | None] = []
    run = Thread(target=lambda: outcome.append(_run(visit, desk)), daemon=True)
    run.start()
    assert opened.wait(LIMIT), outcome
    with served(interview_app(desk), failed=outcome.append) as place:
        origin = f"http://{place}"
        with httpx.Client(base_url=origin, follow_redirects=True, headers={"origin": origin}) as client:
            yield Sitting(Person(client), desk, visit, outcome)
            if run.is_alive() and desk.stage.here not in ("/end", "/verdict"):
                client.post(desk.stage.here, data={"do": "quit"}, follow_redirects=False)
            run.join(LIMIT)


def _run(visit: Visit, desk: Desk) -> HandedIn | BaseException | None:
    """The run as the command does it, with the last page where the verdict would stand."""
    try:
        return visit.run()
    except BaseException as error:  # noqa: BLE001 (looked at in the test's own thread)
        return error
    finally:
        view = {"heading": "", "title": "The end", "paragraphs": [], "command": ""}
        desk.say_goodbye(One("/verdict", Page("interview/last", visit.host.words, view)), 0.05)

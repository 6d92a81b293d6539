"""A workshop as it is held: the program as a process of its own, a projector and phones in Chromium.

Two of the phones run no scripts. The projector is driven by its keyboard alone.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from signal import SIGINT
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from command_line import LIMIT, surroundings

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
WAIT = 60_000
"""Milliseconds after which a page counts as not coming."""
DOUBLE_CLICK = 0.45
"""Seconds in which the projector takes two presses for one."""

IPHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
SMALL_ANDROID = {**IPHONE, "viewport": {"width": 320, "height": 568}}
PROJECTOR = {"viewport": {"width": 1280, "height": 720}}

SERIOUS = ("serious", "critical")


@dataclass
class Host:
    """The command, and what it says when the doors are open."""

    process: subprocess.Popen[bytes]
    address: str
    code: str
    projector: str

    def end(self) -> float:
        """Press Ctrl-C, and say how many seconds it took until everything was over."""
        begun = monotonic()
        self.process.send_signal(SIGINT)
        self.process.wait(LIMIT)
        return monotonic() - begun


@contextmanager
def hosted(folder: Path, *arguments: str) -> Iterator[Host]:
    """`servicecheck workshop` with these arguments, for phones on this machine."""
    place = ["--address", "127.0.0.1", "--no-open"]
    said = folder / "said.txt"
    with said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "servicecheck", "workshop", *arguments, *place],
            cwd=folder,
            env=surroundings(),
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=out,
        )
    try:
        yield _opened(process, said)
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=LIMIT)


def _opened(process: subprocess.Popen[bytes], said: Path) -> Host:
    end = monotonic() + LIMIT
    while monotonic() < end:
        text = said.read_text("utf-8")
        assert process.poll() is None, text
        projector = re.search(r"http://127\.0\.0\.1:\d+/\?token=\w+", text)
        address = re.search(r"http://127\.0\.0\.1:\d+$", text, re.MULTILINE)
        code = re.search(r"\b([0-9A-Z]{3}) ([0-9A-Z]{3})$", text, re.MULTILINE)
        if projector and address and code:
            return Host(process, address[0], code[1] + code[2], projector[0])
        sleep(0.05)
    raise AssertionError(said.read_text("utf-8"))


@dataclass
class Album:
    """Pictures of the pages, and what axe found on them."""

    folder: Path | None
    """Where the pictures go, if they are wanted."""
    violations: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    """Pages that have to be scrolled to the side."""
    _read: set[tuple[str, str]] = field(default_factory=set)
    """What was read before is not read again."""

    def take(self, page: Page, name: str, *, is_read: bool = True) -> None:
        """Keep a picture of *page*; *is_read* by axe too, which needs scripts."""
        if self.folder:
            page.screenshot(path=self.folder / f"{name}.png", full_page=True)
        looks = str(page.viewport_size), page.inner_text("body")
        if not is_read or looks in self._read:
            return
        self._read.add(looks)
        for one in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]:
            if one["impact"] in SERIOUS:
                places = [node["html"][:120] for node in one["nodes"]]
                self.violations.append(f"{name}: {one['id']} ({one['impact']}): {places}")
        reach, width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if reach > width:
            self.wide.append(f"{name}: {reach} on {width}")


@dataclass
class Phone:
    """Somebody's phone."""

    page: Page
    has_script: bool
    role: str

    def join(self, host: Host) -> None:
        """Come in as by the QR code: one button, the notice, the role."""
        self.page.goto(f"{host.address}/?code={host.code}")
        self.press()
        self.see('form[action="/notice"]')
        self.press()
        if self.role:
            self.see('form[action="/role"]')
            self.choose_role()
        self.see(".breath")

    def choose_role(self) -> None:
        """Say the own role."""
        self.page.check(f'input[value="{self.role}"]')
        self.press()

    def press(self) -> None:
        """The one button that matters."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST", timeout=WAIT):
            self.page.click("button.primary")

    def see(self, what: str) -> None:
        """Wait until the page shows it: by itself, or, without scripts, when it is asked for again."""
        if not self.has_script and not self.page.query_selector(what):
            self.page.goto(self.page.url.partition("/?")[0].rstrip("/") + "/")
        self.page.wait_for_selector(what, timeout=WAIT, state="attached")

    def look(self) -> None:
        """Ask for the page again."""
        origin = urlsplit(self.page.url)
        self.page.goto(f"{origin.scheme}://{origin.netloc}/")

    def vote(self, item: str, number: int, *values: str, comment: str = "") -> None:
        """Answer the question that is open, and wait until the vote is kept."""
        if not self.has_script:
            self.look()
        self.see(
            f'form[action="/vote"]:has(input[name="item"][value="{item}"]):has(input[name="ballot"][value="{number}"])'
        )
        self.answer(*values)
        if comment and self.page.query_selector("#comment"):
            self.page.click("summary")
            self.page.fill("#comment", comment)
        self.press()
        self.see(".tick")

    def answer(self, *values: str) -> None:
        """Pick or write, as the question wants it."""
        if self.page.query_selector("#written"):
            self.page.fill("#written", values[0])
            return
        for value in values:
            self.page.check(f'input[value="{value}"]:is([name="answer"], [name="other"])')

    def change(self, *values: str) -> None:
        """Vote otherwise, while it is still open."""
        self.page.click('a[href="/change"]')
        self.see('form[action="/vote"]')
        self.answer(*values)
        self.press()
        self.see(".tick")


@dataclass
class Projector:
    """The presenter's page, and the facilitator's keyboard."""

    page: Page

    @property
    def key(self) -> str:
        """Where the room is."""
        return self.page.get_attribute("body", "data-key") or ""

    def enter(self) -> None:
        """Press Enter as on a remote, which needs no looking: the main thing is done, and the next page comes."""
        assert self.page.evaluate("document.activeElement.matches('.primary')"), self.page.url
        self.follow()

    def move(self, name: str) -> None:
        """Walk to a move with Tab, and press Enter; if it asks, say yes."""
        self.reach(f'button[name="do"][value="{name}"]')
        self.follow()
        if self.page.query_selector("p.sure"):
            self.enter()

    def reach(self, what: str) -> None:
        """Walk with Tab until *what* has the focus; what is folded away is opened on the way."""
        for _ in range(80):
            if self.page.evaluate("(what) => document.activeElement.matches(what)", what):
                return
            self.page.keyboard.press("Tab")
            if self.page.evaluate("() => document.activeElement.matches('details.more:not([open]) > summary')"):
                self.page.keyboard.press("Enter")
        raise AssertionError(f"the keyboard does not come to {what} on {self.page.url}")

    def see(self, what: str) -> None:
        """Wait until the page shows it."""
        self.page.wait_for_selector(what, timeout=WAIT)

    def counts(self, people: int) -> None:
        """Wait until the page says that so many are in, or have voted."""
        says = "(people) => document.querySelector('#count')?.innerText.startsWith(people)"
        self.page.wait_for_function(says, arg=str(people), timeout=WAIT)

    def write(self, what: str, text: str) -> None:
        """Walk to a field, and type."""
        self.reach(what)
        self.page.keyboard.type(text)

    def agree(self, reason: str) -> None:
        """Pick the second answer of the scale with an arrow key, and say why."""
        self.reach('input[name="value"]')
        self.page.keyboard.press("ArrowRight")
        self.write("#reason", reason)
        self.follow()

    def follow(self) -> None:
        """Press Enter where the focus is, and wait for the page that comes of it."""
        sleep(DOUBLE_CLICK)
        before = self.page.evaluate("performance.timeOrigin")
        self.page.keyboard.press("Enter")
        come = "(before) => performance.timeOrigin !== before && document.readyState === 'complete'"
        self.page.wait_for_function(come, arg=before, timeout=WAIT)


@dataclass
class Audience:
    """Everything that was opened in the browser."""

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """What pages said on the console, such as what their own policy kept from them."""

    def page(self, look: Mapping[str, Any], **more: Any) -> Page:
        """A browser of its own, with its own cookies."""
        context = self.browser.new_context(locale="da-DK", **{**look, **more})
        context.set_default_timeout(WAIT)
        context.on("request", lambda request: self.requests.append(request.url))
        page = context.new_page()
        page.on("console", lambda said: self._heard(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.contexts.append(context)
        return page

    def phones(self, number: int, roles: Sequence[str]) -> list[Phone]:
        """iPhones and small Androids in turn; the last two run no scripts."""
        found = []
        for one in range(number):
            has_script = one < number - 2
            page = self.page(SMALL_ANDROID if one % 2 else IPHONE, java_script_enabled=has_script)
            found.append(Phone(page, has_script, roles[one % len(roles)] if roles else ""))
        return found

    @property
    def strangers(self) -> list[str]:
        """Requests that would have left the machine."""
        return [url for url in self.requests if urlsplit(url).hostname not in ("127.0.0.1", None)]

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(text)


@contextmanager
def audience() -> Iterator[Audience]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield Audience(browser)
        finally:
            with suppress(Error):
                browser.close()

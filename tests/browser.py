"""Chromium without a window, spoken to through two pipes: what a page asks for, opens and runs."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from time import monotonic
from typing import Any

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
LIMIT = 60
_QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-domain-reliability",
    "--remote-debugging-pipe",
    "about:blank",
]


@dataclass(frozen=True)
class Visit:
    """What a page did in a browser."""

    requests: tuple[str, ...]
    """Every address it asked for, its own and `data:` left out."""
    dialogs: tuple[str, ...]
    complaints: tuple[str, ...]
    """What its own policy kept it from."""
    scripts: int
    """How many scripts were parsed that came from the page."""
    title: str
    text: str


class Browser:
    """One Chromium with a profile of its own. Use it in a `with`."""

    def __init__(self, profile: Path) -> None:
        assert CHROMIUM
        self._read, write = os.pipe()
        read, self._write = os.pipe()
        # Chromium reads commands from 3 and writes what happens to 4; the shell puts the pipes there.
        line = [f'exec "$0" "$@" 3<&{read} 4>&{write} {read}<&- {write}>&-']
        self._process = subprocess.Popen(
            ["bash", "-c", *line, CHROMIUM, f"--user-data-dir={profile}", *_QUIET],
            pass_fds=(read, write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read)
        os.close(write)
        self._rest = b""
        self._number = 0
        self._events: list[dict[str, Any]] = []

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._write)
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._read)

    def visit(self, page: Path) -> Visit:
        """Open *page*, wait until nothing more is loaded, and say what happened."""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Debugger", "Runtime"):
            self._call(f"{domain}.enable", session)
        self._events.clear()
        self._call("Page.navigate", session, url=page.as_uri())
        self._wait_for("Page.loadEventFired")
        shown = self._call(
            "Runtime.evaluate",
            session,
            expression="new Promise(done => setTimeout(() => done([document.title, document.body.innerText]), 300))",
            awaitPromise=True,
            returnByValue=True,
        )["result"]["value"]
        self._call("Target.closeTarget", targetId=target)
        return self._visit(page.as_uri(), *shown)

    def width_on(self, page: Path, screen: int) -> int:
        """How wide *page* gets on a screen of so many pixels: more than that is cut, or scrolled to sideways."""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._call("Page.enable", session)
        size = {"width": screen, "height": 2 * screen, "deviceScaleFactor": 2, "mobile": True}
        self._call("Emulation.setDeviceMetricsOverride", session, **size)
        self._events.clear()
        self._call("Page.navigate", session, url=page.as_uri())
        self._wait_for("Page.loadEventFired")
        reach = "Math.max(...[...document.querySelectorAll('body, body *')].map(e => e.getBoundingClientRect().right))"
        shown = self._call("Runtime.evaluate", session, expression=reach, returnByValue=True)["result"]["value"]
        self._call("Target.closeTarget", targetId=target)
        return round(float(shown))

    def _visit(self, own: str, title: str, text: str) -> Visit:
        happened = [(event.get("method"), event.get("params", {})) for event in self._events]
        asked = [what["request"]["url"] for method, what in happened if method == "Network.requestWillBeSent"]
        return Visit(
            requests=tuple(url for url in asked if url != own and not url.startswith("data:")),
            dialogs=tuple(what["message"] for method, what in happened if method == "Page.javascriptDialogOpening"),
            complaints=tuple(what["entry"]["text"] for method, what in happened if method == "Log.entryAdded"),
            scripts=sum(method == "Debugger.scriptParsed" and what["url"] == own for method, what in happened),
            title=title,
            text=text,
        )

    def _call(self, method: str, session: str = "", **parameters: Any) -> Any:
        self._number += 1
        command = {"id": self._number, "method": method, "params": parameters}
        os.write(self._write, json.dumps(command | ({"sessionId": session} if session else {})).encode() + b"\0")
        while True:
            message = self._next()
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def _wait_for(self, method: str) -> None:
        while not any(event.get("method") == method for event in self._events):
            self._take(self._next())

    def _take(self, event: dict[str, Any]) -> None:
        self._events.append(event)
        if event.get("method") == "Page.javascriptDialogOpening":
            # Answered, or the page would wait for somebody for ever.
            self._number += 1
            close = {"id": self._number, "method": "Page.handleJavaScriptDialog", "params": {"accept": False}}
            os.write(self._write, json.dumps(close | {"sessionId": event["sessionId"]}).encode() + b"\0")

    def _next(self) -> dict[str, Any]:
        end = monotonic() + LIMIT
        while b"\0" not in self._rest:
            assert monotonic() < end, "the browser says nothing"
            read = os.read(self._read, 65_536)
            assert read, "the browser has ended"
            self._rest += read
        message, _, self._rest = self._rest.partition(b"\0")
        found = json.loads(message)
        assert isinstance(found, dict)
        return found

"""`run --browser` as a user starts it: a process, its address, a real browser, and every way in which it may end."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest
from playwright.sync_api import Page, sync_playwright

from browser_interview import Person
from phones import CHROMIUM, Album
from servicecheck.language import Words
from terminal_person import COMMAND, LIMIT, answers, plain_environment, responses

EVERY_KIND = Path(__file__).parent / "files" / "every-kind.yaml"

READ = ("notice", "R1", "M1", "N1", "cases", "review")
"""Pages that axe reads."""

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")


@dataclass
class Run:
    """The command, and the link it says."""

    process: subprocess.Popen[bytes]
    said: Path
    link: str

    @property
    def origin(self) -> str:
        return self.link.partition("/?")[0]

    @contextmanager
    def client(self) -> Iterator[httpx.Client]:
        """A browser that has come in by the link."""
        with httpx.Client(base_url=self.origin, follow_redirects=True, headers={"origin": self.origin}) as client:
            client.get(self.link)
            yield client

    def ends(self) -> tuple[int, str]:
        """Wait for the end; the exit code and what stands on stdout."""
        out, _ = self.process.communicate(timeout=LIMIT)
        return self.process.returncode, out.decode()


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[Run]:
    """The command in *folder*, as soon as its pages are there."""
    said = folder / "said.txt"
    with said.open("wb") as stderr:
        process = subprocess.Popen(
            [*COMMAND, *arguments, "--browser", "--no-open"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
            env={**plain_environment(), "PYTHONUTF8": "1"},
        )
    try:
        end, found = monotonic() + LIMIT, None
        while found is None and monotonic() < end:
            assert process.poll() is None, said.read_text("utf-8")
            found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", said.read_text("utf-8"))
            sleep(0.02)
        assert found
        yield Run(process, said, found[0])
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=LIMIT)


def test_killed_between_two_pages_nothing_is_lost(tmp_path: Path) -> None:
    wanted = ["low-effort", "--mode", "own", "--organisation", "Havnen"]
    for number in range(3):
        with started(tmp_path, *wanted) as run, run.client() as client:
            person = Person(client)
            while not person.path.startswith("/question"):
                person.send("continue" if person.path == "/resume" else "next")
            assert person.path == f"/question/LE-{'AB'[number // 2]}{1 + number * 2 % 4}"
            person.answer("2")
            person.answer("3")
            run.process.kill()
            run.process.wait(LIMIT)
        kept = answers(tmp_path / "low-effort.servicecheck")
        assert [answer.value for answer in kept.values()] == ["2", "3"] * (number + 1)


@posix_only
def test_ctrl_c_ends_it_within_two_seconds_and_says_how_to_go_on(tmp_path: Path) -> None:
    with started(tmp_path, "low-effort", "--mode", "own", "--organisation", "") as run, run.client() as client:
        person = Person(client)
        while not person.path.startswith("/question"):
            person.send()
        person.answer("2")
        begun = monotonic()
        run.process.send_signal(signal.SIGINT)
        code, out = run.ends()
        assert monotonic() - begun < 4  # half of it on a machine that does nothing else

    assert (code, out) == (130, "")
    assert "servicecheck run low-effort.servicecheck" in run.said.read_text("utf-8")
    assert not list(tmp_path.glob("*.lock"))


def test_only_the_holder_of_the_secret_comes_in_and_only_under_the_name_that_was_said(tmp_path: Path) -> None:
    with started(tmp_path, "low-effort", "--mode", "own", "--organisation", "") as run:
        assert httpx.get(f"{run.origin}/welcome").status_code == 403
        assert httpx.get(f"{run.origin}/?token=wrong").status_code == 403
        assert httpx.get(run.link, headers={"host": "evil.example"}).status_code == 421
        with run.client() as client:
            assert client.get("/welcome").status_code == 200
            stranger = {"origin": "http://evil.example"}
            assert client.post("/welcome", data={"do": "next"}, headers=stranger).status_code == 403
            assert client.get("/report", headers={"host": "evil.example"}).status_code == 421
            Person(client).send("quit")
        assert run.ends()[0] == 0


def test_a_file_that_somebody_else_has_open_is_refused_before_a_page_is_there(tmp_path: Path) -> None:
    with started(tmp_path, "low-effort", "--mode", "own", "--organisation", "") as run, run.client() as client:
        Person(client).send()
        second = subprocess.run(
            [*COMMAND, "low-effort", "--browser", "--no-open"],
            cwd=tmp_path,
            capture_output=True,
            timeout=LIMIT,
            env=plain_environment(),
        )

    assert second.returncode == 3
    assert b"http://" not in second.stderr


@pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here")
def test_a_person_without_scripts_goes_through_every_kind_of_page(tmp_path: Path) -> None:
    with started(tmp_path, str(EVERY_KIND), "--language", "da", "--mode", "own", "--organisation", "") as run:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            plain = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
            # Axe is a script of its own, so it reads the same pages in a second window.
            read = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
            asked: list[str] = []
            plain.on("request", lambda request: asked.append(request.url))
            album, page, reader = Album(tmp_path), plain.new_page(), read.new_page()
            page.goto(run.link)
            reader.goto(run.link)
            _fill_in(page, reader, album)
            with page.expect_download() as download:
                page.click("text=Hent rapporten")
            assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
            assert download.value.suggested_filename == "every-kind-report.pdf"
            page.click("button[value=end]")
            assert Words("da")("iv_web_close") in page.content()
            browser.close()
        code, out = run.ends()

    assert (code, album.violations, album.wide) == (0, [], [])
    assert out.split() == ["every-kind.servicecheck", "every-kind-report.pdf", "every-kind-report.html"]
    assert {url.partition("/?")[0].split("/")[2] for url in asked} == {run.origin.removeprefix("http://")}
    assert responses(tmp_path / "every-kind.servicecheck")[0].finished


def _fill_in(page: Page, reader: Page, album: Album) -> None:
    """Answer with the keyboard alone, up to the verdict; axe reads one page of every kind."""
    while not page.url.endswith("/verdict"):
        name = page.url.rpartition("/")[2]
        if name in READ:
            reader.goto(page.url)
            album.take(reader, name)
        if page.locator("#written").count():
            page.focus("#written")
            page.keyboard.type("12")
        elif page.locator('input[name="answer"]').count():
            page.locator('input[name="answer"]').first.focus()
            page.keyboard.press("Space")
        page.locator("button.primary").first.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    reader.goto(page.url)
    album.take(reader, "verdict")

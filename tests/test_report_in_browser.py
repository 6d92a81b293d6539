"""The HTML report in a real browser: nothing is asked for, nothing opens, nothing runs, whatever people wrote.

It is behind the marker `release`: Chromium is a third of a gigabyte, and every run checks what a page is made of.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

import hostile_rounds
import servicecheck.report
import whole_reports
from browser import CHROMIUM, Browser
from one_process import servicecheck_here
from servicecheck.language import LANGUAGES, Language
from test_hostile_answers import ANSWERS, TYPED, words

pytestmark = [pytest.mark.release, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")]

LIVE = (
    '<script>document.title="it ran";alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>'
    '<img src="http://127.0.0.1:9/i.png"><link rel=stylesheet href=http://127.0.0.1:9/s.css>'
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


def report(folder: Path, text: str) -> Path:
    hostile_rounds.make(folder / "a.servicecheck", text, people=2)
    assert servicecheck_here("report", "a.servicecheck", "--format", "html", folder=folder).code == 0
    return folder / "a-report.html"


def test_the_browser_would_tell(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "live.html").write_text(f"<!doctype html><title>t</title><body>{LIVE}")
    visit = browser.visit(tmp_path / "live.html")

    assert visit.title == "it ran"
    assert set(visit.dialogs) == {"1", "2", "3"}
    assert {"http://127.0.0.1:9/i.png", "http://127.0.0.1:9/s.css"} <= set(visit.requests)


@pytest.mark.promise("P21")
@pytest.mark.parametrize("name", ["live", *(name for name in TYPED if name in ANSWERS)])
def test_a_report_asks_for_nothing_and_runs_nothing(name: str, browser: Browser, tmp_path: Path) -> None:
    text = LIVE if name == "live" else ANSWERS[name]
    visit = browser.visit(report(tmp_path, text))

    assert (visit.requests, visit.dialogs, visit.complaints, visit.scripts) == ((), (), (), 0)
    assert words(text)[:60] in words(visit.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", servicecheck.report.shipped_templates())
def test_no_page_is_wider_than_a_phone(template: str, language: Language, browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_bytes(
        servicecheck.report.html(whole_reports.whole(language), servicecheck.report.find_template(template))
    )

    assert browser.width_on(page, 360) <= 360


def test_even_a_page_with_live_words_in_it_is_held_by_its_policy(browser: Browser, tmp_path: Path) -> None:
    page = report(tmp_path, "plain")
    page.write_text(page.read_text("utf-8").replace("</body>", f"{LIVE}</body>"), "utf-8")
    visit = browser.visit(page)

    assert visit.dialogs == ()
    assert visit.title != "it ran"
    assert any("Content Security Policy" in one for one in visit.complaints)

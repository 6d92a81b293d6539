"""The report as PDF: both standards accept it, it carries its figures, and the same inputs give the same bytes."""

import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from report_files import FJORDBY, FULL, HOSTILE_TEXTS, KEPT_APART, attached, failures, made, numbers, sample, with_text
from servicecheck import report
from servicecheck.language import LANGUAGES
from servicecheck.report import publication
from servicecheck.report.context import Context


@pytest.fixture(scope="module", params=LANGUAGES)
def context(request: pytest.FixtureRequest) -> Context:
    """The bundled example in each language."""
    return sample(request.param)


@pytest.fixture(scope="module")
def pdf(context: Context) -> bytes:
    return made(context)


@pytest.fixture(scope="module")
def page_text(pdf: bytes, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    path.write_bytes(pdf)
    with pikepdf.open(path) as opened:
        pages = len(opened.pages)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert text.count("\f") == pages
    return text


class TestPdf:
    """What is said of a PDF holds in every language."""

    def test_both_standards_accept_it(self, pdf: bytes) -> None:
        assert failures(pdf) == []

    def test_it_carries_exactly_what_is_published(self, context: Context, pdf: bytes) -> None:
        assert attached(pdf) == {"result.json": publication.document(context)}

    def test_every_number_on_its_pages_is_in_the_figures_it_carries(self, page_text: str, pdf: bytes) -> None:
        published = set(numbers(attached(pdf)["result.json"].decode()))
        without_page_numbers = re.sub(r"(Side|Sida|Page) \d+ (af|av|of) \d+", "", page_text)

        assert sorted(set(numbers(without_page_numbers)) - published) == []

    def test_only_our_fonts_are_in_it(self, pdf: bytes, tmp_path: Path) -> None:
        (tmp_path / "report.pdf").write_bytes(pdf)
        listed = subprocess.run(["pdffonts", tmp_path / "report.pdf"], capture_output=True, text=True, check=True)
        names = [line.split()[0].split("+")[1] for line in listed.stdout.splitlines()[2:]]

        assert set(names) == {"Schibsted-Grotesk", "Schibsted-Grotesk-Semi-Bold"}

    def test_it_says_what_it_is_and_in_which_language(self, context: Context, pdf: bytes) -> None:
        with pikepdf.open(BytesIO(pdf)) as opened:
            assert str(opened.Root.Lang) == context.language
            assert str(opened.docinfo["/Title"]) == context.title

    def test_every_table_cell_has_its_header(self, pdf: bytes) -> None:
        with pikepdf.open(BytesIO(pdf)) as opened:
            elements = [thing for thing in opened.objects if _kind(thing, "/StructElem")]
            headers = [element for element in elements if element.S == "/TH"]
            tables = [element for element in elements if element.S == "/Table"]

            assert headers
            assert tables
            assert {str(_attribute(header, "/Scope")) for header in headers} == {"/Column", "/Row"}
            assert all("/TH" in {str(cell.S) for cell in _below(table)} for table in tables)

    def test_nothing_in_it_acts(self, pdf: bytes) -> None:
        with pikepdf.open(BytesIO(pdf)) as opened:
            names = {str(key) for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) for key in thing}

        assert not names & {"/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA", "/URI", "/SubmitForm"}


def _kind(thing: Any, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind


def _attribute(element: Any, name: str) -> Any:
    attributes = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
    return next(part[name] for part in attributes if name in part)


def _below(element: Any) -> Iterator[Any]:
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _below(child)


@pytest.fixture(scope="module")
def first() -> bytes:
    """The PDF of the sample, made once."""
    return made(sample())


def test_the_same_inputs_give_the_same_bytes_whatever_was_made_between(first: bytes) -> None:
    made(report.build(KEPT_APART["too few to show"][0], FJORDBY, "sv"))

    assert made(sample()) == first
    assert report.html(sample(), FULL) == report.html(sample(), FULL)


def test_another_process_and_clock_give_the_same_bytes(first: bytes) -> None:
    code = (
        "from report_files import sample; from servicecheck import report;"
        "from datetime import *; from hashlib import *;"
        "made = report.pdf(sample(), report.find_template('full'), datetime(2026, 11, 14, 12, tzinfo=UTC)).content;"
        "print(sha256(made).hexdigest())"
    )
    environment = {"PYTHONPATH": str(Path(__file__).parent), "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Tokyo", "PATH": ""}
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)

    assert other.stdout.strip() == sha256(first).hexdigest()


@pytest.mark.parametrize("name", KEPT_APART)
def test_unusual_rounds_make_sound_pdfs(name: str) -> None:
    assessment, language = KEPT_APART[name]

    assert failures(made(report.build(assessment, FJORDBY, language))) == []


def test_a_pdf_of_hostile_words_is_as_sound_as_any() -> None:
    words = " ".join(path.read_text("utf-8", errors="replace")[:60] for path in HOSTILE_TEXTS if path.stem != "cjk")
    content = made(with_text(words))

    assert failures(content) == []
    assert list(attached(content)) == ["result.json"]

"""The report as files: HTML that needs nothing, a PDF that both standards accept, and nothing active from anybody."""

import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from hostile_corpus import HOSTILE
from sample_assessments import answered, everybody, example, spread_out
from sample_questionnaires import shipped
from sample_report import sample
from servicecheck import report
from servicecheck.errors import MissingPart, ServicecheckError
from servicecheck.language import LANGUAGES, Language
from servicecheck.report import pango, publication
from servicecheck.report.context import Context
from servicecheck.report.printable import printable
from servicecheck.report.template import Template
from servicecheck.response import Organisation, PlannedAction

MOMENT = datetime(2026, 11, 14, 12, 0, tzinfo=UTC)
FULL = report.find_template("full")
FJORDBY = Organisation("Fjordby Forsyning")
PROFILES = ("3a", "ua1")


def made(context: Context) -> bytes:
    return report.pdf(context, FULL, MOMENT).content


@pytest.fixture(scope="module", params=LANGUAGES)
def context(request: pytest.FixtureRequest) -> Context:
    """The bundled example in each language."""
    return report.build(example(), FJORDBY, request.param)


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


class Skeleton(HTMLParser):
    """Every element and attribute name of a page, in order, without what people wrote."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.parts: list[tuple[str, ...]] = []
        self.addresses: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, *(name for name, _ in attrs)))
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "action", "data", "srcset"}]


def failures(content: bytes) -> list[str]:
    found = []
    for profile in PROFILES:
        validated = page.validate_pdf_bytes(content, profile=profile)
        found += [f"{profile} {failure.rule_id}: {failure.message}" for failure in validated.failures]
    return found


def attached(content: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(content)) as opened:
        return {name: file.get_file().read_bytes() for name, file in opened.attachments.items()}


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)*", text)


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
        "from sample_report import sample; from servicecheck import report;"
        "from datetime import *; from hashlib import *;"
        "made = report.pdf(sample(), report.find_template('full'), datetime(2026, 11, 14, 12, tzinfo=UTC)).content;"
        "print(sha256(made).hexdigest())"
    )
    environment = {"PYTHONPATH": str(Path(__file__).parent), "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Tokyo", "PATH": ""}
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)

    assert other.stdout.strip() == sha256(first).hexdigest()


LOW_EFFORT = shipped("low-effort")
KEPT_APART: dict[str, tuple[Any, Language]] = {
    "one person": (answered(LOW_EFFORT, spread_out(LOW_EFFORT, 1), mode="own"), "sv"),
    "too few to show": (answered(LOW_EFFORT, spread_out(LOW_EFFORT, 3), mode="anonymous"), "da"),
    "twenty questions": (answered(shipped("five-behaviours"), spread_out(shipped("five-behaviours"), 9)), "da"),
}


@pytest.mark.parametrize("name", KEPT_APART)
def test_unusual_rounds_make_sound_pdfs(name: str) -> None:
    assessment, language = KEPT_APART[name]

    assert failures(made(report.build(assessment, FJORDBY, language))) == []


class TestHtml:
    """The HTML is one file that asks for nothing."""

    def test_its_policy_comes_before_anything_it_could_stop(self, context: Context) -> None:
        text = report.html(context, FULL).decode()

        assert "default-src 'none'" in text
        assert text.index("Content-Security-Policy") < text.index("<style>")
        assert "unsafe" not in text.split("<style>")[0]

    def test_its_style_is_allowed_by_its_hash(self, context: Context) -> None:
        text = report.html(context, FULL).decode()
        style = text.split("<style>")[1].split("</style>")[0]
        allowed = b64encode(sha256(style.encode()).digest()).decode()

        assert f"style-src 'sha256-{allowed}'" in text

    def test_it_names_no_other_file(self, context: Context) -> None:
        content = report.html(context, FULL)
        style = content.decode().split("<style>")[1].split("</style>")[0]

        assert Skeleton(content).addresses == []
        assert {address[:5] for address in re.findall(r'url\("([^"]*)', style)} == {"data:"}
        assert "@import" not in style

    def test_it_has_no_style_of_its_own_outside(self, context: Context) -> None:
        tags = Skeleton(report.html(context, FULL)).parts

        assert not {"script", "iframe", "object", "embed", "form", "link"} & {tag for tag, *_ in tags}
        assert not any(name == "style" or name.startswith("on") for _, *names in tags for name in names)

    def test_headings_go_down_one_step_at_a_time(self, context: Context) -> None:
        levels = [int(tag[1]) for tag, *_ in Skeleton(report.html(context, FULL)).parts if re.fullmatch("h[1-6]", tag)]

        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_every_drawing_has_its_words(self, context: Context) -> None:
        text = report.html(context, FULL).decode()

        assert len(re.findall(r"<svg[^>]*><title>[^<]+</title>", text)) == text.count("<svg")


HOSTILE_TEXTS = sorted(HOSTILE.glob("answers/*.txt"))


WRITTEN_IN = answered(LOW_EFFORT, everybody(LOW_EFFORT, "1", "2", "2", "1", "1"))


def with_text(text: str) -> Context:
    """A report in which *text* stands wherever people can write."""
    action = PlannedAction("LE-B2", text, text, date(2026, 12, 4), text, text)
    round_ = replace(WRITTEN_IN.round, mode="anonymous", k_reason=text, actions=(action,))
    return report.build(replace(WRITTEN_IN, round=round_, plan=("LE-B2",)), Organisation(text), "en")


@pytest.fixture(scope="module")
def benign() -> list[tuple[str, ...]]:
    return Skeleton(report.html(with_text("Plain words"), FULL)).parts


@pytest.mark.parametrize("path", HOSTILE_TEXTS, ids=lambda path: path.stem)
def test_what_people_write_adds_no_element_or_attribute(path: Path, benign: list[tuple[str, ...]]) -> None:
    text = path.read_text("utf-8", errors="surrogateescape").strip()
    if not printable(text).strip():
        pytest.skip("a text with nothing to show leaves its places empty")

    assert Skeleton(report.html(with_text(text), FULL)).parts == benign


def test_a_pdf_of_hostile_words_is_as_sound_as_any() -> None:
    words = " ".join(path.read_text("utf-8", errors="replace")[:60] for path in HOSTILE_TEXTS if path.stem != "cjk")
    content = made(with_text(words))

    assert failures(content) == []
    assert list(attached(content)) == ["result.json"]


def test_no_answer_of_a_single_person_is_published() -> None:
    noted = "Mette fra bogholderiet siger altid nej"
    rows = [
        {item: {"value": "2", "note": noted, "evidence": noted} for item in row}
        for row in everybody(LOW_EFFORT, *"22222")
    ]
    context = report.build(answered(LOW_EFFORT, rows, mode="anonymous"), FJORDBY, "da")

    assert noted not in publication.document(context).decode()
    assert noted not in report.html(context, FULL).decode()


def test_too_few_answers_publish_their_number_only() -> None:
    context = report.build(KEPT_APART["too few to show"][0], FJORDBY, "en")
    published = json.loads(publication.document(context))["report"]
    said = {key: part for key, part in published.items() if part is None}

    assert set(said) == {"standing", "basics", "areas", "agreement", "priorities", "plan", "method", "answers"}
    assert set(numbers(" ".join(published["in_short"]["summary"]))) == {"3", "5"}


class TestTemplate:
    """A template is data: it stays in its folder, and a slip in it is an error."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = tmp_path / "mine"
        folder.mkdir()
        (folder / "report.css").write_text("p { color: #1A2129; }")
        (tmp_path / "secret.txt").write_text("canary")
        return folder

    def render(self, folder: Path, text: str) -> str:
        (folder / "report.html.j2").write_text(text)
        return report.html(sample(), Template(folder)).decode()

    def test_it_is_found_by_name_or_folder(self) -> None:
        assert report.find_template(FULL.folder).folder == FULL.folder

    def test_an_unknown_one_names_those_there_are(self) -> None:
        with pytest.raises(ServicecheckError, match=r"There is no report template 'ful'\. Did you mean 'full'"):
            report.find_template("ful")

    def test_a_name_that_is_not_there_is_an_error(self, folder: Path) -> None:
        with pytest.raises(ServicecheckError, match=r"report\.html\.j2:1: .*levl"):
            self.render(folder, "{{ report.in_short.levl }}")

    @pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "%2e%2e/secret.txt", "link.txt"])
    def test_it_includes_nothing_from_outside_its_folder(self, folder: Path, name: str) -> None:
        (folder / "link.txt").symlink_to(folder.parent / "secret.txt")

        with pytest.raises(ServicecheckError):
            self.render(folder, "{% include '" + name + "' %}")

    @pytest.mark.parametrize(
        "address",
        ["../secret.txt", "%2e%2e/secret.txt", "link.txt", "file:///etc/hostname", "http://127.0.0.1:9/x.png"],
    )
    def test_the_pdf_gets_nothing_from_outside_its_folder(self, folder: Path, address: str) -> None:
        (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
        (folder / "report.html.j2").write_text(
            f'<html lang="da"><title>t</title><img alt="x" src="{address}"><p>text</p>'
        )

        made_with = report.pdf(sample(), Template(folder), MOMENT)

        assert len(made_with.blocked) == 1

    def test_a_style_cannot_reach_outside_either(self, folder: Path) -> None:
        (folder / "report.css").write_text('p { background: url("../secret.txt"); }')

        with pytest.raises(ServicecheckError, match=r"no file '\.\./secret\.txt' in its folder"):
            self.render(folder, "<head>{{ head }}</head>")

    def test_texts_are_escaped_without_being_asked(self, folder: Path) -> None:
        context = replace(sample(), title="<script>alert(1)</script>")
        (folder / "report.html.j2").write_text("{{ report.title }}")

        assert report.html(context, Template(folder)) == b"&lt;script&gt;alert(1)&lt;/script&gt;"

    def test_it_cannot_reach_what_python_is_made_of(self, folder: Path) -> None:
        with pytest.raises(ServicecheckError):
            self.render(folder, "{{ report.__class__.__mro__ }}")


class TestPango:
    """Where Pango is missing, the message says how to get it."""

    @pytest.mark.parametrize(
        ("system", "begins"), [("win32", "winget install"), ("darwin", "brew update"), ("linux", "sudo ")]
    )
    def test_there_are_two_commands_for_every_system(self, system: str, begins: str) -> None:
        first, second = pango.commands(system)

        assert first.startswith(begins)
        assert second != first

    def test_a_library_that_cannot_be_loaded_becomes_one_message(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(name: str, *rest: Any, **named: Any) -> Any:
            if name == "weasyprint":
                print("a page of advice")
                raise OSError("cannot load library 'libgobject-2.0-0'")
            return original(name, *rest, **named)

        original = __import__
        monkeypatch.setattr("builtins.__import__", missing)

        with pytest.raises(MissingPart, match="A PDF needs Pango") as caught:
            pango.load()

        assert all(command in caught.value.message for command in pango.commands())
        assert "advice" not in caught.value.message


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_text_colour_of_the_style_can_be_read_on_every_ground_of_it() -> None:
    texts = {*re.findall(r"(?<![-\w])color: (#\w{6})", FULL.style)}
    grounds = {*re.findall(r"background: (#\w{6})", FULL.style), "#FFFFFF"} - {"#1A2129"}
    lightness = {colour: luminance(colour) + 0.05 for colour in texts | grounds}

    assert len(texts) >= 3
    assert len(grounds) >= 3
    assert all(lightness[ground] / lightness[text] >= 4.5 for text in texts for ground in grounds)

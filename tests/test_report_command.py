"""demo and report as commands: which files they leave, in which language, and what they say when they cannot."""

import json
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from command_line import servicecheck

FILE = "fjordby-forsyning.servicecheck"
STEM = "fjordby-forsyning-report"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the demo has run once."""
    folder = tmp_path_factory.mktemp("demo")
    made = servicecheck("demo", "--folder", str(folder))
    assert made.returncode == 0, made.stderr
    assert made.stdout.split() == [str(folder / name) for name in (FILE, f"{STEM}.pdf", f"{STEM}.html")]
    return folder


@pytest.fixture
def folder(demo: Path, tmp_path: Path) -> Path:
    """A folder of its own with the demo's assessment file."""
    shutil.copy(demo / FILE, tmp_path / FILE)
    return tmp_path


def words_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_the_demo_prints_the_verdict_and_leaves_a_danish_report(demo: Path) -> None:
    assert "58 af 100" in words_of(demo / f"{STEM}.pdf")
    assert 'lang="da"' in (demo / f"{STEM}.html").read_text("utf-8")


def test_a_second_demo_leaves_the_first_alone_unless_it_may_replace_it(demo: Path) -> None:
    before = (demo / f"{STEM}.html").read_bytes()

    refused = servicecheck("demo", "--folder", str(demo))
    assert refused.returncode == 2
    assert "is there already" in " ".join(refused.stderr.split())

    replaced = servicecheck("demo", "--folder", str(demo), "--force")
    assert replaced.returncode == 0
    assert len(list(demo.glob("*.html"))) == 1
    assert (demo / f"{STEM}.html").read_bytes() == before


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Most likely between"), ("da", "Med stor sandsynlighed"), ("sv", "Med stor sannolikhet")],
)
def test_the_language_is_chosen_when_the_report_is_made(folder: Path, language: str, words: str) -> None:
    made = servicecheck("report", FILE, "--language", language, "--format", "html", folder=folder)

    assert made.stdout == f"{STEM}.html\n"
    assert words in (folder / f"{STEM}.html").read_text("utf-8")


def test_a_report_is_never_written_over_another_without_force(folder: Path) -> None:
    (folder / f"{STEM}.html").write_text("mine", "utf-8")

    assert servicecheck("report", FILE, "--format", "html", folder=folder).stdout == f"{STEM}-2.html\n"
    assert (folder / f"{STEM}.html").read_text("utf-8") == "mine"

    assert servicecheck("report", FILE, "--format", "html", "--force", folder=folder).stdout == f"{STEM}.html\n"
    assert (folder / f"{STEM}.html").read_text("utf-8") != "mine"


def test_the_name_of_the_file_to_write_says_which_format_is_meant(folder: Path) -> None:
    assert servicecheck("report", FILE, "-o", "for-the-board.json", folder=folder).stdout == "for-the-board.json\n"

    published = json.loads((folder / "for-the-board.json").read_text("utf-8"))
    assert (published["format"], published["version"]) == ("servicecheck-report", 1)


def test_the_json_is_what_is_attached_to_the_pdf(folder: Path) -> None:
    servicecheck("report", FILE, "--format", "json", "--format", "pdf", folder=folder)

    attached = PdfReader(folder / f"{STEM}.pdf").attachments
    assert [content for contents in attached.values() for content in contents] == [
        (folder / f"{STEM}.json").read_bytes()
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nowhere.servicecheck",), "nowhere.servicecheck"),
        ((FILE, "--round", "7"), "has no round 7. Rounds in it: 1, 2, 3, 4, 5."),
        ((FILE, "--template", "fancy"), "fancy"),
        ((FILE, "--language", "fr"), "fr"),
        ((FILE, "--format", "odt"), "odt"),
        ((FILE, "--template", "./nowhere"), "nowhere is not a folder"),
        ((FILE, "--template", "."), "is not a report template: it has no file report.html.j2"),
        ((FILE, FILE, "-o", "one.pdf"), "is the name of one file"),
        ((FILE, "--jobs", "0"), "--jobs"),
    ],
)
def test_what_cannot_be_is_one_clear_sentence(folder: Path, arguments: tuple[str, ...], says: str) -> None:
    refused = servicecheck("report", *arguments, folder=folder)

    assert refused.returncode == 2
    assert says in refused.stderr
    assert "Traceback" not in refused.stderr
    assert sorted(path.name for path in folder.iterdir()) == [FILE]


def test_a_folder_that_is_not_there_is_an_error_of_storage(folder: Path) -> None:
    refused = servicecheck("report", FILE, "-o", "nowhere/x.html", folder=folder)

    assert refused.returncode == 74
    assert "nowhere" in refused.stderr


def without_pango(folder: Path) -> dict[str, str]:
    """An environment in which weasyprint cannot find Pango."""
    (folder / "broken").mkdir()
    (folder / "broken" / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n")
    return {"PYTHONPATH": str(folder / "broken")}


def test_without_pango_the_html_is_written_and_the_way_out_is_said(folder: Path) -> None:
    made = servicecheck("report", FILE, environment=without_pango(folder), folder=folder)

    assert made.returncode == 0
    assert made.stdout == f"{STEM}.html\n"
    assert "Pango" in made.stderr
    assert "Traceback" not in made.stderr


def test_a_pdf_that_is_required_and_impossible_exits_with_5_and_leaves_the_html(folder: Path) -> None:
    made = servicecheck("report", FILE, "--require-pdf", environment=without_pango(folder), folder=folder)

    assert made.returncode == 5
    assert (folder / f"{STEM}.html").is_file()

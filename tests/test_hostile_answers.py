"""Hostile words in every place where people can write, through every output: shown as text, or not at all.

HTML and screens get each text by itself; PDFs, which take seconds, get all in one in every run and each in the long.
"""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest

import hostile_rounds
from hostile_corpus import HOSTILE
from hostile_rounds import FIELDS
from one_process import Ended, servicecheck_here
from page_parts import Page
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Mode

ANSWERS = {
    path.stem: path.read_bytes().decode().replace("@@PORT@@", "9") for path in sorted(HOSTILE.glob("answers/*.txt"))
}
NAMES = [json.loads(line) for line in (HOSTILE / "answers" / "respondent_names.jsonl").read_text("utf-8").splitlines()]
TEXTS = ANSWERS | {f"name-{number}": name for number, name in enumerate(NAMES)}
TYPED = [name for name, text in TEXTS.items() if text.strip() and len(text) < 4_000]
PUBLISHED = {
    "organisation", "client", "consultant", "foreword",
    "action text", "owner", "first step", "measure", "figure today", "goal", "result", "target reason", "target who",
}  # fmt: skip
AT_TIMES = {"note", "text answer", "round title"}
"""What a report may quote, as far as there is room; a round's title stands with the figures for a comparison."""
"""What a report prints of FIELDS in an open round; an anonymous one adds the reason for its k."""
ONLY_OURS = re.compile(r"\x1b\[[0-9;]*m")
ACTIVE = {
    "/JS",
    "/JavaScript",
    "/Launch",
    "/OpenAction",
    "/AA",
    "/URI",
    "/SubmitForm",
    "/GoToR",
    "/GoToE",
    "/RichMedia",
}

LOOKS = {
    "plain": {},
    "dumb": {"TERM": "dumb"},
    "no colour": {"NO_COLOR": "1", "TERM": "xterm-256color"},
    "colour": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "narrow": {"COLUMNS": "20"},
    "ASCII": {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
}


PEOPLE: dict[Mode, int] = {"own": 1, "open": 2, "anonymous": 5}
FILES: dict[str, Path] = {}


def filled(folder: Path, text: str, mode: Mode = "open") -> Path:
    return hostile_rounds.make(folder / "a.servicecheck", text, mode, PEOPLE[mode])


@pytest.fixture
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file in which the text called so stands everywhere, made once; with what reports of it there are."""
    name: str = request.param
    if name not in FILES:
        FILES[name] = filled(tmp_path_factory.mktemp("hostile"), TEXTS[name])
    return FILES[name]


def calm(run: Ended, code: int = 0) -> Ended:
    """*run*, once it is sure that it ended as it should and that nothing in what it said acts on a terminal."""
    assert run.code == code, run.said
    rest = ONLY_OURS.sub("", run.said)
    harmful = {one for one in rest if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn")}
    assert harmful <= {"\n", "\u200c", "\u200d", "\u00ad"}, harmful
    assert "Traceback" not in rest
    return run


def words(text: str) -> str:
    """*text* as a page or a screen may lay it out: without spaces and without what cannot be shown."""
    kept = (one for one in text if unicodedata.category(one)[0] not in "CZ")
    return "".join(kept)


# HTML


@cache
def _benign(mode: Mode) -> Page:
    """The report of the same answers in plain words."""
    with TemporaryDirectory() as folder:
        return html(filled(Path(folder), "Plain words", mode))


def html(path: Path) -> Page:
    calm(servicecheck_here("report", path.name, "--format", "html", folder=path.parent))
    return Page.read(path.with_name("a-report.html"))


@pytest.mark.promise("P21")
@pytest.mark.parametrize(("name", "file"), [(name, name) for name in TYPED], indirect=["file"])
def test_no_element_attribute_or_link_of_the_html_comes_from_a_text(name: str, file: Path) -> None:
    page = html(file)

    assert page.skeleton == _benign("open").skeleton
    assert page.addresses == ()
    assert "Content-Security-Policy" in page.source.split("<title>")[0]
    assert words(TEXTS[name]) in words(page.text)


@pytest.mark.parametrize("mode", ["own", "open", "anonymous"])
def test_the_html_of_every_mode_holds_against_all_at_once(mode: Mode, tmp_path: Path) -> None:
    page = html(filled(tmp_path, " ".join(ANSWERS.values())[:2_000], mode))

    assert set(page.skeleton) == set(_benign(mode).skeleton)
    assert page.addresses == ()


def test_five_thousand_lines_are_cut(tmp_path: Path) -> None:
    path = filled(tmp_path, ANSWERS["long_lines"])
    page = html(path)
    status = calm(servicecheck_here("status", path.name, folder=tmp_path))

    assert set(page.skeleton) <= set(_benign("open").skeleton)
    assert len(page.source) < 250_000
    assert len(status.stdout) < 2_000


@pytest.mark.promise("P41")
@pytest.mark.parametrize("mode", ["own", "open", "anonymous"])
def test_evidence_registers_and_contact_are_in_no_report(mode: Mode, tmp_path: Path) -> None:
    path = filled(tmp_path, "Zq7-{field}-x", mode)
    page = html(path)
    figures = json.dumps(attached(pdf(path)))
    published = PUBLISHED | ({"k reason"} if mode == "anonymous" else set())

    for output in (page.source, figures):
        printed = {field for field in FIELDS if f"Zq7-{field.replace(' ', '-')}-x" in output}
        assert printed - AT_TIMES == published


# PDF


def pdf(path: Path) -> Path:
    calm(servicecheck_here("report", path.name, "--format", "pdf", folder=path.parent))
    return path.with_name("a-report.pdf")


def attached(path: Path) -> Any:
    with pikepdf.open(path) as opened:
        assert list(opened.attachments) == ["result.json"]
        return json.loads(opened.attachments["result.json"].get_file().read_bytes())


def require_inert(path: Path) -> None:
    """Every object of the PDF, its streams inflated: nothing acts, nothing leads anywhere, nothing else is attached."""
    with pikepdf.open(path) as opened:
        objects = list(opened.objects)
        dictionaries = [one for one in objects if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream))]
        assert not {str(key) for one in dictionaries for key in one} & ACTIVE
        kinds = [str(one.get("/Subtype")) for one in dictionaries if one.get("/Type") == "/Annot"]
        assert set(kinds) <= {"/Link"}
        assert sum(one.get("/Type") == "/EmbeddedFile" for one in dictionaries) == 1
        for one in objects:
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") not in ("/Image",):
                content = one.read_bytes()
                assert b"root:x:" not in content
        ElementTree.fromstring(opened.Root.Metadata.read_bytes().strip(b"\x00"))
    attached(path)


@pytest.mark.promise("P21")
def test_a_pdf_of_all_texts_is_inert(tmp_path: Path) -> None:
    require_inert(pdf(filled(tmp_path, " ".join(text[:80] for text in TEXTS.values()))))


@pytest.mark.release
@pytest.mark.promise("P21")
@pytest.mark.parametrize(("name", "file"), [(name, name) for name in TYPED], indirect=["file"])
def test_a_pdf_of_each_text_is_inert(name: str, file: Path) -> None:
    path = pdf(file)

    require_inert(path)
    organisation = attached(path)["report"]["cover"]["organisation"]
    # Long names are cut, and what joins letters is not shown, so the beginning decides.
    assert words(TEXTS[name])[:100] == words(organisation)[:100]


# Screens


@pytest.mark.promise("P22")
@pytest.mark.parametrize(("name", "file"), [(name, name) for name in TEXTS], indirect=["file"])
def test_the_status_is_inert_in_every_look_and_says_what_was_typed(name: str, file: Path) -> None:
    for look, environment in LOOKS.items():
        run = servicecheck_here("status", file.name, *_colour(look), folder=file.parent, environment=environment)
        calm(run)
        if look == "plain":
            shown = iter(run.stdout)
            assert all(one in shown for one in TEXTS[name][:150] if one.isalnum())
    document = json.loads(calm(servicecheck_here("status", file.name, "--json", folder=file.parent)).stdout)
    assert document["organisation"] == TEXTS[name]


@pytest.mark.promise("P22")
@pytest.mark.parametrize("look", LOOKS)
def test_an_interview_in_which_all_is_hostile_is_inert(look: str, tmp_path: Path) -> None:
    (tmp_path / "tiny.yaml").write_bytes(hostile_rounds.QUESTIONNAIRE)
    for number, text in enumerate(ANSWERS.values()):
        line = " ".join(text.split("\n"))[:300] or "x"
        run = _interview(tmp_path, line, f"{number}.servicecheck", look)
        assert run.code == 0, run.said
        calm(run)


def test_what_a_person_typed_is_what_is_kept(tmp_path: Path) -> None:
    (tmp_path / "tiny.yaml").write_bytes(hostile_rounds.QUESTIONNAIRE)
    for number, text in enumerate(ANSWERS.values()):
        line = " ".join(text.split("\n"))[:300].strip()
        if not line:
            continue
        _interview(tmp_path, line, f"{number}.servicecheck", "plain")
        with AssessmentFile.open(tmp_path / f"{number}.servicecheck", "read") as file:
            (round_,) = file.rounds()
            (person,) = file.responses(round_)
            assert file.organisation.name == line.replace("\0", "")
            assert person.answers["A1"].note == line
            assert person.answers["A1"].evidence == line
            assert [row.values["bulb"] for row in round_.registers] == [line]


def _interview(folder: Path, line: str, file: str, look: str) -> Ended:
    """All of the questionnaire with *line* wherever a person can type, one look back, and the verdict."""
    typed = ["n", line, "e", line, line, "1", "1", line, "2", line, line, line, "", "yes", "no", "4", line, "yes", ""]
    return servicecheck_here(
        "run", "tiny.yaml", "--file", file, "--mode", "own", "--organisation", line.replace("\0", ""), "--no-report",
        *_colour(look), folder=folder, typed="\n".join(typed) + "\n", environment=LOOKS[look],
    )  # fmt: skip


def _colour(look: str) -> list[str]:
    return ["--color", "always"] if look == "colour" else []

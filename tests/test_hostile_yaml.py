"""Hostile questionnaires through the real commands: refused where they go wrong, or shown as the text they are."""

import re
import sys
import time
from pathlib import Path

import pytest

import hostile_rounds
from command_line import servicecheck
from hostile_corpus import HostileFile, hostile_files
from one_process import Ended, servicecheck_here
from page_parts import Page

SECONDS = 10
"""Generous, for a busy machine; each takes a few hundredths of one."""
MEGABYTES = 300

FILES = {file.path.stem: file for file in hostile_files("yaml")}
FAULTS_IN_NUMBERS = {"float_overflow", "huge_int", "int64", "nan_inf"}
"""Numbers that are refused where a number is read; at the top of a questionnaire, their keys are unknown already."""
BOMBS = ("alias_bomb", "merge_bomb", "deep_flow_1000", "deep_flow_unclosed_100k", "huge_int")


def written(file: HostileFile, folder: Path) -> Path:
    """The file with a sound questionnaire as the rest of it, but for the keys that it has itself."""
    text = file.path.read_bytes().decode("utf-8", "replace")
    own = set(re.findall(r'^"?([a-z]+)"?:', text, re.MULTILINE))
    parts = re.split(r"(?m)^(?=[a-z_]+:)", hostile_rounds.QUESTIONNAIRE.decode().strip())
    body = "".join(part for part in parts if part.partition(":")[0] not in own)
    path = folder / file.path.name
    path.write_bytes(file.fill(body, {"MARKER": str(folder / "marker"), "CANARY": "/etc/passwd", "PORT": "1"}))
    return path


def places(said: str) -> list[tuple[int | None, int | None]]:
    """The line and column of every mistake that was told."""
    found = re.findall(r"^\S+\.yaml(?::(\d+))?(?::(\d+))?$", said, re.MULTILINE)
    return [(int(line) if line else None, int(column) if column else None) for line, column in found]


def is_calm(run: Ended) -> bool:
    return "Traceback" not in run.said and run.code not in (70, 74) and "mistake in servicecheck" not in run.said


@pytest.mark.promise("P10")
@pytest.mark.promise("P11")
@pytest.mark.parametrize("command", ["check", "show", "run"])
@pytest.mark.parametrize("name", [name for name, file in FILES.items() if file.expect == "refuse"])
def test_a_hostile_file_is_refused_with_its_place_and_a_way_out(name: str, command: str, tmp_path: Path) -> None:
    file = FILES[name]
    path = written(file, tmp_path)
    began = time.perf_counter()
    run = servicecheck_here(command, path.name, folder=tmp_path)

    assert time.perf_counter() - began < SECONDS
    assert (run.code, run.stdout) == (2, "")
    assert is_calm(run)
    told = places(run.stderr)
    assert told
    if name not in FAULTS_IN_NUMBERS:
        assert any(file.is_at(*place) for place in told), told
    assert len(run.stderr.splitlines()) <= 5 * len(told) + 2
    assert [one.name for one in tmp_path.iterdir()] == [path.name], "something was made of it"


@pytest.mark.promise("P10")
@pytest.mark.parametrize("command", ["check", "show", "run"])
@pytest.mark.parametrize("name", [name for name, file in FILES.items() if file.expect in ("accept", "bounded")])
def test_an_odd_file_is_taken_or_refused_but_nothing_else(name: str, command: str, tmp_path: Path) -> None:
    path = written(FILES[name], tmp_path)
    run = servicecheck_here(command, path.name, folder=tmp_path)

    assert is_calm(run)
    assert run.code == 2
    assert places(run.stderr)


@pytest.mark.parametrize("number", [".nan", ".inf", "1e999", "9" * 5000, "9223372036854775808", "0x1F", "1_000", "-1"])
def test_a_number_that_is_none_is_refused_where_it_stands(number: str, tmp_path: Path) -> None:
    path = tmp_path / "tiny.yaml"
    text = hostile_rounds.QUESTIONNAIRE.decode()
    path.write_text(text.replace("  - id: B\n", f"  - id: B\n    weight: {number}\n"))
    (line,) = [n for n, one in enumerate(path.read_text().splitlines(), 1) if "weight" in one]
    run = servicecheck_here("check", path.name, folder=tmp_path)

    assert run.code == 2
    assert places(run.stderr) == [(line, 13)]
    assert len(run.stderr) < 1_000


@pytest.mark.promise("P10")
@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured with what Unix offers")
def test_no_bomb_takes_memory(tmp_path: Path) -> None:
    import resource

    (tmp_path / "tiny.yaml").write_bytes(hostile_rounds.QUESTIONNAIRE)
    assert servicecheck("check", "tiny.yaml", folder=tmp_path).returncode == 0
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    for name in BOMBS:
        assert servicecheck("check", written(FILES[name], tmp_path).name, folder=tmp_path).returncode == 2

    grown = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss - before
    assert grown / (1 if sys.platform == "darwin" else 1024) < MEGABYTES * (1024 if sys.platform == "darwin" else 1)


def test_no_tag_runs_anything(tmp_path: Path) -> None:
    for name in (name for name in FILES if "tag" in name):
        path = written(FILES[name], tmp_path)
        for command in ("check", "show", "run"):
            servicecheck_here(command, path.name, folder=tmp_path)

    assert not (tmp_path / "marker").exists()


INERT = [name for name, file in FILES.items() if file.expect == "neutralise"]
ANSWERS = "1\n2\nbecause\n\nyes\nno\n\n"


@pytest.fixture(scope="module")
def benign(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The report on the same questionnaire and answers with a title of plain words."""
    folder = tmp_path_factory.mktemp("benign")
    (folder / "plain.yaml").write_bytes(hostile_rounds.QUESTIONNAIRE)
    return answered(folder / "plain.yaml")


def answered(path: Path) -> Page:
    """The HTML report after answering the questionnaire in *path*."""
    run = servicecheck_here("run", path.name, "--mode", "own", folder=path.parent, typed=ANSWERS)
    assert (run.code, is_calm(run)) == (0, True), run.said
    return Page.read(path.with_name("tiny-report.html"))


@pytest.mark.promise("P21")
@pytest.mark.promise("P22")
@pytest.mark.parametrize("name", INERT)
def test_what_an_author_writes_is_shown_as_text(name: str, tmp_path: Path, benign: Page) -> None:
    path = written(FILES[name], tmp_path)
    typed = re.search(r"title: (['\"])(.*)\1", path.read_text())
    assert typed
    title = typed[2].replace("\\n", " ")

    assert servicecheck_here("check", path.name, folder=tmp_path).code == 0
    shown = servicecheck_here("show", path.name, folder=tmp_path, environment={"COLUMNS": "120"})
    assert title in shown.stdout
    page = answered(path)
    assert page.skeleton == benign.skeleton
    assert _plain(title) in _plain(page.text)
    assert not any(canary in page.text for canary in ("root:", "49 ", "builtins"))


def _plain(text: str) -> str:
    """Without quotation marks and spaces: those are set as the language has them."""
    return re.sub(r"[\s\"'“”‘’«»„]", "", text)

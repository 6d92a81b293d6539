"""What an author is told: every mistake of a questionnaire at once, each with its place and a way out."""

import re
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from hostile_corpus import HostileFile, hostile_files
from servicecheck.errors import InvalidFile, ServicecheckError
from servicecheck.files import questionnaires
from servicecheck.questionnaire import Questionnaire

BROKEN = Path(__file__).parent / "files" / "broken"
TOLD = re.compile(r"# (\d+):(\d+) (error|warning): (.*)")

WEIGHTS = ("float_overflow", "huge_int", "int64", "nan_inf")
"""A weight at the top, where none can stand: what is wrong with the number is shown where one can."""

HEAD = 'format: 1\nid: tiny\nversion: "1.0"\ntitle: Tiny\n'
SECTIONS = """\
sections:
  - id: S
    title: Service
    items: [{type: yes-no, id: S1, text: Incidents are logged}]
"""


def told(file: Path) -> list[tuple[int | None, int | None, str, str]]:
    return [(p.place.line, p.place.column, p.severity, p.message) for p in questionnaires.problems(file)]


def write(folder: Path, text: str, name: str = "tiny.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


# Broken files: what is told of each stands in its first lines


@pytest.mark.parametrize("file", sorted(BROKEN.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_broken_questionnaire_is_explained_in_full(file: Path) -> None:
    expected = [TOLD.fullmatch(line) for line in file.read_text(encoding="utf-8").splitlines()]

    assert told(file) == [(int(m[1]), int(m[2]), m[3], m[4]) for m in expected if m]


@pytest.mark.parametrize("file", sorted(BROKEN.glob("*.yaml")), ids=lambda file: file.stem)
def test_each_mistake_is_short_and_has_a_way_out(file: Path) -> None:
    for problem in questionnaires.problems(file):
        assert len(problem.message) < 220
        assert "Input should" not in problem.message
        assert re.search(r"[.?]$", problem.message)


@pytest.mark.parametrize("file", sorted(BROKEN.glob("*.yaml")), ids=lambda file: file.stem)
def test_errors_stop_loading_and_warnings_do_not(file: Path) -> None:
    errors = [problem for problem in questionnaires.problems(file) if problem.severity == "error"]
    if not errors:
        assert questionnaires.load(file).id == "tiny"
        return

    with pytest.raises(InvalidFile) as refused:
        questionnaires.load(file)
    assert list(refused.value.problems) == errors


def test_a_file_without_mistakes_is_not_complained_about(tmp_path: Path) -> None:
    assert told(write(tmp_path, HEAD + SECTIONS)) == []


@pytest.mark.parametrize("entry", questionnaires.available(Path("none")), ids=lambda entry: entry.id)
def test_shipped_questionnaires_have_neither_errors_nor_warnings(entry: questionnaires.Entry) -> None:
    assert told(entry.path) == []


def test_hundreds_of_mistakes_are_cut_short(tmp_path: Path) -> None:
    keys = "".join(f"key{number}: x\n" for number in range(300))

    problems = questionnaires.problems(write(tmp_path, HEAD + keys + SECTIONS))

    assert len(problems) == questionnaires.MOST_PROBLEMS + 1
    assert problems[-1].message.startswith("there are more mistakes")


MANY = 4_000


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(lambda n: f"when: {{item: I{n - 1}, is: 'yes'}}", id="each-waits-for-the-one-before"),
        pytest.param(lambda n: f"when: {{item: I{n + 1}, is: 'yes'}}", id="each-waits-for-the-one-after"),
        pytest.param(lambda n: f"when: {{item: X{n}, is: 'yes'}}", id="each-waits-for-one-that-is-not-there"),
        pytest.param(
            lambda n: f"when: {{any: [{{item: I{n - 1}, is: 'yes'}}, {{item: I{n - 2}, is: 'no'}}]}}", id="twice"
        ),
        pytest.param(lambda n: f"key{n}: x", id="unknown-keys"),
    ],
)
def test_a_file_made_to_keep_us_busy_ends_soon(items: Callable[[int], str], tmp_path: Path) -> None:
    lines = [f"- {{type: yes-no, id: I{n}, text: x, {items(n) if n > 1 else 'help: x'}}}\n" for n in range(MANY)]
    file = write(tmp_path, HEAD + "sections:\n- id: S\n  title: x\n  items:\n  " + "  ".join(lines))
    began = time.perf_counter()

    problems = questionnaires.problems(file)

    assert len(problems) <= questionnaires.MOST_PROBLEMS + 1
    assert not any("100000 values" in problem.message for problem in problems)
    assert time.perf_counter() - began < 20


# The hostile corpus, with a questionnaire around each fault


@pytest.mark.parametrize("file", hostile_files("yaml"), ids=lambda file: file.path.stem)
def test_each_hostile_questionnaire_is_refused_where_its_fault_is(file: HostileFile, tmp_path: Path) -> None:
    own_keys = {line.split(":")[0] for line in file.path.read_text("utf-8", errors="replace").splitlines()}
    rest = "".join(f"{line}\n" for line in HEAD.splitlines() if line.split(":")[0] not in own_keys) + SECTIONS
    copy = tmp_path / file.path.name
    copy.write_bytes(file.fill(rest, {"MARKER": str(tmp_path / "marker"), "PORT": "1"}))

    problems = questionnaires.problems(copy)
    errors = [problem for problem in problems if problem.severity == "error"]

    assert not (tmp_path / "marker").exists()
    if file.expect == "refuse" and file.path.stem not in WEIGHTS:
        assert any(file.is_at(problem.place.line, problem.place.column) for problem in errors)
    elif file.expect == "neutralise":
        assert errors == []
    for problem in errors:
        assert problem.place.file == str(copy)
        assert len(problem.message) < 300


@pytest.mark.parametrize("name", WEIGHTS)
def test_a_number_that_is_none_is_refused_where_it_stands(name: str, tmp_path: Path) -> None:
    (file,) = [file for file in hostile_files("yaml") if file.path.stem == name]
    numbers = [line.split(": ")[1] for line in file.path.read_text("utf-8").splitlines() if ": " in line]

    for number in numbers:
        copy = write(tmp_path, HEAD + SECTIONS.replace("    title", f"    weight: {number}\n    title"))

        ((line, column, severity, message),) = told(copy)
        assert (line, column, severity) == (7, 13, "error")
        assert "is not a plain number" in message
        assert len(message) < 200


@pytest.mark.parametrize("number", ["010", "1.10", "+5", "0.0001", "99999"])
def test_a_plain_number_is_read_as_decimal(number: str, tmp_path: Path) -> None:
    copy = write(tmp_path, HEAD + SECTIONS.replace("    title", f"    weight: {number}\n    title"))

    assert questionnaires.load(copy).sections[0].weight == Decimal(number)


# The library


def test_a_name_means_ones_own_file_before_a_shipped_one(tmp_path: Path) -> None:
    own = write(tmp_path, HEAD.replace("tiny", "low-effort") + SECTIONS, "low-effort.yaml")

    assert questionnaires.find("low-effort", tmp_path) == own
    assert questionnaires.load("low-effort", tmp_path).title.to("en") == "Tiny"
    assert questionnaires.find("light-bulbs", tmp_path).parent == questionnaires.shipped_folder()


def test_a_path_means_that_file(tmp_path: Path) -> None:
    file = write(tmp_path, HEAD + SECTIONS)

    assert isinstance(questionnaires.load(str(file)), Questionnaire)
    assert questionnaires.find("low-effort.yaml", tmp_path) == Path("low-effort.yaml")


def test_an_unknown_name_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ServicecheckError, match=r"no questionnaire 'low-efort'\. Did you mean 'low-effort'\?"):
        questionnaires.load("low-efort", tmp_path)


def test_a_name_never_leads_out_of_the_library(tmp_path: Path) -> None:
    write(tmp_path, HEAD + SECTIONS)

    with pytest.raises(InvalidFile, match="no such file"):
        questionnaires.load("../tiny", tmp_path / "own")
    with pytest.raises(InvalidFile, match="folder"):
        questionnaires.load(str(tmp_path))


def test_the_list_shows_which_file_wins_and_which_is_broken(tmp_path: Path) -> None:
    write(tmp_path, HEAD + SECTIONS, "low-effort.yaml")
    write(tmp_path, "titel: x\n", "broken.yml")
    write(tmp_path, "not one", "notes.txt")

    entries = questionnaires.available(tmp_path)

    mine = [(entry.id, bool(entry.questionnaire), bool(entry.problems)) for entry in entries if entry.origin == "yours"]
    assert mine == [("broken", False, True), ("low-effort", True, False)]
    hidden = [(entry.id, entry.origin) for entry in entries if entry.is_hidden]
    assert hidden == [("low-effort", "shipped")]


def test_without_a_folder_of_ones_own_there_are_the_shipped_ones(tmp_path: Path) -> None:
    shipped = [entry.id for entry in questionnaires.available(tmp_path / "none")]

    assert {"low-effort", "light-bulbs"} <= set(shipped)


def test_a_copy_of_the_bytes_is_the_same_questionnaire(tmp_path: Path) -> None:
    file = write(tmp_path, HEAD + SECTIONS)

    parsed = questionnaires.parse(file.read_bytes(), "the round's questionnaire")

    assert parsed.content_hash == questionnaires.load(file).content_hash

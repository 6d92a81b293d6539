"""report over many files: one report each, whatever is wrong with the others, and going on where a run was stopped."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import hostile_rounds
from command_line import LIMIT, surroundings
from one_process import servicecheck_here

NAMES = ("aarhus", "bjerget", "havnen")
ONCE_OF = re.compile(r"^ *(\d+) of (\d+)  (.+)$", re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three assessment files."""
    (tmp_path / "clients").mkdir()
    for name in NAMES:
        hostile_rounds.make(tmp_path / "clients" / f"{name}.servicecheck", name.capitalize(), people=2)
    return tmp_path


def reports(folder: Path, ending: str = ".html") -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix == ending)


def test_a_folder_gives_a_report_of_each_file_beside_it(folder: Path) -> None:
    (folder / "clients" / "notes.txt").write_text("not an assessment")
    (folder / "clients" / "old.servicecheck").mkdir()
    run = servicecheck_here("report", "clients", "--format", "html", folder=folder)

    assert run.code == 0
    assert run.stdout.split() == [f"clients/{name}-report.html" for name in NAMES]
    assert reports(folder / "clients") == [f"{name}-report.html" for name in NAMES]


def test_progress_is_told_a_row_a_report(folder: Path) -> None:
    run = servicecheck_here("report", "clients", "--format", "html", folder=folder)

    told = ONCE_OF.findall(run.stderr)
    assert [(done, of) for done, of, _ in told] == [("1", "3"), ("2", "3"), ("3", "3")]
    assert sorted(name for *_, name in told) == [f"{name}-report.html" for name in NAMES]


def test_several_files_go_into_one_folder_under_names_that_differ(folder: Path) -> None:
    other = hostile_rounds.make(folder / "Havnen.servicecheck", "Another", people=2)
    run = servicecheck_here("report", "clients", other.name, "-o", "out", "--format", "html", folder=folder)

    assert run.code == 0
    assert reports(folder / "out") == sorted([*(f"{name}-report.html" for name in NAMES), "Havnen-2-report.html"])
    assert "Another" in (folder / "out" / "Havnen-2-report.html").read_text()


def test_a_broken_file_is_left_out_and_named_and_the_others_are_made(folder: Path) -> None:
    (folder / "clients" / "broken.servicecheck").write_text("nothing of the kind")
    run = servicecheck_here("report", "clients", "--format", "html", folder=folder)

    assert run.code == 1
    assert reports(folder / "clients") == [f"{name}-report.html" for name in NAMES]
    assert "Left out: 1 of 4.\nclients/broken.servicecheck\n" in run.stderr
    assert len(run.stdout.split()) == 3


def test_a_template_that_goes_wrong_for_one_leaves_the_others_alone(folder: Path) -> None:
    (folder / "mine").mkdir()
    page = "{% if 'Bjerget' in report.title %}{{ 'A' * (10 ** 9) }}{% endif %}"
    (folder / "mine" / "report.html.j2").write_text(page)
    run = servicecheck_here("report", "clients", "--format", "html", "--template", "./mine", folder=folder)

    assert run.code == 4
    assert reports(folder / "clients") == ["aarhus-report.html", "havnen-report.html"]
    assert "clients/bjerget.servicecheck\n  mine/report.html.j2:1: the template used too much" in run.stderr


def test_a_template_that_goes_wrong_for_all_ends_soon(folder: Path) -> None:
    for number in range(6):
        hostile_rounds.make(folder / "clients" / f"more-{number}.servicecheck", "More", people=2)
    (folder / "mine").mkdir()
    (folder / "mine" / "report.html.j2").write_text("{{ 'A' * (10 ** 9) }}")
    run = servicecheck_here("report", "clients", "--format", "html", "--template", "./mine", folder=folder)

    assert run.code == 4
    assert "Left out: 9 of 9." in run.stderr
    assert len(ONCE_OF.findall(run.stderr)) == 3


def test_a_mistake_in_the_template_is_told_for_all(folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / "report.html.j2").write_text("{{ nothing }}")
    run = servicecheck_here("report", "clients", "--format", "html", "--template", "./mine", folder=folder)

    assert run.code == 2
    assert run.stdout == ""
    assert run.stderr.count("mine/report.html.j2:1") == 3


def test_what_is_finished_is_not_made_again_unless_forced(folder: Path) -> None:
    made = ["report", "clients", "--format", "html", "-o", "out"]
    servicecheck_here(*made, folder=folder)
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").glob("*.html")}
    again = servicecheck_here(*made, folder=folder)

    assert again.code == 0
    assert "3 of 3 were made before and stay as they are." in again.stderr
    assert len(again.stdout.split()) == 3
    assert {path: path.stat().st_mtime_ns for path in (folder / "out").glob("*.html")} == before

    assert not ONCE_OF.findall(again.stderr)
    assert len(ONCE_OF.findall(servicecheck_here(*made, "--force", folder=folder).stderr)) == 3
    assert len(reports(folder / "out")) == 3


@pytest.mark.parametrize("spoilt", ["removed", "half", "changed", "link"])
def test_a_report_that_is_not_as_it_was_written_is_made_again(spoilt: str, folder: Path) -> None:
    made = ["report", "clients", "--format", "html", "-o", "out"]
    servicecheck_here(*made, folder=folder)
    path = folder / "out" / "havnen-report.html"
    whole = path.read_bytes()
    path.unlink()
    if spoilt == "link":
        (folder / "elsewhere.html").write_bytes(whole)
        path.symlink_to(folder / "elsewhere.html")
    elif spoilt != "removed":
        path.write_bytes(whole[: len(whole) // 2] if spoilt == "half" else b"mine")
    again = servicecheck_here(*made, folder=folder)

    told = [name for *_, name in ONCE_OF.findall(again.stderr)]
    assert told == ["havnen-report.html" if spoilt == "removed" else "havnen-report-2.html"]
    assert (folder / "out" / told[0]).read_bytes() == whole


@pytest.mark.parametrize("change", ["answers", "language", "template"])
def test_what_would_be_another_report_is_made(change: str, folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / "report.html.j2").write_text("{{ head }}{{ report.title }}")
    made = ["report", "clients", "--format", "html", "-o", "out", "--template", "./mine"]
    servicecheck_here(*made, folder=folder)
    if change == "answers":
        (folder / "clients" / "havnen.servicecheck").unlink()
        hostile_rounds.make(folder / "clients" / "havnen.servicecheck", "Others", people=3)
    elif change == "template":
        (folder / "mine" / "report.html.j2").write_text("{{ head }}{{ report.description }}")
    again = servicecheck_here(*made, *(["--language", "sv"] if change == "language" else []), folder=folder)

    assert len(ONCE_OF.findall(again.stderr)) == (1 if change == "answers" else 3)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("empty",), "no assessment file in the folder empty"),
        (("clients", "-o", "report.pdf"), "is the name of one file"),
        (("clients", "-o", "clients/havnen.servicecheck"), "is a file"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_made(arguments: tuple[str, ...], says: str, folder: Path) -> None:
    (folder / "empty").mkdir()
    run = servicecheck_here("report", *arguments, folder=folder)

    assert run.code == 2
    assert says in " ".join(run.stderr.split())
    assert not list(folder.rglob("*.html"))


def test_nothing_is_written_through_a_link(folder: Path) -> None:
    (folder / "precious").write_text("precious")
    (folder / "clients" / "havnen-report.html").symlink_to(folder / "precious")
    (folder / "clients" / ".servicecheck-reports.jsonl").symlink_to(folder / "precious")
    run = servicecheck_here("report", "clients", "--format", "html", "--force", folder=folder)

    assert run.code == 1
    assert "is not a regular file" in " ".join(run.stderr.split())
    assert (folder / "precious").read_text() == "precious"
    assert reports(folder / "clients") == ["aarhus-report.html", "bjerget-report.html", "havnen-report.html"]


def test_the_bytes_are_the_same_however_many_make_them(folder: Path) -> None:
    """Here by two children of the command's own, and alone by the one that stays."""
    command = [sys.executable, "-m", "servicecheck", "report", "clients", "-o", "out", "--jobs", "2", "--format", "pdf"]
    subprocess.run(command, cwd=folder, env=surroundings({"SOURCE_DATE_EPOCH": "1"}), check=True, timeout=LIMIT)
    alone = servicecheck_here(
        "report",
        "clients/havnen.servicecheck",
        "-o",
        "alone.pdf",
        folder=folder,
        environment={"SOURCE_DATE_EPOCH": "1"},
    )

    assert alone.code == 0
    assert (folder / "out" / "havnen-report.pdf").read_bytes() == (folder / "alone.pdf").read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize(
    "name", ["SIGKILL", *(pytest.param(name, marks=pytest.mark.release) for name in ("SIGTERM", "SIGINT"))]
)
def test_a_run_that_is_stopped_leaves_no_half_report_no_child_and_no_folder(name: str, folder: Path) -> None:
    for number in range(3):
        hostile_rounds.make(folder / "clients" / f"more-{number}.servicecheck", "More", people=2)
    temporary = folder / "tmp"
    temporary.mkdir()
    command = [sys.executable, "-m", "servicecheck", "report", "clients", "-o", "out", "--format", "pdf", "--jobs", "2"]
    environment = surroundings({"TMPDIR": str(temporary)})
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr
        assert ONCE_OF.match(run.stderr.readline())
        children = children_of(run.pid)
        run.send_signal(getattr(signal, name))
        run.wait(10)

    assert len(children) == 2
    assert gone(children, within=5)
    assert run.returncode == {"SIGINT": 130, "SIGTERM": 143, "SIGKILL": -9}[name]
    assert gone_files(temporary, within=5)
    made = [path for path in (folder / "out").iterdir() if not path.name.startswith(".")]
    assert made
    for path in made:
        assert path.read_bytes().rstrip().endswith(b"%%EOF")

    servicecheck_here("report", "clients", "-o", "out", "--format", "pdf", folder=folder)
    assert len(reports(folder / "out", ".pdf")) == len(NAMES) + 3
    assert not [name for name in reports(folder / "out", ".pdf") if name.endswith("report-2.pdf")]


def children_of(process: int) -> list[int]:
    listed = [Path(f"/proc/{process}/task/{task}/children").read_text() for task in os.listdir(f"/proc/{process}/task")]
    return [int(child) for child in " ".join(listed).split()]


def gone(processes: list[int], within: float) -> bool:
    return waited(lambda: not any(Path(f"/proc/{process}").exists() for process in processes), within)


def gone_files(folder: Path, within: float) -> bool:
    return waited(lambda: not list(folder.iterdir()), within)


def waited(condition: Callable[[], bool], within: float) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return False

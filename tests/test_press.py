"""The press: what a job hands back, what it may not do, and what becomes of one that goes beyond its limits."""

import os
import pickle
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from press_jobs import Trick
from servicecheck.errors import InvalidFile, ServicecheckError, TemplateStopped
from servicecheck.report.press import Limits, Press, at_work
from servicecheck.report.press.failures import ChildFailed

LIMITS = Limits(seconds=2, megabytes=300)
needs_limits = pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts what is meant here")


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with Press(1, LIMITS, prints=False) as press:
        yield press


def said(press: Press, name: str, target: str = "") -> str:
    return press.one(Trick(name, target)).contents["said"].decode()


def test_a_job_hands_back_files_and_notes(press: Press) -> None:
    printed = press.one(Trick("answer"))

    assert (printed.contents, printed.notes, printed.missing) == ({"said": b"done"}, ("a note",), "")


def test_one_child_does_one_job_after_the_other(press: Press) -> None:
    assert said(press, "process") == said(press, "process") == str(press.processes[0])


def test_what_the_user_can_put_right_comes_back_as_it_was(press: Press) -> None:
    with pytest.raises(ServicecheckError, match="not like this"):
        said(press, "refuse")
    with pytest.raises(InvalidFile) as caught:
        said(press, "mistakes")

    assert [str(problem) for problem in caught.value.problems] == ["a.yaml:3:5: wrong", "a.yaml: odd"]
    assert [problem.severity for problem in caught.value.problems] == ["error", "warning"]


def test_a_mistake_of_ours_comes_back_with_its_trace(press: Press) -> None:
    with pytest.raises(ChildFailed, match="ValueError: something unforeseen") as caught:
        said(press, "fail")

    assert "press_jobs.py" in str(caught.value.__cause__)


def test_a_child_knows_nothing_of_the_environment_and_nobody_types(press: Press) -> None:
    assert said(press, "environment") == "{}"
    assert said(press, "input") == "''"


def test_a_child_works_in_the_folder_of_the_command(
    press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert said(press, "folder") == repr(str(tmp_path))


@pytest.mark.promise("P30")
@pytest.mark.parametrize(
    "trick",
    ["run", "shell", "write", "append", "write by descriptor", "remove", "rename", "link", "make a folder"],
)
def test_a_child_starts_no_program_and_changes_no_file(trick: str, press: Press, tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("precious")
    with pytest.raises(ChildFailed, match="PermissionError: a report"):
        said(press, trick, str(target))

    assert [path.name for path in tmp_path.iterdir()] == ["precious"]
    assert target.read_text() == "precious"


@pytest.mark.promise("P30")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no fork")
def test_a_child_does_not_split(press: Press) -> None:
    with pytest.raises(ChildFailed, match="PermissionError: a report"):
        said(press, "fork")


@pytest.mark.promise("P30")
def test_a_child_reaches_nobody(press: Press) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        with pytest.raises(ChildFailed, match="PermissionError: a report"):
            said(press, "connect", str(server.getsockname()[1]))
        with pytest.raises(TimeoutError):
            server.accept()
    with pytest.raises(ChildFailed, match="PermissionError: a report"):
        said(press, "look up")


def test_a_child_may_use_a_folder_of_its_own(press: Press) -> None:
    assert said(press, "temporary") == "True"


@pytest.mark.parametrize("trick", ["die", "be killed"])
def test_a_child_that_dies_is_replaced(trick: str, press: Press) -> None:
    with pytest.raises(ChildFailed, match="ended by itself"):
        said(press, trick)

    assert said(press, "answer") == "done"


@pytest.mark.promise("P31")
@pytest.mark.parametrize(
    ("trick", "says"),
    [
        ("busy", "too much time"),
        ("stubborn", "too much time"),
        ("slow", "too much time"),
        ("greedy", "too much memory"),
        ("die", "brought down the process"),
        ("large", "larger than 18 MB"),
    ],
)
@needs_limits
def test_what_goes_beyond_the_limits_ends_alone(trick: str, says: str, press: Press) -> None:
    began = perf_counter()
    with pytest.raises(TemplateStopped, match=says) as caught:
        press.one(Trick(trick, is_template=True))

    assert perf_counter() - began < LIMITS.seconds + 10
    assert caught.value.exit_code == 4
    assert trick == "large" or "mine/report.html.j2" in str(caught.value)
    assert said(press, "answer") == "done"


def test_every_job_has_its_own_time(press: Press) -> None:
    for _ in range(6):
        assert press.one(Trick("pause", is_template=True)).contents


def test_two_children_work_at_once_and_leave_nothing_behind() -> None:
    with Press(2, LIMITS, prints=False) as press:
        results = list(press.run(Trick("pause") for _ in range(4)))
        children = {result.take().contents["said"] for result in results}
        folder = press._folder
        assert folder.is_dir()

    assert len(children) == 2
    assert sorted(result.number for result in results) == [0, 1, 2, 3]
    assert not folder.exists()
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(int(child), 0)


def test_a_run_that_is_left_in_the_middle_ends_every_child() -> None:
    with Press(2, Limits(), prints=False) as press:
        for _ in press.run(Trick("answer" if number == 0 else "slow") for number in range(4)):
            break
        children, began = press.processes, perf_counter()

    assert perf_counter() - began < 5
    assert len(children) == 2
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def test_a_template_is_filled_in_by_children_only() -> None:
    with pytest.raises(RuntimeError, match="children of the press only"), at_work(Path("mine/report.html.j2")):
        pass


def test_what_comes_back_is_never_unpickled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child has read a stranger's template, so what it says is read as text and bytes."""

    def refuse(*_: object) -> None:
        raise AssertionError("unpickled")

    monkeypatch.setattr(pickle, "loads", refuse)
    monkeypatch.setattr(pickle, "load", refuse)
    with Press(1, LIMITS, prints=False) as press:
        assert said(press, "answer") == "done"

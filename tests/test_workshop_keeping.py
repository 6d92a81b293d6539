"""A workshop's file while the room votes: the disk fills, the file disappears, others want it; no vote is lost."""

import os
import resource
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from one_process import servicecheck_here
from sample_workshops import QUESTIONNAIRE, questionnaire, room
from servicecheck.cli.workshop_keeping import Keeping
from servicecheck.errors import FileInUse, StorageError
from servicecheck.files.assessment_file import AssessmentFile, Holder
from servicecheck.response import Organisation, Respondent, Round
from servicecheck.web.room import Change, Room
from servicecheck.workshop import Vote, Workshop

HOLDER = Holder("servicecheck workshop", 4711)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a workshop of six people in which S1 is open."""
    path = tmp_path / "a.servicecheck"
    begin(path)
    return path


def begin(path: Path) -> None:
    with AssessmentFile.create(path, Organisation()) as file:
        round_ = file.add_round(Round("tiny", "1.0", mode="anonymous"), QUESTIONNAIRE.encode(), "tiny.yaml")
        file.keep_workshop(None, room(6, number=round_.number).open("S1"))


@contextmanager
def going_on(path: Path) -> Iterator[Room]:
    with Keeping(path, 1, HOLDER) as keeping:
        workshop = keeping.workshop
        assert workshop
        one = Room(workshop, keeping.keep)
        try:
            yield one
        finally:
            one.close()


def votes(code: str, value: str = "2", note: str = "") -> Change:
    return lambda workshop: workshop.vote(code, "S1", workshop.ballot.number, Vote(value, note))


def on_disk(path: Path) -> dict[str, str]:
    """Who voted what on S1, by what stands in the file."""
    with AssessmentFile.open(path, "read") as file:
        workshop = file.workshop_of(file.rounds()[0], questionnaire())
    assert workshop
    return {code: vote.value for code, vote in workshop.ballot.votes.items()}


def test_a_vote_is_on_the_disk_when_it_is_acknowledged(path: Path) -> None:
    with going_on(path) as one:
        for number in range(1, 7):
            one.do(votes(f"P{number}")).result(10)
            assert len(on_disk(path)) == number


def test_a_room_goes_on_where_it_was(path: Path) -> None:
    with going_on(path) as one:
        before = one.do(votes("P1")).result(10)

    with going_on(path) as one:
        assert one.now == before
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.promise("P4")
def test_a_second_host_is_told_who_holds_the_file(path: Path) -> None:
    with going_on(path), pytest.raises(FileInUse, match=r"servicecheck workshop \(process 4711\)") as refused:
        Keeping(path, 1, HOLDER)
    assert refused.value.exit_code == 3


@pytest.mark.promise("P4")
def test_a_second_command_on_the_file_ends_with_3(path: Path) -> None:
    with going_on(path):
        run = servicecheck_here("workshop", path.name, "--no-open", folder=path.parent)

    assert run.code == 3
    assert "in use by servicecheck workshop (process 4711)" in " ".join(run.stderr.split())


@pytest.mark.promise("P4")
def test_readers_are_served_while_the_room_votes(path: Path) -> None:
    with going_on(path) as one:
        outcomes = [one.do(votes(f"P{number}", note="n" * 500)) for number in range(1, 7)]
        for command in (["status", path.name, "--json"], ["export", path.name]):
            assert servicecheck_here(*command, folder=path.parent).code == 0
        for outcome in outcomes:
            outcome.result(10)
    assert len(on_disk(path)) == 6


def test_whoever_votes_while_the_disk_is_full_is_told_and_can_vote_later(path: Path) -> None:
    with going_on(path) as one:
        one.do(votes("P1")).result(10)
        with no_room_on_the_disk(path):
            with pytest.raises(StorageError):
                one.do(votes("P2", note="x" * 1_900)).result(10)
            assert set(one.now.ballot.votes) == {"P1"}
            assert "the disk reports an error" in str(one.problem)
        assert set(on_disk(path)) == {"P1"}

        one.do(votes("P2")).result(10)
        assert str(one.problem) == "None"
    assert on_disk(path) == {"P1": "2", "P2": "2"}


@contextmanager
def no_room_on_the_disk(path: Path) -> Iterator[None]:
    """Let no file grow beyond a page; the journal needs more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)


def moves(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))


def replaces_by_a_copy(path: Path) -> None:
    shutil.copy(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


def removes_the_folder(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.mkdir()


@pytest.mark.promise("P50")
@pytest.mark.parametrize("somebody", [Path.unlink, moves, replaces_by_a_copy, removes_the_folder])
def test_a_file_that_disappears_under_the_room_takes_no_vote_along(
    path: Path, somebody: Callable[[Path], object]
) -> None:
    with going_on(path) as one:
        one.do(votes("P1", "1")).result(10)
        somebody(path)
        one.do(votes("P2", "2")).result(10)
        one.do(votes("P1", "3")).result(10)

        assert on_disk(path) == {"P1": "3", "P2": "2"}
        assert one.problem is None
    assert set(os.listdir(path.parent)) <= {path.name, "elsewhere"}


def test_a_copy_from_before_takes_what_it_lacks(path: Path) -> None:
    with going_on(path) as one:
        shutil.copy(path, path.with_name("copy"))
        one.do(votes("P1")).result(10)
        one.do(lambda workshop: workshop.join(Respondent("P7"))).result(10)
        path.with_name("copy").replace(path)
        one.do(votes("P2")).result(10)

        assert set(on_disk(path)) == {"P1", "P2"}
        with AssessmentFile.open(path, "read") as file:
            assert file.workshop_of(file.rounds()[0], questionnaire()) == one.now


def test_nothing_is_put_in_the_file_of_somebody_else(path: Path) -> None:
    with going_on(path) as one:
        path.rename(path.with_name("elsewhere"))
        with AssessmentFile.create(path.with_name("b"), Organisation("Others")) as file:
            file.add_round(Round("tiny", "1.0", mode="open"), QUESTIONNAIRE.encode(), "tiny.yaml")
        path.with_name("b").rename(path)
        before = path.read_bytes()
        with pytest.raises(StorageError, match="Put it back"):
            one.do(votes("P1")).result(10)
        assert path.read_bytes() == before

        path.with_name("elsewhere").replace(path)
        one.do(votes("P1")).result(10)
    assert on_disk(path) == {"P1": "2"}


def test_what_was_written_and_not_acknowledged_is_not_counted_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk says no after the rows are there: the next count of hands must not leave the hands of the first."""
    keep_workshop = AssessmentFile.keep_workshop

    def keeps_and_fails(file: AssessmentFile, before: Workshop | None, after: Workshop) -> None:
        keep_workshop(file, before, after)
        raise StorageError("the disk reports an error")

    with going_on(path) as one:
        with monkeypatch.context() as patched:
            patched.setattr(AssessmentFile, "keep_workshop", keeps_and_fails)
            with pytest.raises(StorageError):
                one.do(votes("P1")).result(10)
        assert set(on_disk(path)) == {"P1"}
        one.do(votes("P2")).result(10)

        assert set(one.now.ballot.votes) == set(on_disk(path)) == {"P2"}

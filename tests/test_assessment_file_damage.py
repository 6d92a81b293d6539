"""Promise P5: a damaged, truncated, foreign or newer assessment file is refused or says exactly what it said before."""

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sample_assessment import Content, content, fill
from servicecheck.errors import InvalidFile, ServicecheckError
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.files.assessment_file.schema import FORMAT
from servicecheck.response import Answer

IN_EVERY_RUN = 1_000
BEFORE_A_RELEASE = 10_000

pytestmark = pytest.mark.promise("P5")


@cache
def whole_file() -> tuple[bytes, Content]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.servicecheck")
        said = fill(path)
        return path.read_bytes(), said


@pytest.fixture
def original() -> tuple[bytes, Content]:
    return whole_file()


def flipped(bytes_: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(bytes_)
    for _ in range(chance.choice((1, 1, 1, 2, 8))):
        damaged[chance.randrange(len(damaged))] ^= chance.randrange(1, 256)
    return bytes(damaged)


def flipped_where_it_hurts(bytes_: bytes, chance: random.Random) -> bytes:
    """A flip in the file's or a page's header, where the lengths and counts stand."""
    damaged = bytearray(bytes_)
    page = chance.randrange(len(bytes_) // 4096)
    damaged[page * 4096 + chance.randrange(120)] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def truncated(bytes_: bytes, chance: random.Random) -> bytes:
    return bytes_[: chance.randrange(len(bytes_))]


def zeroed(bytes_: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(bytes_))
    length = min(chance.choice((1, 16, 512, 4096)), len(bytes_) - start)
    return bytes_[:start] + bytes(length) + bytes_[start + length :]


def with_a_page_of_another(bytes_: bytes, chance: random.Random) -> bytes:
    source, target = (chance.randrange(len(bytes_) // 4096) * 4096 for _ in range(2))
    return bytes_[:target] + bytes_[source : source + 4096] + bytes_[target + 4096 :]


def extended(bytes_: bytes, chance: random.Random) -> bytes:
    return bytes_ + chance.randbytes(chance.choice((1, 100, 4096, 8192)))


WAYS = (flipped, flipped, flipped, flipped_where_it_hurts, truncated, zeroed, with_a_page_of_another, extended)


def sweep(folder: Path, original: tuple[bytes, Content], count: int, seed: int) -> int:
    """How many of *count* damaged files were refused."""
    whole, said = original
    chance = random.Random(seed)
    path = folder / "a.servicecheck"
    refused = 0
    for number in range(count):
        damaged = WAYS[number % len(WAYS)](whole, chance)
        path.write_bytes(damaged)
        try:
            found = content(path)
        except InvalidFile:
            with pytest.raises(InvalidFile):
                AssessmentFile.open(path)
            refused += 1
        else:
            assert found == said
        assert path.read_bytes() == damaged
        assert os.listdir(folder) == [path.name]
    return refused


def test_a_damaged_file_is_refused_or_says_what_it_said(tmp_path: Path, original: tuple[bytes, Content]) -> None:
    refused = sweep(tmp_path, original, IN_EVERY_RUN, seed=1)

    assert refused > IN_EVERY_RUN / 4, "the damage does not hit anything"


@pytest.mark.release
def test_10_000_damaged_files_are_refused_or_say_what_they_said(
    tmp_path: Path, original: tuple[bytes, Content]
) -> None:
    assert sweep(tmp_path, original, BEFORE_A_RELEASE, seed=2) > BEFORE_A_RELEASE / 4


def test_a_file_with_harmless_damage_can_be_written_to(tmp_path: Path, original: tuple[bytes, Content]) -> None:
    whole, said = original
    chance = random.Random(3)
    path = tmp_path / "a.servicecheck"
    written = 0
    for _ in range(100):
        path.write_bytes(flipped(whole, chance))
        try:
            file = AssessmentFile.open(path)
        except InvalidFile:
            continue
        with file:
            code = said.responses[0][0].respondent.code
            file.save_answer(said.rounds[0], code, "LE-Z9", Answer("3", note="x" * 5_000))
        with AssessmentFile.open(path) as file:
            answers = file.responses(said.rounds[0])[0].answers
        assert answers == {**said.responses[0][0].answers, "LE-Z9": Answer("3", note="x" * 5_000)}
        written += 1
    assert written > 10


def test_a_copy_torn_between_two_versions_is_refused_or_is_one_of_them(
    tmp_path: Path, original: tuple[bytes, Content]
) -> None:
    before, said_before = original
    path = tmp_path / "a.servicecheck"
    path.write_bytes(before)
    with AssessmentFile.open(path) as file:
        for response in said_before.responses[0]:
            file.save_answer(said_before.rounds[0], response.respondent.code, "LE-A1", Answer("3", note="later " * 700))
    after, said_after = path.read_bytes(), content(path)
    chance = random.Random(4)
    for _ in range(200):
        pages = [chance.choice((before, after)) for _ in range(0, len(after), 4096)]
        path.write_bytes(b"".join(version[n * 4096 : (n + 1) * 4096] for n, version in enumerate(pages)))
        try:
            found = content(path)
        except InvalidFile:
            continue
        assert found in (said_before, said_after)


def made_by_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE answers (value)")


def of_a_newer_version(path: Path) -> None:
    path.write_bytes(whole_file()[0])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")


def with_a_trigger(path: Path) -> None:
    path.write_bytes(whole_file()[0])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON answers BEGIN DELETE FROM answers; END")


def with_an_answer_changed_by_hand(path: Path) -> None:
    path.write_bytes(whole_file()[0])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE answers SET value = '3' WHERE value = '1'")


def with_a_respondent_deleted_by_hand(path: Path) -> None:
    path.write_bytes(whole_file()[0])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM answers")
        connection.execute("DELETE FROM respondents")


def without_a_seal(path: Path) -> None:
    path.write_bytes(whole_file()[0])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM seal")


def with_a_write_ahead_log(path: Path) -> None:
    path.write_bytes(whole_file()[0])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    path.with_name(path.name + "-wal").unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (Path.mkdir, "this is a folder"),
        (os.mkfifo, "this is a pipe or a device"),
        (lambda path: path.symlink_to("elsewhere"), "this is a link to elsewhere"),
        (Path.touch, "this file is empty"),
        (lambda path: path.write_text("format: 1\n"), "this is not an assessment file"),
        (lambda path: path.write_bytes(b"SQLite format 3\0"), "the database of another program"),
        (made_by_another_program, "the database of another program"),
        (of_a_newer_version, "made by a newer version of servicecheck"),
        (with_a_trigger, "damaged"),
        (with_an_answer_changed_by_hand, "damaged"),
        (with_a_respondent_deleted_by_hand, "damaged"),
        (without_a_seal, "damaged"),
        (with_a_write_ahead_log, "damaged"),
        (lambda _: None, "there is no such file"),
    ],
)
@pytest.mark.parametrize("mode", ["read", "write"])
def test_what_is_no_assessment_file_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], object], sentence: str, mode: str
) -> None:
    path = tmp_path / "a.servicecheck"
    make(path)
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(InvalidFile, match=sentence):
        AssessmentFile.open(path, "read" if mode == "read" else "write")

    assert (path.read_bytes() if path.is_file() else None) == before
    assert os.listdir(tmp_path) in ([path.name], [])


@pytest.mark.parametrize("name", ["/dev/null", "/dev/full", "/dev/zero", "a\0b", "x" * 300])
def test_what_cannot_be_a_file_is_refused(name: str) -> None:
    with pytest.raises(ServicecheckError):
        AssessmentFile.open(Path(name))


def test_a_damaged_journal_beside_a_whole_file_is_not_believed(tmp_path: Path, original: tuple[bytes, Content]) -> None:
    whole, said = original
    path = tmp_path / "a.servicecheck"
    chance = random.Random(5)
    for _ in range(50):
        path.write_bytes(whole)
        path.with_name(path.name + "-journal").write_bytes(chance.randbytes(chance.choice((0, 10, 512, 5_000))))

        assert content(path) == said

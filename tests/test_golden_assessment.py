"""Promise P8: an assessment file of every release says the same in every later one.

`golden/` gets a file and what it says for each format of the file; what is there is never made anew.
"""

import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from sample_assessment import content
from servicecheck.errors import InvalidFile, StorageError
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.files.assessment_file.schema import FORMAT
from traced import can_trace, disturbed, points, spread

GOLDEN = Path(__file__).parent / "golden"

pytestmark = pytest.mark.promise("P8")


def as_json(path: Path) -> object:
    """Everything that a file says, as JSON has it."""
    return json.loads(
        json.dumps(
            asdict(content(path)),
            default=lambda value: value.decode() if isinstance(value, bytes) else value.isoformat(),
        )
    )


def said(document: object) -> object:
    """What a document says: what is empty says as much as what an earlier format has no place for."""
    if isinstance(document, dict):
        inside = {key: said(value) for key, value in document.items()}
        return {key: value for key, value in inside.items() if value not in ("", None, {}, [])}
    return [said(one) for one in document] if isinstance(document, list) else document


def copy_of(number: int, folder: Path) -> Path:
    return Path(shutil.copy(GOLDEN / f"assessment-{number}.servicecheck", folder / "a.servicecheck"))


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_a_file_of_every_format_says_what_it_said(number: int, tmp_path: Path) -> None:
    path = copy_of(number, tmp_path)
    expected = said(json.loads((GOLDEN / f"assessment-{number}.json").read_text(encoding="utf-8")))

    assert said(as_json(path)) == expected
    AssessmentFile.open(path).close()
    assert said(as_json(path)) == expected


def test_a_reader_leaves_a_file_of_an_earlier_format_as_it_is(tmp_path: Path) -> None:
    path = copy_of(1, tmp_path)
    before = path.read_bytes()

    AssessmentFile.open(path, "read").close()

    assert path.read_bytes() == before


def test_a_file_of_an_earlier_format_takes_what_is_new(tmp_path: Path) -> None:
    path = copy_of(1, tmp_path)
    with AssessmentFile.open(path) as file:
        (round_, *_) = file.rounds()
        changed = replace(round_, actions=tuple(replace(action, result="7/10") for action in round_.actions))
        file.change_round(changed)

    with AssessmentFile.open(path, "read") as file:
        assert {action.result for action in file.rounds()[0].actions} == {"7/10"}


def test_a_file_that_says_another_format_than_its_tables_have_is_refused(tmp_path: Path) -> None:
    for number in range(1, FORMAT + 1):
        path = copy_of(number, tmp_path)
        content = bytearray(path.read_bytes())
        for other in {*range(FORMAT + 2)} - {number}:
            content[60:64] = other.to_bytes(4)
            path.write_bytes(content)
            for mode in ("read", "write"):
                with pytest.raises(InvalidFile):
                    AssessmentFile.open(path, mode)
            assert path.read_bytes() == content


def test_an_upgrade_that_the_disk_refuses_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copy_of(1, tmp_path)
    before = content(path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("servicecheck.files.assessment_file.sealed_tables.SealedTables.put", full)
        with pytest.raises(StorageError):
            AssessmentFile.open(path)

    assert path.read_bytes()[60:64] == (1).to_bytes(4)
    assert content(path) == before


@pytest.mark.promise("P1")
@pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not be used")
def test_an_upgrade_that_is_killed_at_any_call_loses_nothing(tmp_path: Path) -> None:
    before = content(copy_of(1, tmp_path))
    for point in spread(points(tmp_path / "a.servicecheck", 0), 10):
        path = copy_of(1, tmp_path)

        assert disturbed(path, 0, point, "signal=SIGKILL").code != 0
        assert content(path) == before, point
        AssessmentFile.open(path).close()
        assert path.read_bytes()[60:64] == FORMAT.to_bytes(4)
        assert content(path) == before, point
        assert [left.name for left in tmp_path.iterdir()] == [path.name]

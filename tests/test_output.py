"""What the program makes is whole or absent, never through a link, never over another file unasked."""

import os
import stat
from pathlib import Path

import pytest

from servicecheck.errors import ServicecheckError, StorageError
from servicecheck.files import output


def test_a_file_is_written_for_its_owner_only(tmp_path: Path) -> None:
    path = output.write(tmp_path / "report.html", b"words")

    assert path.read_bytes() == b"words"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(b"mine")

    with pytest.raises(ServicecheckError, match="is there already"):
        output.write(tmp_path / "report.html", b"other")
    assert (tmp_path / "report.html").read_bytes() == b"mine"


def test_a_file_that_is_there_is_replaced_when_asked(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(b"old")

    output.write(tmp_path / "report.html", b"new", replace=True)

    assert os.listdir(tmp_path) == ["report.html"]
    assert (tmp_path / "report.html").read_bytes() == b"new"


@pytest.mark.parametrize("target", ["elsewhere.html", "missing.html"])
def test_nothing_is_written_through_a_link(tmp_path: Path, target: str) -> None:
    (tmp_path / "elsewhere.html").write_bytes(b"mine")
    (tmp_path / "report.html").symlink_to(tmp_path / target)

    for replace in (False, True):
        with pytest.raises(ServicecheckError):
            output.write(tmp_path / "report.html", b"other", replace=replace)
    assert (tmp_path / "elsewhere.html").read_bytes() == b"mine"
    assert not (tmp_path / "missing.html").exists()


def test_a_folder_that_is_not_there_is_a_clear_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="nowhere"):
        output.write(tmp_path / "nowhere" / "report.html", b"words")


def test_a_free_name_counts_upwards(tmp_path: Path) -> None:
    assert output.free_name(tmp_path / "a.pdf") == tmp_path / "a.pdf"
    (tmp_path / "a.pdf").touch()
    (tmp_path / "a-2.pdf").symlink_to("nowhere")

    assert output.free_name(tmp_path / "a.pdf") == tmp_path / "a-3.pdf"

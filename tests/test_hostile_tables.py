"""Hostile tables through `add`: refused, or read with every row accounted for; never a trace, never much memory."""

import re
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_line import servicecheck
from hostile_corpus import HostileFile, hostile_files
from hostile_tables import filled_in
from one_process import Ended, servicecheck_here
from servicecheck.errors import InvalidFile
from servicecheck.files.tables import read

SECONDS = 10
"""Generous, for a busy machine; each takes a few hundredths of one."""
MEGABYTES = 300

IDS, VALUES = ("LE-A1", "LE-A2", "LE-A3"), ("1", "2", "3")
FILES = {
    f"{file.path.parent.name}-{file.path.stem}": file
    for kind in ("csv", "json", "xlsx")
    for file in hostile_files(kind)
}
SUMMARY = re.compile(r"(\d+) rows? read: (\d+) (?:added|could be added).*?, (\d+) rejected", re.DOTALL)
BOMBS = (
    "xlsx-zip_bomb_sst_100mb",
    "xlsx-overlap_bomb",
    "xlsx-sparse_far_cell",
    "xlsx-merge_bomb",
    "json-deep_list_100k",
)


def added(file: HostileFile, folder: Path) -> Ended:
    path = folder / file.path.name
    path.write_bytes(filled_in(file, IDS, VALUES))
    return servicecheck_here("add", "a.servicecheck", path.name, "-q", "low-effort", folder=folder)


@pytest.mark.promise("P10")
@pytest.mark.promise("P16")
@pytest.mark.promise("P19")
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_table_is_refused_or_every_row_of_it_accounted_for(name: str, tmp_path: Path) -> None:
    file = FILES[name]
    began = time.monotonic()
    run = added(file, tmp_path)

    assert time.monotonic() - began < SECONDS
    assert "Traceback" not in run.said
    assert run.code in {
        "refuse": (2,), "row-error": (1,), "accept": (0,), "neutralise": (0, 1, 2), "bounded": (0, 1, 2),
    }[file.expect] or name in OTHERWISE  # fmt: skip
    if run.code == 2:
        assert file.path.name in run.stderr
        assert not (tmp_path / "a.servicecheck").exists()
    else:
        counts = SUMMARY.search(run.stderr)
        assert counts
        assert int(counts[1]) == int(counts[2]) + int(counts[3])


OTHERWISE = {
    "csv-decimal_comma_scores": "2,0 and 1,5 are taken as 2 and 1.5, which the index allows, too.",
}


@pytest.mark.promise("P11")
@pytest.mark.parametrize("name", [name for name, file in FILES.items() if re.fullmatch(r"\d+(:\d+)?", file.error_at)])
def test_a_mistake_in_a_table_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    if name in OTHERWISE:
        pytest.skip(OTHERWISE[name])
    file = FILES[name]
    run = added(file, tmp_path)
    places = re.findall(rf"^{re.escape(file.path.name)}:(\d+)(?::(\d+))?$", run.stderr, re.MULTILINE)

    assert places or run.code == 0
    if places:
        line, column = places[0]
        assert file.is_at(int(line), int(column) if column else None), run.stderr


@pytest.mark.promise("P10")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts memory otherwise")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little_memory(name: str, tmp_path: Path) -> None:
    file = FILES[name]
    (tmp_path / file.path.name).write_bytes(filled_in(file, IDS, VALUES))
    measured = tmp_path / "measure.py"
    measured.write_text(
        "import resource, sys\nfrom pathlib import Path\nfrom servicecheck.errors import InvalidFile\n"
        "from servicecheck.files.tables import read\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n    read(Path(sys.argv[1]))\nexcept InvalidFile:\n    pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    import subprocess

    run = subprocess.run(
        [sys.executable, str(measured), str(tmp_path / file.path.name)], capture_output=True, text=True, timeout=60
    )

    assert run.returncode == 0, run.stderr
    assert int(run.stdout) // 1024 < MEGABYTES


@pytest.mark.promise("P10")
@pytest.mark.parametrize("what", ["pipe.csv", "folder.csv", "gone.csv", "loop.xlsx"])
def test_what_is_no_file_is_refused_without_waiting(what: str, tmp_path: Path) -> None:
    import os

    path = tmp_path / what
    if what == "pipe.csv" and hasattr(os, "mkfifo"):
        os.mkfifo(path)
    elif what == "folder.csv":
        path.mkdir()
    elif what == "loop.xlsx":
        path.symlink_to(path)
    run = servicecheck("add", "a.servicecheck", what, "-q", "low-effort", folder=tmp_path)

    assert run.returncode == 2
    assert "Traceback" not in run.stderr


@pytest.mark.promise("P10")
@settings(max_examples=150)
@given(
    name=st.sampled_from(sorted(name for name in FILES if FILES[name].path.stat().st_size < 5_000)),
    at=st.integers(0, 5_000),
    bytes_=st.binary(min_size=1, max_size=4),
)
def test_a_table_with_other_bytes_in_it_is_read_or_refused(name: str, at: int, bytes_: bytes) -> None:
    from tempfile import TemporaryDirectory

    content = bytearray(filled_in(FILES[name], IDS, VALUES))
    place = at % (len(content) + 1)
    content[place : place + len(bytes_)] = bytes_
    with TemporaryDirectory() as folder:
        path = Path(folder) / FILES[name].path.name
        path.write_bytes(content)
        with suppress(InvalidFile):
            assert all(len(row.cells) == len(found.columns) for found in [read(path)] for row in found.rows)

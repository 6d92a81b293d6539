"""Files with other bytes in them, in every format: read with every row in its place, or refused."""

import random
from pathlib import Path

import polars as pl
import pytest

from one_process import servicecheck_here
from servicecheck.batch.sources import FAULT, ROW, opened
from servicecheck.errors import InvalidFile
from test_batch_sources import FORMATS

FEW, MANY = 40, 600
INSERTED = (b'"', b"\n", b"\r", b",", b";", b"\0", b"{", b"[", b"---\n", b"\xff", b"\xef\xbb\xbf", b"'", b"\t", b"1e9")
BROKEN = (pl.exceptions.PolarsError, pl.exceptions.PanicException)
"""How the engine says that a later part of a Parquet file is damaged."""


def mutated(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.choice([1, 1, 2, 5])):
        at = dice.randrange(len(changed) + 1)
        match dice.randrange(4):
            case 0:
                changed[at : at + dice.randint(1, 4)] = dice.randbytes(dice.randint(0, 4))
            case 1:
                changed[at:at] = dice.choice(INSERTED)
            case 2:
                del changed[at : at + dice.randint(1, 50)]
            case _:
                changed[at:at] = changed[max(0, at - 30) : at]
    return bytes(changed)


@pytest.mark.promise("P10")
@pytest.mark.parametrize("name", FORMATS)
def test_a_changed_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    content, dice = FORMATS[name](), random.Random(name)
    path = tmp_path / name
    for _ in range(FEW):
        path.write_bytes(mutated(content, dice))
        frame = read(path)
        if isinstance(frame, str):
            assert str(path) in frame
        elif frame is not None:
            assert frame[ROW].is_unique().all()
            assert frame.columns[:2] == [ROW, FAULT]


def read(path: Path) -> pl.DataFrame | str | None:
    """All of a file, why it is refused, or nothing where its later parts are damaged."""
    try:
        raw = opened(path)
        return raw.frame(1, [f"name {index}" for index in range(len(raw.head[0]))]).collect()
    except InvalidFile as refused:
        return refused.message
    except BROKEN:
        if path.suffix != ".parquet":
            raise
        return None


@pytest.mark.release
@pytest.mark.promise("P10")
@pytest.mark.promise("P16")
@pytest.mark.parametrize("name", FORMATS)
def test_a_changed_file_is_scored_with_every_row_accounted_for_or_refused(name: str, tmp_path: Path) -> None:
    content, dice = FORMATS[name](), random.Random(f"{name} scored")
    for _ in range(MANY):
        (tmp_path / name).write_bytes(mutated(content, dice))
        run = servicecheck_here(
            "score", name, "-q", "low-effort", "-o", "out.csv", "--rejects", "rejects.csv", "--force", folder=tmp_path
        )
        assert run.code in (0, 1, 2), run.said
        assert "Traceback" not in run.said
        if run.code == 2:
            assert name in run.stderr

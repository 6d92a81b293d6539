"""Each way of writing a scored table."""

import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicecheck.batch import sinks
from servicecheck.batch.sinks import xlsx
from servicecheck.errors import ServicecheckError
from servicecheck.spreadsheets.inert import inert

SIGNS = st.text(st.sampled_from("=+-@\t\r\n'\0 1,.a\uff1d\uff0b\uff0d\uff20\"\u00e6"), max_size=6)


def written(kind: sinks.Format, table: pl.DataFrame, *typed: str) -> bytes:
    file = io.BytesIO()
    sinks.write(kind, table.lazy(), file, typed)
    return file.getvalue()


@pytest.mark.promise("P20")
@given(st.lists(SIGNS, min_size=1, max_size=20), SIGNS)
def test_whatever_was_typed_is_text_in_a_csv_file(cells: list[str], name: str) -> None:
    table = pl.DataFrame({"score": [-1.5] * len(cells), f"n{name}": cells, f"={name}": cells})
    content = written("csv", table, f"n{name}", f"={name}").decode()
    header, *rows = csv.reader(io.StringIO(content, newline=""))

    assert header == ["score", inert(f"n{name}"), inert(f"={name}")]
    assert rows == [["-1.5", inert(cell), inert(cell)] for cell in cells]


def test_a_table_that_is_too_long_for_xlsx_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)

    assert written("xlsx", pl.DataFrame({"score": [1.0, None, 3.25]}))
    with pytest.raises(ServicecheckError, match="too many for XLSX"):
        written("xlsx", pl.DataFrame({"score": [1.0] * 4}))


@pytest.mark.promise("P18")
@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "xlsx"])
def test_the_same_table_is_the_same_bytes(kind: sinks.Format) -> None:
    table = pl.DataFrame({"who": ["a", "=b", None], "score": [1.0, None, 33.3333], "gate": [True, False, None]})

    assert written(kind, table, "who") == written(kind, table, "who")

"""Reading a table: what kind of file it is shows in its first bytes and its name."""

from pathlib import Path

from servicecheck.files import text_file
from servicecheck.files.forms import PLAIN
from servicecheck.files.tables import delimited, records, xlsx
from servicecheck.files.tables.encodings import decoded
from servicecheck.files.tables.filled_form import laid_out
from servicecheck.files.tables.limits import MOST_BYTES
from servicecheck.files.tables.table import Table, under_header

_ZIP = b"PK"
_WORKBOOKS = (".xlsx", ".xlsm", ".xls")
_LINES = (".jsonl", ".ndjson")


def read(path: Path, sheet: str | None = None, encoding: str | None = None, form: str | None = PLAIN) -> Table:
    """The table in the file at *path*: CSV with any usual separator, XLSX, JSON or JSON Lines.

    *sheet* names the sheet of a workbook, *encoding* that of a text, *form* the tool that wrote it: None for whichever
    is recognised. Raises InvalidFile.
    """
    name = str(path)
    content = text_file.read_bytes(path, MOST_BYTES, name)
    if not content:
        raise text_file.refusal(name, "the file is empty.")
    suffix = path.suffix.casefold()
    if content.startswith(_ZIP) or suffix in _WORKBOOKS:
        rows, remarks = xlsx.rows(content, name, sheet)
        return under_header(name, rows, remarks, is_padded=True, form=form)
    text, remark = decoded(content, name, encoding)
    if suffix in _LINES or suffix == ".json":
        return records.table(text, name, is_lines=suffix in _LINES, form=form)
    return under_header(name, laid_out(delimited.rows(text, name)), [remark] if remark else [], form=form)

"""What a run would read, and how, before a row is scored."""

from itertools import islice
from pathlib import Path

from servicecheck.batch.assigning import assignment_of, remarks_on
from servicecheck.batch.inputs import Input, Order
from servicecheck.batch.reading import CellReader, Ledger
from servicecheck.batch.rejects import Rejects
from servicecheck.batch.repeated import Fingerprints
from servicecheck.cli.score_order import ScoreOrder
from servicecheck.cli.score_run import Prepared, prepared, told
from servicecheck.errors import InvalidFile
from servicecheck.files import map_file, output
from servicecheck.files.answers.columns import UnclearColumns
from servicecheck.files.likeness import key
from servicecheck.files.map_file import LEFT_OUT, Match
from servicecheck.terminal.additions import MOST_SHOWN
from servicecheck.terminal.scoring import Look

MOST_ROWS = 1_000
"""So many rows of each input are tried."""


def with_map(save_map: Path | None, order: ScoreOrder) -> Prepared:
    """Everything opened; what the columns were taken for is written to *save_map* if that is named."""
    if save_map is None:
        return prepared(order)
    try:
        ready = prepared(order)
    except UnclearColumns as error:
        output.write(save_map, map_file.written(error.matches).encode())
        raise InvalidFile(map_file.with_way_out(error.problems, save_map)) from error
    output.write(
        save_map, map_file.written(match for one in ready.inputs for match in one.layout.columns.matches).encode()
    )
    return ready


def look(ready: Prepared) -> tuple[Look, ...]:
    """How each input would be read, and which of its first rows would be rejected."""
    return tuple(_look(one, ready) for one in ready.inputs)


def document(looks: tuple[Look, ...]) -> dict[str, object]:
    """The same for a script."""
    return {"format": "servicecheck-dry-run 1", "inputs": [_plain(one) for one in looks]}


def _plain(one: Look) -> dict[str, object]:
    rejects = [
        {"row": each.place.line, "column": each.column, "value": each.value, "reason": each.reason}
        for each in one.first_rejects
    ]
    return {
        "name": one.name,
        **one.read_as,
        "columns": [{"name": name, "read_as": target, "because": how} for name, target, how in one.columns],
        "remarks": list(one.remarks),
        "rows_tried": one.rows,
        "rejected": one.rejected,
        "first_rejects": rejects,
    }


def _look(one: Input, ready: Prepared) -> Look:
    with Rejects() as rejects:
        reader = CellReader(assignment_of(one, ready.wanted), Ledger(rejects, Fingerprints(0)))
        for _ in reader.rows_of(one.cells().head(MOST_ROWS)).collect_batches():
            pass
        how = one.raw.description
        read_as = {
            "format": how.format,
            "encoding": how.encoding,
            "delimiter": how.delimiter,
            "decimal": how.decimal,
            "sheet": how.sheet,
            "compression": how.compression,
            "form": one.layout.title if one.layout.form else "",
            "numbers": one.reading.numbers,
        }
        columns = tuple(_column(match, ready.wanted) for match in one.layout.columns.matches)
        remarks = tuple(remarks_on(one, ready.wanted))
        first = told(islice(rejects, MOST_SHOWN))
        return Look(one.raw.name, read_as, columns, remarks, reader.rows, rejects.rows, first)


def _column(match: Match, order: Order) -> tuple[str, str, str]:
    """A column, what becomes of it, and why."""
    kept = {key(name) for name in (*order.kept, order.round or "")}
    if key(match.name) in kept and match.target == LEFT_OUT:
        return match.name, "kept", "wish"
    return match.name, match.target, match.how

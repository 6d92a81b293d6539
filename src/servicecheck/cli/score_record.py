"""An order for `score` as plain values in a manifest, and taken up again from one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from servicecheck.cli.score_order import ScoreOrder
from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files.answers.columns import Said
from servicecheck.files.map_file import ColumnMap


@dataclass(frozen=True)
class _Columns:
    """What was said of the columns; of a map what it says, not where it stood."""

    map: dict[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    form: str | None = None
    nearest: bool = False


def options_of(order: ScoreOrder) -> dict[str, object]:
    """The order as plain values."""
    said = order.said
    columns = _Columns(dict(said.column_map.targets), said.left_out, said.form, said.takes_nearest)
    plain = {one.name: getattr(order, one.name) for one in fields(order) if one.name != "said"}
    written, groups = asdict(order.written), asdict(order.groups)
    return {**plain, "written": written, "groups": groups, "columns": asdict(columns)}


def order_in(options: Mapping[str, object], path: Path) -> ScoreOrder:
    """The order that the manifest at *path* keeps. Raises InvalidFile where these are not such values."""
    plain = {name: value for name, value in options.items() if name not in ("columns", "said")}
    try:
        columns = TypeAdapter(_Columns).validate_python(options.get("columns", {}))
        order = TypeAdapter(ScoreOrder).validate_python(plain)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        message = f"'options.{where}' is not as a manifest has it: {first['msg']}."
        raise InvalidFile([Problem(message, Place(str(path)))]) from error
    return replace(order, said=Said(ColumnMap(columns.map), columns.left_out, columns.form, columns.nearest))

"""A scored table made again from its manifest: the same bytes, or what is not as it was."""

from dataclasses import dataclass, replace
from pathlib import Path

from servicecheck.batch import manifest
from servicecheck.batch.manifest import Manifest
from servicecheck.cli import score_run
from servicecheck.cli.score_order import STDOUT, Destination
from servicecheck.cli.score_record import order_in
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import ServicecheckError


@dataclass(frozen=True)
class Again:
    """What came of it."""

    written: tuple[Path, ...]
    remarks: tuple[str, ...]
    is_same: bool


def repeated(path: Path, destination: Destination, surroundings: Surroundings) -> Again:
    """Make the outputs of the manifest at *path* again. Raises ServicecheckError where the inputs are others."""
    before = manifest.read(path)
    there = _destination(before, destination)
    order = order_in(before.options, path)
    if order.engine == "spark":
        raise ServicecheckError(
            "This table was made on Spark, where no sum of the inputs is taken. Score them again as then."
        )
    score_run.check_free(there, order)
    ready = score_run.prepared(order)
    inputs = [(one.raw.name, one.raw.sha256()) for one in ready.inputs]
    differing = manifest.differences(before, ready.asked, inputs)
    if differing:
        raise ServicecheckError(
            "\n".join([*differing, "The same table cannot be made from this. Nothing was written."])
        )
    result = score_run.score(ready, there, surroundings)
    return _compared(before, result)


def _destination(before: Manifest, wished: Destination) -> Destination:
    """Where it goes: as it was said, else where it went then."""
    if wished.table != STDOUT:
        return wished
    scored = next((Path(one.name) for one in before.outputs if one.kind == "scored"), None)
    if scored is None:
        raise ServicecheckError("The table of this manifest went to stdout. Name a file with -o.")
    return replace(wished, table=scored)


def _compared(before: Manifest, result: score_run.Result) -> Again:
    was = {one.kind: one.sha256 for one in before.outputs}
    now = {one.kind: one.sha256 for one in result.manifest.outputs}
    if was == now:
        return Again(result.written, ("The same bytes as then.",), True)
    others = sorted(kind for kind in was.keys() | now.keys() if was.get(kind) != now.get(kind))
    remarks = [f"Not the same bytes as then: {', '.join(others)}.", *manifest.other_versions(before)]
    return Again(result.written, tuple(remarks), False)

"""Respondents who stand in more than one row of a round: none of their rows is scored.

While rows are read, only a number of eight bytes is kept of each code. Where one of them comes twice, the codes
themselves are looked at: whether they are alike is never left to those numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from servicecheck.errors import Place, ServicecheckError

MOST_CHECKED = 5_000_000
"""So many rows are checked without being asked to: the numbers take 40 MB."""

_MOST_REPEATED = 1_000_000
_BETWEEN = "\x1f"
_SPACE = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace())
"""What Python takes from around a code. The engine, unless told, leaves the separators U+001C to U+001F there."""


def key_of(respondent: pl.Expr, round_: pl.Expr | None = None) -> pl.Expr:
    """Who answered, and in which round where a column says that; null where nobody is named."""
    code = respondent.str.strip_chars(_SPACE)
    code = pl.when(code != "").then(code)
    return code if round_ is None else round_.fill_null("").str.strip_chars(_SPACE) + _BETWEEN + code


@dataclass
class Fingerprints:
    """A number for each code met."""

    most: int | None = MOST_CHECKED
    """How many are kept; None for all of them, 0 for no check."""
    is_complete: bool = True
    """Whether all were kept."""
    _parts: list[pl.Series] = field(default_factory=list)
    _count: int = 0

    def add(self, fingerprints: pl.Series) -> None:
        """Keep those of one batch, unless there are too many by now."""
        self._count += fingerprints.len()
        if self.most is not None and self._count > self.most:
            self.is_complete = False
            self._parts.clear()
        elif self.most != 0:
            self._parts.append(fingerprints)

    def repeated(self) -> pl.Series:
        """Those that came more than once."""
        if not self._parts:
            return pl.Series(dtype=pl.UInt64)
        ordered = pl.concat(self._parts).sort()
        return ordered.filter(ordered == ordered.shift(1)).unique()


@dataclass(frozen=True)
class Repeats:
    """Who stands in several rows, and in which."""

    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)

    def is_among(self, key: pl.Expr) -> pl.Expr:
        """Whether *key* is one of them."""
        return key.is_in(pl.Series(list(self.places), dtype=pl.String).implode())

    def other(self, key: str | None, place: Place) -> Place | None:
        """Another row of the same respondent; None where there is none."""
        return next((one for one in self.places.get(key or "", ()) if one != Place(place.file, place.line)), None)


def repeats_in(inputs: Iterable[tuple[str, pl.LazyFrame]], suspects: pl.Series) -> Repeats:
    """The codes of which *suspects* hold the fingerprints, where they stand in several rows.

    *inputs* are files with a frame of `row` and `key`. Raises ServicecheckError where there are too many.
    """
    found: dict[str, list[Place]] = {}
    count = 0
    for file, keys in inputs:
        suspected = keys.filter(pl.col("key").hash().is_in(suspects.implode()))
        for batch in suspected.collect_batches():
            count += batch.height
            if count > _MOST_REPEATED:
                raise ServicecheckError(TOO_MANY)
            for row, key in batch.iter_rows():
                found.setdefault(key, []).append(Place(file, row))
    return Repeats({key: tuple(places) for key, places in found.items() if len(places) > 1})


TOO_MANY = (
    f"more than {_MOST_REPEATED} rows have a respondent's code that stands in other rows, too. If the file holds "
    "several rounds, name their column with --round; if these are no codes of people, give --no-unique."
)

"""What the command line asks of `score`: plain values, as a manifest keeps them and `--repeat` takes them up again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from servicecheck.batch.inputs import Order
from servicecheck.batch.sinks import SUFFIXES, Format
from servicecheck.batch.sources import Wishes
from servicecheck.cli.addition import said
from servicecheck.errors import ServicecheckError
from servicecheck.files.answers.columns import Said
from servicecheck.files.answers.readings import Numbers
from servicecheck.files.likeness import key
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import DEFAULT_K

STDOUT = Path("-")


@dataclass(frozen=True)
class Written:
    """What is said of how the inputs are written."""

    encoding: str | None = None
    delimiter: str | None = None
    decimal: Literal[".", ","] | None = None
    sheet: str | None = None
    header_row: int | None = None

    def wishes(self) -> Wishes:
        """The same for those who open them."""
        delimiter = {"tab": "\t", "comma": ",", "semicolon": ";"}.get(self.delimiter or "", self.delimiter)
        return Wishes(None, self.encoding, delimiter, self.decimal, self.sheet, self.header_row)


@dataclass(frozen=True)
class Grouping:
    """Which groups are summed up, and who sees them."""

    by: tuple[str, ...] = ()
    mode: Literal["open", "anonymous"] = "anonymous"
    k: int = DEFAULT_K
    k_reason: str = ""
    is_wanted: bool = False
    """Whether groups are made at all; without *by* it is everybody together."""

    @property
    def smallest(self) -> int:
        """How many people a figure rests on at least."""
        return self.k if self.mode == "anonymous" else 1


@dataclass(frozen=True)
class ScoreOrder:
    """What is to be scored, and how."""

    inputs: tuple[str, ...]
    questionnaire: str
    role: str | None = None
    numbers: Numbers | None = None
    kept: tuple[str, ...] = ()
    round: str | None = None
    is_unique: bool | None = None
    is_strict: bool = False
    takes_unfinished: bool = False
    said: Said = field(default_factory=Said)
    written: Written = Written()
    groups: Grouping = Grouping()
    engine: Literal["embedded", "spark"] = "embedded"
    master: str | None = None

    def of(self, questionnaire: Questionnaire) -> Order:
        """The same for the batch."""
        kept = tuple(dict.fromkeys([*self.kept, *(name for name in self.groups.by if name not in OWN_GROUPS)]))
        return Order(
            questionnaire, self.role, self.numbers, self.said, kept,
            self.round, self.is_unique, self.is_strict, self.takes_unfinished,
        )  # fmt: skip


OWN_GROUPS = ("role", "round")
"""Groups by these need no column of that name: they are known of every row."""


def asked(given: Mapping[str, Any]) -> tuple[ScoreOrder, "Destination"]:
    """What the options of the command line say, by the names of its parameters. Raises ServicecheckError."""
    groups = _grouping(given)
    if given["master"] and given["engine"] != "spark":
        raise ServicecheckError("--master says where Spark is. Give --engine spark, too.")
    order = ScoreOrder(
        tuple(given["inputs"] or ()), given["questionnaire"] or "", given["as_"], given["numbers"],
        tuple(given["keep"] or ()), given["round_"], given["unique"], given["strict"], given["unfinished"],
        said(given["form"], given["map_"], given["leave_out"], nearest=given["nearest"]),
        Written(given["encoding"], given["delimiter"], given["decimal"], given["sheet"], given["header_row"]), groups,
        given["engine"], given["master"],
    )  # fmt: skip
    name = given["output"] or str(STDOUT)
    return order, Destination(Path(name), given["format_"], given["rejects"], given["groups"], given["force"], name)


def _grouping(given: Mapping[str, Any]) -> Grouping:
    by = tuple(name.strip() for name in (given["by"] or "").split(",") if name.strip())
    if len({key(name) for name in by}) < len(by):
        raise ServicecheckError("--by names a column twice. Name each once, such as --by team,period.")
    k, k_reason, is_wanted = given["k"] or DEFAULT_K, given["k_reason"], bool(by or given["groups"])
    if k < DEFAULT_K and not k_reason.strip():
        raise ServicecheckError(f"Groups of fewer than {DEFAULT_K} are shown only for a reason: --k-reason TEXT.")
    idle = [f"--{name}" for name in ("mode", "k") if given[name] and not (is_wanted or given["repeat"])]
    if idle:
        raise ServicecheckError(f"{idle[0]} is for groups, and none are made. Name their columns, such as --by team.")
    return Grouping(by, given["mode"] or "anonymous", k, k_reason, is_wanted)


@dataclass(frozen=True)
class Destination:
    """Where it goes."""

    table: Path
    format: Format | None = None
    rejects: Path | None = None
    groups: Path | None = None
    replace: bool = False
    name: str = ""
    """The table as it was named: a path does not keep the two strokes of s3a://bucket."""

    @property
    def kind(self) -> Format:
        """The format of the scored table. Raises ServicecheckError where the name does not say it."""
        found = self.format or ("csv" if self.table == STDOUT else SUFFIXES.get(self.table.suffix.casefold()))
        if found is None:
            known = ", ".join(SUFFIXES)
            raise ServicecheckError(f"In which format is {self.table} to be? Name it with --format, or by: {known}.")
        return found

    @property
    def rejects_path(self) -> Path | None:
        """Where the rejected rows go."""
        return self.rejects or self._beside("rejects.csv")

    @property
    def manifest_path(self) -> Path | None:
        """Where it is written down how the table was made."""
        return self._beside("manifest.json")

    def groups_path(self, order: ScoreOrder) -> Path | None:
        """Where the groups go, if any are made."""
        return self.groups or (self._beside("groups.json") if order.groups.is_wanted else None)

    def paths(self, order: ScoreOrder) -> list[Path]:
        """Everything that may be written."""
        table = None if self.table == STDOUT else self.table
        return [one for one in (table, self.rejects_path, self.groups_path(order), self.manifest_path) if one]

    def _beside(self, ending: str) -> Path | None:
        return None if self.table == STDOUT else self.table.with_name(f"{self.table.stem}.{ending}")

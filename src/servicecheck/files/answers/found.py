"""What was found in a file with answers: people, rows of registers, and what is rejected."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from servicecheck.errors import Place
from servicecheck.files.map_file import Match
from servicecheck.response import Answer, RegisterRow, Respondent, Response, Round

_MOST_SHOWN, _LONGEST_SHOWN = 20, 40


@dataclass(frozen=True)
class Person:
    """One respondent with everything that was said, and the rows in which it stood."""

    places: tuple[Place, ...]
    respondent: Respondent
    """Its code is what the file calls the person; empty where it calls nobody anything."""
    answers: Mapping[str, Answer]
    finished: bool = True
    last_answer: datetime | None = None

    def response(self, respondent: Respondent, at: datetime | None) -> Response:
        """The response of this person as *respondent*; *at* is the time of the last answer where the file has none."""
        return Response(respondent, self.answers, self.finished, self.last_answer or at)


@dataclass(frozen=True)
class Listed:
    """One row of a register; `respondent` is who wrote it, empty for the organisation."""

    place: Place
    row: RegisterRow
    respondent: str = ""


@dataclass(frozen=True)
class Reject:
    """Why a row is not added: one cell of it, or all of it where no column is named."""

    place: Place
    column: str
    value: str
    reason: str
    row: int | None = None
    """The row that it belongs to, where its cell stands in another line, as in a form."""

    @property
    def counted(self) -> tuple[str | None, int | None]:
        """The file and the row that is rejected."""
        return self.place.file, self.row or self.place.line


@dataclass(frozen=True)
class Found:
    """Everything in one file. Every row read stands in a person, a register's row or a reject."""

    read: int = 0
    people: tuple[Person, ...] = ()
    listed: tuple[Listed, ...] = ()
    rejects: tuple[Reject, ...] = ()
    remarks: tuple[str, ...] = ()
    """What was assumed or left out."""
    matches: tuple[Match, ...] = ()
    """What the columns of tables were taken for."""
    rounds: tuple[Round, ...] = ()
    """The rounds in which these people answered before, with what they were told there."""

    @property
    def rejected(self) -> int:
        """How many rows are rejected."""
        return len({reject.counted for reject in self.rejects})


def sentence(reason: str) -> str:
    """*reason* beginning with a capital letter, as what stands alone does."""
    return reason[:1].upper() + reason[1:]


def listed(names: Sequence[str]) -> str:
    """Some of *names*, each cut short, and how many more there are."""
    shown = [name if len(name) <= _LONGEST_SHOWN else f"{name[: _LONGEST_SHOWN - 1]}…" for name in names[:_MOST_SHOWN]]
    more = [f"and {len(names) - _MOST_SHOWN} more"] * (len(names) > _MOST_SHOWN)
    return ", ".join([*shown, *more])


def together(parts: Iterable[Found]) -> Found:
    """What was found in several files."""
    parts = tuple(parts)
    return Found(
        sum(part.read for part in parts),
        tuple(person for part in parts for person in part.people),
        tuple(listed for part in parts for listed in part.listed),
        tuple(reject for part in parts for reject in part.rejects),
        tuple(dict.fromkeys(remark for part in parts for remark in part.remarks)),
        tuple(dict.fromkeys(match for part in parts for match in part.matches)),
        tuple(round_ for part in parts for round_ in part.rounds),
    )

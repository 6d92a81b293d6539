"""Who answered what: the values that the interview makes, the assessment file keeps and the scorer reads."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from servicecheck.language import Text

Mode = Literal["own", "open", "anonymous"]
"""own: one person, who sees the own result. open: a group that sees its answers together. anonymous: groups of k."""

Status = Literal["agreed", "under-way", "done", "stuck", "dropped"]
"""How far a planned action is."""

CUSTOMER = "customer"
"""The role of somebody from the other side of the counter, never mixed into the self score."""

HAND = "hand-"
"""The codes of people whose hands were counted begin so; nobody knows which of them is who, nor whether it is the same
person at another question or in another round."""

DEFAULT_K = 5
SMALLEST_K, LARGEST_K = 3, 20

MOST_ACTIONS = 100
LONGEST_WORDING, LONGEST_NAME = 2_000, 200
"""How many characters what is planned has room for, and a name or a figure."""


@dataclass(frozen=True)
class Respondent:
    """A person behind a random code; no name is kept."""

    code: str
    role: str | None = None
    language: str = "en"


@dataclass(frozen=True)
class Answer:
    """What somebody replied to one item. `value` is an option's value, "na", "dk" or None (skipped)."""

    value: str | None
    note: str = ""
    evidence: str = ""
    evidence_grade: int | None = None
    """0 none, 1 an example told, 2 a document or system shown, 3 measured in the last twelve months."""


@dataclass(frozen=True)
class Response:
    """One respondent's answers by item id."""

    respondent: Respondent
    answers: Mapping[str, Answer]
    finished: bool = False
    last_answer: datetime | None = None
    """None in anonymous rounds, where no times are kept."""


@dataclass(frozen=True)
class Target:
    """The score an organisation wants a section to reach (ten-thousandths of a point), and why."""

    section: str
    points: int
    reason: str = ""
    who: str = ""
    agreed_on: date | None = None


@dataclass(frozen=True)
class PlannedAction:
    """One row of the action plan."""

    item: str
    text: str
    owner: str = ""
    due: date | None = None
    first_step: str = ""
    measure: str = ""
    status: Status = "agreed"
    today: str = ""
    """The measure's figure when it was agreed; a share like 2/10, or a short text."""
    goal: str = ""
    result: str = ""
    """The measure's figure afterwards."""

    @property
    def is_agreed(self) -> bool:
        """Whether somebody does it by some day; without either it is not agreed."""
        return bool(self.owner.strip() and self.due)

    @property
    def standing(self) -> Status | Literal["not-agreed"]:
        """How far it is; what was noted without an owner or a day is not agreed, unless more came of it."""
        return "not-agreed" if self.status == "agreed" and not self.is_agreed else self.status


@dataclass(frozen=True)
class AgreedAnswer:
    """What a room agreed on for one item, whatever each of them voted, and why."""

    item: str
    value: str
    reason: str = ""


@dataclass(frozen=True)
class RegisterRow:
    """One row of a register: column id -> what was written."""

    register: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Round:
    """One questionnaire, one period, one group of people."""

    questionnaire_id: str
    questionnaire_version: str
    number: int = 1
    title: str = ""
    mode: Mode = "own"
    k: int = DEFAULT_K
    k_reason: str = ""
    invited: int | None = None
    opened: date | None = None
    closed: date | None = None
    targets: tuple[Target, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    registers: tuple[RegisterRow, ...] = ()
    agreed: tuple[AgreedAnswer, ...] = ()
    """What a room agreed on, in the questionnaire's order; it stands beside the votes."""


@dataclass(frozen=True)
class Brand:
    """How a report about an organisation looks, and whose it is; what is empty leaves nothing behind."""

    logo: bytes = b""
    """A picture file: PNG, JPEG or SVG."""
    accent: str = ""
    """#rrggbb."""
    foreword: Text | None = None
    client: str = ""
    consultant: str = ""


@dataclass(frozen=True)
class Organisation:
    """Whose service it is."""

    name: str = ""
    language: str = "en"
    contact: str = ""
    brand: Brand = field(default_factory=Brand)


def without_customers(responses: Iterable[Response]) -> list[Response]:
    """The responses of those whose own service it is: the people who are invited, counted and waited for."""
    return [response for response in responses if response.respondent.role != CUSTOMER]


def has_everybody(round_: Round, responses: Sequence[Response]) -> bool:
    """Whether all who were invited have handed in; one person's own round needs nobody else."""
    finished = sum(response.finished for response in without_customers(responses))
    return round_.mode == "own" or (round_.invited is not None and finished >= round_.invited)


def ended_on(round_: Round, responses: Sequence[Response]) -> date | None:
    """When a round was over: when it was closed, else when the last of those invited had handed in; None before.

    Where no times are kept, the day on which it was opened stands for that day.
    """
    people = without_customers(responses)
    finished = sum(response.finished for response in people)
    if round_.closed or not finished or finished < max(len(people), round_.invited or 0):
        return round_.closed
    answered = [response.last_answer.date() for response in people if response.last_answer]
    return max(answered, default=round_.opened)


_SHARE = re.compile(r"\s*(\d{1,9})\s*(?:/|of|af|av)\s*(\d{1,9})\s*", re.ASCII | re.IGNORECASE)


def share_of(text: str) -> tuple[int, int] | None:
    """So many of so many, as in 2/10, "2 of 10", "2 af 10" and "2 av 10"; None for any other figure."""
    found = _SHARE.fullmatch(text)
    if found is None:
        return None
    count, total = int(found[1]), int(found[2])
    return (count, total) if count <= total and total else None

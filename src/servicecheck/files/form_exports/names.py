"""Names for questions in tools that take fewer signs than ids have, and the way back.

A name is the id with `_` for every sign but a letter and a digit, so no name holds the `-`, `.` or `/` with which form
tools join the name of a group to that of a question. Where two ids would be called alike, the later one gets a number.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from servicecheck.questionnaire import Questionnaire

ROLE = "role"
"""The id of the question about the role; no item can have it."""

CUSTOMERS = "customers page"
"""The id of the page that customers see; no section can have it."""

_OTHER_SIGN = re.compile(r"[^A-Za-z0-9]")
_TAKEN = frozenset({
    "about", "attachmentsexpected", "attachmentspresent", "data", "deviceid", "edits", "end", "formversion",
    "instanceid", "instancename", "key", "meta", "reviewstate", "start", "status", "submissiondate",
    "submitterid", "submittername", "today", "uuid"
})  # fmt: skip
"""What form tools call their own columns."""


class Names:
    """The name of every id, in the order in which they are given."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        self._taken = set(_TAKEN)
        for one in ids:
            self._names[one] = self._free(one)

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> "Names":
        """The names of everything that is asked in *questionnaire*, of its sections and of the customers' page."""
        customers = (item.id for item in questionnaire.customer_items.values())
        asked = [ROLE, *(item.id for item in questionnaire.items), *customers]
        sections = [*(section.id for section in questionnaire.walk()), CUSTOMERS]
        return cls([*asked, *map(instead_of, asked), *sections, *map(note_of, sections)])

    def name(self, id_: str) -> str:
        """What *id_* is called. Raises KeyError."""
        return self._names[id_]

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Every id by its name."""
        return {name: one for one, name in self._names.items()}

    def _free(self, id_: str) -> str:
        plain = _OTHER_SIGN.sub("_", id_)
        wished = plain if plain[:1].isalpha() else f"q_{plain}"
        name, number = wished, 2
        while name.casefold() in self._taken:
            name, number = f"{wished}_{number}", number + 1
        self._taken.add(name.casefold())
        return name


def instead_of(item_id: str) -> str:
    """The id of the question that takes "don't know" and "not relevant" where only a number can be written."""
    return f"{item_id}:instead"


def note_of(section_id: str) -> str:
    """The id of the note at the head of a section."""
    return f"{section_id}_note"

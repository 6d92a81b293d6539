"""Everything that is asked in a questionnaire, by all that a column of answers may call it."""

import unicodedata
from collections.abc import Collection
from difflib import get_close_matches

from servicecheck.files.likeness import bare, key
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire

_NEAR = 0.8
_MOST_SUGGESTIONS = 1_000
_BETWEEN = (" ", ". ", ": ", " - ", " – ", ") ")
"""What may stand between a question's id and its words."""


class Questions:
    """The questions of one questionnaire, by id and by what they can be called."""

    def __init__(self, questionnaire: Questionnaire, *, of_customers: bool = False) -> None:
        self.questionnaire = questionnaire
        self.customers = frozenset(item.id for item in questionnaire.customer_items.values())
        self.items: dict[str, Item] = {
            item.id: item for item in (*questionnaire.items, *questionnaire.customer_items.values())
        }
        self._names: dict[str, set[str]] = {}
        self._decorated: dict[str, set[str]] = {}
        self._codes: dict[str, set[str]] = {}
        self._near: dict[str, str | None] = {}
        for item in self.items.values():
            self._call_as_written(item)
        if of_customers:
            for section_id, item in questionnaire.customer_items.items():
                for _, words in questionnaire.section(section_id).title.versions:
                    self._call(words, item.id)
                self._call(section_id, item.id)

    def called(self, name: str) -> set[str]:
        """The ids of the items that are called so."""
        return self._names.get(key(name)) or self._decorated.get(key(name), set())

    def coded(self, code: str) -> set[str]:
        """The ids of the items with this code, as a tool writes it that allows letters and digits alone."""
        return self._codes.get(bare(code), set()) if " " not in code else set()

    def near(self, name: str, taken: Collection[str]) -> str | None:
        """The id of an item that is not *taken* and called nearly so; looking takes time, so only so often."""
        if name not in self._near:
            self._near[name] = self._nearest(name, taken) if len(self._near) < _MOST_SUGGESTIONS else None
        return self._near[name]

    def _nearest(self, name: str, taken: Collection[str]) -> str | None:
        plain = key("".join(letter for letter in name if unicodedata.category(letter) != "Cf"))
        names = [one for one, ids in self._names.items() if not ids & set(taken)]
        found = get_close_matches(plain[:200], names, n=1, cutoff=_NEAR)
        return min(self._names[found[0]]) if found else None

    def _call_as_written(self, item: Item) -> None:
        self._call(item.id, item.id)
        self._codes.setdefault(bare(item.id), set()).add(item.id)
        for _, words in item.text.versions:
            self._call(words, item.id)
            for mark in _BETWEEN:
                self._decorated.setdefault(key(f"{item.id}{mark}{words}"), set()).add(item.id)

    def _call(self, name: str, item: str) -> None:
        self._names.setdefault(key(name), set()).add(item)

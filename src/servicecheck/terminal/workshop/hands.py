"""A show of hands as it is typed: so many for each answer in order, and if need be for "don't know" and the like."""

import re
from collections.abc import Sequence

from servicecheck.items import Item
from servicecheck.language import Words
from servicecheck.telling import replies
from servicecheck.terminal.interview.commands import not_an_answer

MOST_HANDS = 500
_COUNT = re.compile(r"\d{1,4}")


class NotCounted(Exception):
    """Counts that do not fit the question; `wording` and `values` say why."""

    def __init__(self, wording: str, **values: object) -> None:
        super().__init__(wording)
        self.wording = wording
        self.values = values


def counted(typed: Sequence[str], item: Item, words: Words) -> dict[str, int]:
    """How many hands for each value, from words such as 2 3 1 0 4 dk 1. Raises NotCounted."""
    values = [choice.value for choice in item.choices()]
    if not values or item.takes_several:
        raise NotCounted("host_hands_no_choices")
    counts = list(typed[: len(values)])
    if len(counts) < len(values) or not all(map(_COUNT.fullmatch, counts)):
        raise NotCounted("host_hands_number", n=len(values), choices=_in_order(item, words))
    found = dict(zip(values, map(int, counts), strict=True)) | _beside(typed[len(values) :], item, words)
    if not 0 < sum(found.values()) <= MOST_HANDS:
        raise NotCounted("host_hands_how_many", most=MOST_HANDS)
    return found


def _beside(typed: Sequence[str], item: Item, words: Words) -> dict[str, int]:
    """The hands for "don't know" and "not relevant", each as its letters and a number."""
    found: dict[str, int] = {}
    for name, count in zip(typed[::2], [*typed[1::2], ""], strict=False):
        code = not_an_answer(name, replies.offered(item))
        if code is None or not _COUNT.fullmatch(count):
            raise NotCounted("host_hands_number", n=len(item.choices()), choices=_in_order(item, words))
        found[code] = int(count)
    return found


def _in_order(item: Item, words: Words) -> str:
    codes = list(replies.codes_of(item, words))
    return ("; " if any("," in code for code in codes) else ", ").join(codes)

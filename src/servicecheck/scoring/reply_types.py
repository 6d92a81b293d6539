"""What the column of an item's replies may be: text, or an Enum where there are few."""

import polars as pl

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.items import ByValue, Item


def reply_type(item: Item) -> pl.DataType:
    """The narrowest type of an item's column: an Enum where a reply is one of few values, else text.

    The scorer takes text as well, with the same result; the Enum is read once and compared as a small number.
    """
    if not isinstance(item.worth(), ByValue):
        return pl.String()
    values = [choice.value for choice in item.choices()]
    return pl.Enum([*values, *(state for state in NOT_ANSWERS if state not in values)])

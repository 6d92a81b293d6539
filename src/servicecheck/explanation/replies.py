"""What each person replied to each item, as far as it goes into scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from servicecheck.items import Item
from servicecheck.scoring.columns import applies, behind, points, state
from servicecheck.scoring.tree import Node

State = Literal["answered", "na", "dk", "blank", "not-asked", "behind"]
Row = Mapping[str, Any]
"""One person's columns, as the scorer made them."""


@dataclass(frozen=True)
class Reply:
    """One reply; `points` is what the scorer takes it for."""

    item: str
    state: State
    value: str | None
    points: int | None


def reply_of(row: Row, item: Item) -> Reply:
    """What this person replied to *item*."""
    worth = row[points(item.id)]
    if worth is not None:
        return Reply(item.id, "answered", row[item.id], int(worth))
    for known in ("na", "dk", "blank"):
        if row[state(item.id, known)]:
            return Reply(item.id, known, None, None)
    return Reply(item.id, "behind" if row.get(behind(item.id)) else "not-asked", None, None)


def has_unknown(row: Row, node: Node) -> bool:
    """Whether something that applies is not known: "don't know" or nothing."""
    return any(row[applies(item.id)] and row[points(item.id)] is None for item in node.items)

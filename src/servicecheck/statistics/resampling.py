"""Drawing respondents with replacement, so that the same answers in any order give the same draws."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from random import Random
from typing import TypeVar

_Answer = TypeVar("_Answer")


def in_fixed_order(rows: Iterable[Sequence[_Answer]]) -> list[tuple[_Answer, ...]]:
    """Return the respondents' *rows* in an order that depends on their answers only."""
    return sorted((tuple(row) for row in rows), key=repr)


def seed_from(ordered_rows: Sequence[tuple[object, ...]]) -> int:
    """Return the seed that belongs to the rows that `in_fixed_order` returned; answers are numbers, texts or None."""
    return int.from_bytes(sha256(repr(list(ordered_rows)).encode()).digest()[:8])


def resamples(n: int, draws: int, seed: int) -> Iterator[list[int]]:
    """Draw n of the positions 0 to n - 1 with replacement, *draws* times."""
    # Of Python's generator only random() is promised to stay the same from version to version.
    random = Random(seed).random
    for _ in range(draws):
        yield [int(random() * n) for _ in range(n)]

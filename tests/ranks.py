"""What follows from sums that are known: by rank, not by any rule that chose what to publish."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

PRIME = 2**61 - 1

_Person = TypeVar("_Person", bound=Hashable)


def told_apart(sums: Sequence[frozenset[_Person]], k: int) -> list[frozenset[_Person]]:
    """The groups of 1 to *k* - 1 people about whom alone something follows from *sums* over groups of people."""
    alike: dict[tuple[bool, ...], set[_Person]] = {}
    for person in frozenset[_Person]().union(*sums):
        alike.setdefault(tuple(person in group for group in sums), set()).add(person)
    # Those who are in the same sums cannot be told apart, so that each lot of them is one unknown.
    lots = [frozenset(people) for people in alike.values()]
    matrix = [[int(lot <= group) for lot in lots] for group in sums]
    whole = rank(matrix)
    return [
        frozenset[_Person]().union(*(lots[place] for place in few))
        for few in _few([len(lot) for lot in lots], k)
        if whole > rank([[row[place] for place in range(len(lots)) if place not in few] for row in matrix])
    ]


def _few(sizes: Sequence[int], k: int) -> Iterator[tuple[int, ...]]:
    small: Iterable[int] = [place for place, size in enumerate(sizes) if size < k]
    for number in range(1, k):
        for some in combinations(small, number):
            if sum(sizes[place] for place in some) < k:
                yield some


def rank(matrix: Sequence[Sequence[int]]) -> int:
    """By elimination over a prime field; what is published has ones and zeros only."""
    rows, found = [list(row) for row in matrix], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((number for number in range(found, len(rows)) if rows[number][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        inverse = pow(rows[found][column], -1, PRIME)
        for row in rows[found + 1 :]:
            if factor := row[column] * inverse % PRIME:
                for number, value in enumerate(rows[found]):
                    row[number] = (row[number] - factor * value) % PRIME
        found += 1
    return found

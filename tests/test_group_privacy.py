"""What is published of groups within groups: nothing that rests on fewer than k people, and nothing from which such a
figure could be worked out (P40). Checked by the rank of what is published, not by the rule that chose it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from random import Random
from typing import Any

import pytest

from oracle import Person
from ranks import rank
from sample_groups import Place, groups_of, rows_of
from sample_rounds import sections, three_levels
from servicecheck.assessment.group_sums import GroupSums, HiddenSection
from servicecheck.assessment.published_groups import Group, published
from servicecheck.scoring import columns
from servicecheck.scoring.alike import matching
from servicecheck.scoring.tree import tree

QUESTIONS = three_levels(sections(A=2, B=2, C=1))
BY = ("tree", "team", "period")
K = 5

Row = Mapping[str, Any]
Rows = Mapping[Place, Row]


def person(random: Random, shy: Mapping[str, float]) -> Person:
    """Somebody who leaves some questions open; in each team others are left open more often."""
    answers = {}
    for item in QUESTIONS.items:
        draw = random.random()
        value = random.choice(["1", "2", "2.5", "3"])
        answers[item.id] = value if draw > shy[item.id] else random.choice([None, "na", "dk", "na"])
    return Person(answers)


def trees(number: int, seed: int) -> Iterator[tuple[list[Group], Rows]]:
    """So many trees of teams and periods: what is published of each, and the sums behind it."""
    random, people = Random(seed), []
    for one in range(number):
        for team in range(random.randint(1, 5)):
            for period in range(random.randint(1, 3)):
                shy = {item.id: random.choice([0, 0, 0.2, 0.5, 0.9]) for item in QUESTIONS.items}
                size = random.choice([0, 1, 2, 3, 4, 5, 6, 7, 9, 14])
                place = (str(one), random.choice([f"t{team}", None]), f"q{period}")
                people += [(place, person(random, shy)) for _ in range(size)]
    rows = groups_of(QUESTIONS, [rows_of(QUESTIONS, people, BY)], BY).rows()
    for name in {path[0] for path in rows if path}:
        own = {path[1:]: row for path, row in rows.items() if path[:1] == (name,)}
        yield list(published(QUESTIONS, own, K)), own


def leaves(rows: Rows) -> list[Place]:
    return [path for path in rows if len(path) == len(BY) - 1]


def cells(found: Sequence[Group], rows: Rows) -> Iterator[tuple[str, list[Place], Mapping[Place, int]]]:
    """Each linear figure that is published: where it is, and how many people of each smallest group it rests on."""
    told = {group.path: group.sums for group in found if group.sums is not None}
    own = {path: rows[path] for path in leaves(rows)}
    yield "people", list(told), {path: row[columns.PEOPLE] for path, row in own.items()}
    for unit in tree(QUESTIONS).units:
        where = [path for path, sums in told.items() if not isinstance(sums.sections[unit.id], HiddenSection)]
        yield unit.id, where, {path: row[columns.people(unit.id)] for path, row in own.items()}
        yield unit.id, where, {path: row[columns.concerned(unit.id)] for path, row in own.items()}
    for item in QUESTIONS.items:
        asked = {path: asked_of(row, item.id) for path, row in own.items()}
        yield f"{item.id} replied", [path for path, sums in told.items() if sums.items[item.id].is_told], asked
        where = [path for path, sums in told.items() if sums.items[item.id].hidden is None]
        yield item.id, where, {path: row[columns.answered(item.id)] for path, row in own.items()}
    yield from spreads(told, own)


def spreads(told: Mapping[Place, GroupSums], own: Rows) -> Iterator[tuple[str, list[Place], Mapping[Place, int]]]:
    scored: dict[frozenset[str], list[Place]] = {}
    for path, sums in told.items():
        if "" in sums.spreads:
            scored.setdefault(left_out(sums), []).append(path)
    for without, where in scored.items():
        name = columns.alike("n", "", without)
        yield name, where, {path: row[name] for path, row in own.items()}


def left_out(sums: GroupSums) -> frozenset[str]:
    unrated = {
        name
        for name, section in sums.sections.items()
        if isinstance(section, HiddenSection) or not section.people or not section.is_covered
    }
    return matching(QUESTIONS, tree(QUESTIONS), frozenset(unrated))


def asked_of(row: Row, item: str) -> int:
    return sum(int(row[name]) for name in (columns.answered(item), *(columns.state(item, s) for s in columns.STATES)))


def derivable(where: Sequence[Place], people: Mapping[Place, int]) -> list[tuple[Place, ...]]:
    """The smallest groups, together of 1 to k - 1 people, about whom alone something follows from what is published."""
    there = [path for path, size in people.items() if size]
    matrix = [[int(leaf[: len(path)] == path) for leaf in there] for path in where]
    whole = rank(matrix)
    return [some for some in few(there, people) if whole > rank(without(matrix, there, some))]


def few(there: Sequence[Place], people: Mapping[Place, int]) -> Iterator[tuple[Place, ...]]:
    """Every choice of groups with fewer than k people together that no further group fits into."""
    small = [path for path in there if people[path] < K]
    for number in range(1, K):
        for some in combinations(small, number):
            room = K - 1 - sum(people[path] for path in some)
            if room >= 0 and not any(people[path] <= room for path in small if path not in some):
                yield some


def without(matrix: list[list[int]], there: Sequence[Place], some: Sequence[Place]) -> list[list[int]]:
    kept = [number for number, path in enumerate(there) if path not in some]
    return [[row[number] for number in kept] for row in matrix]


def nothing_follows_of_few(number: int, seed: int) -> tuple[int, int]:
    """Look at so many trees; how many figures were published in them, and how many were hidden."""
    shown = hidden = 0
    for found, rows in trees(number, seed):
        for name, where, people in cells(found, rows):
            assert derivable(where, people) == [], (name, rows.keys())
            sizes = {path: sum(n for leaf, n in people.items() if leaf[: len(path)] == path) for path in rows}
            assert all(sizes[path] == 0 or sizes[path] >= K for path in where), name
            shown += len(where)
            hidden += len(rows) - len(where)
    return shown, hidden


@pytest.mark.promise("P40")
def test_nothing_follows_of_fewer_than_k_people_in_sixty_trees_of_teams() -> None:
    shown, hidden = nothing_follows_of_few(60, seed=1)

    assert shown > 1_000
    assert hidden > 1_000


@pytest.mark.release
@pytest.mark.promise("P40")
def test_nothing_follows_of_fewer_than_k_people_in_a_thousand_trees_of_teams(
    record_property: Callable[[str, object], None],
) -> None:
    figures = [sum(counts) for counts in zip(*(nothing_follows_of_few(100, seed) for seed in range(10)), strict=True)]

    record_property("1 000 random team trees", f"{figures[0]} figures shown, {figures[1]} hidden, 0 derivable")


def test_the_rank_check_finds_what_the_rule_is_there_for() -> None:
    people: dict[Place, int] = {("a",): 8, ("b",): 3}

    assert derivable([(), ("a",)], people) == [(("b",),)]
    assert derivable([()], people) == []
    assert derivable([("a",), ("b",)], people) == [(("b",),)]

"""People's scores in the nodes above the units, of those people who count in every section that a group is scored in.

The interval of such a score rests on them (method 3.8). Which sections a group is scored in is known only when all its
rows have been seen, so the sums are kept for the likely selections of sections: all of them, all but one, and those
that some roles are not asked. Each is additive. A group scored in another selection has no such sums, and no interval
of the whole: rather none than one of other scores.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import polars as pl

from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns
from servicecheck.scoring.nodes import with_node_scores
from servicecheck.scoring.tree import Node, tree

MOST_SINGLE, MOST_SUBSETS, MOST_ROLES = 12, 3, 4
"""Up to so many units each can be left out alone, and up to so many any of them; roles that are tried together."""


@dataclass(frozen=True)
class Selection:
    """The sections that are left out, and the nodes whose scores without them are kept."""

    left_out: frozenset[str]
    nodes: tuple[Node, ...]


def units_of(node: Node) -> list[Node]:
    """The units that *node*'s score is made of."""
    return [node] if node.is_unit else [unit for part in node.parts for unit in units_of(part)]


def without_sections(standings: pl.LazyFrame, units: Sequence[str]) -> pl.LazyFrame:
    """*standings* in which these sections do not apply: their weight leaves the sum, and they are not missing."""
    gone = {columns.of(kind, unit): pl.lit(False) for unit in units for kind in ("rated", "applicable")}
    return standings.with_columns(**gone, **{columns.of("score", unit): pl.lit(None, pl.Int64) for unit in units})


def selections(questionnaire: Questionnaire) -> tuple[Selection, ...]:
    """The selections that sums are kept for."""
    root = tree(questionnaire)
    found: dict[frozenset[str], list[Node]] = {}
    for node in (node for node in root.walk() if not node.is_unit and node.parts):
        for left_out in _left_out(questionnaire, node):
            found.setdefault(left_out, []).append(node)
    return tuple(Selection(left_out, tuple(nodes)) for left_out, nodes in found.items())


def matching(questionnaire: Questionnaire, node: Node, unrated: frozenset[str]) -> frozenset[str]:
    """Which selection a group's *node* is scored in, when these sections are not rated.

    An adjustment may look at any section, so with one all of them count, not only those below the node.
    """
    within = frozenset(unit.id for unit in _around(questionnaire, node))
    return unrated & within


def alike_sums(
    questionnaire: Questionnaire, standings: pl.LazyFrame, selection: Selection, by: list[str]
) -> pl.LazyFrame:
    """For each group n, sum and sum of squares of the scores that people have without the sections left out."""
    alike = without_sections(standings, sorted(selection.left_out))
    scored = with_node_scores(questionnaire, tree(questionnaire), alike)
    return scored.group_by(by).agg(e for node in selection.nodes for e in _sums(node, selection.left_out))


def _sums(node: Node, left_out: frozenset[str]) -> list[pl.Expr]:
    rated = [pl.col(columns.of("rated", unit.id)) for unit in units_of(node) if unit.id not in left_out]
    score = pl.when(pl.all_horizontal(rated)).then(pl.col(columns.of("score", node.id))).cast(pl.Int128)
    names = [columns.alike(kind, node.id, left_out) for kind in columns.ALIKE]
    sums = [score.count().cast(pl.Int64), score.sum(), (score * score).sum()]
    return [expression.alias(name) for expression, name in zip(sums, names, strict=True)]


def _around(questionnaire: Questionnaire, node: Node) -> list[Node]:
    return list(tree(questionnaire).units) if questionnaire.adjust else units_of(node)


def _left_out(questionnaire: Questionnaire, node: Node) -> list[frozenset[str]]:
    units = [unit.id for unit in _around(questionnaire, node)]
    most = len(units) - 1 if len(units) <= MOST_SUBSETS else 1 if len(units) <= MOST_SINGLE else 0
    some = chain.from_iterable(combinations(units, number) for number in range(most + 1))
    wanted = [*map(frozenset, some), *_unasked(questionnaire, _around(questionnaire, node))]
    own = {unit.id for unit in units_of(node)}
    return [left_out for left_out in dict.fromkeys(wanted) if own - left_out]


def _unasked(questionnaire: Questionnaire, units: Sequence[Node]) -> Iterator[frozenset[str]]:
    """What is left out where only people of some of the roles have answered."""
    roles = [role.id for role in questionnaire.roles][:MOST_ROLES]
    for number in range(1, len(roles) + 1):
        for present in combinations(roles, number):
            asked = [any(questionnaire.is_for(i, role) for i in unit.items for role in present) for unit in units]
            yield frozenset(unit.id for unit, is_asked in zip(units, asked, strict=True) if not is_asked)

"""One round on the table: the people who count, their scores, and the group's figures as they may be published.

Scored once; every finding reads from here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import CUSTOMER, Response, Round
from servicecheck.scoring import answer_counts, conclude, grouped, row_standings, table
from servicecheck.scoring.columns import VARIANTS, answered, of, people
from servicecheck.scoring.tree import Node, tree


@dataclass(frozen=True)
class Figures:
    """One concluded standing: the scorer's columns by name."""

    row: Mapping[str, Any]

    def integer(self, name: str) -> int | None:
        """The figure in this column, or None."""
        value = self.row.get(name)
        return None if value is None else int(value)

    def sure(self, name: str) -> int:
        """The figure in this column, which is there."""
        return int(self.row[name])

    def flag(self, name: str) -> bool:
        """Whether the column says true."""
        return bool(self.row.get(name))

    def text(self, name: str) -> str | None:
        """The word in this column, or None."""
        value = self.row.get(name)
        return None if value is None else str(value)


@dataclass(frozen=True)
class Case:
    """A round of a questionnaire, the people who answered, and the means of the basics checked elsewhere."""

    questionnaire: Questionnaire
    round: Round
    responses: tuple[Response, ...]
    basics: tuple[int, ...] = ()

    @property
    def smallest_group(self) -> int:
        """How many people a published figure must cover."""
        return self.round.k if self.round.mode == "anonymous" else 1

    @cached_property
    def root(self) -> Node:
        """The nodes that count."""
        return tree(self.questionnaire)

    @cached_property
    def rows(self) -> pl.DataFrame:
        """Each person's standing, not yet concluded."""
        return row_standings(self.questionnaire, table(self.questionnaire, self.responses)).collect()

    @cached_property
    def scored_rows(self) -> pl.DataFrame:
        """Each person's scores."""
        return conclude(self.questionnaire, self.rows.lazy()).collect()

    @cached_property
    def standing(self) -> pl.DataFrame:
        """The group's standing, without what fewer than k people said: it enters no published figure."""
        return self.without_small_groups(grouped(self.questionnaire, self.rows.lazy())).collect()

    def without_small_groups(self, standings: pl.LazyFrame) -> pl.LazyFrame:
        """*standings* in which a section or an item that too few people answered counts as not rated."""
        if self.smallest_group == 1:
            return standings
        units = [node for node in self.root.walk() if node.is_unit]
        expressions: dict[str, pl.Expr] = {}
        for node in units:
            enough = pl.col(people(node.id)) >= self.smallest_group
            for name in (of("score", node.id, variant) for variant in VARIANTS):
                expressions[name] = pl.when(enough).then(pl.col(name))
            rated = of("rated", node.id)
            expressions[rated] = pl.col(rated) & enough
        for item in self.questionnaire.scored_items:
            enough = pl.col(answered(item.id)) >= self.smallest_group
            for name in (of("item", item.id, variant) for variant in VARIANTS):
                expressions[name] = pl.when(enough).then(pl.col(name))
        return standings.with_columns(**expressions)

    @cached_property
    def figures(self) -> Figures:
        """The group, concluded."""
        return self.concluded(self.standing)[0]

    def concluded(self, standings: pl.DataFrame) -> list[Figures]:
        """*standings* with gates and levels, one `Figures` a row, in their order."""
        rows = conclude(self.questionnaire, standings.lazy(), self.basics).collect()
        return [Figures(row) for row in rows.iter_rows(named=True)]

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """How often each reply was given, by item."""
        return answer_counts(self.questionnaire, table(self.questionnaire, self.responses))

    def items_of(self, node: Node) -> tuple[Item, ...]:
        """The scored items below *node*."""
        return node.items or tuple(item for child in node.children for item in self.items_of(child))


def own_people(responses: Iterable[Response]) -> tuple[Response, ...]:
    """The responses that count in the self score: anybody who replied to anything, customers never."""
    return tuple(
        response
        for response in responses
        if response.respondent.role != CUSTOMER
        and any(answer.value is not None for answer in response.answers.values())
    )


def steps_of(items: Sequence[Item]) -> tuple[str, ...] | None:
    """The values of the one ordered scale that *items* share, from the fewest points up; None without such a scale."""
    scales = {tuple(c.value for c in sorted(_worth_points(item), key=lambda c: c.points or 0)) for item in items}
    only = next(iter(scales)) if len(scales) == 1 else ()
    return only if len(only) >= 2 else None


def _worth_points(item: Item) -> list[Any]:
    return [choice for choice in item.choices() if choice.points is not None]

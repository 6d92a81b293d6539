"""Step 4c: the name of a score, and what gates make of it (method 3.5, 3.6).

The raw level is the last whose limit the score reaches. While a gate's condition holds, it caps the level, never the
score.
"""

from collections.abc import Sequence

import polars as pl

from servicecheck.quantities import Limit
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns
from servicecheck.scoring.arithmetic import total
from servicecheck.scoring.gates import condition_holds, reaches
from servicecheck.scoring.tree import Node


def with_levels(
    questionnaire: Questionnaire, root: Node, standings: pl.LazyFrame, basics: Sequence[int] = ()
) -> pl.LazyFrame:
    """Add gates, raw level and level, the levels of the bounds and under other limits, and each section's level."""
    limits = [level.start for level in questionnaire.levels]
    names = [level.id for level in questionnaire.levels]
    expressions = [_named(_index(columns.ROOT, limits, ""), names).alias("raw_level")]
    for node in _below(root):
        expressions.append(_named(_index(node.id, limits, ""), names).alias(columns.of("level", node.id)))
    for variant in columns.VARIANTS:
        gates = _gates(questionnaire, root, variant, basics)
        expressions += [holds.alias(columns.of("gate", gate, variant)) for gate, holds in gates.items()]
        capped = _capped(questionnaire, _index(columns.ROOT, limits, variant), gates)
        expressions.append(_named(capped, names).alias(columns.of("level", columns.ROOT, variant)))
    as_answered = _gates(questionnaire, root, "", basics)
    for number, others in enumerate(questionnaire.other_limits, start=1):
        capped = _capped(questionnaire, _index(columns.ROOT, [limits[0], *others], ""), as_answered)
        expressions.append(_named(capped, names).alias(f"level:limits{number}"))
    return standings.with_columns(expressions)


def _below(root: Node) -> list[Node]:
    return [node for node in root.walk() if node.id != columns.ROOT]


def _gates(
    questionnaire: Questionnaire, root: Node, variant: columns.Variant, basics: Sequence[int]
) -> dict[str, pl.Expr]:
    return {gate.id: condition_holds(questionnaire, root, gate.when, variant, basics) for gate in questionnaire.gates}


def _index(node_id: str, limits: Sequence[Limit], variant: columns.Variant) -> pl.Expr:
    """The number of the level the score reaches, from 0; null without a score or without levels."""
    score = pl.col(columns.of("score", node_id, variant))
    if not limits:
        return pl.lit(None, dtype=pl.Int64)
    reached = total([reaches(node_id, variant, limit) for limit in limits[1:]])
    return pl.when(score.is_not_null()).then(reached)


def _capped(questionnaire: Questionnaire, index: pl.Expr, gates: dict[str, pl.Expr]) -> pl.Expr:
    numbers = {level.id: number for number, level in enumerate(questionnaire.levels)}
    caps = [pl.when(gates[gate.id]).then(numbers[gate.caps_at]) for gate in questionnaire.gates]
    return pl.when(index.is_not_null()).then(pl.min_horizontal([index, *caps]))


def _named(index: pl.Expr, names: Sequence[str]) -> pl.Expr:
    found: pl.Expr = pl.lit(None, dtype=pl.String)
    for number, name in enumerate(names):
        found = pl.when(index == number).then(pl.lit(name)).otherwise(found)
    return found

"""Step 4c: the name of a score, and what gates make of it (method 3.5, 3.6).

The raw level is the last whose limit the score reaches. While a gate's condition holds, it caps the level, never the
score.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from servicecheck.quantities import Limit
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns
from servicecheck.scoring.arithmetic import count, lower
from servicecheck.scoring.gates import condition_holds, is_below
from servicecheck.scoring.tree import Node


def with_levels(
    questionnaire: Questionnaire, root: Node, standings: pl.LazyFrame, basics: Sequence[int] = ()
) -> pl.LazyFrame:
    """Add gates, raw level and level, the levels of the bounds and under other limits, and each section's level."""
    limits = [level.start for level in questionnaire.levels]
    # A gate is one column, however many levels it caps.
    standings = standings.with_columns(_gates(questionnaire, root, basics))
    levels = {columns.of("level", node.id): _raw(node, limits) for node in root.walk() if node is not root}
    levels["raw_level"] = _raw(root, limits)
    for variant in columns.VARIANTS:
        name = columns.of("level", columns.ROOT, variant)
        levels[name] = _capped(questionnaire, _raw(root, limits, variant), variant)
    for number, others in enumerate(questionnaire.other_limits, start=1):
        levels[f"level:limits{number}"] = _capped(questionnaire, _raw(root, [*limits[:1], *others]), "")
    names = [level.id for level in questionnaire.levels]
    return standings.with_columns([_named(level, names).alias(name) for name, level in levels.items()])


def _gates(questionnaire: Questionnaire, root: Node, basics: Sequence[int]) -> list[pl.Expr]:
    return [
        condition_holds(questionnaire, root, gate.when, variant, basics).alias(columns.of("gate", gate.id, variant))
        for variant in columns.VARIANTS
        for gate in questionnaire.gates
    ]


@dataclass(frozen=True)
class _Level:
    """A level's number, from 0, as expressions over a standing."""

    number: pl.Expr
    is_there: pl.Expr
    """Whether there is a score at all."""


def _raw(node: Node, limits: Sequence[Limit], variant: columns.Variant = "") -> _Level:
    """The last level whose limit the score reaches."""
    score = pl.col(columns.of("score", node.id, variant))
    reached = [~is_below(score, node.id, node.common_range, limit) for limit in limits[1:]]
    return _Level(count(reached), score.is_not_null())


def _capped(questionnaire: Questionnaire, level: _Level, variant: columns.Variant) -> _Level:
    numbers = {level.id: number for number, level in enumerate(questionnaire.levels)}
    gates = sorted(questionnaire.gates, key=lambda gate: numbers[gate.caps_at], reverse=True)
    cap = pl.lit(len(numbers), dtype=pl.Int32)
    for gate in gates:
        holds = pl.col(columns.of("gate", gate.id, variant))
        cap = pl.when(holds).then(pl.lit(numbers[gate.caps_at], pl.Int32)).otherwise(cap)
    return replace(level, number=lower(level.number, cap)) if gates else level


def _named(level: _Level, names: Sequence[str]) -> pl.Expr:
    """The level's id, as an Enum: compared and copied like a small number, written like a text."""
    if not names:
        return pl.lit(None, dtype=pl.String)
    found = pl.lit(None, dtype=pl.Enum(names))
    for number, name in enumerate(names):
        found = (
            pl.when(level.is_there & (level.number == number)).then(pl.lit(name, dtype=pl.Enum(names))).otherwise(found)
        )
    return found

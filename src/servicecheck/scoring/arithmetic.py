"""Whole-number arithmetic over columns: nothing here can make a float, and nothing has a sum of 0."""

from collections.abc import Sequence

import polars as pl


def whole(number: int) -> pl.Expr:
    """A constant, as wide as every other number of the scorer."""
    return pl.lit(number, dtype=pl.Int64)


def total(numbers: Sequence[pl.Expr]) -> pl.Expr:
    """The sum of each row; what is missing adds nothing. Flags count as 0 and 1."""
    return pl.sum_horizontal([number.cast(pl.Int64) for number in numbers]) if numbers else whole(0)


def is_any(flags: Sequence[pl.Expr]) -> pl.Expr:
    """Whether at least one holds; of none, none does."""
    return pl.any_horizontal(flags) if flags else pl.lit(False)


def least(numbers: Sequence[pl.Expr]) -> pl.Expr:
    """The smallest that is there."""
    return pl.min_horizontal(numbers) if numbers else pl.lit(None, dtype=pl.Int64)


def rounded(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    """floor(numerator / denominator + 1/2); null where the denominator is not positive."""
    return pl.when(denominator > 0).then((2 * numerator + denominator) // (2 * denominator))

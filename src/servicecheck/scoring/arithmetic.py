"""Whole-number arithmetic over columns: nothing here can make a float, and nothing has a sum of 0.

Half as wide is twice as fast, so rows are counted and added up in 32 bits wherever the questionnaire's own numbers show
that nothing larger can come about; everything that is summed over rows is 64 bits wide, or wider.
"""

from collections.abc import Sequence

import polars as pl

NARROW = 10**8
"""Figures up to here are kept in 32 bits: they, and the differences of two of them, fit many times over."""


def whole(number: int) -> pl.Expr:
    """A constant, as wide as every other number of the scorer."""
    return pl.lit(number, dtype=pl.Int64)


def constant(number: int) -> pl.Expr:
    """A constant to compare with, which makes nothing wider than it is."""
    return pl.lit(number, dtype=integer(abs(number)))


def integer(largest: int) -> pl.DataType:
    """The type of whole numbers from -*largest* to *largest*."""
    return pl.Int32() if largest <= NARROW else pl.Int64()


def total(numbers: Sequence[pl.Expr]) -> pl.Expr:
    """The sum of each row; what is missing adds nothing. Flags count as 0 and 1."""
    return added(numbers, pl.Int64())


def added(numbers: Sequence[pl.Expr], wide: pl.DataType) -> pl.Expr:
    """The sum of each row in the type *wide*; what is missing adds nothing."""
    # Without nulls the sum of a row is many times as fast.
    known = [number.cast(wide).fill_null(0) for number in numbers]
    return pl.sum_horizontal(known) if known else pl.lit(0, dtype=wide)


def count(flags: Sequence[pl.Expr]) -> pl.Expr:
    """How many of these hold."""
    narrow = pl.UInt8() if len(flags) < 2**8 else pl.UInt32()
    # A choice between two numbers is many times as fast as a cast of flags.
    ones = [pl.when(flag).then(pl.lit(1, narrow)).otherwise(pl.lit(0, narrow)) for flag in flags]
    return pl.sum_horizontal(ones).cast(pl.Int32) if ones else pl.lit(0, dtype=pl.Int32)


def weighed(flags: Sequence[pl.Expr], weights: Sequence[int]) -> pl.Expr:
    """The weights of those that hold, added up."""
    wide = integer(sum(weights))
    if len(set(weights)) == 1:
        return count(flags).cast(wide) * weights[0]
    return added([pl.when(f).then(pl.lit(w, wide)) for f, w in zip(flags, weights, strict=True)], wide)


def is_any(flags: Sequence[pl.Expr]) -> pl.Expr:
    """Whether at least one holds; of none, none does."""
    return pl.any_horizontal(flags) if flags else pl.lit(False)


def least(numbers: Sequence[pl.Expr]) -> pl.Expr:
    """The smallest that is there."""
    return pl.min_horizontal(numbers) if numbers else pl.lit(None, dtype=pl.Int64)


def lower(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """The lower of two that are there."""
    return pl.when(one < other).then(one).otherwise(other)


def higher(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """The higher of two that are there."""
    return pl.when(one > other).then(one).otherwise(other)


def rounded(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    """floor(numerator / denominator + 1/2); null where the denominator, which is never negative, is 0."""
    return (2 * numerator + denominator) // (2 * denominator)

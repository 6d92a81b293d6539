"""What is kept of many numbers: how many, their sum and the sum of their squares; or how often each occurs.

Both add up over parts of the data in any order, and are whole numbers, so nothing is lost on the way.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Counts = Mapping[int, int]
"""How many gave each answer to one item: {step: people}."""


@dataclass(frozen=True)
class Sums:
    """How many numbers there are, their sum and the sum of their squares."""

    n: int
    total: int
    squares: int

    @classmethod
    def of(cls, values: Iterable[int]) -> "Sums":
        """Add up *values* one by one."""
        return cls.of_counts(Counter(values))

    @classmethod
    def of_counts(cls, counts: Counts) -> "Sums":
        """Add up values that are given as {value: how often}."""
        return cls(
            n=sum(counts.values()),
            total=sum(value * often for value, often in counts.items()),
            squares=sum(value * value * often for value, often in counts.items()),
        )

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.n + other.n, self.total + other.total, self.squares + other.squares)

    @property
    def mean(self) -> float:
        """The mean; raises ValueError when there is no value."""
        if not self.n:
            raise ValueError("no values, so no mean")
        return self.total / self.n

    @property
    def deviations(self) -> int:
        """The number of values times the sum of squared deviations from the mean, exactly."""
        return self.n * self.squares - self.total**2

    @property
    def variance(self) -> float:
        """The sample variance (n - 1 in the denominator); raises ValueError below two values."""
        return self.spread.variance

    @property
    def spread(self) -> "Spread":
        """How far the numbers are apart, without what they come to."""
        return Spread(self.n, self.deviations)


@dataclass(frozen=True)
class Spread:
    """How far numbers are apart, without what they come to: *n* times the sum of their squared deviations, exactly."""

    n: int
    deviations: int

    @property
    def variance(self) -> float:
        """The sample variance (n - 1 in the denominator); raises ValueError below two values."""
        if self.n < 2:
            raise ValueError("a variance takes two values")
        return self.deviations / (self.n * (self.n - 1))


def count(answers: Iterable[int | None]) -> dict[int, int]:
    """Count how often each answer to one item was given, leaving out the missing ones."""
    return dict(Counter(answer for answer in answers if answer is not None))


def count_columns(rows: Iterable[Sequence[int | None]]) -> list[dict[int, int]]:
    """Count the answers per item in *rows* of one respondent each, all equally long."""
    return [count(column) for column in zip(*rows, strict=True)]

"""Figures and formulas as somebody with a pocket calculator types them: 58.3333, (25 + 0 + 50) ÷ 3 = 25.00.

A result has two decimals where that is exact and four where it is not, so that what is typed in gives what is printed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from servicecheck.explanation.steps import Operand, Step
from servicecheck.language import POINT
from servicecheck.telling.telling import NO_FIGURE, Telling

PLAIN = ("answer", "fewest", "most", "start")
"""What stands in the questionnaire is printed with the decimals its author wrote."""


@dataclass(frozen=True)
class Calculation:
    """Steps in the figures of one language."""

    telling: Telling

    def figure(self, value: int | None) -> str:
        """A result, exactly."""
        if value is None:
            return NO_FIGURE
        return self.telling.words.number(Fraction(value, POINT), 4 if value % (POINT // 100) else 2)

    def listed(self, figures: Iterable[str]) -> str:
        """Figures one after the other; where decimals have a comma, it cannot also stand between them."""
        return ("; " if self.telling.words.template("format_decimal") == "," else ", ").join(figures)

    def operand(self, operand: Operand) -> str:
        """What goes in, as it was printed where it came out."""
        is_plain = operand.source.partition("/")[0] in PLAIN
        return self.telling.plain_points(operand.value) if is_plain else self.figure(operand.value)

    def formula(self, step: Step) -> str:
        """The step as one line."""
        result = self.figure(step.result)
        match step.operation:
            case "min":
                values = self.listed(map(self.operand, step.operands))
                return self.telling.words("explain_lowest_of", values=values, result=result)
            case "mean":
                return f"{self._mean(step)} = {result}"
            case "sum":
                return f"{self._added(step.operands, POINT)} = {result}"
            case "times":
                (only,) = step.operands
                return f"{self.operand(only)} × {self.telling.plain_points(only.weight)} = {result}"
            case "ladder":
                return f"{self._added(step.operands, 1)} = {result}"
            case "given" | "agreed" | "nearest":
                return result

    def of_sum(self, step: Step) -> tuple[str, str]:
        """The sum of a step's operands, and what it comes to."""
        total = self.figure(sum(operand.value for operand in step.operands))
        return total, f"{total} ÷ {self.telling.words.number(step.divisor)} = {self.figure(step.result)}"

    def _mean(self, step: Step) -> str:
        if len(step.operands) == 1:
            only = step.operands[0]
            return self.operand(only) if only.weight == step.divisor else f"{self.operand(only)} ÷ {step.divisor}"
        return f"({self._added(step.operands, 1)}) ÷ {self.telling.words.number(step.divisor)}"

    def _added(self, operands: Sequence[Operand], one: int) -> str:
        """The operands, each times its weight where that is not *one*."""
        return " + ".join(self._weighed(operand, one) for operand in operands) or "0"

    def _weighed(self, operand: Operand, one: int) -> str:
        value = self.operand(operand)
        value = f"({value})" if operand.value < 0 else value
        if operand.weight == one:
            return value
        return f"{self.telling.words.number(operand.weight) if one == 1 else self._weight(operand.weight)} × {value}"

    def _weight(self, weight: int) -> str:
        return self.telling.plain_points(weight)

"""Statistics in words: the formula with its figures, and the items that go into it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from servicecheck.explanation.statistics import Quantity, Statistic
from servicecheck.language import POINT
from servicecheck.telling.explaining import Explaining
from servicecheck.telling.sheets import Grid, Line, Sheet

_DECIMALS = 4


@dataclass(frozen=True)
class ExplainingStatistics:
    """What is told of statistics."""

    explaining: Explaining

    def statistic(self, key: str) -> Sheet:
        """One statistic, such as `interval:LE-B`; it may not be there, where too few people answered."""
        name, _, of = key.partition(":")
        found = self.explaining.explanation.statistics.get(key)
        title = self.explaining.words(f"explain_stat_{name.replace('-', '_')}")
        title = f"{title}: {self._named(of)}" if of else title
        if found is None:
            return Sheet(title, "", (Line(self.explaining.words("explain_not_there")),))
        figures = {one.name: self._printed(one) for one in (*found.quantities, *found.result)}
        parts = _TOLD[found.name](self, found, figures)
        return Sheet(title, "", (*self._whose(found), *self._rows(found), *parts))

    def _whose(self, found: Statistic) -> Iterator[Line]:
        """That an interval is of the votes, where something else carries the score."""
        if found.name == "interval" and self.explaining.explanation.assessment.agreed is not None:
            yield Line(self.explaining.words("explain_of_votes"))

    def _named(self, of: str) -> str:
        questionnaire = self.explaining.telling.questionnaire
        is_item = any(item.id == of for item in questionnaire.items)
        return of if is_item else self.explaining.telling.title(of)

    def _printed(self, quantity: Quantity) -> str:
        words = self.explaining.words
        match quantity.unit:
            case "points":
                points = Fraction(quantity.value) / POINT
                return words.number(points, 1 if (points * 10).denominator == 1 else 2)
            case "share":
                return words.percent(quantity.value, 1)
            case "count":
                return words.number(quantity.value)
            case _:
                exact = Fraction(quantity.value) * 10**2
                return words.number(quantity.value, 2 if exact.denominator == 1 else _DECIMALS)

    def _rows(self, found: Statistic) -> Iterator[Grid]:
        if found.by_item:
            yield Grid(tuple(self._row(item, own) for item, own in found.by_item.items()))

    def _row(self, item: str, quantities: Sequence[Quantity]) -> tuple[str, str, str]:
        """The item, how many gave each step, and its own figure."""
        counts = [
            f"{one.value} × {one.name.removeprefix('step-')}" for one in quantities if one.name.startswith("step-")
        ]
        own = [self._printed(one) for one in quantities if not one.name.startswith("step-")]
        said = self.explaining.words("explain_steps_of", counts=", ".join(counts)) if counts else ""
        return item, " ".join(own), said

    # One kind after the other

    def interval(self, found: Statistic, f: Mapping[str, str]) -> list[Line]:
        """The score plus and minus a margin."""
        n = next(one.value for one in found.quantities if one.name == "people")
        words = self.explaining.words
        lines = [
            Line(f"{f['t']} × {f['deviation']} ÷ √{f['people']} = {f['margin']}"),
            Line(f"{f['score']} ± {f['margin']}: {f['from']} – {f['to']}"),
            Line(words("explain_how_interval", t=f["t"], people=int(n), deviation=f["deviation"])),
        ]
        return lines if found.word == "people" else [*lines, Line(words("explain_how_alike"))]

    def certainty(self, found: Statistic, f: Mapping[str, str]) -> list[Line]:
        """The share of the draws."""
        same = next(int(one.value) for one in found.quantities if one.name == "same-level")
        return [
            Line(self.explaining.words("explain_how_certainty", n=same, draws=f["draws"])),
            Line(f"{f['same-level']} ÷ {f['draws']} = {f['share']}"),
        ]

    def gap(self, found: Statistic, f: Mapping[str, str]) -> list[Line]:
        """Target minus score."""
        formula = f"{f['target']} − {f['score']} = {f['gap']}" if found.result[0].value else f["gap"]
        return [Line(formula), Line(self.explaining.words("explain_how_gap"))]

    def agreement(self, found: Statistic, f: Mapping[str, str]) -> list[Line]:
        """The mean of the items' average deviations, and the word for it."""
        words = self.explaining.words
        steps = words("agree_steps", steps=f["average-deviation"])
        lines = [Line(f"{self._how('agreement', found)} {steps}.")]
        return [*lines, Line(f"{words(f'agree_{found.word}')}.")] if found.word else lines

    def rwg(self, found: Statistic, f: Mapping[str, str]) -> list[Line]:
        """James, Demaree & Wolf (1984)."""
        n, disagreement = f["items"], f["variance"]
        formula = f"{n} × (1 − v) ÷ ({n} × (1 − v) + v) = {f['rwg']}"
        return [Line(self._how("rwg", found, variance=disagreement, chance=f["chance"])), Line(formula)]

    def alpha(self, found: Statistic, f: Mapping[str, str]) -> list[Line]:
        """Krippendorff (2011)."""
        formula = f"1 − {f['observed']} ÷ {f['expected']} = {f['alpha']}"
        return [Line(self.explaining.words("explain_how_alpha")), Line(formula)]

    def spread(self, found: Statistic, f: Mapping[str, str]) -> list[Line]:
        """The standard deviation as a share of the largest possible one."""
        return [Line(self._how("spread", found, half=f["half-range"])), Line(f["spread"])]

    def response_rate(self, found: Statistic, f: Mapping[str, str]) -> list[Line]:
        """Answered of invited."""
        return [Line(f"{f['people']} ÷ {f['invited']} = {f['share']}")]

    def priority(self, found: Statistic, f: Mapping[str, str]) -> list[Line]:
        """Impact times gap divided by effort."""
        words = self.explaining.words
        return [Line(f"{f['impact']} × {f['gap']} ÷ {f['effort']} = {f['priority']}"), Line(words("priority_formula"))]

    def _how(self, name: str, found: Statistic, **figures: str) -> str:
        items = next(int(one.value) for one in found.quantities if one.name == "items")
        return self.explaining.words(f"explain_how_{name}", n=items, **figures)


_TOLD: Mapping[str, Callable[[ExplainingStatistics, Statistic, Mapping[str, str]], list[Line]]] = {
    "interval": ExplainingStatistics.interval,
    "certainty": ExplainingStatistics.certainty,
    "gap": ExplainingStatistics.gap,
    "agreement": ExplainingStatistics.agreement,
    "rwg": ExplainingStatistics.rwg,
    "alpha": ExplainingStatistics.alpha,
    "spread": ExplainingStatistics.spread,
    "response-rate": ExplainingStatistics.response_rate,
    "priority": ExplainingStatistics.priority,
}

"""What an assessment says, worked out once more in plain Python from the method's text (3.2-3.10, 3.14).

For questionnaires with sections of ratings, the three levels and the six requirements of the method. It shares no code
with the product: scores are fractions of whole ten-thousandths, statistics are Python's and scipy's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import floor, sqrt
from statistics import median, pstdev, stdev, variance

from scipy.stats import t

RATINGS = {"1": 0, "1.5": 250_000, "2": 500_000, "2.5": 750_000, "3": 1_000_000}
IMPACTS = {"basics": 3, "effort": 3, "recovery": 2, "leadership": 2, "clarity": 2, "other": 2, "extra": 1}
HALF, QUARTER, WHOLE = 500_000, 250_000, 1_000_000


@dataclass(frozen=True)
class PlainItem:
    """One rated item; `efforts` by the level its action leads to."""

    id: str
    is_critical: bool = False
    efforts: tuple[int, int] = (3, 3)


@dataclass(frozen=True)
class PlainSection:
    """Items that are scored together."""

    id: str
    items: tuple[PlainItem, ...]
    area: str = "other"
    weight: Fraction = Fraction(1)
    target: int = 750_000
    who: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlainPerson:
    """What somebody replied: item id -> rating, "na", "dk" or None."""

    replies: Mapping[str, str | None]
    role: str | None = None

    def is_asked(self, section: PlainSection) -> bool:
        """Whether the section is for this person's role; whoever gave no role is asked everything."""
        return self.role is None or not section.who or self.role in section.who

    def score_in(self, section: PlainSection) -> int | None:
        """The mean of the answers, with at least half of what applies and at least two, or all if fewer apply."""
        if not self.is_asked(section):
            return None
        applicable = [item for item in section.items if self.replies[item.id] != "na"]
        answers = [RATINGS[r] for item in applicable if (r := self.replies[item.id]) in RATINGS]
        if not answers or 2 * len(answers) < len(applicable) or len(answers) < min(2, len(applicable)):
            return None
        return rounded(Fraction(sum(answers), len(answers)))

    def total(self, sections: Sequence[PlainSection]) -> int | None:
        """The weighted mean over *sections*, if there is a score in each of them."""
        scores = [(self.score_in(section), section.weight) for section in sections]
        known = [(score, weight) for score, weight in scores if score is not None]
        return weighted(known) if known and len(known) == len(scores) else None


def rounded(number: Fraction) -> int:
    """Half up."""
    return floor(number + Fraction(1, 2))


def weighted(parts: Sequence[tuple[int, Fraction]]) -> int:
    """The weighted mean of figures."""
    return rounded(sum((f * w for f, w in parts), Fraction(0)) / sum(w for _, w in parts))


def interval(scores: Sequence[int], centre: int, rated_items: int) -> tuple[float, float]:
    """The t interval around *centre*, clipped; the width of rounding where all scores are the same."""
    spread = stdev(scores) or 72_200 / sqrt(rated_items)
    half = float(t.ppf(0.975, len(scores) - 1)) * spread / sqrt(len(scores))
    return max(0.0, centre - half), min(float(WHOLE), centre + half)


def gap_word(score: int, target: int, ends: tuple[float, float] | None) -> str:
    """Whether the score is clearly below its target; one person's may be off by a sixteenth of the range."""
    low, high = ends or (score - WHOLE / 16, score + WHOLE / 16)
    return "clear" if high < target else "reached" if low >= target else "unclear"


@dataclass(frozen=True)
class PlainRound:
    """Sections, the people who answered, and how many a published figure must cover."""

    sections: tuple[PlainSection, ...]
    people: tuple[PlainPerson, ...]
    k: int = 1

    def replies(self, item: PlainItem) -> list[str | None]:
        """What those who were asked replied."""
        home = next(section for section in self.sections if item in section.items)
        return [one.replies[item.id] for one in self.people if one.is_asked(home)]

    def answers(self, item: PlainItem) -> list[int]:
        """The points of the ratings."""
        return [RATINGS[reply] for reply in self.replies(item) if reply in RATINGS]

    def is_relevant(self, item: PlainItem) -> bool:
        """Fewer than half of those who gave any answer say that it does not apply."""
        given = [reply for reply in self.replies(item) if reply is not None]
        return 2 * given.count("na") < len(given) if given else bool(self.replies(item))

    def mean(self, item: PlainItem) -> int | None:
        """The published mean."""
        answers = self.answers(item)
        return rounded(Fraction(sum(answers), len(answers))) if len(answers) >= max(1, self.k) else None

    def median(self, item: PlainItem) -> int | None:
        """The published middle."""
        answers = self.answers(item)
        return floor(median(answers)) if len(answers) >= max(1, self.k) else None

    def applies(self, section: PlainSection) -> bool:
        """Whether anybody has something to answer there."""
        return any(reply != "na" for item in section.items for reply in self.replies(item))

    def scores_in(self, section: PlainSection) -> list[int]:
        """The people's scores."""
        return [score for one in self.people if (score := one.score_in(section)) is not None]

    def score(self, section: PlainSection) -> int | None:
        """The published score of a section."""
        scores = self.scores_in(section)
        applicable = [item for item in section.items if any(reply != "na" for reply in self.replies(item))]
        answered = [item for item in applicable if self.answers(item)]
        if len(scores) < max(1, self.k) or 2 * len(answered) < len(applicable):
            return None
        return rounded(Fraction(sum(scores), len(scores)))

    def rated(self) -> list[PlainSection]:
        """The sections with a score."""
        return [section for section in self.sections if self.score(section) is not None]

    def overall(self) -> int | None:
        """The published score of the whole, if at most a fifth of the weight is missing."""
        whole = sum(section.weight for section in self.sections if self.applies(section))
        return self.overall_of({s.id: score for s in self.rated() if (score := self.score(s)) is not None}, whole)

    def overall_of(self, scores: Mapping[str, int], whole: Fraction | int) -> int | None:
        """The weighted mean of these scores."""
        parts = [(scores[section.id], section.weight) for section in self.sections if section.id in scores]
        there = sum(weight for _, weight in parts)
        return weighted(parts) if parts and 5 * (whole - there) <= whole else None

    def totals(self) -> list[int]:
        """The totals of those who have a score in every section that is rated."""
        return [total for one in self.people if (total := one.total(self.rated())) is not None]

    def items(self) -> list[tuple[PlainSection, PlainItem]]:
        """Every item with its section."""
        return [(section, item) for section in self.sections for item in section.items]

    def means(self) -> dict[str, int]:
        """The means that count in requirements."""
        found = {item.id: self.mean(item) for _, item in self.items() if self.is_relevant(item)}
        return {item: mean for item, mean in found.items() if mean is not None}

    def level(self) -> str | None:
        """The level with all requirements."""
        scores = {section.id: self.score(section) or 0 for section in self.rated()}
        return self.level_of(self.overall(), self.means(), scores)

    def level_of(self, overall: int | None, means: Mapping[str, int], scores: Mapping[str, int]) -> str | None:
        """The table of 3.6, read from the top."""
        if overall is None:
            return None
        critical = [means[item.id] for _, item in self.items() if item.is_critical and item.id in means]
        below = [sum(mean < limit for mean in means.values()) for limit in (HALF, QUARTER)]
        weights = {section.id: section.weight for section in self.sections if section.id in scores}
        weak = sum(weights[section] for section, score in scores.items() if score < QUARTER)
        if weak * 3 > sum(weights.values()) or below[1] * 3 > len(means) or overall < QUARTER:
            return "bad"
        if critical and Fraction(sum(critical), len(critical)) < QUARTER:
            return "bad"
        is_consistent = all(score >= HALF for score in scores.values()) and below[0] * 10 <= len(means)
        if overall >= 3 * QUARTER and is_consistent and all(mean >= HALF for mean in critical):
            return "world-class"
        return "good"

    def after(self, raised: PlainItem) -> tuple[int | None, str | None]:
        """The whole and its level when one item rises by half a level and its section by the item's share of that."""
        means, scores = self.means(), {section.id: self.score(section) or 0 for section in self.rated()}
        rise = min(WHOLE, means[raised.id] + QUARTER) - means[raised.id]
        home = next(section for section in self.sections if raised in section.items)
        means[raised.id] += rise
        if home.id in scores:
            count = sum(self.is_relevant(item) for item in home.items)
            scores[home.id] = min(WHOLE, scores[home.id] + rounded(Fraction(rise, count)))
        whole = sum(section.weight for section in self.sections if self.applies(section))
        overall = self.overall_of(scores, whole)
        return overall, self.level_of(overall, means, scores)

    def priorities(self) -> list[tuple[str, Fraction]]:
        """Item and P: what holds the level down first, then by P, effort and id."""
        breakers, means = self.gate_breakers(), self.means()
        found = []
        for section, item in self.items():
            if item.id in means and means[item.id] < section.target:
                impact = 3 if item.is_critical else IMPACTS[section.area]
                effort = item.efforts[0 if means[item.id] < HALF else 1]
                p = Fraction(section.target - means[item.id], QUARTER) * impact / effort
                found.append((item.id not in breakers, -p, effort, item.id))
        return [(item, -p) for _, p, _, item in sorted(found)]

    def gate_breakers(self) -> set[str]:
        """The items below the limit of a requirement that keeps the level down."""
        overall, means = self.overall(), self.means()
        if overall is None:
            return set()
        raw = (overall >= QUARTER) + (overall >= 3 * QUARTER)
        scores = {section.id: self.score(section) or 0 for section in self.rated()}
        weights = {section.id: section.weight for section in self.sections if section.id in scores}
        critical = {item.id: means[item.id] for _, item in self.items() if item.is_critical and item.id in means}
        found: set[str] = set()
        if raw == 2:
            low = {item for item, mean in means.items() if mean < HALF}
            found |= low & set(critical)
            found |= low if 10 * len(low) > len(means) else set()
            found |= self._weak_items(scores, HALF)
        if raw >= 1:
            low = {item for item, mean in means.items() if mean < QUARTER}
            found |= low if 3 * len(low) > len(means) else set()
            found |= low & set(critical) if critical and sum(critical.values()) < QUARTER * len(critical) else set()
            weak = sum(weights[section] for section, score in scores.items() if score < QUARTER)
            found |= self._weak_items(scores, QUARTER) if 3 * weak > sum(weights.values()) else set()
        return found

    def _weak_items(self, scores: Mapping[str, int], limit: int) -> set[str]:
        """In each section below the limit its items below the limit, or, without any, all below their target."""
        means, found = self.means(), set()
        for section in self.sections:
            if section.id in scores and scores[section.id] < limit:
                own = {i.id for i in section.items if i.id in means and means[i.id] < section.target}
                found |= {item for item in own if means[item] < limit} or own
        return found

    def deviation(self, items: Sequence[PlainItem]) -> float | None:
        """The mean of the items' average deviations, in steps."""
        found = []
        for steps in self._steps(items):
            mean = Fraction(sum(steps), len(steps))
            found.append(sum(abs(step - mean) for step in steps) / len(steps))
        return float(sum(found) / len(found)) if found else None

    def rwg(self, items: Sequence[PlainItem]) -> float | None:
        """How much closer than by chance, with an even spread over five steps as chance."""
        variances = [variance(steps) for steps in self._steps(items)]
        if not variances:
            return None
        v, j = sum(variances) / len(variances) / 2, len(variances)
        return 0.0 if v >= 1 else j * (1 - v) / (j * (1 - v) + v)

    def _steps(self, items: Sequence[PlainItem]) -> list[list[int]]:
        """The steps of those relevant, published items that two people answered."""
        shown = [item for item in items if self.is_relevant(item) and self.mean(item) is not None]
        return [[p // QUARTER for p in self.answers(item)] for item in shown if len(self.answers(item)) >= 2]

    def spread(self) -> float | None:
        """The spread of the item means, as a share of the largest possible."""
        return pstdev(self.means().values()) / HALF if self.means() else None

    def level_probability(self, level: str) -> Fraction:
        """The share of all resamples of the people that have this level."""
        draws = list(product(self.people, repeat=len(self.people)))
        return Fraction(sum(PlainRound(self.sections, draw, self.k).level() == level for draw in draws), len(draws))

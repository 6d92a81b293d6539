"""How many steps a score takes at least: what cannot be reached need not be scored.

The answer may be too low, never too high. Where everything below a node is put together by means, the rises of single
steps add up; the lowest of several parts takes what each of them takes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from servicecheck.assessment.case import Case
from servicecheck.assessment.expectation import expected_after
from servicecheck.assessment.findings import Expected
from servicecheck.language import POINT
from servicecheck.scoring.columns import of
from servicecheck.scoring.tree import Node

SLACK = POINT // 10
"""More than rounding can add to a score made of means, at any depth."""


@dataclass(frozen=True)
class Reach:
    """What up to *most* steps on each of *items* do to the scores."""

    case: Case
    items: Sequence[str]
    most: int

    def fewest(self, node: Node, limit: int) -> int:
        """How many steps *node*'s score takes at least to reach *limit*; more than `most` where it cannot."""
        score = self.case.figures.integer(of("score", node.id))
        if score is None or score >= limit or self.case.questionnaire.adjust:
            return 0
        if node.aggregate == "min" and not node.is_unit:
            return sum(self.fewest(part, limit) for part in node.parts)
        if not is_by_means(node):
            return 0
        # An item may rise several times, each time by no more than its largest rise.
        rise = max(self.rises(node), default=0)
        return next((n for n in range(self.most + 1) if score + n * rise + SLACK >= limit), self.most + 1)

    def rises(self, node: Node) -> list[int]:
        """The most that one more step on each item adds to *node*'s score by itself."""
        today = self.case.figures.integer(of("score", node.id)) or 0
        found = []
        for at in range(len(self.items)):
            scores = [today, *(_score(one, node, today) for one in self._after[at])]
            found.append(max(after - before for before, after in pairwise(scores)))
        return found

    @cached_property
    def _after(self) -> list[list[Expected]]:
        """For each item what one step leads to, two, and so on."""
        plans = [(item,) * number for item in self.items for number in range(1, self.most + 1)]
        expected = expected_after(self.case, plans)
        return [expected[at : at + self.most] for at in range(0, len(expected), self.most)]


def is_by_means(node: Node) -> bool:
    """Whether *node* and everything that goes into it is a mean."""
    return node.aggregate in ("mean", "pooled") and all(is_by_means(part) for part in node.parts)


def _score(expected: Expected, node: Node, today: int) -> int:
    score = expected.sections.get(node.id) if node.id else expected.score
    return today if score is None else score

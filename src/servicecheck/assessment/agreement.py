"""Do people see it alike? The average deviation in words, rwg(j) and ordinal alpha beside it (method 3.9)."""

from collections.abc import Mapping, Sequence

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import Agreement, AgreementWord, ItemFinding
from servicecheck.items import Item
from servicecheck.scoring.steps import steps_of
from servicecheck.statistics import (
    average_deviation,
    krippendorff_alpha,
    practical_limit,
    rwg_j,
    section_average_deviation,
)

LARGELY_AGREE = 10
"""A tenth of the number of categories, in steps (0.5 of 5): a convention of this tool."""

STRONG_RWG, TENTATIVE_ALPHA = 0.7, 0.667


def agreement_among(case: Case, findings: Sequence[ItemFinding]) -> Agreement | None:
    """How far people agree on these items, without those that are hidden or not relevant."""
    counts = {finding.id: finding.counts for finding in findings if finding.is_relevant and finding.answered}
    return agreement_on([case.questionnaire.item(item) for item, given in counts.items() if given], counts)


def agreement_on(items: Sequence[Item], counts: Mapping[str, Mapping[str, int]]) -> Agreement | None:
    """How far people agree on *items*, from how often each answer was given; None where there is none to measure."""
    steps = steps_of(items)
    if steps is None:
        return None
    columns = [in_steps(steps, counts[item.id]) for item in items]
    deviation = section_average_deviation(columns)
    if deviation is None:
        return None
    limit = practical_limit(len(steps))
    rwg, alpha = rwg_j(columns, len(steps)), krippendorff_alpha(columns, "ordinal")
    return Agreement(
        average_deviation=deviation,
        word=agreement_word(deviation, len(steps)),
        practical_limit=limit,
        rwg=rwg,
        alpha=alpha,
        measures_differ=rwg is not None and alpha is not None and rwg > STRONG_RWG and alpha < TENTATIVE_ALPHA,
        categories=len(steps),
        items=sum(1 for column in columns if sum(column.values()) >= 2),
    )


def agreement_word(deviation: float, categories: int) -> AgreementWord:
    """What an average deviation, in steps of a scale with so many *categories*, is called."""
    if deviation <= categories / LARGELY_AGREE:
        return "high"
    return "some" if deviation <= practical_limit(categories) else "low"


def item_deviation(item: Item, counts: Mapping[str, int]) -> float | None:
    """How far people are apart on one item, in steps of its scale; None below two people or without a scale."""
    steps = steps_of([item])
    return None if steps is None else average_deviation(in_steps(steps, counts))


def in_steps(steps: Sequence[str], counts: Mapping[str, int]) -> dict[int, int]:
    """How often each step (0, 1, 2 …) was chosen."""
    return {number: counts[value] for number, value in enumerate(steps) if counts.get(value)}

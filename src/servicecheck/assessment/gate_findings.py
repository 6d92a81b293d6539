"""Each requirement: met or not, by what figure, and which items or sections stand in the way (method 3.6)."""

from collections.abc import Sequence
from dataclasses import replace

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import GateFinding
from servicecheck.conditions import (
    AnyCriticalBelow,
    AnySectionBelow,
    CriticalMeanBelow,
    ShareOfItemsBelow,
    ShareOfWeightBelow,
)
from servicecheck.items import Item
from servicecheck.quantities import Limit, Share
from servicecheck.questionnaire import Gate
from servicecheck.scoring.columns import of
from servicecheck.scoring.gates import of_range


def gate_findings(case: Case) -> tuple[GateFinding, ...]:
    """One finding a gate, in the order of the questionnaire; none while the whole is not rated."""
    if case.figures.integer("score") is None:
        return ()
    return tuple(_finding(case, gate) for gate in case.questionnaire.gates)


def _finding(case: Case, gate: Gate) -> GateFinding:
    condition = gate.when
    match condition:
        case AnyCriticalBelow():
            return _critical(case, gate, condition.any_critical_below)
        case CriticalMeanBelow():
            return _critical_mean(case, gate, condition.critical_mean_below)
        case AnySectionBelow():
            return _sections(case, gate, condition.any_section_below, None)
        case ShareOfWeightBelow():
            return _sections(case, gate, condition.share_of_weight_below, condition.more_than)
        case ShareOfItemsBelow():
            return _items(case, gate, condition.share_of_items_below, condition.more_than)
        case _:
            return _plain(case, gate)


def _plain(case: Case, gate: Gate) -> GateFinding:
    levels = [level.id for level in case.questionnaire.levels]
    failed, raw = case.figures.flag(of("gate", gate.id)), case.figures.text("raw_level")
    holds_down = failed and raw is not None and levels.index(gate.caps_at) < levels.index(raw)
    return GateFinding(
        id=gate.id,
        caps_at=gate.caps_at,
        kind="other",
        is_met=not failed,
        holds_down=holds_down,
        limit=None,
        culprits=(),
        figure=None,
        count=0,
        total=0,
        allowed=0,
    )


def _means(case: Case, items: Sequence[Item]) -> dict[str, int]:
    """The means of those *items* that are relevant and answered."""
    found = {}
    for item in items:
        mean = case.figures.integer(of("item", item.id))
        if mean is not None and case.figures.flag(of("relevant", item.id)):
            found[item.id] = mean
    return found


def _below(case: Case, means: dict[str, int], limit: Limit) -> tuple[str, ...]:
    items = {item.id: item for item in case.questionnaire.scored_items}
    low = [i for i, mean in means.items() if mean < of_range(limit, items[i].lowest, items[i].highest)]
    return tuple(sorted(low, key=lambda item: (means[item], item)))


def _critical(case: Case, gate: Gate, limit: Limit) -> GateFinding:
    means = _means(case, case.questionnaire.critical_items)
    culprits = _below(case, means, limit)
    figures = [*means.values(), *case.basics]
    return replace(
        _plain(case, gate),
        kind="critical",
        limit=limit,
        culprits=culprits,
        figure=min(figures, default=None),
        count=len(culprits),
        total=len(figures),
    )


def _critical_mean(case: Case, gate: Gate, limit: Limit) -> GateFinding:
    means = _means(case, case.questionnaire.critical_items)
    figures = [*means.values(), *case.basics]
    mean = (2 * sum(figures) + len(figures)) // (2 * len(figures)) if figures else None
    culprits = _below(case, means, limit)
    return replace(
        _plain(case, gate),
        kind="critical-mean",
        limit=limit,
        culprits=culprits,
        figure=mean,
        count=len(culprits),
        total=len(figures),
    )


def _sections(case: Case, gate: Gate, limit: Limit, share: Share | None) -> GateFinding:
    scores = {}
    low = []
    for node in case.root.parts:
        score = case.figures.integer(of("score", node.id))
        lowest, highest = case.figures.integer(of("lowest", node.id)), case.figures.integer(of("highest", node.id))
        if score is not None and lowest is not None and highest is not None:
            scores[node.id] = score
            if score < of_range(limit, lowest, highest):
                low.append(node.id)
    allowed = 0 if share is None else len(scores) * share.numerator // share.denominator
    return replace(
        _plain(case, gate),
        kind="section" if share is None else "weight",
        limit=limit,
        culprits=tuple(sorted(low, key=lambda section: (scores[section], section))),
        figure=min(scores.values(), default=None),
        count=len(low),
        total=len(scores),
        allowed=allowed,
    )


def _items(case: Case, gate: Gate, limit: Limit, share: Share) -> GateFinding:
    means = _means(case, case.questionnaire.scored_items)
    allowed = len(means) * share.numerator // share.denominator
    culprits = _below(case, means, limit)
    return replace(
        _plain(case, gate),
        kind="items",
        limit=limit,
        culprits=culprits,
        count=len(culprits),
        total=len(means),
        allowed=allowed,
    )

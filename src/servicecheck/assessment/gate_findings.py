"""Each requirement: met or not, by what figure, and which items or sections stand in the way (method 3.6)."""

from collections.abc import Sequence
from dataclasses import replace
from math import gcd

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
from servicecheck.quantities import Limit, Share, round_half_up, units
from servicecheck.questionnaire import Gate
from servicecheck.scoring.columns import of
from servicecheck.scoring.tree import Node


def gate_findings(case: Case) -> tuple[GateFinding, ...]:
    """One finding a gate, in the order of the questionnaire; none while the whole is not rated."""
    if case.figures.integer("score") is None:
        return ()
    return tuple(_finding(case, gate) for gate in case.questionnaire.gates)


def _finding(case: Case, gate: Gate) -> GateFinding:
    condition, plain = gate.when, _plain(case, gate)
    match condition:
        case AnyCriticalBelow():
            return _critical(case, replace(plain, kind="critical"), condition.any_critical_below)
        case CriticalMeanBelow():
            return _critical(case, replace(plain, kind="critical-mean"), condition.critical_mean_below)
        case AnySectionBelow():
            return _sections(case, plain, condition.any_section_below)
        case ShareOfWeightBelow():
            return _weight(case, plain, condition.share_of_weight_below, condition.more_than)
        case ShareOfItemsBelow():
            return _items(case, plain, condition.share_of_items_below, condition.more_than)
        case _:
            return plain


def _plain(case: Case, gate: Gate) -> GateFinding:
    levels = [level.id for level in case.questionnaire.levels]
    failed, raw = case.figures.flag(of("gate", gate.id)), case.figures.text("raw_level")
    return GateFinding(
        id=gate.id,
        caps_at=gate.caps_at,
        kind="other",
        is_met=not failed,
        holds_down=failed and raw is not None and levels.index(gate.caps_at) < levels.index(raw),
        limit=None,
        culprits=(),
        figure=None,
        count=0,
        total=0,
        allowed=0,
    )


def _critical(case: Case, gate: GateFinding, limit: Limit) -> GateFinding:
    """No critical item below the limit, or their mean not; those of the basics questionnaire count alike."""
    means = _means(case, case.questionnaire.critical_items)
    culprits = _low_items(case, means, limit)
    elsewhere = [item for item, mean in case.basics if mean < units(limit.value)]
    figures = [*means.values(), *(mean for _, mean in case.basics)]
    mean = round_half_up(sum(figures), len(figures)) if figures else None
    return replace(
        gate,
        limit=limit,
        culprits=culprits,
        elsewhere=tuple(elsewhere),
        figure=mean if gate.kind == "critical-mean" else min(figures, default=None),
        count=len(culprits) + len(elsewhere),
        total=len(figures),
    )


def _items(case: Case, gate: GateFinding, limit: Limit, share: Share) -> GateFinding:
    means = _means(case, case.questionnaire.scored_items)
    culprits = _low_items(case, means, limit)
    allowed = len(means) * share.numerator // share.denominator
    return replace(
        gate,
        kind="items",
        limit=limit,
        culprits=culprits,
        count=len(culprits),
        total=len(means),
        allowed=allowed,
    )


def _means(case: Case, items: Sequence[Item]) -> dict[str, int]:
    """The means of those *items* that are relevant and answered."""
    found = {}
    for item in items:
        mean = case.figures.integer(of("item", item.id))
        if mean is not None and case.figures.flag(of("relevant", item.id)):
            found[item.id] = mean
    return found


def _low_items(case: Case, means: dict[str, int], limit: Limit) -> tuple[str, ...]:
    """The items below the limit, the lowest first."""
    items = {item: case.questionnaire.item(item) for item in means}
    low = [one for one, mean in means.items() if mean < limit.on(items[one].lowest, items[one].highest)]
    return tuple(sorted(low, key=lambda item: (means[item], item)))


def _sections(case: Case, gate: GateFinding, limit: Limit) -> GateFinding:
    rated = _rated(case)
    low = _low_sections(case, rated, limit)
    return replace(
        gate,
        kind="section",
        limit=limit,
        culprits=tuple(node.id for node in low),
        figure=min((score for _, score in rated), default=None),
        count=len(low),
        total=len(rated),
    )


def _weight(case: Case, gate: GateFinding, limit: Limit, share: Share) -> GateFinding:
    """Counted in equal pieces of weight: in sections, where all weigh the same."""
    rated = _rated(case)
    low = _low_sections(case, rated, limit)
    piece = gcd(*(node.weight for node, _ in rated)) or 1
    total = sum(node.weight for node, _ in rated) // piece
    return replace(
        gate,
        kind="weight",
        limit=limit,
        culprits=tuple(node.id for node in low),
        figure=min((score for _, score in rated), default=None),
        count=sum(node.weight for node in low) // piece,
        total=total,
        allowed=total * share.numerator // share.denominator,
    )


def _rated(case: Case) -> list[tuple[Node, int]]:
    """The outermost sections with weight that have a score."""
    scores = [(node, case.figures.integer(of("score", node.id))) for node in case.root.parts]
    return [(node, score) for node, score in scores if score is not None]


def _low_sections(case: Case, rated: Sequence[tuple[Node, int]], limit: Limit) -> list[Node]:
    """The sections below the limit, the lowest first."""
    ends = {
        node.id: (case.figures.row[of("lowest", node.id)], case.figures.row[of("highest", node.id)])
        for node, _ in rated
    }
    low = [(score, node.id, node) for node, score in rated if score < limit.on(*ends[node.id])]
    return [node for _, _, node in sorted(low, key=lambda one: one[:2])]

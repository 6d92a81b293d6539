"""Each section that counts: where it stands, how far people agree on it, and which items carry it or pull it down."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from servicecheck.assessment.agreement import agreement_among
from servicecheck.assessment.case import Case, Figures
from servicecheck.assessment.findings import ItemFinding, SectionFinding
from servicecheck.assessment.item_findings import NOTABLE
from servicecheck.assessment.standings import share_of_range, standing_of
from servicecheck.quantities import units
from servicecheck.questionnaire import Questionnaire, Section
from servicecheck.scoring.columns import of
from servicecheck.scoring.nodes import with_node_scores
from servicecheck.scoring.tree import Node, tree
from servicecheck.statistics import CronbachAlpha, cronbach

TWO_EACH_FROM = 5
"""From so many items two of each are named, below one of each."""


def section_findings(case: Case, items: Sequence[ItemFinding]) -> tuple[SectionFinding, ...]:
    """One finding a section, in the order of the questionnaire."""
    nodes = {node.id: node for node in case.root.walk()}
    return tuple(
        _finding(case, nodes[section.id], section, depth, sisters, items)
        for section, depth, sisters in _placed(case.questionnaire.sections, 0)
        if section.id in nodes
    )


def _placed(sections: Sequence[Section], depth: int) -> list[tuple[Section, int, Sequence[Section]]]:
    found: list[tuple[Section, int, Sequence[Section]]] = []
    for section in sections:
        found += [(section, depth, sections), *_placed(section.sections, depth + 1)]
    return found


def _finding(
    case: Case, node: Node, section: Section, depth: int, sisters: Sequence[Section], items: Sequence[ItemFinding]
) -> SectionFinding:
    standing = standing_of(case, node)
    counted = [sister for sister in sisters if case.questionnaire.counts(sister)]
    own_ids = {item.id for item in node.all_items}
    own = [item for item in items if item.id in own_ids]
    strongest, weakest = _ends(own)
    return SectionFinding(
        id=section.id,
        depth=depth,
        standing=standing,
        is_rated=case.figures.flag(of("rated", node.id)),
        is_applicable=case.figures.flag(of("applicable", node.id)),
        hidden=case.hidden.get(node.id),
        weight_share=_weight_share(section, counted),
        surplus=_surplus(section, standing.score, standing.target, standing.highest - standing.lowest),
        agreement=agreement_among(case, own),
        strongest=strongest,
        weakest=weakest,
        cronbach=_cronbach(case, node),
    )


def _cronbach(case: Case, node: Node) -> CronbachAlpha | None:
    complete = case.complete(node) if node.is_unit else None
    return cronbach(complete.items, complete.totals) if complete else None


def _weight_share(section: Section, sisters: Sequence[Section]) -> Fraction:
    """*section*'s part of the weight among the sections that are put together with it."""
    whole = sum(units(sister.weight) for sister in sisters)
    return Fraction(units(section.weight), whole) if whole else Fraction(0)


def _surplus(section: Section, score: int | None, target: int, range_: int) -> int:
    """Only the little extra can be too much."""
    above = 0 if score is None or section.area != "extra" else score - target
    return above if NOTABLE * above >= range_ else 0


def _ends(items: Sequence[ItemFinding]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The strongest and the weakest items; none is named as both."""
    known = [item for item in items if item.mean is not None and item.is_relevant]
    ranked = sorted(known, key=lambda item: (-share_of_range(item.mean or 0, item.lowest, item.highest), item.id))
    number = min(2 if len(ranked) >= TWO_EACH_FROM else 1, len(ranked) // 2)
    strongest, weakest = ranked[:number], ranked[len(ranked) - number :]
    return tuple(item.id for item in strongest), tuple(item.id for item in reversed(weakest))


def equal_weight_score(case: Case) -> int | None:
    """With own weights, the score if all sections beside each other counted the same; else None."""
    counted = [section for section in case.questionnaire.walk() if case.questionnaire.counts(section)]
    if len({section.weight for section in counted if section.weight}) == 1:
        return None
    # Weights of sections change nothing in the sections with items.
    equal = _with_equal_weights(case.questionnaire)
    scores = with_node_scores(equal, tree(equal), case.standing.lazy()).collect()
    return Figures(scores.row(0, named=True)).integer("score")


def _with_equal_weights(questionnaire: Questionnaire) -> Questionnaire:
    return questionnaire.model_copy(update={"sections": tuple(_levelled(s) for s in questionnaire.sections)})


def _levelled(section: Section) -> Section:
    below = tuple(_levelled(child) for child in section.sections)
    # A weight of 0 keeps a section out; that is not for equal weights to change.
    return section.model_copy(update={"weight": Decimal(1) if section.weight else section.weight, "sections": below})

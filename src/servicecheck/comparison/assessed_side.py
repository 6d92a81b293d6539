"""An assessment as one side of a comparison: what its own report publishes of it."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import replace

from servicecheck.assessment import Assessment
from servicecheck.assessment.findings import ItemFinding, Standing
from servicecheck.comparison.side import (
    CustomerScore,
    Edition,
    GateState,
    ItemMean,
    LevelName,
    Part,
    Removed,
    Side,
)
from servicecheck.language import POINT
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring.columns import ROOT
from servicecheck.scoring.tree import Node, tree


def side_of(assessment: Assessment) -> Side:
    """The round of *assessment* as one side of a comparison."""
    questionnaire, round_, overall = assessment.questionnaire, assessment.round, assessment.overall
    has_levels = overall is not None and bool(questionnaire.levels)
    bounds = (overall.standing.lowest, overall.standing.highest) if overall else (0, 0)
    return Side(
        edition=edition_of(questionnaire),
        number=round_.number,
        title=round_.title,
        opened=round_.opened,
        closed=round_.closed or (assessment.last_answer.date() if assessment.last_answer else None),
        mode=round_.mode,
        k=round_.k,
        invited=round_.invited,
        people=assessment.people,
        is_shown=assessment.is_shown,
        level=overall.standing.level if overall else None,
        raw_level=overall.raw_level if overall else None,
        levels=tuple(LevelName(one.id, one.title, one.name or one.title) for one in questionnaire.levels),
        limits=tuple(one.start.on(*bounds) for one in questionnaire.levels[1:]) if has_levels else (),
        gates=tuple(_gates(assessment)),
        parts=tuple(_parts(assessment)),
        items=tuple(_items(assessment)),
        actions=round_.actions,
        removed=tuple(_removed(assessment)),
        customers=tuple(_customers(assessment)),
        is_counted=assessment.is_counted,
        carried_by="agreed" if assessment.agreed else "answers",
    )


def edition_of(questionnaire: Questionnaire) -> Edition:
    """What *questionnaire* is, and in which version."""
    return Edition(questionnaire.id, questionnaire.version, questionnaire.content_hash, questionnaire.title)


def _gates(assessment: Assessment) -> Iterator[GateState]:
    """The requirements that could be judged: without critical questions there is none about them."""
    titles = {gate.id: gate.title for gate in assessment.questionnaire.gates}
    for gate in assessment.gates:
        if gate.figure is not None or gate.kind not in {"critical", "critical-mean"}:
            yield GateState(gate.id, titles[gate.id], gate.is_met)


def _parts(assessment: Assessment) -> Iterator[Part]:
    if assessment.overall is None:
        return
    questionnaire, round_ = assessment.questionnaire, assessment.round
    least = None if assessment.agreed else round_.k if round_.mode == "anonymous" else 1
    answered = frozenset(item.id for item in assessment.items if _counts(assessment, item))
    rated = frozenset(finding.id for finding in assessment.sections if finding.is_rated)
    root = tree(questionnaire)
    nodes = {node.id: node for node in root.walk()}
    for finding in assessment.sections:
        part = part_of(questionnaire, nodes[finding.id], finding.standing, least)
        counted = counted_items(nodes[finding.id], rated, answered)
        yield replace(part, answered=counted, depth=finding.depth, surplus=finding.surplus)
    whole = part_of(questionnaire, root, assessment.overall.standing, least)
    yield replace(whole, answered=counted_items(root, rated, answered))


def _counts(assessment: Assessment, item: ItemFinding) -> bool:
    """Whether an item counts in scores: somebody answered it; of a room, it has an agreed answer, or shown votes."""
    return item.mean is not None if assessment.agreed else bool(item.answered)


def part_of(questionnaire: Questionnaire, node: Node, standing: Standing, least: int | None) -> Part:
    """One node of *questionnaire* where it stands; how many people is told from *least* of them, or never."""
    return Part(
        id=node.id,
        title=questionnaire.title if node.id == ROOT else questionnaire.section(node.id).title,
        depth=-1,
        definition=definition_of(questionnaire, node),
        answered=(),
        score=standing.score,
        people=None if least is None or standing.people < least else standing.people,
        deviations=standing.deviations,
        lowest=standing.lowest,
        highest=standing.highest,
        target=standing.target,
        level=standing.level,
    )


def counted_items(node: Node, rated: Collection[str], answered: Collection[str]) -> tuple[str, ...]:
    """The answered items of those rated sections that *node*'s score is made of."""
    if node.is_unit:
        is_rated = node.id in rated or node.id == ROOT
        return tuple(item.id for item in node.items if item.id in answered) if is_rated else ()
    return tuple(item for part in node.parts for item in counted_items(part, rated, answered))


def definition_of(questionnaire: Questionnaire, node: Node) -> str:
    """What *node*'s score is made of, in short."""
    return _in_short(_definition(questionnaire, node))


def _in_short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _definition(questionnaire: Questionnaire, node: Node) -> str:
    rules = f"{node.aggregate} {node.coverage} {node.unanswered} {node.start}"
    adjusted = [one.model_dump_json() for one in questionnaire.adjust if one.section == node.id]
    below = [f"{part.id} {part.weight} {_definition(questionnaire, part)}" for part in node.parts]
    own = [f"{item.id} {item.weight} {item.worth()} {item.when} {sorted(item.passing)}" for item in node.items]
    return "|".join([rules, *adjusted, *below, *own])


def _items(assessment: Assessment) -> Iterator[ItemMean]:
    for item in assessment.items:
        asked = assessment.questionnaire.item(item.id)
        yield ItemMean(item.id, asked.text, item.section, _in_short(str(asked.worth())), item.mean, item.answered)


def _removed(assessment: Assessment) -> Iterator[Removed]:
    for row in assessment.frustrations.rows if assessment.frustrations else ():
        if row.closed_on is not None:
            hours = row.hours_saved
            yield Removed(row.text, None if hours is None else round(hours * POINT))


def _customers(assessment: Assessment) -> Iterator[CustomerScore]:
    for finding in assessment.customers.sections if assessment.customers else ():
        if finding.score is not None:
            yield CustomerScore(finding.section, finding.people, finding.score)

"""One round as far as a comparison with another needs it: scores, levels and what was planned, and nobody's answers.

All that stands here is published by the round's report too, so a side can be made from either. What may not be shown
(method 3.10) is not there.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field

from servicecheck.assessment import Assessment
from servicecheck.assessment.findings import Standing
from servicecheck.language import POINT, Text
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Mode, PlannedAction
from servicecheck.scoring.columns import ROOT
from servicecheck.scoring.tree import Node, tree

Points = Annotated[int, Field(ge=-(10**15), le=10**15)]
"""Ten-thousandths of a point; the limits only keep out what no questionnaire can come to."""
People = Annotated[int, Field(ge=0, le=10**9)]
Name = Annotated[str, Field(max_length=64)]
"""An id."""


@dataclass(frozen=True)
class Edition:
    """A questionnaire's identity."""

    id: Name
    version: Name
    content_hash: Name
    title: Text

    @property
    def major(self) -> str:
        """The part of the version that changes when the questions become others."""
        return self.version.partition(".")[0]


@dataclass(frozen=True)
class LevelName:
    """A level and how it is called."""

    id: Name
    title: Text
    name: Text


@dataclass(frozen=True)
class GateState:
    """A requirement, and whether it was met."""

    id: Name
    title: Text
    is_met: bool


@dataclass(frozen=True)
class Part:
    """A section, or the whole (id ""): its score, and how far people's scores lie from each other."""

    id: Name
    title: Text
    depth: Annotated[int, Field(ge=-1, le=64)]
    """0 is an outermost section, -1 the whole."""
    definition: Name
    """What the score is made of, in short: two parts with the same are worked out alike."""
    answered: tuple[Name, ...]
    """The items in it that somebody answered and that count in the score."""
    score: Points | None
    people: People | None
    """Whose scores `deviations` is about; None where these are too few to tell."""
    deviations: Annotated[int, Field(ge=0, le=10**50)] | None
    """`people` times the sum of the squared deviations of their scores from their mean."""
    lowest: Points
    highest: Points
    target: Points
    level: Name | None
    surplus: Points = 0

    @property
    def n(self) -> int:
        """How many people."""
        return self.people or 0

    @property
    def mean(self) -> float:
        """The score, as that of a group."""
        return float(self.score or 0)

    @property
    def variance(self) -> float:
        """The sample variance of the people's scores; raises ValueError below two people."""
        if self.n < 2 or self.deviations is None:
            raise ValueError("a variance takes two values")
        return self.deviations / (self.n * (self.n - 1))


@dataclass(frozen=True)
class ItemMean:
    """A question and its mean."""

    id: Name
    text: Text
    section: Name
    worth: Name
    """What its answers are worth, in short."""
    mean: Points | None
    people: People


@dataclass(frozen=True)
class Removed:
    """A frustration that customers no longer meet, and the customer time it took (ten-thousandths of an hour)."""

    text: Annotated[str, Field(max_length=10_000)]
    hours_saved: Points | None


@dataclass(frozen=True)
class CustomerScore:
    """A section as customers saw it."""

    section: Name
    people: People
    score: Points


@dataclass(frozen=True)
class Side:
    """One round of a comparison."""

    edition: Edition
    number: People
    title: Annotated[str, Field(max_length=10_000)]
    opened: date | None
    closed: date | None
    mode: Mode
    k: People
    invited: People | None
    people: People
    is_shown: bool
    level: Name | None
    raw_level: Name | None
    levels: tuple[LevelName, ...]
    limits: tuple[Points, ...]
    """Where each level but the lowest begins."""
    gates: tuple[GateState, ...]
    parts: tuple[Part, ...]
    """The whole last."""
    items: tuple[ItemMean, ...]
    actions: tuple[PlannedAction, ...]
    removed: tuple[Removed, ...]
    customers: tuple[CustomerScore, ...]

    @property
    def day(self) -> date | None:
        """When it was over, else when it began."""
        return self.closed or self.opened

    @property
    def smallest_group(self) -> int:
        """How many people a figure must cover."""
        return self.k if self.mode == "anonymous" else 1

    @property
    def whole(self) -> Part | None:
        """The part that is everything."""
        return self.parts[-1] if self.parts else None

    def part(self, part_id: str) -> Part | None:
        """The part with this id, or None."""
        return next((part for part in self.parts if part.id == part_id), None)

    def item(self, item_id: str) -> ItemMean | None:
        """The item with this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)


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
    least = round_.k if round_.mode == "anonymous" else 1
    answered = frozenset(item.id for item in assessment.items if item.answered)
    rated = frozenset(finding.id for finding in assessment.sections if finding.is_rated)
    root = tree(questionnaire)
    nodes = {node.id: node for node in root.walk()}
    for finding in assessment.sections:
        part = part_of(questionnaire, nodes[finding.id], finding.standing, least)
        counted = counted_items(nodes[finding.id], rated, answered)
        yield replace(part, answered=counted, depth=finding.depth, surplus=finding.surplus)
    whole = part_of(questionnaire, root, assessment.overall.standing, least)
    yield replace(whole, answered=counted_items(root, rated, answered))


def part_of(questionnaire: Questionnaire, node: Node, standing: Standing, least: int) -> Part:
    """One node of *questionnaire* where it stands; how many people is told from *least* of them."""
    return Part(
        id=node.id,
        title=questionnaire.title if node.id == ROOT else questionnaire.section(node.id).title,
        depth=-1,
        definition=definition_of(questionnaire, node),
        answered=(),
        score=standing.score,
        people=standing.people if standing.people >= least else None,
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

"""One round, assessed: everything the screen and the report say, from the answers of the people who count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from servicecheck.assessment.agreement import agreement_on
from servicecheck.assessment.case import Case, own_people
from servicecheck.assessment.certainty import certainty_of
from servicecheck.assessment.expectation import expected_after
from servicecheck.assessment.findings import Assessment, Consistency, ItemFinding, Mark, Overall
from servicecheck.assessment.gate_findings import gate_findings
from servicecheck.assessment.item_findings import item_findings
from servicecheck.assessment.priorities import planned, priorities_of
from servicecheck.assessment.roles import largest_difference, role_findings
from servicecheck.assessment.section_findings import equal_weight_score, section_findings
from servicecheck.assessment.standings import standing_of
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response, Round
from servicecheck.scoring.columns import of
from servicecheck.statistics import Interval, rounding_margin, spread

BASICS_LAST = timedelta(days=365)
"""The basics count for twelve months, reckoned from this round's closing date, never from today."""

FEWEST_FOR_CERTAINTY = 5
STRONG_EVIDENCE = 2


@dataclass(frozen=True)
class Basics:
    """The newest closed round of the questionnaire that `basics_from` names."""

    questionnaire: Questionnaire
    round: Round
    responses: tuple[Response, ...]

    def means(self) -> tuple[int, ...]:
        """The means of its critical items, where relevant and answered by enough people."""
        case = Case(self.questionnaire, self.round, own_people(self.responses))
        if len(case.responses) < max(1, case.smallest_group):
            return ()
        found = (
            case.figures.integer(of("item", item.id))
            for item in self.questionnaire.critical_items
            if case.figures.flag(of("relevant", item.id))
        )
        return tuple(mean for mean in found if mean is not None)

    def is_recent(self, closed: date | None) -> bool:
        """Whether it was closed at most twelve months before *closed*."""
        return closed is None or self.round.closed is None or closed - self.round.closed <= BASICS_LAST


def assess(
    questionnaire: Questionnaire, round_: Round, responses: Iterable[Response], basics: Basics | None = None
) -> Assessment:
    """What the *responses* to one round mean. Customers' responses are left out of the self score."""
    people = own_people(responses)
    usable = basics if basics is not None and basics.is_recent(round_.closed) else None
    case = Case(questionnaire, round_, people, usable.means() if usable else ())
    if not people or len(people) < case.smallest_group:
        return _unshown(case)
    items, gates = item_findings(case), gate_findings(case)
    overall = _overall(case)
    priorities = priorities_of(case, items, gates) if overall.standing.score is not None else ()
    plan = planned(case, priorities)
    roles = role_findings(case)
    scored = questionnaire.scored_items
    shown_counts = {item.id: item.counts for item in items}
    return Assessment(
        questionnaire=questionnaire,
        round=round_,
        people=len(people),
        response_rate=_response_rate(case),
        is_shown=True,
        overall=overall,
        sections=section_findings(case, items),
        items=items,
        gates=gates,
        marks=_marks(case, overall, basics, usable),
        missing_sections=_missing(case),
        consistency=_consistency(case, items),
        agreement=agreement_on([i for i in scored if shown_counts[i.id]], shown_counts),
        roles=roles,
        roles_differ=largest_difference(case, roles),
        priorities=priorities,
        plan=plan,
        expected=expected_after(case, [plan])[0] if plan else None,
        basics_checked=None if questionnaire.basics_from is None else bool(case.basics),
        last_answer=_last_answer(case),
    )


def _unshown(case: Case) -> Assessment:
    return Assessment(
        questionnaire=case.questionnaire,
        round=case.round,
        people=len(case.responses),
        response_rate=_response_rate(case),
        is_shown=False,
        overall=None,
        sections=(),
        items=(),
        gates=(),
        marks=(),
        missing_sections=(),
        consistency=None,
        agreement=None,
        roles=(),
        roles_differ=0,
        priorities=(),
        plan=(),
        expected=None,
        basics_checked=None,
        last_answer=_last_answer(case),
    )


def _response_rate(case: Case) -> Fraction | None:
    return Fraction(len(case.responses), case.round.invited) if case.round.invited else None


def _last_answer(case: Case) -> datetime | None:
    return max((r.last_answer for r in case.responses if r.last_answer is not None), default=None)


def _overall(case: Case) -> Overall:
    standing = standing_of(case, case.root)
    limits = Interval(standing.lowest, standing.highest)
    answered = sum(1 for counts in case.counts.values() if any(counts[v] for v in counts if v not in _NO_ANSWER))
    others = case.questionnaire.other_limits
    return Overall(
        standing=standing,
        raw_level=case.figures.text("raw_level"),
        level_low=case.figures.text(of("level", variant="low")),
        level_high=case.figures.text(of("level", variant="high")),
        other_levels=tuple((pair, case.figures.text(f"level:limits{n}")) for n, pair in enumerate(others, start=1)),
        certainty=certainty_of(case, standing),
        rounding_margin=rounding_margin(limits, answered) if len(case.responses) == 1 and answered else None,
        equal_weight_score=equal_weight_score(case),
    )


_NO_ANSWER = ("na", "dk", "blank")


def _missing(case: Case) -> tuple[str, ...]:
    """The sections that apply and carry weight, but are not rated."""
    parts = [node for node in case.root.walk() if node.id and node.weight]
    return tuple(
        n.id for n in parts if case.figures.flag(of("applicable", n.id)) and not case.figures.flag(of("rated", n.id))
    )


def _consistency(case: Case, items: Sequence[ItemFinding]) -> Consistency | None:
    scores = {node.id: case.figures.integer(of("score", node.id)) for node in case.root.parts}
    rated: Mapping[str, int] = {section: score for section, score in scores.items() if score is not None}
    if not rated:
        return None
    weakest, strongest = min(rated, key=lambda s: rated[s]), max(rated, key=lambda s: rated[s])
    means = [item.mean for item in items if item.mean is not None and item.is_relevant]
    ends = {(item.lowest, item.highest) for item in items}
    # A spread of items on different ranges would say nothing.
    evenness = spread(means, Interval(*next(iter(ends)))) if len(ends) == 1 and means else None
    return Consistency(weakest, strongest, rated[weakest], rated[strongest], evenness)


def _marks(case: Case, overall: Overall, basics: Basics | None, usable: Basics | None) -> tuple[Mark, ...]:
    """Beside the level, never instead of it. Provisional and claimed concern the highest level only."""
    marks: list[Mark] = []
    if overall.standing.is_partial:
        marks.append("partial")
    levels = case.questionnaire.levels
    if levels and overall.standing.level == levels[-1].id:
        if case.questionnaire.basics_from is not None and not case.basics:
            marks.append("provisional-old" if basics is not None and usable is None else "provisional")
        if _is_claimed(case):
            marks.append("claimed")
    if 2 <= len(case.responses) < FEWEST_FOR_CERTAINTY:
        marks.append("indicative")
    return tuple(marks)


def _is_claimed(case: Case) -> bool:
    """Fewer than half of the items above the middle have evidence of grade 2 or 3 from anybody, where it was asked."""
    asked = [item for item in case.questionnaire.scored_items if item.evidence_prompt is not None]
    means = {item.id: case.figures.integer(of("item", item.id)) for item in asked}
    high = [i.id for i in asked if (mean := means[i.id]) is not None and 2 * mean > i.lowest + i.highest]
    backed = [
        item
        for item in high
        if any((a := r.answers.get(item)) and (a.evidence_grade or 0) >= STRONG_EVIDENCE for r in case.responses)
    ]
    return bool(high) and 2 * len(backed) < len(high)

"""One round, assessed: everything the screen and the report say, from the answers of the people who count."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from operator import itemgetter

from servicecheck.assessment.agreed_case import AgreedCase, carrying
from servicecheck.assessment.agreed_findings import agreed_findings
from servicecheck.assessment.agreement import agreement_among
from servicecheck.assessment.always_quotes import always_quotes
from servicecheck.assessment.ambition_findings import ambition_of
from servicecheck.assessment.basics import Basics
from servicecheck.assessment.case import Case, unasked_sections
from servicecheck.assessment.case_audit import case_audit
from servicecheck.assessment.certainty import certainty_of
from servicecheck.assessment.comments import comments_of
from servicecheck.assessment.counted_case import CountedCase
from servicecheck.assessment.customers import customer_view
from servicecheck.assessment.elsewhere import NOWHERE, Elsewhere
from servicecheck.assessment.expectation import expected_after
from servicecheck.assessment.findings import (
    Agreed,
    Assessment,
    Consistency,
    Frustration,
    Frustrations,
    ItemFinding,
    LinkedFrustrations,
    Overall,
)
from servicecheck.assessment.frustrations import frustrations_of, linked
from servicecheck.assessment.gate_findings import gate_findings
from servicecheck.assessment.group_sums import GroupSums
from servicecheck.assessment.item_findings import item_findings
from servicecheck.assessment.light_bulbs import light_bulbs
from servicecheck.assessment.marks import marks_of
from servicecheck.assessment.mistakes import mistakes_of
from servicecheck.assessment.people_case import PeopleCase, own_people
from servicecheck.assessment.priorities import planned, priorities_of
from servicecheck.assessment.role_gaps import role_gaps
from servicecheck.assessment.roles import largest_difference, role_findings
from servicecheck.assessment.section_findings import equal_weight_score, section_findings
from servicecheck.assessment.standings import share_of_range, standing_of
from servicecheck.assessment.targets import possible_range
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response, Round
from servicecheck.scoring.columns import answered, of
from servicecheck.statistics import Interval, rounding_margin, spread


def assess(
    questionnaire: Questionnaire,
    round_: Round,
    responses: Iterable[Response],
    basics: Basics | None = None,
    elsewhere: Elsewhere = NOWHERE,
) -> Assessment:
    """What the *responses* to one round mean, with what other rounds say of it. Customers never move the self score.

    Raises ServicecheckError when two respondents carry the same code.
    """
    everybody = tuple(responses)
    case = case_of(questionnaire, round_, everybody, basics)
    if not case.is_shown:
        return _unshown(case)
    found = _assessed(case, everybody, elsewhere, has_old_basics=_is_old(basics, round_))
    return replace(found, agreed=_agreed(case, found.items)) if isinstance(case, AgreedCase) else found


def assess_group(questionnaire: Questionnaire, round_: Round, counted: GroupSums) -> Assessment:
    """What a batch counted of one group means. What takes people's rows (method 3.18) is not there."""
    case = CountedCase(questionnaire, round_, counted)
    found = _assessed(case, (), NOWHERE, has_old_basics=False) if case.is_shown else _unshown(case)
    return replace(found, is_counted=True)


def _assessed(case: Case, everybody: Sequence[Response], elsewhere: Elsewhere, *, has_old_basics: bool) -> Assessment:
    people = _people_in(case)
    frustrations = frustrations_of(people)
    linked_ones = linked(_frustrations_known(case, frustrations, elsewhere), case.questionnaire.items)
    scored = _scored(case, linked_ones, has_old_basics=has_old_basics)
    return replace(
        scored,
        role_gaps=role_gaps(people, scored.roles),
        customers=customer_view(people, everybody),
        cases=case_audit(people, scored.sections),
        quotes=always_quotes(people),
        frustrations=frustrations,
        mistakes=mistakes_of(people),
        bulbs=light_bulbs(people),
        ambition=ambition_of(case, scored.sections, scored.gates, elsewhere),
        linked_frustrations=linked_ones,
        comments=comments_of(people),
    )


def _scored(case: Case, linked_ones: LinkedFrustrations, *, has_old_basics: bool) -> Assessment:
    """Everything that follows from people's answers."""
    severe = frozenset(item for item, own in linked_ones.items() if any(one.is_severe for one in own))
    items, gates = item_findings(case, severe), gate_findings(case)
    overall = _overall(case)
    priorities = priorities_of(case, items, gates) if overall.standing.score is not None else ()
    plan = planned(case, priorities)
    roles = role_findings(_people_in(case))
    return Assessment(
        questionnaire=case.questionnaire,
        round=case.round,
        people=case.people,
        response_rate=_response_rate(case),
        is_shown=True,
        overall=overall,
        sections=section_findings(case, items),
        items=items,
        gates=gates,
        marks=marks_of(case, overall, items, has_old_basics=has_old_basics),
        missing_sections=_missing(case),
        consistency=_consistency(case, items),
        agreement=agreement_among(case, items),
        roles=roles,
        roles_differ=largest_difference(_people_in(case), roles),
        priorities=priorities,
        plan=plan,
        expected=expected_after(case, [plan])[0] if plan else None,
        basics_checked=bool(case.basics) if case.looks_for_basics else None,
        last_answer=_last_answer(case),
    )


def _frustrations_known(case: Case, own: Frustrations | None, elsewhere: Elsewhere) -> Sequence[Frustration]:
    """Those of this round, else of the newest other round in which some were written down."""
    if own is not None:
        return own.rows
    others = (frustrations_of(other.case) for other in elsewhere.recent(case.round.closed))
    return next((found.rows for found in others if found is not None), ())


def case_of(
    questionnaire: Questionnaire, round_: Round, responses: Iterable[Response], basics: Basics | None = None
) -> Case:
    """The round on the table, with the people who count, what they agreed on, and the basics that are recent enough."""
    usable = basics.means() if basics is not None and not _is_old(basics, round_) else ()
    return carrying(PeopleCase(questionnaire, round_, own_people(responses), basics=usable))


def _people_in(case: Case) -> Case:
    """The round as each of its people answered it: who says what is told of them, whatever was agreed."""
    return case.shown_votes if isinstance(case, AgreedCase) else case


def _agreed(case: AgreedCase, items: Sequence[ItemFinding]) -> Agreed:
    votes = case.votes
    if not votes.is_shown:
        return agreed_findings(case, items, None, {})
    sections = {node.id: standing_of(votes, node) for node in votes.root.walk() if node.id}
    return agreed_findings(case, items, _overall(votes), sections)


def _is_old(basics: Basics | None, round_: Round) -> bool:
    return basics is not None and not basics.is_recent(round_.closed)


def _unshown(case: Case) -> Assessment:
    return Assessment(
        questionnaire=case.questionnaire,
        round=case.round,
        people=case.people,
        response_rate=_response_rate(case),
        is_shown=False,
        last_answer=_last_answer(case),
    )


def _response_rate(case: Case) -> Fraction | None:
    return Fraction(case.people, case.round.invited) if case.round.invited else None


def _last_answer(case: Case) -> datetime | None:
    return max((r.last_answer for r in case.responses if r.last_answer is not None), default=None)


def _overall(case: Case) -> Overall:
    standing = standing_of(case, case.root)
    limits = Interval(standing.lowest, standing.highest)
    rated = sum(1 for item in case.questionnaire.scored_items if case.sums.row[answered(item.id)])
    others = case.questionnaire.other_limits
    return Overall(
        standing=standing,
        raw_level=case.figures.text("raw_level"),
        level_low=case.figures.text(of("level", variant="low")),
        level_high=case.figures.text(of("level", variant="high")),
        other_levels=tuple((pair, case.figures.text(f"level:limits{n}")) for n, pair in enumerate(others, start=1)),
        certainty=certainty_of(case, standing),
        rounding_margin=rounding_margin(limits, rated) if _is_one_persons(case) and rated else None,
        equal_weight_score=equal_weight_score(case),
    )


def _is_one_persons(case: Case) -> bool:
    return case.people == 1 and not case.is_agreed


def _missing(case: Case) -> tuple[str, ...]:
    """The sections with weight that are not rated, though they apply or were only asked of others."""
    parts = [node.id for node in case.root.walk() if node.id and node.weight]
    unrated = {n for n in parts if case.figures.flag(of("applicable", n)) and not case.figures.flag(of("rated", n))}
    return tuple(part for part in parts if part in unrated.union(unasked_sections(case)))


def _consistency(case: Case, items: Sequence[ItemFinding]) -> Consistency | None:
    scores = [(node, case.figures.integer(of("score", node.id))) for node in case.root.parts]
    rated = [
        (share_of_range(score, *possible_range(case, node)), node.id, score)
        for node, score in scores
        if score is not None
    ]
    if not rated:
        return None
    (_, weakest, low), (_, strongest, high) = min(rated, key=itemgetter(0)), max(rated, key=itemgetter(0))
    known = [item for item in items if item.mean is not None and item.is_relevant]
    ends = {(item.lowest, item.highest) for item in known}
    # A spread of items on different ranges would say nothing.
    evenness = spread([item.mean or 0 for item in known], Interval(*next(iter(ends)))) if len(ends) == 1 else None
    return Consistency(weakest, strongest, low, high, evenness)

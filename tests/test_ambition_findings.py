"""Where the organisation wants to go: who says so, what speaks against it, and the advice on the little extra."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

import pytest

from sample_questionnaires import shipped
from sample_rounds import points, round_of, sections, three_levels
from servicecheck.assessment import Elsewhere, OtherRound, assess
from servicecheck.assessment.ambition_findings import advice
from servicecheck.assessment.findings import Ambition
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, RegisterRow, Respondent, Response, Target

FIVE_QUESTIONS, FIVE_BEHAVIOURS = shipped("five-questions"), shipped("five-behaviours")
LOW_EFFORT, COMPLAINT_RECOVERY = shipped("low-effort"), shipped("complaint-recovery")
PRICE, MAIN_REASON, FEW_HOURS = {"FQ-A1": "price"}, {"FQ-A1": "main-reason"}, {"FQ-A4": "few-hours"}
HIGH, LOW, BELOW = 600_000, 400_000, 499_999

Said = Mapping[str, str]


def answered(asked: Questionnaire, value: str = "2", *said: Said) -> tuple[Response, ...]:
    """People who reply *value* to every scored question, and each what is *said* besides; one if nothing is."""
    scored = dict.fromkeys((item.id for item in asked.scored_items), value)
    return tuple(
        Response(Respondent(f"R{number}"), {item: Answer(reply) for item, reply in {**scored, **own}.items()})
        for number, own in enumerate(said or [{}])
    )


def other(asked: Questionnaire, value: str = "2", *said: Said, **round_: Any) -> OtherRound:
    """A round elsewhere."""
    return OtherRound(asked, round_of(asked, **round_), answered(asked, value, *said))


def decided(**areas: str) -> tuple[RegisterRow, ...]:
    """Targets by area, in the words of the register."""
    return tuple(
        RegisterRow("targets", {"area": area, "target": target, "reason": "Why", "decided_by": "The board"})
        for area, target in areas.items()
    )


def ambition(
    asked: Questionnaire, value: str = "2", *said: Said, others: Sequence[OtherRound] = (), **round_: Any
) -> Ambition:
    found = assess(asked, round_of(asked, **round_), answered(asked, value, *said), elsewhere=Elsewhere(tuple(others)))
    assert found.ambition is not None
    return found.ambition


# The decision table


@pytest.mark.parametrize(
    ("basics", "effort", "recovery", "is_main", "told"),
    [
        *[(False, *rest, "basics") for rest in product([None, LOW, HIGH], [None, LOW, HIGH], [None, False, True])],
        *[
            (True, effort, *rest, "effort")
            for effort in (0, BELOW)
            for rest in product([None, LOW, HIGH], [None, True])
        ],
        *[(True, 500_000, BELOW, is_main, "recovery") for is_main in (None, False, True)],
        (True, 500_000, 500_000, False, "small"),
        (True, HIGH, HIGH, None, "small"),
        (True, 500_000, 500_000, True, "choose"),
        *[(None, *rest, None) for rest in product([None, LOW, HIGH], [None, LOW, HIGH], [None, True])],
        *[(True, None, recovery, True, None) for recovery in (None, LOW, HIGH)],
        (True, HIGH, None, True, None),
    ],
)
def test_the_decision_table(
    basics: bool | None, effort: int | None, recovery: int | None, is_main: bool | None, told: str | None
) -> None:
    assert advice(basics, effort, recovery, is_main) == told


def test_the_table_takes_the_newest_scores_of_other_rounds() -> None:
    others = [
        other(COMPLAINT_RECOVERY, "2.5"),
        other(LOW_EFFORT, "2"),
        other(FIVE_QUESTIONS, "2", MAIN_REASON),
    ]
    found = ambition(FIVE_BEHAVIOURS, "2", others=others)

    assert (found.basics_met, points(found.effort), points(found.recovery)) == (True, 50, 75)
    assert (found.is_service_main_reason, found.extra) == (True, "choose")


def test_this_rounds_own_scores_go_before_those_of_others() -> None:
    found = ambition(LOW_EFFORT, "2", others=[other(COMPLAINT_RECOVERY, "1.5")])

    assert (points(found.effort), points(found.recovery), found.extra) == (50, 25, "recovery")
    assert ambition(LOW_EFFORT, "1").extra == "basics"


def test_what_is_a_year_old_is_not_known_any_more() -> None:
    old = other(COMPLAINT_RECOVERY, "1.5", closed=date(2025, 1, 1))

    assert ambition(LOW_EFFORT, "2", others=[old], closed=date(2026, 1, 1)).recovery == 250_000
    assert ambition(LOW_EFFORT, "2", others=[old], closed=date(2026, 1, 2), targets=TARGET).recovery is None


TARGET = (Target("LE-A", 900_000, "Why", "The board", date(2026, 1, 1)),)


def test_nothing_decided_said_or_known_says_nothing() -> None:
    asked = three_levels(sections(A=2))

    assert assess(asked, round_of(asked), answered(asked)).ambition is None


# Targets and guard rails


def test_each_outermost_section_has_its_target_and_who_decided_it() -> None:
    found = ambition(LOW_EFFORT, targets=TARGET)

    assert [(one.section, points(one.points), points(one.score), one.is_decided) for one in found.targets] == [
        ("LE-A", 90, 50, True),
        ("LE-B", 75, 50, False),
        ("LE-C", 75, 50, False),
        ("LE-D", 75, 50, False),
    ]
    first = found.targets[0]
    assert (first.reason, first.who, first.agreed_on) == ("Why", "The board", date(2026, 1, 1))
    assert (found.rest_target, found.extra_target) == (None, None)


@pytest.mark.parametrize(
    ("said", "target", "rails"),
    [
        (PRICE, "known", ("price",)),
        (PRICE, "above", ()),
        (FEW_HOURS, "known", ("capacity",)),
        ({**PRICE, **FEW_HOURS}, "known", ("price", "capacity")),
        (MAIN_REASON, "known", ()),
        ({}, "known", ()),
    ],
)
def test_a_target_of_90_on_price_or_a_few_hours_is_warned_of(said: Said, target: str, rails: tuple[str, ...]) -> None:
    assert ambition(FIVE_QUESTIONS, "2", said, registers=decided(extra=target)).guard_rails == rails


@pytest.mark.parametrize(
    ("value", "target", "rails"),
    [("1", 900_000, ("basics-first",)), ("1", 750_001, ("basics-first",)), ("1", 750_000, ()), ("2", 900_000, ())],
)
def test_a_target_above_75_waits_for_the_basics(value: str, target: int, rails: tuple[str, ...]) -> None:
    assert ambition(LOW_EFFORT, value, targets=(Target("LE-A", target),)).guard_rails == rails


def test_the_guard_rails_ask_what_was_said_in_another_round() -> None:
    others = [other(FIVE_QUESTIONS, "2", PRICE)]

    assert ambition(LOW_EFFORT, others=others, targets=TARGET).guard_rails == ("price",)
    assert ambition(LOW_EFFORT, others=others).guard_rails == ()


def test_decisions_stand_in_the_registers_order_the_later_of_two_for_an_area() -> None:
    later = RegisterRow("targets", {"area": "effort", "target": "known", "decided_on": "2026-02-01"})
    found = ambition(FIVE_QUESTIONS, registers=(later, *decided(recovery="keep", effort="above")))

    assert [(one.area, points(one.points)) for one in found.decisions] == [("effort", 90), ("recovery", 50)]
    title, label = found.decisions[0].title, found.decisions[0].label
    assert title is not None
    assert label is not None
    assert (title.to("en"), label.to("en")) == ("Easy to be a customer", "Known for it (90)")


def test_decisions_made_elsewhere_are_told_where_the_round_has_none() -> None:
    told = OtherRound(FIVE_QUESTIONS, round_of(FIVE_QUESTIONS, registers=decided(extra="above")), ())
    here = assess(LOW_EFFORT, round_of(LOW_EFFORT), answered(LOW_EFFORT), elsewhere=Elsewhere(decided=told))

    assert here.ambition is not None
    assert [(one.area, points(one.points)) for one in here.ambition.decisions] == [("extra", 75)]
    assert (points(here.ambition.extra_target), points(here.ambition.rest_target)) == (75, 75)


def test_the_little_extra_is_meant_to_reach_50_and_the_rest_75() -> None:
    here = ambition(FIVE_BEHAVIOURS, targets=(Target("FB-A", 750_000),))
    there = ambition(LOW_EFFORT, others=[other(FIVE_BEHAVIOURS)], targets=(Target("LE-A", 750_000),))

    assert (points(here.extra_target), points(here.rest_target)) == (50, 75)
    assert (points(there.extra_target), points(there.rest_target)) == (50, 75)


# What people said


def replies(found: Ambition) -> dict[str, tuple[dict[str, int], str | None]]:
    return {reply.item.id: (dict(reply.counts), reply.agreed) for reply in found.replies}


def test_more_than_half_of_those_who_answered_speak_for_all() -> None:
    found = ambition(FIVE_QUESTIONS, "2", MAIN_REASON, MAIN_REASON, PRICE, {**FEW_HOURS, "FQ-A1": "dk"})

    assert replies(found) == {
        "FQ-A1": ({"main-reason": 2, "price": 1}, "main-reason"),
        "FQ-A4": ({"few-hours": 1}, "few-hours"),
    }
    assert found.is_service_main_reason is True
    assert found.source is not None
    assert (found.source.title.to("en"), found.source.is_this_round) == ("Five service questions", True)


def test_half_of_them_do_not() -> None:
    found = ambition(FIVE_QUESTIONS, "2", MAIN_REASON, PRICE, registers=decided(extra="known"))

    assert (found.is_service_main_reason, found.guard_rails) == (None, ())
    assert replies(found) == {"FQ-A1": ({"main-reason": 1, "price": 1}, None)}


def test_the_newest_round_that_asked_is_the_source() -> None:
    told = other(FIVE_QUESTIONS, "2", MAIN_REASON, closed=date(2026, 1, 1))
    found = ambition(LOW_EFFORT, others=[told], closed=date(2026, 2, 1))

    assert found.source is not None
    assert (found.source.ended, found.source.is_this_round) == (date(2026, 1, 1), False)
    assert replies(found) == {"FQ-A1": ({"main-reason": 1}, "main-reason")}


def test_in_an_anonymous_round_what_fewer_than_k_said_is_not_there() -> None:
    few = [MAIN_REASON] * 4 + [FEW_HOURS]
    enough = [{**MAIN_REASON}] * 5

    for here in (True, False):
        hidden, shown = (
            ambition(FIVE_QUESTIONS, "2", *said, mode="anonymous", registers=decided(extra="known"))
            if here
            else ambition(LOW_EFFORT, others=[other(FIVE_QUESTIONS, "2", *said, mode="anonymous")], targets=TARGET)
            for said in (few, enough)
        )
        assert (hidden.replies, hidden.source, hidden.is_service_main_reason, hidden.guard_rails) == (
            (),
            None,
            None,
            (),
        )
        assert (len(shown.replies), shown.is_service_main_reason) == (1, True)


def test_an_anonymous_round_with_fewer_than_k_people_gives_nothing_away() -> None:
    few = other(COMPLAINT_RECOVERY, "2.5", *[{}] * 4, mode="anonymous")
    enough = other(COMPLAINT_RECOVERY, "2.5", *[{}] * 5, mode="anonymous")

    assert ambition(LOW_EFFORT, others=[few], targets=TARGET).recovery is None
    assert points(ambition(LOW_EFFORT, others=[enough]).recovery) == 75

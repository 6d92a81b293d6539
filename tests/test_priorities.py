"""What to do first, how firm the order is, and where it leads (method 3.14)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from sample_questionnaires import from_parts
from sample_rounds import M1, assessed, points, scale, sections, three_levels
from servicecheck.assessment import Assessment
from servicecheck.assessment.findings import Priority
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import PlannedAction, Target

STEPS = scale("0", "25", "30", "37.5", "50", "60", "75", "100")


def acted_on(item_id: str, level: str, effort: int, **more: Any) -> dict[str, Any]:
    return {"id": item_id, "scale": STEPS, "actions": {level: {"text": "Do", "effort": effort}}, **more}


def the_table() -> Questionnaire:
    """The four items of the method's table, each in an area that has its impact."""
    items: Mapping[str, tuple[str, dict[str, Any]]] = {
        "extra": ("extra", acted_on("little-extra", "good", 2)),
        "recovery": ("recovery", acted_on("apology", "world-class", 1)),
        "effort": ("effort", acted_on("transfers", "good", 3)),
        "basics": ("other", acted_on("call-back", "good", 1, critical="true")),
    }
    parts = [{"id": name, "area": area, "items": [item]} for name, (area, item) in items.items()]
    parts[0]["target"] = "50"
    return three_levels(parts)


def priority(assessment: Assessment, item: str) -> Priority:
    return {found.item: found for found in assessment.priorities}[item]


def test_the_table_of_the_method() -> None:
    found = assessed(the_table(), ["25 60 30 37.5"]).priorities

    rows = [(one.item, one.impact, float(one.gap_steps), one.effort, float(one.p)) for one in found]
    assert rows == [
        ("call-back", 3, 1.5, 1, 4.5),
        ("transfers", 3, 1.8, 3, 1.8),
        ("apology", 2, 0.6, 1, 1.2),
        ("little-extra", 1, 1.0, 2, 0.5),
    ]
    assert [one.to_level for one in found] == ["good", "good", "world-class", "good"]


def test_what_holds_the_level_down_comes_first_whatever_its_p() -> None:
    parts = sections(A=8, B=2)
    parts[0]["items"][7] |= {"critical": "true", "actions": {"good": {"text": "Do", "effort": 5}}, "impact": "1"}
    parts[1]["items"][0]["impact"] = "3"
    found = assessed(three_levels(parts), ["3 3 3 3 3 3 3 1.5 2 3"])

    assert [(one.item, one.is_gate_breaker) for one in found.priorities] == [("A8", True), ("B1", False)]
    assert found.priorities[0].p < found.priorities[1].p


def test_at_the_same_p_the_smaller_effort_goes_first_and_then_the_id() -> None:
    items = [
        acted_on("C", "world-class", 2, impact="2"),
        acted_on("B", "world-class", 1, impact="1"),
        acted_on("A", "world-class", 2, impact="2"),
    ]
    found = assessed(from_parts(sections=[{"id": "S", "items": items}]), ["50 50 50"])

    assert [one.item for one in found.priorities] == ["B", "A", "C"]
    assert len({one.p for one in found.priorities}) == 1


def test_without_an_action_an_item_takes_weeks() -> None:
    found = assessed(three_levels(sections(A=1)), ["2"])

    assert priority(found, "A1").effort == 3
    assert priority(found, "A1").p == Fraction(2 * 1, 3)


@pytest.mark.parametrize(("value", "level"), [("1", "good"), ("1.5", "good"), ("2", "world-class")])
def test_the_action_shown_leads_to_the_first_anchor_above_the_mean(value: str, level: str) -> None:
    assert priority(assessed(three_levels(sections(A=1)), [value]), "A1").to_level == level


def test_nothing_above_its_target_is_a_priority() -> None:
    assert assessed(three_levels(sections(A=2)), ["2.5 3"]).priorities == ()


def test_two_items_one_step_up_lift_their_section_by_12_and_a_half_and_the_whole_by_3() -> None:
    asked = three_levels(sections(A=4, B=4, C=4, D=4))
    actions = (PlannedAction("A1", "Do"), PlannedAction("A2", "Do"))
    found = assessed(asked, ["1.5 1.5 2 2" + " 2" * 12], actions=actions)

    assert found.overall is not None
    assert found.expected is not None
    assert found.plan == found.expected.items == ("A1", "A2")
    before = found.section("A").standing.score
    assert before is not None
    assert points((found.expected.sections["A"] or 0) - before) == 12.5
    assert (found.expected.score or 0) - (found.overall.standing.score or 0) == 31_250
    assert found.expected.sections["B"] == 500_000


def test_one_step_of_one_item_is_told_beside_it() -> None:
    found = priority(assessed(three_levels(sections(A=4)), ["1 2 2 2"]), "A1")

    assert (points(found.item_after), points(found.section_after), points(found.overall_after)) == (25, 43.75, 43.75)
    assert found.level_after == "good"


def test_a_step_lifts_the_level_and_opens_the_requirement() -> None:
    asked = three_levels([{"id": "A", "items": [{"id": "A1", "critical": "true"}, {"id": "A2"}, {"id": "A3"}]}])
    found = assessed(asked, ["1.5 3 3"])

    assert found.overall is not None
    assert found.overall.standing.level == "good"
    assert priority(found, "A1").level_after == "world-class"


def test_no_item_rises_above_the_highest_and_no_section_either() -> None:
    """Whoever answered the weaker item is in a small part of the section, so that its mean says more than its share."""
    asked = three_levels(sections(A=2), gates=[])
    found = assessed(asked, ["2.5 3", "na 3", "2.5 3"], actions=(PlannedAction("A1", "Do"), PlannedAction("A2", "Do")))

    assert found.expected is not None
    assert found.expected.sections["A"] == 1_000_000
    short = assessed(three_levels(sections(A=1)), ["2.5", "2", "2.5", "2.5"], actions=(PlannedAction("A1", "Do"),))
    assert short.expected is not None
    assert points(short.expected.score) == 93.75


def test_an_item_near_the_top_rises_only_to_the_top() -> None:
    found = assessed(three_levels(sections(A=1)), ["2.5", "3"], targets=(Target("A", 900_000),))

    assert points(priority(found, "A1").item_after) == 100


def test_on_uneven_scales_a_step_goes_to_the_next_higher_points() -> None:
    parts = [{"id": "A", "items": [{"id": "A1", "scale": scale("0", "20", "50", "100")}]}]
    found = priority(assessed(three_levels(parts), ["20", "0"]), "A1")

    assert points(found.item_after) == 20


def test_a_sum_rises_by_the_weighed_step_and_a_minimum_only_with_its_lowest() -> None:
    parts = sections(A=2, B=2)
    parts[0] |= {"aggregate": "sum"}
    parts[0]["items"][0]["weight"] = "0.5"
    parts[1] |= {"aggregate": "min"}
    found = assessed(three_levels(parts, gates=[]), ["1 1 2 1.5"])

    assert points(priority(found, "A1").section_after) == 12.5
    assert points(priority(found, "A2").section_after) == 25
    assert points(priority(found, "B1").section_after) == 25
    assert points(priority(found, "B2").section_after) == 50


def test_an_adjustment_is_made_once_after_a_step() -> None:
    adjust = [{"when": {"section": "A", "at_least": "0"}, "section": "B", "times": "0.5"}]
    found = assessed(three_levels(sections(A=1, B=1), adjust=adjust, gates=[]), ["2 2"])

    assert points(found.section("B").standing.score) == 25
    assert points(priority(found, "B1").section_after) == 37.5
    assert points(priority(found, "A1").overall_after) == 50


def test_the_plan_takes_three_and_only_one_that_takes_months() -> None:
    items = [acted_on(f"A{n}", "world-class", 5 if n < 3 else 3, impact="3" if n < 3 else "1") for n in range(1, 6)]
    found = assessed(from_parts(sections=[{"id": "A", "items": items}]), ["50 50 50 50 50"])

    assert [one.item for one in found.priorities[:2]] == ["A1", "A2"]
    assert found.plan == ("A1", "A3", "A4")


def test_what_was_agreed_is_the_plan() -> None:
    actions = (
        PlannedAction("B2", "Do"),
        PlannedAction("A1", "Do", status="dropped"),
        PlannedAction("A2", "Do"),
        PlannedAction("B2", "Do again"),
        PlannedAction("gone", "Do"),
    )

    assert assessed(three_levels(sections(A=3, B=3)), M1, actions=actions).plan == ("B2", "A2")


def test_three_items_are_always_in_the_top_three() -> None:
    found = assessed(three_levels(sections(A=3)), ["1 1.5 2"])

    assert {one.stability for one in found.priorities} == {1.0}
    assert all(one.is_firm for one in found.priorities)


def test_of_four_alike_the_last_is_not_firm_and_their_shares_add_up_to_three() -> None:
    found = assessed(three_levels(sections(A=4)), ["2 2 2 2"]).priorities

    assert sum(one.stability for one in found) == pytest.approx(3)
    assert not found[-1].is_firm


def test_a_gap_far_above_the_others_stays_whatever_is_judged() -> None:
    parts = sections(A=5)
    parts[0]["items"][0] |= {"impact": "3", "actions": {"good": {"text": "Do", "effort": 1}}}
    found = assessed(three_levels(parts), ["1 2 2 2 2"])

    assert priority(found, "A1").stability == 1


def test_the_name_of_an_item_does_not_change_how_firm_it_is() -> None:
    rows = ["1 1.5 2 2 1.5", "2 1.5 1 2 2"]
    first = assessed(three_levels(sections(A=5)), rows).priorities
    renamed = assessed(three_levels(sections(Z=5)), rows).priorities

    assert [one.stability for one in first] == [one.stability for one in renamed]

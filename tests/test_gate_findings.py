"""Requirements, what stands in their way, and the marks beside the level (method 3.6)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sample_rounds import M1, assessed, people, points, round_of, scale, sections, three_levels
from servicecheck.assessment import Assessment, Basics
from servicecheck.assessment.findings import GateFinding
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, Response

CLOSED = date(2026, 11, 13)


def gate(assessment: Assessment, gate_id: str) -> GateFinding:
    return {finding.id: finding for finding in assessment.gates}[gate_id]


def levels(assessment: Assessment) -> tuple[str | None, str | None]:
    assert assessment.overall is not None
    return assessment.overall.raw_level, assessment.overall.standing.level


def light_bulbs() -> Questionnaire:
    items = [{"id": "LB-C1", "critical": "true", "scale": scale("0", "25", "37.5", "50", "75", "100")}, {"id": "LB-C2"}]
    return three_levels([{"id": "LB-C", "items": items}], id="light-bulbs")


def basics(closed: date | None = CLOSED, value: str = "37.5", **round_: Any) -> Basics:
    asked = light_bulbs()
    return Basics(asked, round_of(asked, closed=closed, **round_), tuple(people(asked, [f"{value} 3"])))


def worth(*values: str, basics_from: str | None = None, **more: Any) -> Questionnaire:
    """Four sections of one item with these points each."""
    parts = [
        {"id": letter, "items": [{"id": f"{letter}1", "scale": scale("0", value, "50.0001", "100"), **more}]}
        for letter, value in zip("ABCD", values, strict=True)
    ]
    return three_levels(parts, basics_from=basics_from)


G1 = ("80", "78", "70", "76")


def test_g1_is_capped_by_the_basics() -> None:
    found = assessed(worth(*G1, basics_from="light-bulbs"), [" ".join(G1)], basics=basics(), closed=CLOSED)

    assert found.overall is not None
    assert points(found.overall.standing.score) == 76
    assert levels(found) == ("world-class", "good")
    assert found.overall.is_capped
    holding = [one for one in found.gates if one.holds_down]
    assert [one.id for one in holding] == ["basics"]
    assert [item.id for item in holding[0].elsewhere] == ["LB-C1"]
    assert (holding[0].culprits, points(holding[0].figure), holding[0].count, holding[0].total) == ((), 37.5, 1, 1)
    assert found.basics_checked
    assert found.marks == ()


def test_g2_is_capped_by_always() -> None:
    """16 items, 77 points, every section at least 50, two items at 37.5: 12.5 % is more than 10 %."""
    steps = scale("0", "37.5", "50", "82.5", "84.5", "100")
    parts = [
        {"id": letter, "items": [{"id": f"{letter}{n}", "scale": steps} for n in range(1, 5)]} for letter in "ABCD"
    ]
    values = ["37.5"] + ["82.5"] * 7 + ["37.5"] + ["82.5"] * 6 + ["84.5"]
    found = assessed(three_levels(parts), [" ".join(values)])

    assert found.overall is not None
    assert points(found.overall.standing.score) == 77
    assert levels(found) == ("world-class", "good")
    assert [one.id for one in found.gates if one.holds_down] == ["always"]
    always = gate(found, "always")
    assert always.culprits == ("A1", "C1")
    assert (always.count, always.total, always.allowed) == (2, 16, 1)
    assert [priority.item for priority in found.priorities if priority.is_gate_breaker] == ["A1", "C1"]


def test_the_running_example_meets_what_good_asks_and_little_of_what_world_class_asks() -> None:
    found = assessed(three_levels(sections(A=3, B=3)), M1)

    assert levels(found) == ("good", "good")
    always, weakest = gate(found, "always"), gate(found, "weakest")
    assert (always.count, always.total, always.is_met, always.holds_down) == (3, 6, False, False)
    assert (gate(found, "always-good").count, gate(found, "always-good").allowed) == (1, 2)
    assert gate(found, "always-good").is_met
    assert (weakest.culprits, points(weakest.figure), weakest.is_met) == (("B",), 26.67, False)
    assert gate(found, "basics-good").is_met
    assert gate(found, "basics-good").figure is None


def test_a_critical_item_below_good_is_the_culprit() -> None:
    parts = sections(A=4)
    parts[0]["items"][2]["critical"] = "true"
    found = assessed(three_levels(parts), ["3 3 1.5 3", "3 3 1.5 3"])

    basics_gate = gate(found, "basics")
    assert levels(found) == ("world-class", "good")
    assert (basics_gate.culprits, points(basics_gate.figure), basics_gate.holds_down) == (("A3",), 25, True)
    assert basics_gate.elsewhere == ()


def test_the_lowest_critical_item_and_the_mean_of_all_are_two_figures() -> None:
    items = [{"id": "A1", "critical": "true"}, {"id": "A2", "critical": "true"}, {"id": "A3"}]
    found = assessed(three_levels([{"id": "A", "items": items}]), ["1 2.5 3"])

    assert (points(gate(found, "basics").figure), gate(found, "basics").is_met) == (0, False)
    assert (points(gate(found, "basics-good").figure), gate(found, "basics-good").is_met) == (37.5, True)


def test_an_item_that_is_not_relevant_is_no_culprit_and_counts_nowhere() -> None:
    """Four of eight say that it does not apply: it leaves the list and the requirements; the scores stay."""
    parts = sections(A=3)
    parts[0]["items"][0]["critical"] = "true"
    asked = three_levels(parts)
    found = assessed(asked, ["1 3 3"] * 4 + ["na 3 3"] * 4)

    item = found.item("A1")
    assert not item.is_relevant
    assert (item.na, item.answered, item.gap, item.field, item.na_disagreement) == (4, 4, 0, None, False)
    assert gate(found, "basics").is_met
    assert gate(found, "always").total == 2
    assert found.overall is not None
    assert points(found.overall.standing.score) == round((4 * 66.6667 + 4 * 100) / 8, 2)
    assert [priority.item for priority in found.priorities] == []
    assert "A1" not in (*found.section("A").strongest, *found.section("A").weakest)


def test_the_weight_requirement_counts_sections_where_all_weigh_the_same() -> None:
    found = assessed(three_levels(sections(A=1, B=1, C=1)), ["3 2 1"])

    weight = gate(found, "weakest-good")
    assert (weight.culprits, weight.count, weight.total, weight.allowed, weight.is_met) == (("C",), 1, 3, 1, True)


@pytest.mark.parametrize(("row", "count", "is_met"), [("3 3 1", 1, True), ("1 3 3", 2, False), ("3 1 1", 2, False)])
def test_the_weight_requirement_counts_pieces_of_weight_where_they_differ(row: str, count: int, is_met: bool) -> None:
    parts = [{**one, "weight": w} for one, w in zip(sections(A=1, B=1, C=1), ("1", "0.5", "0.5"), strict=True)]
    weight = gate(assessed(three_levels(parts), [row]), "weakest-good")

    assert (weight.count, weight.total, weight.allowed, weight.is_met) == (count, 4, 1, is_met)


def test_items_of_a_weak_section_of_sections_hold_the_level_down() -> None:
    inner = sections(B=2, C=1)
    parts = [{"id": "A", "sections": inner}, *sections(D=1, E=1, F=1, G=1, H=1, J=1, K=1, L=1)]
    found = assessed(three_levels(parts), ["1 2.5 2 3 3 3 3 3 3 3 3"])

    assert levels(found) == ("world-class", "good")
    assert gate(found, "weakest").culprits == ("A",)
    breakers = [priority.item for priority in found.priorities if priority.is_gate_breaker]
    assert breakers == ["B1"]


def test_where_only_the_score_of_a_section_is_low_all_its_items_below_target_hold_the_level_down() -> None:
    """Two people answered one item each, and gave it the least; both items are still good on average."""
    parts = sections(A=2, B=1, C=1, D=1)
    found = assessed(three_levels(parts), ["3 3 3 3 3", "1 na 3 3 3", "na 1 3 3 3"])

    assert points(found.section("A").standing.score) == 33.33
    assert [(one.item, one.is_gate_breaker) for one in found.priorities] == [("A1", True), ("A2", True)]


def test_any_other_requirement_is_told_without_culprits() -> None:
    gates = [{"id": "own", "caps_at": "bad", "when": {"section": "A", "below": "60"}}]
    found = assessed(three_levels(sections(A=1), gates=gates), ["2"])

    own = gate(found, "own")
    assert (own.kind, own.is_met, own.holds_down, own.culprits) == ("other", False, True, ())


# Marks


def test_world_class_without_the_basics_is_provisional() -> None:
    found = assessed(worth(*G1, basics_from="light-bulbs"), [" ".join(G1)], closed=CLOSED)

    assert levels(found) == ("world-class", "world-class")
    assert found.marks == ("provisional",)
    assert found.basics_checked is False


def test_good_without_the_basics_is_not_provisional() -> None:
    assert assessed(worth("50", "60", "50", "60", basics_from="light-bulbs"), ["50 60 50 60"]).marks == ()


def test_a_questionnaire_that_asks_for_no_basics_never_says_so() -> None:
    found = assessed(worth(*G1), [" ".join(G1)])

    assert found.marks == ()
    assert found.basics_checked is None


@pytest.mark.parametrize(
    ("closed", "marks"),
    [
        (date(2025, 11, 13), ()),
        (date(2025, 11, 12), ("provisional-old",)),
        (date(2026, 11, 13), ()),
        (None, ()),
    ],
)
def test_the_basics_count_for_twelve_months(closed: date | None, marks: tuple[str, ...]) -> None:
    asked = worth(*G1, basics_from="light-bulbs")

    assert assessed(asked, [" ".join(G1)], basics=basics(closed, "50"), closed=CLOSED).marks == marks


@pytest.mark.parametrize(
    ("checked", "closed", "is_recent"),
    [
        (date(2024, 2, 1), date(2025, 2, 1), True),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2023, 2, 28), date(2024, 2, 29), True),
        (date(2023, 2, 27), date(2024, 2, 29), False),
        (date(2023, 12, 31), date(2024, 12, 31), True),
    ],
)
def test_twelve_months_are_counted_in_the_calendar(checked: date, closed: date, is_recent: bool) -> None:
    assert basics(checked).is_recent(closed) is is_recent


def test_basics_that_too_few_answered_anonymously_are_not_known() -> None:
    asked = worth(*G1, basics_from="light-bulbs")

    found = assessed(asked, [" ".join(G1)], basics=basics(mode="anonymous"), closed=CLOSED)

    assert found.marks == ("provisional",)
    assert levels(found) == ("world-class", "world-class")


@pytest.mark.parametrize(
    ("grades", "marks"), [((2, 3), ()), ((2, 1), ()), ((1, 1), ("claimed",)), ((0, None), ("claimed",))]
)
def test_world_class_with_evidence_for_fewer_than_half_is_claimed(
    grades: tuple[int | None, ...], marks: tuple[str, ...]
) -> None:
    parts = sections(A=3)
    for item in parts[0]["items"][:2]:
        item["evidence_prompt"] = "What shows it?"
    asked = three_levels(parts)
    (one,) = people(asked, ["2.5 2.5 2.5"])
    shown = {**one.answers, **{f"A{n}": Answer("2.5", evidence_grade=grade) for n, grade in enumerate(grades, start=1)}}

    assert _assessed(asked, replace(one, answers=shown)).marks == marks


def test_evidence_is_not_asked_of_what_is_not_relevant() -> None:
    parts = sections(A=4)
    for item in parts[0]["items"][:2]:
        item["evidence_prompt"] = "What shows it?"
    asked = three_levels(parts)
    first, second = people(asked, ["2.5 2.5 2.5 2.5", "2.5 na 2.5 2.5"])
    shown = replace(first, answers={**first.answers, "A1": Answer("2.5", evidence_grade=2)})

    assert "claimed" not in _assessed(asked, shown, second).marks


def _assessed(asked: Questionnaire, *responses: Response) -> Assessment:
    from servicecheck.assessment import assess

    return assess(asked, round_of(asked), responses)


@pytest.mark.parametrize(("n", "marks"), [(1, ()), (2, ("indicative",)), (4, ("indicative",)), (5, ())])
def test_two_to_four_people_are_indicative(n: int, marks: tuple[str, ...]) -> None:
    assert assessed(three_levels(sections(A=2)), ["2 2"] * n).marks == marks

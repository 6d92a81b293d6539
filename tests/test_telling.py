"""What screen and report share: the same reasons, figures and actions, whichever of the two tells them."""

import io

import pytest

from sample_assessments import answered, everybody, example
from sample_questionnaires import from_parts, shipped
from sample_rounds import assessed, people, round_of, three_levels
from servicecheck.assessment import Assessment, Basics
from servicecheck.language import Words
from servicecheck.report.parts import Heading
from servicecheck.report.reading import Reading
from servicecheck.report.sections.standing import standing
from servicecheck.response import Organisation, PlannedAction
from servicecheck.telling import Telling
from servicecheck.telling.actions import in_plan
from servicecheck.telling.certainty import interval
from servicecheck.telling.gates import capped, holding
from servicecheck.telling.hindrance import hindrance
from servicecheck.terminal.screen import Screen
from servicecheck.terminal.verdict import show_verdict

LOW_EFFORT = shipped("low-effort")
ITEMS = [item.id for item in LOW_EFFORT.scored_items]
SHORT_SCALE = {
    "levels": [{"id": "low", "from": "0"}, {"id": "high", "from": "50%"}],
    "scale": [{"value": "n", "points": "0"}, {"value": "p", "points": "1.5"}, {"value": "y", "points": "3"}],
}


def told(assessment: Assessment) -> Telling:
    return Telling(assessment, Words("en"))


def on_screen(assessment: Assessment) -> str:
    stream = io.StringIO()
    show_verdict(Screen(stream), assessment, Organisation(), "en")
    return " ".join(stream.getvalue().split())


def on_page(assessment: Assessment) -> str:
    section = standing(Reading(assessment, Words("en")), Heading("2", "", ""))
    assert section is not None
    return " ".join((section.lead, *section.sentences))


@pytest.mark.parametrize(
    "assessment",
    [
        example(),
        answered(LOW_EFFORT, everybody(LOW_EFFORT, "2", "2", "3")),
        answered(LOW_EFFORT, [{**dict.fromkeys(ITEMS, "3"), "LE-B2": "1"}], mode="own"),
        answered(LOW_EFFORT, everybody(LOW_EFFORT, *["2"] * 6), invited=6),
    ],
)
def test_screen_and_page_give_the_same_reasons(assessment: Assessment) -> None:
    telling, overall = told(assessment), assessment.overall
    assert overall is not None

    for said in (capped(telling), interval(telling, overall)):
        assert said in on_screen(assessment)
        assert said in on_page(assessment)


def test_one_persons_rounding_is_more_than_nothing_on_a_short_scale() -> None:
    layers = from_parts(**SHORT_SCALE, sections=[{"id": "A", "items": [{"id": "A1"}, {"id": "A2"}]}])

    assert "± 0.30 points" in on_screen(answered(layers, [{"A1": "p", "A2": "n"}], mode="own"))


def test_a_limit_within_the_range_is_where_the_scorer_has_it() -> None:
    thirds = [{"id": "low", "from": "0"}, {"id": "high", "from": "33.3333%"}]
    sections = [{"id": "A", "items": [{"id": "A1", "type": "yes-no", "points_yes": "7"}, {"id": "A2"}]}]
    telling = told(answered(from_parts(levels=thirds, sections=sections), [{"A1": "yes", "A2": "3"}], mode="own"))
    lowest, highest = telling.bounds

    assert telling.limits[0] - 1 < lowest + (highest - lowest) * 333_333 / 1_000_000 <= telling.limits[0]
    assert (lowest, highest) == (0, 535_000)


def test_an_action_that_was_dropped_is_not_told_any_more() -> None:
    dropped = PlannedAction("LE-A1", "Ring them first", "Mette", status="dropped")
    agreed = PlannedAction("LE-A1", "Write to them", "Ali")
    assessment = answered(LOW_EFFORT, [dict.fromkeys(ITEMS, "2")], actions=(agreed, dropped))

    assert [action.text for action in in_plan(told(assessment))] == ["Write to them"]


def test_an_agreed_action_without_words_has_those_of_the_questionnaire() -> None:
    assessment = answered(LOW_EFFORT, [dict.fromkeys(ITEMS, "2")], actions=(PlannedAction("LE-A1", "", "Mette"),))
    (action,) = in_plan(told(assessment))

    assert action.owner == "Mette"
    assert action.text in on_screen(assessment)
    assert len(action.text) > 20


def test_basics_that_another_questionnaire_found_broken_are_named_on_screen_too() -> None:
    bulbs = three_levels(
        [{"id": "LB", "items": [{"id": "LB1", "text": "Times are kept", "critical": "true"}]}], id="lb"
    )
    broken = Basics(bulbs, round_of(bulbs), tuple(people(bulbs, ["1"])))
    asked = three_levels([{"id": "A", "items": [{"id": "A1"}]}, {"id": "B", "items": [{"id": "B1"}]}], basics_from="lb")
    assessment = assessed(asked, ["3 3"], basics=broken)

    assert "because 1 of the basics does not hold: “Times are kept”." in on_screen(assessment)
    assert capped(told(assessment)) in on_page(assessment)


def test_nothing_holds_a_level_down_that_no_gate_caps() -> None:
    telling = told(answered(LOW_EFFORT, everybody(LOW_EFFORT, "2", "2", "2")))

    assert holding(telling) is None
    assert capped(telling) == ""


def test_the_area_that_holds_back_is_the_furthest_below_its_target_for_its_range() -> None:
    questionnaire = from_parts(
        sections=[
            {"id": "A", "items": [{"id": "A1"}, {"id": "A2"}]},
            {"id": "B", "items": [{"id": "B1", "type": "yes-no", "points_yes": "20"}]},
        ]
    )
    telling = told(answered(questionnaire, [{"A1": "2", "A2": "2", "B1": "no"}], mode="own"))
    worst = hindrance(telling)

    assert worst is not None
    assert worst.id == "B"

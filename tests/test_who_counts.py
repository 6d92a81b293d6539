"""Whose answers an assessment rests on."""

from dataclasses import replace

import pytest

from sample_questionnaires import from_parts
from sample_rounds import LEVELS, assessed, people, round_of, sections, three_levels
from servicecheck.assessment import assess
from servicecheck.errors import ServicecheckError
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, Respondent, Response


def test_customers_never_enter_the_self_score() -> None:
    asked: Questionnaire = three_levels(sections(A=2))
    own = people(asked, ["2 2"] * 5)
    customers = [
        Response(Respondent(f"C{n}", "customer"), {"A1": Answer("1"), "A2": Answer("1")}, finished=True)
        for n in range(9)
    ]

    found = assess(asked, round_of(asked), [*customers, *own])

    assert found == assess(asked, round_of(asked), own)
    assert found.people == 5
    assert not assess(asked, round_of(asked), customers).is_shown


def test_whoever_replied_to_nothing_did_not_answer() -> None:
    asked = three_levels(sections(A=2))
    found = assessed(asked, ["2 2", "- -"], invited=10)

    assert found.people == 1
    assert found.response_rate is not None
    assert float(found.response_rate) == 0.1
    assert found.is_response_low


def test_sixty_per_cent_is_enough() -> None:
    found = assessed(three_levels(sections(A=2)), ["2 2"] * 3, invited=5)

    assert not found.is_response_low


def test_two_respondents_with_one_code_are_a_mistake() -> None:
    asked = three_levels(sections(A=2))
    first, second = people(asked, ["2 2", "3 3"])
    twin = replace(second, respondent=first.respondent)

    with pytest.raises(ServicecheckError, match="'R0'"):
        assess(asked, round_of(asked), [first, twin])


def test_nobody_at_all_is_not_shown() -> None:
    found = assessed(three_levels(sections(A=2)), [])

    assert not found.is_shown
    assert found.people == 0


def test_a_level_from_leaders_alone_is_partial_where_staff_have_areas_of_their_own() -> None:
    staff_and_leaders = from_parts(
        roles=[{"id": "staff", "title": "Staff"}, {"id": "leader", "title": "Leader"}],
        levels=LEVELS,
        sections=[
            {"id": "A", "who": ["staff"], "items": [{"id": "A1"}, {"id": "A2"}]},
            {"id": "B", "items": [{"id": "B1"}, {"id": "B2"}]},
        ],
    )

    leaders = assessed(staff_and_leaders, ["- - 3 3"], roles=["leader"])
    both = assessed(staff_and_leaders, ["- - 3 3", "2 2 3 3"], roles=["leader", "staff"])

    assert (leaders.missing_sections, "partial" in leaders.marks) == (("A",), True)
    assert (both.missing_sections, "partial" in both.marks) == ((), False)

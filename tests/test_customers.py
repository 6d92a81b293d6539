"""The organisation beside its customers: what they say, and when a difference is one to speak of (method 3.12)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from findings_oracle import is_material, mean, rated, welch
from sample_rounds import people, points, round_of, scale, sections, three_levels
from servicecheck.assessment import Assessment, assess
from servicecheck.assessment.findings import CustomerFinding
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import CUSTOMER, Answer, Respondent, Response


def asking(**items: Any) -> Questionnaire:
    """Sections that each ask customers one question, called after the section."""
    parts = [{**part, "customer": {"id": f"{part['id']}-customer", "text": "?"}} for part in sections(**items)]
    return three_levels(parts)


def customers(*rows: str, names: str = "AB") -> list[Response]:
    """One customer a row, with a value for each section; `-` is no answer."""
    found = []
    for number, row in enumerate(rows):
        values = zip(names, row.split(), strict=False)
        answers = {f"{name}-customer": Answer(None if value == "-" else value) for name, value in values}
        found.append(Response(Respondent(f"C{number}", CUSTOMER), answers))
    return found


def compared(asked: Questionnaire, rows: Sequence[str], others: Sequence[Response], **round_: Any) -> Assessment:
    return assess(asked, round_of(asked, **round_), [*people(asked, rows), *others])


def finding(assessment: Assessment, section: str = "A") -> CustomerFinding:
    assert assessment.customers is not None
    return next(found for found in assessment.customers.sections if found.section == section)


def test_the_worked_edge_is_just_material() -> None:
    steps = ["0", "33.33", "41.67", "50", "58.33", "66.67", "75", "100"]
    asked = three_levels(
        [{"id": "A", "items": [{"id": "A1"}], "customer": {"id": "A-customer", "text": "?"}}], scale=scale(*steps)
    )
    own = ["58.33", "66.67", "41.67", "75", "66.67"]
    told = customers("50", "41.67", "58.33", "33.33", "50", "41.67")

    found = finding(compared(asked, own, told))

    assert found.interval is not None
    assert (found.people, points(found.score), points(found.difference)) == (6, 45.83, 15.83)
    assert (found.interval.low, found.interval.high) == pytest.approx((12, 316_655), abs=100)
    assert found.is_material


def test_a_sure_difference_below_an_eighth_of_the_range_is_not_material() -> None:
    asked = asking(A=5)
    own = ["2.5 2 2 2 2", "2.5 2.5 2 2 2"] * 6

    found = finding(compared(asked, own, customers(*["2"] * 8)))

    assert found.interval is not None
    assert points(found.difference) == 7.5
    assert 0 not in found.interval
    assert not found.is_material


def test_customers_may_be_more_positive() -> None:
    found = finding(compared(asking(A=2), ["1 1", "1 1.5", "1.5 1"], customers("3", "2.5", "3")))

    assert points(found.difference) == -83.33
    assert found.is_material


def test_one_customer_is_shown_without_interval_and_is_never_material() -> None:
    found = finding(compared(asking(A=2), ["1 1", "1 1"], customers("3")))

    assert (found.people, points(found.score), points(found.difference)) == (1, 100, -100)
    assert (found.interval, found.is_material) == (None, False)


def test_groups_of_one_mind_differ_by_more_than_rounding() -> None:
    found = finding(compared(asking(A=2), ["2 2"] * 4, customers("3", "3", "3")))

    assert found.interval is not None
    assert found.interval.width > 0
    assert found.is_material


def test_nobody_asked_and_nobody_who_answered_say_nothing() -> None:
    assert compared(three_levels(sections(A=2)), ["2 2"], customers("2")).customers is None
    assert compared(asking(A=2), ["2 2"], customers("-")).customers is None
    assert compared(asking(A=2), ["2 2"], []).customers is None


def test_dont_know_is_no_rating() -> None:
    assessment = compared(asking(A=1, B=1), ["2 2"] * 2, customers("3 dk", "na dk", "2 dk"))

    assert assessment.customers is not None
    assert assessment.customers.people == 3
    assert [(one.people, points(one.score)) for one in assessment.customers.sections] == [(2, 75), (0, None)]


def test_customers_are_a_group_of_their_own_in_an_anonymous_round() -> None:
    asked = asking(A=1, B=1)
    too_few = compared(asked, ["2 2"] * 5, customers(*["3 3"] * 4), mode="anonymous").customers
    enough = compared(asked, ["2 2"] * 5, customers(*["3 3"] * 4, "3 -"), mode="anonymous")

    assert too_few is not None
    assert (too_few.people, too_few.hidden, too_few.sections) == (4, "too-few", ())
    assert (points(finding(enough).score), finding(enough).hidden) == (100, None)
    assert (finding(enough, "B").score, finding(enough, "B").hidden) == (None, "too-few")
    assert (finding(enough, "B").difference, finding(enough, "B").interval) == (None, None)


def test_without_an_own_score_the_customers_stand_alone() -> None:
    found = finding(compared(asking(A=2, B=1), ["dk dk 2"] * 2, customers("3", "2")))

    assert (found.own_score, points(found.score), found.difference, found.interval) == (None, 75, None, None)


def test_customers_words_stand_in_the_order_of_the_alphabet() -> None:
    told = customers("2", "3", "1")
    notes = ("the second", "  ", "and the first")
    noted = [
        replace(one, answers={"A-customer": replace(one.answers["A-customer"], note=note)})
        for one, note in zip(told, notes, strict=True)
    ]

    assert finding(compared(asking(A=1), ["2"], noted)).comments == ("and the first", "the second")
    anonymous = compared(asking(A=1), ["2"] * 5, [*noted, *customers(*["2"] * 4)[3:]], mode="anonymous", k=4)
    assert finding(anonymous).comments == ("and the first", "the second")
    hidden = compared(asking(A=1), ["2"] * 5, noted, mode="anonymous", k=4).customers
    assert hidden is not None
    assert hidden.sections == ()


REPLIES = st.sampled_from(["1", "1.5", "2", "2.5", "3", "na", "dk", "-"])
PEOPLE = st.lists(st.tuples(*[REPLIES] * 3), min_size=1, max_size=7)
CUSTOMERS = st.lists(st.tuples(REPLIES, REPLIES), max_size=7)


@settings(max_examples=25)
@given(PEOPLE, CUSTOMERS, st.sampled_from([1, 3]))
def test_random_customers_say_what_the_method_says(own: list[Any], told: list[Any], k: int) -> None:
    mode = "anonymous" if k > 1 else "open"
    asked = asking(A=1, B=2)
    found = compared(asked, [" ".join(row) for row in own], customers(*map(" ".join, told)), mode=mode, k=k)
    replied = [row for row in told if any(reply != "-" for reply in row)]
    if not found.is_shown or not replied:
        assert found.customers is None
        return
    assert found.customers is not None
    assert found.customers.people == len(replied)
    for column, name in enumerate("AB" if len(replied) >= k else ""):
        assert_said(finding(found, name), found.section(name), rated([row[column] for row in told]), own, k)


def assert_said(said: CustomerFinding, section: Any, given_: list[int], own: list[Any], k: int) -> None:
    assert said.score == (mean(given_) if len(given_) >= k and given_ else None)
    if said.score is None or section.standing.score is None:
        assert (said.difference, said.interval, said.is_material) == (None, None, False)
        return
    assert said.difference is not None
    assert said.difference == section.standing.score - said.score
    # Section A has one question, so that people's scores there are their answers.
    if said.section == "A":
        ends = welch(rated([row[0] for row in own]), given_, 72_200)
        assert (said.interval is None) == (ends is None)
        if ends is not None and said.interval is not None:
            assert (said.interval.low, said.interval.high) == pytest.approx(ends, abs=1)
        assert said.is_material == is_material(said.difference, ends)


@settings(max_examples=15)
@given(PEOPLE, CUSTOMERS, st.sampled_from([1, 3]), st.randoms())
def test_customers_never_move_the_self_score_and_their_order_moves_nothing(
    own: list[Any], told: list[Any], k: int, chance: Any
) -> None:
    asked, mode = asking(A=1, B=2), "anonymous" if k > 1 else "open"
    rows, others = [" ".join(row) for row in own], customers(*map(" ".join, told))
    alone = compared(asked, rows, [], mode=mode, k=k)
    together = compared(asked, rows, others, mode=mode, k=k)

    chance.shuffle(others)

    assert replace(together, customers=None) == alone
    assert compared(asked, rows, others, mode=mode, k=k) == together

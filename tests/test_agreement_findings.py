"""Agreement as it is told: average deviation in words, with rwg(j) and alpha beside it (method 3.9)."""

import pytest

from sample_rounds import M1, assessed, scale, sections, three_levels
from servicecheck.assessment.agreement import agreement_word

RUNNING = three_levels(sections(A=3, B=3))


def test_the_running_example_agrees_as_the_method_says() -> None:
    found = assessed(RUNNING, M1)

    own = found.section("A").agreement
    assert own is not None
    assert [found.item(f"A{n}").average_deviation for n in (1, 2, 3)] == pytest.approx([0.48, 0.40, 0.40])
    assert (round(own.average_deviation, 3), own.word, own.items) == (0.427, "high", 3)
    assert own.practical_limit == pytest.approx(0.8333, abs=0.0001)
    assert own.rwg is not None
    assert round(own.rwg, 4) == 0.9156
    assert own.alpha is not None
    assert round(own.alpha, 3) == 0.202
    assert own.measures_differ


def test_the_running_example_has_the_alpha_of_the_method_over_all_items() -> None:
    found = assessed(RUNNING, M1).agreement

    assert found is not None
    assert found.alpha is not None
    assert round(found.alpha, 3) == 0.601
    assert found.categories == 5


@pytest.mark.parametrize(("deviation", "word"), [(0.5, "high"), (0.501, "some"), (5 / 6, "some"), (0.834, "low")])
def test_the_words_for_agreement(deviation: float, word: str) -> None:
    assert agreement_word(deviation, 5) == word


def test_where_everyone_gave_the_same_answer_alpha_is_not_defined() -> None:
    found = assessed(three_levels(sections(A=2)), ["2 2"] * 4).agreement

    assert found is not None
    assert (found.average_deviation, found.rwg, found.alpha, found.measures_differ) == (0, 1, None, False)


def test_one_person_agrees_with_nobody() -> None:
    found = assessed(RUNNING, M1[:1])

    assert found.agreement is None
    assert found.item("A1").average_deviation is None


def test_agreement_is_told_only_of_items_on_one_scale() -> None:
    parts = sections(A=2, B=2)
    parts[1]["items"][0]["scale"] = scale("0", "50", "100")
    found = assessed(three_levels(parts), ["2 2 0 2", "2 2.5 50 2"])

    assert found.section("A").agreement is not None
    assert found.section("B").agreement is None
    assert found.agreement is None


def test_options_that_are_worth_the_same_are_no_steps() -> None:
    options = [{"value": value, "points": worth} for value, worth in (("a", "0"), ("b", "10"), ("c", "10"))]
    parts = [{"id": "A", "items": [{"id": "A1", "type": "choice", "options": options}]}]
    found = assessed(three_levels(parts), ["a", "b"])

    assert found.item("A1").average_deviation is None
    assert found.agreement is None


def test_an_item_that_is_not_relevant_takes_no_part() -> None:
    found = assessed(three_levels(sections(A=2)), ["1 2", "3 2", "na 2", "na 2"]).agreement

    assert found is not None
    assert (found.items, found.average_deviation) == (1, 0)

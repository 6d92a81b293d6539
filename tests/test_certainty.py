"""How sure the level is: resamples from five people on, the interval below, the distance to a limit for one (3.8)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import pytest

from sample_rounds import LEVELS, M1, assessed, people, round_of, scale, sections, three_levels
from servicecheck.assessment import resampling
from servicecheck.assessment.findings import Certainty
from servicecheck.assessment.people_case import PeopleCase
from servicecheck.questionnaire import Questionnaire


def every_resample(n: int, draws: int, seed: int) -> Iterator[list[int]]:
    """All of them instead of some at random."""
    return map(list, product(range(n), repeat=n))


def one_item(*values: str) -> Questionnaire:
    return three_levels([{"id": "A", "items": [{"id": "A1", "scale": scale("0", *values, "100")}]}])


def levels_of(questionnaire: Questionnaire, rows: Sequence[str], **round_: Any) -> Counter[str | None]:
    case = PeopleCase(questionnaire, round_of(questionnaire, **round_), tuple(people(questionnaire, rows)))
    return resampling.resampled_levels(case, case.rows)


def certainty_in(questionnaire: Questionnaire, rows: Sequence[str], **round_: Any) -> Certainty:
    found = assessed(questionnaire, rows, **round_).overall
    assert found is not None
    return found.certainty


def test_the_level_probability_of_70_75_86_is_20_of_27(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resampling, "resamples", every_resample)

    assert levels_of(one_item("70", "75", "86"), ["70", "75", "86"]) == {"world-class": 20, "good": 7}


def test_resampled_means_of_25_50_75_are_spread_as_the_method_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resampling, "resamples", every_resample)
    starts = ("0", "25.5", "34", "42", "51", "59", "67")
    asked = three_levels(
        [{"id": "A", "items": [{"id": "A1", "scale": scale("0", "25", "50", "75")}]}],
        levels=[{"id": f"from-{start}", "from": start} for start in starts],
        gates=[],
        other_limits=[],
    )

    assert sorted(levels_of(asked, ["25", "50", "75"]).values()) == [1, 1, 3, 3, 6, 6, 7]


def test_the_running_example_is_on_the_border_because_of_its_second_section(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = three_levels(sections(A=3, B=3))
    drawn = certainty_in(asked, M1)
    monkeypatch.setattr(resampling, "resamples", every_resample)
    exact = levels_of(asked, M1)

    assert exact.total() == 5**5
    assert drawn.probability == pytest.approx(exact["good"] / 5**5, abs=0.03)
    assert drawn.word == "border"
    assert drawn.other_level == "bad"


@pytest.mark.parametrize(
    ("share", "word"), [(1.0, "clearly"), (0.9, "clearly"), (0.8995, "probably"), (0.7, "probably"), (0.6995, "border")]
)
def test_the_words_begin_at_90_and_at_70_per_cent(monkeypatch: pytest.MonkeyPatch, share: float, word: str) -> None:
    counts = Counter({"good": round(2_000 * share), "bad": 2_000 - round(2_000 * share)})
    monkeypatch.setattr(PeopleCase, "levels_drawn", lambda case: counts)

    found = certainty_in(three_levels(sections(A=2)), ["2 2"] * 5)

    assert (found.word, found.probability) == (word, share)
    assert found.other_level == ("bad" if word == "border" else None)


def test_two_to_four_people_are_on_the_border_where_a_limit_lies_within_the_interval() -> None:
    asked = three_levels(sections(A=2))

    assert certainty_in(asked, ["2.5 2.5", "2 2.5"]) == Certainty("border", None, "world-class")
    assert certainty_in(asked, ["2 2"] * 3) == Certainty(None, None, None)


def test_the_nearest_limit_names_the_other_level() -> None:
    asked = three_levels(sections(A=2))

    assert certainty_in(asked, ["1 1", "2 2.5"]).other_level == "bad"
    assert certainty_in(asked, ["2 2", "3 3"]) == Certainty("border", None, "good")


@pytest.mark.parametrize(
    ("score", "other"),
    [
        ("68.75", None),
        ("68.7501", "world-class"),
        ("75", "good"),
        ("81.2499", "good"),
        ("81.25", None),
        ("18.75", None),
        ("31.2499", "bad"),
    ],
)
def test_one_person_is_on_the_border_nearer_than_six_and_a_quarter(score: str, other: str | None) -> None:
    found = certainty_in(one_item(score), [score])

    assert found == Certainty("border" if other else None, None, other)


def test_a_limit_that_a_requirement_makes_idle_is_no_border() -> None:
    asked = three_levels(
        [{"id": "A", "items": [{"id": "A1", "critical": "true"}, {"id": "A2"}, {"id": "A3"}, {"id": "A4"}]}]
    )
    found = assessed(asked, ["1.5 3 3 2.5"]).overall

    assert found is not None
    assert (found.raw_level, found.standing.level) == ("world-class", "good")
    assert found.certainty == Certainty(None, None, None)


def test_the_scale_may_be_too_short_to_have_a_border() -> None:
    asked = three_levels(
        [{"id": "A", "items": [{"id": "A1", "type": "yes-no", "points_yes": "1", "points_no": "1"}]}],
        levels=LEVELS[:2],
        gates=[],
        other_limits=[],
    )

    assert certainty_in(asked, ["yes"]) == Certainty(None, None, None)


def test_above_two_thousand_people_the_interval_decides() -> None:
    asked = three_levels(sections(A=1))
    sure, torn = ["2"] * 1000 + ["2.5"] * 1001, ["2.5"] * 1001 + ["2"] * 500 + ["3"] * 500

    assert certainty_in(asked, sure) == Certainty("clearly", None, None)
    assert certainty_in(asked, torn).word == "border"


def test_what_is_not_rated_is_neither_sure_nor_unsure() -> None:
    assert certainty_in(three_levels(sections(A=2)), ["dk dk"] * 6) == Certainty(None, None, None)


def test_resamples_leave_out_what_too_few_answered_and_nothing_else() -> None:
    """Six of nine answered the last section. A resample with four of them still is one of the published whole."""
    asked = three_levels(sections(A=1, B=1, C=1))
    rows = ["2 2 2"] * 6 + ["2 2 dk"] * 3

    assert certainty_in(asked, rows, mode="anonymous") == certainty_in(asked, rows)


def test_resamples_know_nothing_of_a_section_that_is_hidden() -> None:
    """The section would hold the level down; as it is, everything else is world-class in every resample."""
    asked = three_levels(sections(A=1, B=1, C=1, D=1, E=1))
    rows = ["2.5 2.5 2.5 2.5 1"] * 4 + ["2.5 2.5 2.5 2.5 dk"] * 4

    assert certainty_in(asked, rows, mode="anonymous") == Certainty("clearly", 1.0, None)


def test_people_who_answered_alike_in_different_roles_are_told_apart() -> None:
    """Blank answers of staff are missing, those of leaders were never asked for."""
    parts = sections(A=1, B=1, C=1)
    parts[0]["who"] = ["staff"]
    asked = three_levels(parts, roles=[{"id": "staff"}, {"id": "leader"}])
    rows, roles = ["- 2 2.5"] * 3 + ["- 2.5 2.5"] * 2 + ["3 3 3"] * 2, ["staff", "leader"] * 3 + ["staff"]

    forth = assessed(asked, rows, roles).overall
    back = assessed(asked, rows[::-1], roles[::-1]).overall

    assert forth is not None
    assert back is not None
    assert forth.certainty == back.certainty


def test_people_who_skipped_a_section_do_not_make_the_level_sure() -> None:
    asked = three_levels(sections(A=2, B=2))
    half_answered = ["2 2 - -"] * 5

    found = assessed(asked, [*half_answered, "1 1 1 1", "3 3 3 3"])

    assert found.people == 7
    assert found.overall is not None
    assert found.overall.standing.people == 2
    assert found.overall.certainty.word == "border"

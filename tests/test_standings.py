"""Scores with their intervals, targets and gaps, as method 3.2-3.8 works them out."""

import pytest

from sample_questionnaires import from_parts
from sample_rounds import M1, assessed, between, points, scale, sections, three_levels
from servicecheck.assessment import Assessment
from servicecheck.response import Target

RUNNING = three_levels(sections(A=3, B=3))
TARGETS = (Target("A", 500_000), Target("B", 750_000))


def running_example() -> Assessment:
    return assessed(RUNNING, M1, targets=TARGETS)


def overall_of(assessment: Assessment) -> tuple[int | None, str | None]:
    assert assessment.overall is not None
    return assessment.overall.standing.score, assessment.overall.standing.level


def test_the_running_example_has_the_scores_of_the_method() -> None:
    found = running_example()

    assert found.overall is not None
    assert [points(s.standing.score) for s in found.sections] == [61.67, 26.67]
    assert points(found.overall.standing.score) == 44.17
    assert [points(item.mean) for item in found.items] == [60, 75, 50, 25, 40, 12.5]


def test_the_running_example_has_the_intervals_of_the_method() -> None:
    found = running_example()

    assert found.overall is not None
    intervals = [standing.interval for standing in (*(s.standing for s in found.sections), found.overall.standing)]
    shown = [between(interval.low, interval.high) for interval in intervals if interval is not None]
    assert shown == [(45.97, 77.36), (10.89, 42.44), (30.31, 58.02)]
    assert {s.standing.interval_basis for s in found.sections} == {"people"}
    assert intervals[0] is not None
    assert intervals[0].straddles(750_000)
    assert intervals[1] is not None
    assert intervals[1].straddles(250_000)


def test_the_running_example_is_good_under_all_three_limits() -> None:
    found = running_example()

    assert found.overall is not None
    assert found.overall.raw_level == found.overall.standing.level == "good"
    assert [level for _, level in found.overall.other_levels] == ["good", "good"]


def test_what_one_person_does_not_know_gives_the_bounds_of_the_method() -> None:
    found = running_example()

    assert found.overall is not None
    area = found.section("B").standing
    assert (points(area.low), points(area.high)) == (24.17, 30.83)
    assert (points(found.overall.standing.low), points(found.overall.standing.high)) == (42.92, 46.25)
    # With the lower bound, half the weight lies below 25, which the level good does not allow.
    assert (found.overall.level_low, found.overall.level_high) == ("bad", "good")
    assert found.overall.depends_on_unknown


def test_the_running_example_has_the_gaps_of_the_method() -> None:
    found = running_example()

    assert [points(s.standing.target) for s in found.sections] == [50, 75]
    assert [points(s.standing.gap) for s in found.sections] == [0, 48.33]
    assert [s.standing.gap_word for s in found.sections] == ["unclear", "clear"]
    assert found.overall is not None
    assert points(found.overall.standing.target) == 62.5


def test_a_target_below_the_interval_is_reached() -> None:
    found = assessed(RUNNING, M1, targets=(Target("A", 400_000),))

    assert (found.section("A").standing.gap_word, found.section("A").standing.gap) == ("reached", 0)


@pytest.mark.parametrize(
    ("score", "word"), [("68.7499", "clear"), ("68.75", "unclear"), ("81.2499", "unclear"), ("81.25", "reached")]
)
def test_one_persons_score_may_be_off_by_a_sixteenth_of_the_range(score: str, word: str) -> None:
    asked = three_levels([{"id": "A", "items": [{"id": "A1", "scale": scale("0", score, "100")}]}])

    assert assessed(asked, [score]).section("A").standing.gap_word == word


def test_a_ladder_of_sections_aims_from_where_it_starts() -> None:
    inner = [{**part, "target": "50"} for part in sections(B=1, C=1)]
    found = assessed(three_levels([{"id": "A", "aggregate": "ladder", "start": "10", "sections": inner}]), ["3 2"])

    assert points(found.section("A").standing.target) == 110


def test_the_target_of_the_round_goes_before_that_of_the_questionnaire_and_that_before_75() -> None:
    parts = [{**part, "target": "50"} if part["id"] != "C" else part for part in sections(A=2, B=2, C=2)]
    found = assessed(three_levels(parts), ["2 2 2 2 2 2"] * 2, targets=(Target("A", 900_000),))

    assert [points(s.standing.target) for s in found.sections] == [90, 50, 75]
    assert {points(item.target) for item in found.items if item.section == "A"} == {90}
    assert found.overall is not None
    assert points(found.overall.standing.target) == round((90 + 50 + 75) / 3, 2)


def test_a_section_inside_another_aims_at_the_same() -> None:
    inner = sections(B=2, C=2)
    outer = [{"id": "A", "sections": [{**inner[0], "target": "50"}, inner[1]]}]
    found = assessed(three_levels(outer), ["2 2 2 2"] * 2, targets=(Target("A", 900_000),))

    assert [points(found.section(one).standing.target) for one in "ABC"] == [90, 50, 90]


def test_a_section_that_does_not_apply_leaves_the_overall_target() -> None:
    parts = sections(A=2, B=2)
    parts[1]["target"] = "50"
    found = assessed(three_levels(parts), ["2 2 na na"] * 2)

    assert found.overall is not None
    assert points(found.overall.standing.target) == 75


def test_targets_of_a_sum_are_weighed_like_its_scores() -> None:
    parts = [{**part, "weight": weight} for part, weight in zip(sections(A=2, B=2), ("0.5", "2"), strict=True)]
    found = assessed(three_levels(parts, aggregate="sum"), ["3 3 3 3"] * 2)

    assert found.overall is not None
    assert points(found.overall.standing.score) == 250
    assert points(found.overall.standing.target) == 187.5


def test_an_item_on_another_scale_aims_at_the_same_share_of_its_range() -> None:
    items = [{"id": "A1"}, {"id": "A2", "type": "yes-no", "points_yes": "4", "points_no": "2"}]
    parts = [{"id": "A", "items": items, "target": "50"}]
    found = assessed(from_parts(sections=parts), ["2 yes"])

    low, high = found.section("A").standing.lowest, found.section("A").standing.highest
    share = (500_000 - low) / (high - low)
    assert found.item("A2").target == round(20_000 + share * 20_000)


@pytest.mark.parametrize(("rows", "level"), [(["1.5 1.5"], "good"), (["2.5 2.5"], "world-class")])
def test_a_score_on_the_limit_belongs_above_it(rows: list[str], level: str) -> None:
    assert overall_of(assessed(three_levels(sections(A=2)), rows))[1] == level


def test_one_person_has_no_interval_but_the_rounding_of_the_method() -> None:
    found = assessed(three_levels(sections(A=20)), ["2 " * 20])

    assert found.overall is not None
    assert found.overall.standing.interval is None
    assert found.overall.rounding_margin is not None
    assert round(found.overall.rounding_margin / 10_000, 1) == 3.2
    assert "indicative" not in found.marks


def test_everybody_equal_keeps_the_width_of_rounding() -> None:
    found = assessed(three_levels(sections(A=4)), ["2 2 2 2"] * 5)
    same_score = assessed(three_levels(sections(A=2)), ["2 3", "3 2"])

    standing = found.section("A").standing
    assert standing.interval is not None
    assert standing.interval_basis == "all-alike"
    half = 2.7764451 * 7.22 / 4**0.5 / 5**0.5
    assert between(standing.interval.low, standing.interval.high) == (round(50 - half, 2), round(50 + half, 2))
    assert same_score.section("A").standing.interval_basis == "same-score"


def test_two_with_opposite_extremes_agree_on_nothing() -> None:
    found = assessed(three_levels(sections(A=3)), ["1 1 1", "3 3 3"])

    standing, agreement = found.section("A").standing, found.section("A").agreement
    assert points(standing.score) == 50
    assert standing.interval is not None
    assert between(standing.interval.low, standing.interval.high) == (0, 100)
    assert agreement is not None
    assert (agreement.average_deviation, agreement.rwg, agreement.word) == (2, 0, "low")
    assert found.marks == ("indicative",)


def test_everybody_who_knows_nothing_is_not_rated() -> None:
    found = assessed(three_levels(sections(A=2, B=2)), ["dk dk dk dk"] * 3)

    assert overall_of(found) == (None, None)
    assert found.missing_sections == ("A", "B")
    assert (found.priorities, found.gates) == ((), ())
    assert found.consistency is None
    assert all(item.is_dk_finding for item in found.items)


def test_a_questionnaire_without_scored_questions_has_no_score() -> None:
    parts = [{"id": "A", "items": [{"id": "A1", "type": "text"}]}]
    found = assessed(three_levels(parts), ["words"] * 6)

    assert overall_of(found) == (None, None)
    assert (found.people, found.sections, found.items, found.gates, found.agreement) == (6, (), (), (), None)


def test_a_section_that_is_not_relevant_is_listed_and_not_missing() -> None:
    found = assessed(three_levels(sections(A=2, B=2)), ["2 2 na na"] * 3)

    assert overall_of(found) == (500_000, "good")
    assert not found.section("B").is_applicable
    assert found.missing_sections == found.marks[1:] == ()


def test_up_to_a_fifth_of_the_weight_may_be_missing() -> None:
    five = three_levels(sections(A=1, B=1, C=1, D=1, E=1))
    four = three_levels(sections(A=1, B=1, C=1, D=1))

    partial, unrated = assessed(five, ["2 2 2 2 dk"]), assessed(four, ["2 2 2 dk"])

    assert overall_of(partial) == (500_000, "good")
    assert partial.marks == ("partial",)
    assert partial.missing_sections == ("E",)
    assert overall_of(unrated) == (None, None)


def test_the_interval_of_the_whole_rests_on_those_with_every_section_that_is_rated() -> None:
    complete = ["2 2 2 2", "2 2 2.5 2.5", "2.5 2.5 2.5 2.5"]
    found = assessed(three_levels(sections(A=2, B=2)), [*complete, "2 2 dk dk", "na na 2.5 2.5"])

    assert found.overall is not None
    standing = found.overall.standing
    assert (standing.people, points(standing.score)) == (3, (56.25 + 68.75) / 2)
    assert standing.interval is not None
    half = 4.3026527 * 12.5 / 3**0.5
    assert between(standing.interval.low, standing.interval.high) == (round(62.5 - half, 2), round(62.5 + half, 2))


def test_leaders_who_answer_one_section_do_not_widen_the_interval_of_the_whole() -> None:
    parts = sections(A=2, F=2)
    parts[0]["who"] = ["staff"]
    asked = three_levels(parts, roles=[{"id": "staff"}, {"id": "leader"}])
    staff = ["2 2 2.5 2.5", "2.5 2.5 2 2", "2 2 2 2"]
    alone = assessed(asked, staff, ["staff"] * 3)
    found = assessed(asked, [*staff, "- - 3 3", "- - 1 1"], [*["staff"] * 3, "leader", "leader"])

    assert found.overall is not None
    assert alone.overall is not None
    assert found.overall.standing.people == alone.overall.standing.people == 3
    assert found.overall.standing.interval is not None
    assert alone.overall.standing.interval is not None
    assert found.overall.standing.interval.width == pytest.approx(alone.overall.standing.interval.width)


def test_own_weights_stand_beside_the_score_with_equal_ones() -> None:
    weighed = [{**part, "weight": weight} for part, weight in zip(sections(A=2, B=2), ("3", "1"), strict=True)]
    alike = [{**part, "weight": "2"} for part in sections(A=2, B=2)]
    with_nothing = [*alike, {**sections(C=2)[0], "weight": "0"}]

    found = assessed(three_levels(weighed), ["3 3 1 1"])

    assert overall_of(found)[0] == 750_000
    assert found.overall is not None
    assert found.overall.equal_weight_score == 500_000
    assert [str(s.weight_share) for s in found.sections] == ["3/4", "1/4"]
    for parts in (alike, with_nothing):
        plain = assessed(three_levels(parts), ["3 3 1 1" + " 1 1" * (len(parts) - 2)])
        assert plain.overall is not None
        assert plain.overall.equal_weight_score is None


def test_a_section_without_weight_stays_out_when_all_others_weigh_the_same() -> None:
    parts = [{**one, "weight": w} for one, w in zip(sections(A=1, B=1, C=1), ("3", "1", "0"), strict=True)]
    found = assessed(three_levels(parts), ["3 1 2.5"])

    assert found.overall is not None
    assert found.overall.equal_weight_score == 500_000


def test_only_the_little_extra_can_be_too_much() -> None:
    parts = [{**part, "target": "50"} for part in sections(A=2, B=2)]
    parts[1]["area"] = "extra"
    found = assessed(three_levels(parts), ["2.5 2 2.5 2", "2.5 2.5 2.5 2.5"])
    just = assessed(three_levels(parts), ["3 3 2.5 2"])

    assert [s.surplus for s in found.sections] == [0, 187_500]
    assert [s.surplus for s in just.sections] == [0, 125_000]


def test_an_eighth_less_is_no_surplus() -> None:
    parts = [{**sections(A=4)[0], "target": "50", "area": "extra"}]

    assert assessed(three_levels(parts), ["2.5 2 2 2"]).section("A").surplus == 0


def test_consistency_names_the_weakest_and_the_strongest_section() -> None:
    found = running_example().consistency

    assert found is not None
    assert (found.weakest, found.strongest) == ("B", "A")
    assert (points(found.low), points(found.high)) == (26.67, 61.67)
    assert found.spread is not None
    means = [60, 75, 50, 25, 40, 12.5]
    mean = sum(means) / 6
    assert found.spread == pytest.approx((sum((m - mean) ** 2 for m in means) / 6) ** 0.5 / 50)

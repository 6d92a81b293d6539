"""What changed between two rounds, and whether it can be told from chance (method 3.13)."""

from itertools import product
from statistics import mean, stdev
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from random_questionnaires import people as random_people
from random_questionnaires import questionnaires
from sample_comparisons import M1, M1_AFTER, M1_BEFORE, by_id, m1, record
from sample_questionnaires import from_parts
from sample_rounds import LEVELS, between, points, sections, three_levels
from servicecheck.assessment import assess
from servicecheck.comparison import Record, compare, side_of
from servicecheck.comparison.changes import planning_change
from servicecheck.comparison.common_ground import ground_of_records
from servicecheck.errors import ServicecheckError
from servicecheck.language import POINT
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, Respondent, Response, Round
from servicecheck.statistics import Interval
from test_method_manual import MANUAL, tables, two_decimals

VALUES = ("1", "1.5", "2", "2.5", "3")
ROWS = st.lists(st.tuples(*[st.sampled_from(VALUES)] * 6).map(" ".join), min_size=2, max_size=4)


def ends(interval: Interval) -> tuple[float | None, float | None]:
    return between(interval.low, interval.high)


def test_the_worked_example_of_the_method() -> None:
    whole = m1().whole

    assert whole is not None
    assert whole.difference is not None
    assert (points(whole.difference.value), ends(whole.difference.interval)) == (7.50, (3.58, 11.42))
    assert points(whole.detectable) == 3.92
    assert (whole.pairs, whole.direction) == (5, "rose")


def test_the_manual_prints_the_programs_figures() -> None:
    """Before, after and the difference of each person, and the sentence below the table."""
    (printed,) = tables("Change over time")
    ground = ground_of_records(record(M1, M1_BEFORE), record(M1, M1_AFTER))
    before, after = ground.before.scores[""], ground.after.scores[""]

    assert [list(row.values()) for row in printed.values()] == [
        [two_decimals(before[code]), two_decimals(after[code]), two_decimals(after[code] - before[code])]
        for code in sorted(before)
    ]
    text = " ".join(MANUAL.read_text("utf-8").partition("## Change over time")[2].split())
    assert "The mean is 7.50 and s 3.16, so the interval is 3.58 to 11.42" in text
    assert "Changes from 3.92 points could have been seen; before, 13.9 was to be expected." in text


def test_what_a_first_round_lets_expect_to_see() -> None:
    assert round((planning_change(record(M1, M1_BEFORE).side) or 0) / POINT, 1) == 13.9


def test_counted_hands_are_nobody_who_could_be_found_again() -> None:
    hands = [f"hand-{number}" for number in range(1, 6)]
    found = compare(record(M1, M1_BEFORE, hands), record(M1, M1_AFTER, hands))

    assert (found.both, {change.pairs for change in found.changes}) == (0, {None})


def test_too_few_pairs_make_two_groups() -> None:
    found = compare(record(M1, M1_BEFORE, "ABCDE"), record(M1, M1_AFTER, "ABVWX"))

    assert (found.both, {change.pairs for change in found.changes}) == (2, {None})
    assert "different_people" in found.cautions


def test_sixty_per_cent_are_enough_to_pair() -> None:
    found = compare(record(M1, M1_BEFORE, "ABCDE"), record(M1, M1_AFTER, "ABCXY"))

    assert {change.pairs for change in found.changes} == {3}
    assert "people" in found.cautions


def test_nobody_answered_both_times() -> None:
    found = compare(record(M1, M1_BEFORE, "ABCDE"), record(M1, M1_AFTER, "VWXYZ"))

    assert (found.both, len(found.changes)) == (0, 3)


def test_one_person_each_time_has_no_interval() -> None:
    found = compare(record(M1, M1_BEFORE[:1]), record(M1, M1_AFTER[:1]))

    assert [(change.difference, change.direction) for change in found.changes] == [(None, "unclear")] * 3


def test_everybody_changed_by_the_same_amount_and_the_interval_still_has_a_width() -> None:
    found = compare(record(M1, ["2 2 2 2 2 2"] * 5), record(M1, ["2.5 2.5 2.5 2.5 2.5 2.5"] * 5))

    assert found.whole is not None
    assert found.whole.detectable
    assert found.whole.direction == "rose"


@pytest.mark.parametrize("seed", range(3))
def test_paired_changes_are_those_of_scipy(seed: int) -> None:
    found = compare(record(M1, M1_BEFORE[seed:]), record(M1, M1_AFTER[seed:]))
    scores = [[41.6667, 54.1667, 29.1667, 56.25, 39.5833][seed:], [50, 58.3333, 41.6667, 62.5, 45.8333][seed:]]
    expected = stats.ttest_rel(scores[1], scores[0]).confidence_interval()

    whole = found.whole
    assert whole is not None
    assert whole.difference is not None
    assert whole.difference.interval.low / POINT == pytest.approx(expected.low, abs=0.01)
    assert whole.difference.interval.high / POINT == pytest.approx(expected.high, abs=0.01)


@given(ROWS, ROWS)
@settings(max_examples=8)
def test_changes_of_groups_are_those_of_scipy(before: list[str], after: list[str]) -> None:
    older, newer = record(M1, before, range_of("B", before)), record(M1, after, range_of("A", after))
    scores = [[response_score(row) for row in rows] for rows in (before, after)]
    whole = compare(older, newer).whole

    assert whole is not None
    if stdev(scores[0]) or stdev(scores[1]):
        expected = stats.ttest_ind(scores[1], scores[0], equal_var=False).confidence_interval()
        assert whole.difference is not None
        assert whole.difference.interval.low / POINT == pytest.approx(expected.low, abs=0.01)
        assert whole.difference.interval.high / POINT == pytest.approx(expected.high, abs=0.01)


def range_of(letter: str, rows: list[str]) -> list[str]:
    return [f"{letter}{number}" for number in range(len(rows))]


def response_score(row: str) -> float:
    """All sections of M1 weigh the same and everything is answered."""
    return mean((float(value) - 1) * 50 for value in row.split())


@given(st.lists(st.tuples(st.sampled_from(M1_BEFORE), st.sampled_from(M1_AFTER)), min_size=2, max_size=4), st.randoms())
@settings(max_examples=4)
def test_the_order_of_people_changes_nothing_and_the_other_way_round_is_the_opposite(
    pairs: list[tuple[str, str]], shuffling: object
) -> None:
    codes = [f"P{number}" for number in range(len(pairs))]
    order = sorted(range(len(pairs)), key=lambda number: hash((number, str(shuffling))))
    before, after = ([pair[at] for pair in pairs] for at in (0, 1))
    there = compare(record(M1, before, codes), record(M1, after, codes))
    shuffled = compare(
        record(M1, [before[n] for n in order], [codes[n] for n in order]), record(M1, after[::-1], codes[::-1])
    )
    back = compare(record(M1, after, codes), record(M1, before, codes))

    assert shuffled.changes == there.changes
    for one, other in zip(there.changes, back.changes, strict=True):
        assert (one.before, one.after) == (other.after, other.before)
        assert one.difference is not None
        assert other.difference is not None
        assert one.difference.value == pytest.approx(-other.difference.value)
        assert one.detectable == pytest.approx(other.detectable)


@given(st.data())
@settings(max_examples=6)
def test_any_questionnaire_compared_with_itself_has_not_moved(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    drawn = data.draw(random_people(questionnaire))
    responses = tuple(
        Response(Respondent(f"P{n}", one.role), {item: Answer(value) for item, value in one.answers.items()}, True)
        for n, one in enumerate(drawn)
    )
    assessment = assess(questionnaire, Round(questionnaire.id, questionnaire.version, mode="open"), responses)
    found = compare(Record(assessment, responses), Record(assessment, responses))

    assert (found.is_rescored, found.dropped) == (False, ())
    assert {change.points for change in found.changes} <= {0}
    assert {change.direction for change in found.changes} <= {"unclear"}


# What can be compared


def version(number: str, **items: object) -> Questionnaire:
    return from_parts(id="tiny", version=number, levels=LEVELS, sections=sections(**items))  # type: ignore[arg-type]


def test_rounds_of_different_questionnaires_are_refused() -> None:
    other = from_parts(id="other", levels=LEVELS, sections=sections(A=1))

    with pytest.raises(ServicecheckError, match="not measured with the same questionnaire: 'tiny' before, 'other'"):
        compare(record(version("1.0", A=1), ["2"]), record(other, ["2"]))


def test_another_major_version_is_refused() -> None:
    with pytest.raises(ServicecheckError, match=r"between version 1\.3 and version 2\.0"):
        compare(record(version("1.3", A=1), ["2"]), record(version("2.0", A=1), ["2"]))


def test_other_questions_are_left_out_of_both_rounds_and_named() -> None:
    before, after = version("1.0", A=3, B=2), version("1.1", A=[{"id": "A1"}, {"id": "A2"}, {"id": "A9"}], B=2)
    found = compare(record(before, ["1 1 3 2 2"] * 3), record(after, ["2 2 1 2 2"] * 3))

    assert (found.is_rescored, [(one.item.id, one.why) for one in found.dropped]) == (
        True,
        [("A9", "changed"), ("A3", "changed")],
    )
    assert {id_: (points(c.before), points(c.after)) for id_, c in by_id(found).items()} == {
        "A": (0, 50),
        "B": (50, 50),
        "": (25, 50),
    }


def test_a_question_worth_something_else_is_another_question() -> None:
    worth = {"type": "choice", "options": [{"value": "a", "points": "0"}, {"value": "b", "points": "100"}]}
    more = {"type": "choice", "options": [{"value": "a", "points": "0"}, {"value": "b", "points": "60"}]}
    found = compare(
        record(version("1.0", A=[{"id": "A1"}, {"id": "A2", **worth}]), ["2 a"] * 2),
        record(version("1.1", A=[{"id": "A1"}, {"id": "A2", **more}]), ["2 b"] * 2),
    )

    assert [(one.item.id, one.why) for one in found.dropped] == [("A2", "changed")]
    assert [points(change.points) for change in found.changes] == [0, 0]


def test_a_short_follow_up_is_compared_on_what_it_asked_again() -> None:
    found = compare(record(M1, ["1 3 3 1 3 3"] * 3), record(M1, ["2 - - 2 - -"] * 3))

    assert {one.why for one in found.dropped} == {"unanswered"}
    assert by_id(found) == {}

    found = compare(record(M1, ["1 1 3 1 3 3"] * 3), record(M1, ["2 2 - 2 2 2"] * 3))

    assert [one.item.id for one in found.dropped] == ["A3"]
    assert (points(by_id(found)["A"].before), points(by_id(found)["A"].after)) == (0, 50)


def test_a_corrected_text_is_the_same_question() -> None:
    before, after = version("1.0", A=2), version("1.1", A=[{"id": "A1", "text": "Corrected"}, {"id": "A2"}])
    found = compare(record(before, ["1 2"] * 2), record(after, ["2 2"] * 2))

    assert (found.is_rescored, found.dropped) == (False, ())


def test_new_weights_count_for_both_rounds() -> None:
    before = version("1.0", A=2)
    after = version("1.1", A=[{"id": "A1", "weight": "3"}, {"id": "A2"}])
    found = compare(record(before, ["3 1"] * 2), record(after, ["3 1"] * 2))

    assert found.is_rescored
    assert [(points(change.before), points(change.after)) for change in found.changes] == [(75, 75)] * 2


# Anonymity (method 3.10)

ANONYMOUS: dict[str, Any] = {"mode": "anonymous", "k": 5}


def rows_of(codes: str) -> list[str]:
    return [M1_BEFORE[number % 5] for number in range(len(codes))]


def test_below_k_nothing_is_compared() -> None:
    found = compare(record(M1, rows_of("ABCD"), "ABCD", **ANONYMOUS), record(M1, rows_of("ABCDEF"), "ABCDEF"))

    assert (found.is_shown, found.changes, found.planning) == (False, (), None)
    assert (found.before.people, found.after.people) == (4, 6)


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("ABCDEFGH", "ABCDEFGH", 8),
        ("ABCDEFGH", "ABCDEFGHI", None),  # one came
        ("ABCDEFGHI", "ABCDEFGH", None),  # one left
        ("ABCDEFGH", "ABCDEFVW", None),  # two left and two came
        ("ABCDEFGH", "ABCDEFGHVWXYZ", 8),  # five came: a group that may be shown
        ("ABCDEFGHIJKLM", "ABCDEFGH", 8),
    ],
)
def test_who_stayed_is_not_shown_when_one_to_four_came_or_left(before: str, after: str, pairs: int | None) -> None:
    found = compare(record(M1, rows_of(before), before, **ANONYMOUS), record(M1, rows_of(after), after, **ANONYMOUS))

    assert {change.pairs for change in found.changes} == {pairs}
    assert ("kept_apart" in found.cautions) == (pairs is None)


@given(st.sets(st.integers(0, 15), min_size=5), st.sets(st.integers(0, 15), min_size=5), st.integers(3, 6))
@settings(max_examples=8)
def test_no_sum_of_what_is_shown_covers_fewer_than_k_people(older: set[int], newer: set[int], k: int) -> None:
    """P40. Shown are both means and the change of those in both rounds: whole multiples of each are added up."""
    if min(len(older), len(newer)) < k:
        return
    codes = [[f"P{number}" for number in sorted(who)] for who in (older, newer)]
    rounds = [
        record(M1, [M1_BEFORE[n % 5] for n in sorted(w)], c, mode="anonymous", k=k)
        for w, c in zip((older, newer), codes, strict=True)
    ]
    found = compare(*rounds)
    change = found.whole
    assert change is not None
    both = older & newer
    if change.pairs is None:
        return

    for then, now, stayed in product((-1, 0, 1), repeat=3):
        told = [
            (then * (person in older) - stayed * (person in both), now * (person in newer) + stayed * (person in both))
            for person in older | newer
        ]
        covered = sum(parts != (0, 0) for parts in told)
        assert covered == 0 or covered >= k


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("RSTUVWXY", "RSTUVWXY", 8),
        ("RSTUVWXYabc", "RSTUVWXYabc", None),  # both scores of the shared part are of the same eleven
        ("RSTUVWXY", "RSTUVWXYabc", None),  # of whom three are new there
        ("RSTUVWXYabcde", "RSTUVWXYabcde", 8),  # five: a group that may be shown
        ("RSTUVWXYabcde", "RSTUVWXYefghi", None),  # five each time, but one of them both times
    ],
)
def test_the_change_of_the_whole_tells_nothing_of_the_few_who_were_asked_only_a_part(
    before: str, after: str, pairs: int | None
) -> None:
    """P40. It is the change of those with every part (capital letters; the others, leaders, are asked F alone), so
    that it tells their own change in F, and with the score of F that of the others."""
    asked = three_levels(sections(A=1, F=1))
    rounds = [
        record(asked, ["2 2" if code.isupper() else "- 3" for code in codes], codes, **ANONYMOUS)
        for codes in (before, after)
    ]
    found = compare(*rounds)

    assert found.whole is not None
    assert found.whole.pairs == pairs


def test_a_question_few_answered_is_not_taken_out_of_a_published_score() -> None:
    """With and without it, the section's score would tell what those few answered."""
    before = ["2 2 2 2 2 2"] * 6 + ["2 2 3 2 2 2"] * 2
    before = [row if number > 5 else row.replace("2 2 2 2 2 2", "2 2 - 2 2 2") for number, row in enumerate(before)]
    after = ["2 2 2 2 2 2"] * 8
    changed = three_levels(
        [
            {"id": "A", "items": [{"id": "A1"}, {"id": "A2"}, {"id": "A7"}]},
            {"id": "B", "items": [{"id": f"B{n}"} for n in (1, 2, 3)]},
        ]
    )
    found = compare(record(M1, before, **ANONYMOUS), record(changed, after, **ANONYMOUS))

    assert set(by_id(found)) == {"B", ""}
    assert points(by_id(found)[""].before) == 50


def test_a_side_says_nothing_of_fewer_than_k() -> None:
    rows = ["2 2 2 - - -"] * 4 + ["2 2 2 2 2 2"] * 4
    side = record(M1, rows, **ANONYMOUS).side

    assert [(part.id, part.people, part.deviations) for part in side.parts] == [
        ("A", 8, 0),
        ("B", None, None),
        ("", 8, 0),
    ]
    assert [item.mean for item in side.items] == [500_000] * 3 + [None] * 3


# Published figures


def test_what_was_published_gives_the_same_changes_as_the_rounds_as_groups() -> None:
    before, after = record(M1, M1_BEFORE, "ABCDE"), record(M1, M1_AFTER, "VWXYZ")

    assert compare(side_of(before.assessment), side_of(after.assessment)).changes == compare(before, after).changes

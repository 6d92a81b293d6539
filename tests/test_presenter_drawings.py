"""Drawings of votes and of the level, as figures: nothing overlaps, nothing leaves the drawing, every vote is there."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample_rooms import room
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.telling import Telling
from servicecheck.web.level_bar import WIDTH as LINE
from servicecheck.web.level_bar import level_bar
from servicecheck.web.presenter.histogram import HEIGHT, MOST_BLOCKS, WIDTH, Histogram
from servicecheck.web.presenter.steps import Step
from servicecheck.web.presenter.watch import Watch

VOTES = st.lists(st.integers(0, 60), min_size=2, max_size=7)


def histogram(votes: list[int], others: int = 0) -> Histogram:
    """So many votes for each step, and one for each of the others."""
    names = [str(place) for place in range(len(votes) + others)]
    steps = [Step(name, name, name, "bad") for name in names]
    counts = dict(zip(names, [*votes, *[1] * others], strict=True))
    return Histogram(steps[: len(votes)], counts, steps[len(votes) :])


@given(VOTES, st.integers(0, 2))
def test_every_vote_is_drawn_within_the_drawing(votes: list[int], others: int) -> None:
    drawn = histogram(votes, others)
    blocks = [block for column in drawn.columns for block in column.blocks]

    assert all(block.x >= 0 and block.x + block.width <= WIDTH for block in blocks)
    assert all(block.y >= 0 and block.y + block.height <= HEIGHT + 0.001 for block in blocks)
    if sum(votes) + others <= MOST_BLOCKS:
        assert len(blocks) == sum(votes) + others


@given(VOTES, st.integers(0, 2))
def test_columns_stand_beside_each_other_and_as_high_as_their_votes(votes: list[int], others: int) -> None:
    columns = histogram(votes, others).columns

    assert all(a.middle + a.width / 2 <= b.middle - b.width / 2 + 0.001 for a, b in pairwise(columns))
    assert sorted(columns, key=lambda column: -column.top) == sorted(columns, key=lambda column: column.votes)


@given(VOTES)
def test_blocks_of_a_column_do_not_touch(votes: list[int]) -> None:
    for column in histogram(votes).columns:
        assert all(upper.y + upper.height < lower.y for lower, upper in pairwise(column.blocks))


def test_a_median_between_two_steps_lies_between_their_columns() -> None:
    drawn = histogram([1, 1, 1])
    first, second = (column.middle for column in drawn.columns[:2])

    assert drawn.middle(Fraction(1, 2)) == pytest.approx((first + second) / 2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("people", [7, 13, 40])
def test_the_level_line_holds_all_it_says(people: int, language: Language) -> None:
    telling = Telling(room(people), Words(language))
    overall = telling.assessment.overall
    assert overall is not None
    bar = level_bar(telling, overall.standing)

    assert [stretch.left for stretch in bar.stretches] == [0, 250, 750]
    assert bar.stretches[-1].right == LINE
    for figure in (bar.score, bar.target):
        assert figure is not None
        assert 0 <= figure.x <= LINE
        assert 0 <= figure.text_x <= LINE
    assert bar.score is not None
    assert bar.score.text in bar.alt


def test_the_watch_begins_anew_where_the_room_comes_to_another_place() -> None:
    now = [0.0]
    watch = Watch(lambda: now[0])
    watch.minutes("here")
    now[0] = 125
    here, until = watch.minutes("here"), watch.until_next()

    assert (here, until) == (2, 55)
    assert watch.minutes("there") == 0

"""The table of groups: one row a shown group, with the figures that a report of the group prints."""

import polars as pl
import pytest

from oracle import Person
from sample_groups import BY, Place, groups_of, rows_of
from sample_rounds import M1, sections, three_levels
from servicecheck.assessment import assess_group
from servicecheck.assessment.published_groups import Group
from servicecheck.batch.groups_table import table
from servicecheck.errors import ServicecheckError
from servicecheck.language import POINT
from servicecheck.response import Round

RUNNING = three_levels(sections(A=3, B=3))
ITEMS = [item.id for item in RUNNING.items]


def teams(k: int = 5) -> tuple[Group, ...]:
    """Two teams of five and seven, and one of two; some of the seven leave B open."""
    people: list[tuple[Place, Person]] = [(("north", "q1"), replying(line)) for line in M1]
    people += [(("south", "q1"), replying("3 3 2 2 2 2")) for _ in range(4)]
    people += [(("south", None), replying("3 2 2 - - -")) for _ in range(3)]
    people += [(("west", "q1"), replying("1 1 1 1 1 1"))] * 2
    return groups_of(RUNNING, [rows_of(RUNNING, people)]).published(k)


def replying(line: str) -> Person:
    values = [None if value == "-" else value for value in line.split()]
    return Person(dict(zip(ITEMS, values, strict=True)))


def test_every_shown_group_is_a_row_with_the_figures_of_its_report() -> None:
    groups = teams()
    found = table(RUNNING, BY, "anonymous", 5, groups)
    shown = {group.path: group.sums for group in groups if group.sums}

    assert [(*row[:2], row[2]) for row in found.select(*BY, "depth").iter_rows()] == [
        (*path, *[None] * (2 - len(path)), len(path)) for path in shown
    ]
    for row, sums in zip(found.iter_rows(named=True), shown.values(), strict=True):
        assessed = assess_group(RUNNING, Round("tiny", "1.0", mode="anonymous"), sums)
        assert assessed.overall is not None
        whole, area = assessed.overall.standing, assessed.section("A").standing
        assert whole.interval is None or row["interval:low"] == round(whole.interval.low) / POINT
        assert row["people"] == sums.people
        assert (row["score"], row["level"]) == (None if whole.score is None else whole.score / POINT, whole.level)
        assert (row["score_A"], row["people_A"]) == (None if area.score is None else area.score / POINT, area.people)
        assert row["certainty"] == assessed.overall.certainty.word


def test_what_few_answered_is_empty() -> None:
    found = table(RUNNING, BY, "anonymous", 5, teams())
    south = found.filter(pl.col("team") == "south")

    assert south["score_A"].to_list() == [76.1905]
    assert south["score_B"].to_list() == [None]


def test_hidden_groups_are_not_there() -> None:
    found = table(RUNNING, BY, "anonymous", 5, teams())

    assert found["team"].to_list() == [None, "south"]
    assert table(RUNNING, BY, "open", 5, teams(1))["team"].n_unique() == 4


def test_a_column_called_as_a_figure_is_refused() -> None:
    with pytest.raises(ServicecheckError, match=r"^'score' cannot be in --by"):
        table(RUNNING, ["score", "period"], "open", 5, teams(1))


def test_of_no_group_there_is_an_empty_table() -> None:
    assert table(RUNNING, BY, "anonymous", 5, []).height == 0

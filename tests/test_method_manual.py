"""The worked example of docs/method.md: every figure in its tables is what the program computes."""

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from sample_rounds import LEVELS, assessed, people, round_of, sections, three_levels
from servicecheck.assessment import Assessment
from servicecheck.assessment.case import Case
from servicecheck.assessment.suppression import hidden_groups
from servicecheck.language import NO_BREAK_SPACE, POINT, Words
from servicecheck.response import DEFAULT_K
from servicecheck.statistics import Interval, Sums, practical_limit, rounding_margin, rwg_j

MANUAL = Path(__file__).parent.parent / "docs" / "method.md"
QUESTIONNAIRE = three_levels(sections(A=3, B=3))
WORDS = Words("en")

Table = dict[str, dict[str, str]]
"""First cell of a row -> heading of a column -> cell."""


def tables(part: str) -> list[Table]:
    """The tables of the manual below the heading *part*."""
    text = MANUAL.read_text("utf-8").partition(f"\n## {part}\n")[2].partition("\n## ")[0]
    found = []
    for block in text.split("\n\n"):
        rows = [line.strip("| ").split(" | ") for line in block.splitlines() if line.startswith("|")]
        if rows:
            heads, _, *cells = rows
            found.append({row[0]: dict(zip(heads[1:], row[1:], strict=True)) for row in cells})
    return found


ANSWERS, PEOPLE, GROUP, LEVEL, QUESTIONS, OTHERS = tables("A worked example")


@cache
def rows() -> tuple[str, ...]:
    """The answers as the manual prints them, a line a person."""
    return tuple(" ".join(answers.values()) for answers in ANSWERS.values())


@cache
def assessment() -> Assessment:
    """What the program says of them."""
    return assessed(QUESTIONNAIRE, rows())


def two_decimals(score: float | Fraction | None) -> str:
    assert score is not None
    return WORDS.number(Fraction(score) / POINT, 2)


def per_cent(share: float, decimals: int = 0) -> str:
    return WORDS.percent(share, decimals).replace(NO_BREAK_SPACE, " ")


def figures(part: str) -> dict[str, str]:
    """The column of the manual's second table for section *part*, or for the whole."""
    found = assessment()
    overall = found.overall
    assert overall is not None
    standing, agreement = (
        (overall.standing, found.agreement)
        if part == "whole"
        else (found.section(part).standing, found.section(part).agreement)
    )
    assert agreement is not None
    assert agreement.rwg is not None
    assert agreement.alpha is not None
    assert standing.interval is not None
    return {
        "score": two_decimals(standing.score),
        "lower bound": two_decimals(standing.low),
        "upper bound": two_decimals(standing.high),
        "interval from": two_decimals(Fraction(standing.interval.low)),
        "interval to": two_decimals(Fraction(standing.interval.high)),
        "level": str(standing.level),
        "gap to 75": two_decimals(standing.gap),
        "gap in a word": str(standing.gap_word),
        "average deviation": WORDS.number(agreement.average_deviation, 2),
        "rwg(j)": WORDS.number(agreement.rwg, 2),
        "alpha": WORDS.number(agreement.alpha, 2),
    }


def test_each_persons_scores() -> None:
    case = Case(QUESTIONNAIRE, round_of(QUESTIONNAIRE), tuple(people(QUESTIONNAIRE, rows())))
    computed = [case.rows_alike[name].to_list() for name in ("score_A", "score_B", "score")]

    printed = [[person[head] for person in PEOPLE.values()] for head in ("A", "B", "both")]

    assert printed == [[two_decimals(score) for score in column] for column in computed]


@pytest.mark.parametrize("part", ["A", "B", "whole"])
def test_the_groups_scores_bounds_intervals_and_agreement(part: str) -> None:
    assert {name: row[part] for name, row in GROUP.items()} == figures(part)


def test_the_level_and_how_sure_it_is() -> None:
    found = assessment()
    overall = found.overall
    assert overall is not None
    assert found.consistency is not None
    assert overall.certainty.probability is not None
    assert found.consistency.spread is not None

    assert {name: row["value"] for name, row in LEVEL.items()} == {
        "level on points": overall.raw_level,
        "level": overall.standing.level,
        "level at the lower bound": overall.level_low,
        "level at the upper bound": overall.level_high,
        "level with 33.33/66.67": overall.other_levels[0][1],
        "level with 40/80": overall.other_levels[1][1],
        "share of draws that give good": per_cent(overall.certainty.probability, 1),
        "word": overall.certainty.word,
        "weakest section": found.consistency.weakest,
        "spread": WORDS.number(found.consistency.spread, 2),
    }


@pytest.mark.parametrize("item_id", QUESTIONS)
def test_each_question_and_where_it_stands_in_the_order(item_id: str) -> None:
    item = assessment().item(item_id)
    priority = {one.item: one for one in assessment().priorities}.get(item_id)
    assert item.average_deviation is not None
    later = (
        [WORDS.number(priority.p, 2), per_cent(priority.stability), two_decimals(priority.overall_after)]
        if priority
        else ["–", "–", "–"]
    )

    assert list(QUESTIONS[item_id].values()) == [
        two_decimals(item.mean),
        two_decimals(item.median),
        WORDS.number(item.average_deviation, 2),
        WORDS.number(Fraction(4 * item.gap, item.highest - item.lowest), 2),
        *later,
    ]


def test_the_figures_in_its_sentences() -> None:
    found, text = assessment(), " ".join(MANUAL.read_text("utf-8").split())
    assert found.expected is not None

    assert f"the whole would come to about {two_decimals(found.expected.score)}, *{found.expected.level}*" in text
    assert f"({', '.join(found.plan)})" in text


def test_the_other_figures_of_the_chapter() -> None:
    item = {0: 1, 1: 2, 2: 1}
    chance = 4 * Sums.of_counts(item).variance
    few, many = (rwg_j([item] * number, 5, chance) for number in (3, 10))
    assert few is not None
    assert many is not None

    assert {name: row["value"] for name, row in OTHERS.items()} == {
        "rounding alone, one person, 20 questions": WORDS.number(rounding_margin(Interval(0, 100), 20), 2),
        "average deviation from which people see it differently": WORDS.number(practical_limit(5), 2),
        "rwg(j), a quarter of the variance by chance, 3 questions": WORDS.number(few, 2),
        "rwg(j), a quarter of the variance by chance, 10 questions": WORDS.number(many, 2),
        "roles hidden of 5 staff and 3 leaders": ", ".join(sorted(hidden_groups({"staff": 5, "leader": 3}, DEFAULT_K))),
        "74.6 printed beside the limit 75": WORDS.score(746_000, near=[int(LEVELS[-1]["from"]) * POINT]),
    }

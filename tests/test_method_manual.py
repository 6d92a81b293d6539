"""The worked example of docs/method.md: every figure in its tables is what the program computes."""

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from sample_questionnaires import shipped
from sample_rounds import LEVELS, assessed, people, round_of, scale, sections, three_levels
from servicecheck.assessment import Assessment, assess
from servicecheck.assessment.ambition_findings import advice
from servicecheck.assessment.frustrations import frustrations_of
from servicecheck.assessment.light_bulbs import next_interval
from servicecheck.assessment.people_case import PeopleCase
from servicecheck.assessment.register_rows import proportion
from servicecheck.assessment.suppression import hidden_groups
from servicecheck.language import NO_BREAK_SPACE, POINT, Words
from servicecheck.response import CUSTOMER, DEFAULT_K, AgreedAnswer, Answer, Mode, RegisterRow, Respondent, Response
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
    case = PeopleCase(QUESTIONNAIRE, round_of(QUESTIONNAIRE), tuple(people(QUESTIONNAIRE, rows())))
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


def test_the_edge_of_a_material_difference_to_customers() -> None:
    (printed,) = tables("Customers and roles")
    own, told = ("58.33", "66.67", "41.67", "75", "66.67"), ("50", "41.67", "58.33", "33.33", "50", "41.67")
    part = {"id": "A", "items": [{"id": "A1"}], "customer": {"id": "A-customer", "text": "?"}}
    asked = three_levels([part], scale=scale(*sorted({"0", "100", *own, *told}, key=float)))
    customers = [Response(Respondent(f"C{n}", CUSTOMER), {"A-customer": Answer(value)}) for n, value in enumerate(told)]
    view = assess(asked, round_of(asked), [*people(asked, own), *customers]).customers
    assert view is not None
    found = view.sections[0]
    assert found.interval is not None

    assert {name: row["value"] for name, row in printed.items()} == {
        "own score": two_decimals(found.own_score),
        "customers": two_decimals(found.score),
        "difference": two_decimals(found.difference),
        "from": two_decimals(Fraction(found.interval.low)),
        "to": two_decimals(Fraction(found.interval.high)),
        "material": "yes" if found.is_material else "no",
    }


def test_what_is_counted_in_registers() -> None:
    (printed,) = tables("Registers: counted, never scored")
    asked = shipped("five-questions")
    row = {"text": "Late", "count_per_month": "40", "minutes_lost_per_case": "15", "count_after": "12"}
    round_ = round_of(asked, registers=(RegisterRow("frustrations", row),))
    found = frustrations_of(PeopleCase(asked, round_, (Response(Respondent("R"), {}),)))
    assert found is not None
    assert found.hours is not None
    assert found.hours_saved is not None

    assert {name: line["value"] for name, line in printed.items()} == {
        "40 cases a month of 15 minutes, customer hours": WORDS.number(found.hours, 1),
        "12 cases afterwards, hours saved": WORDS.number(found.hours_saved, 1),
        "18 of 20 light bulbs work": share(18, 20),
        "12 of 15 cases": share(12, 15),
        "3 of 5 mistakes": share(3, 5),
        "five steps, each done in 80 % of cases, all five": per_cent(0.8**5, 1),
        "20 days between checks, after two passes": str(next_interval(20, [True, True])),
        "20 days between checks, after a failure": str(next_interval(20, [False])),
    }


def share(count: int, total: int) -> str:
    found = proportion([True] * count + [False] * (total - count))
    assert found is not None
    return f"{per_cent(found.interval.low)} to {per_cent(found.interval.high)}"


def test_the_table_of_advice_is_the_decision_table() -> None:
    lines = MANUAL.read_text("utf-8").partition("\n## Ambition and the little extra\n")[2].splitlines()
    rows = [line.strip("| ").split(" | ")[:4] for line in lines if line.startswith(("| met", "| not met"))]
    scores = {"any": None, "below 50": 499_999, "from 50": 500_000}

    advised = [
        advice(basics == "met", scores[effort], scores[recovery], {"any": None, "yes": True}.get(is_main, False))
        for basics, effort, recovery, is_main in rows
    ]

    assert advised == ["basics", "effort", "recovery", "small", "choose"]


VOTED, SIDES, ALONE = tables("Votes and agreed answers")


def room(number: int = 5, mode: Mode = "open") -> Assessment:
    """The first so many people of the worked example vote, and agree on what the manual says."""
    agreed = [AgreedAnswer(item, row["agreed answer"]) for item, row in VOTED.items() if row["agreed answer"] != "–"]
    round_ = round_of(QUESTIONNAIRE, mode=mode, agreed=tuple(agreed))
    return assess(QUESTIONNAIRE, round_, people(QUESTIONNAIRE, rows())[:number])


def told(found: Assessment, part: str) -> str:
    standing = found.overall.standing if part == "whole" and found.overall else found.section(part).standing
    return "–" if standing.score is None else two_decimals(standing.score)


def test_what_each_question_counts_with_in_a_room() -> None:
    found = room()
    assert found.agreed is not None
    votes = {item.id: two_decimals(item.mean) for item in assessment().items}

    assert {item: row["mean of votes"] for item, row in VOTED.items()} == votes
    assert {item: row["counts with"] for item, row in VOTED.items()} == {
        item.id: two_decimals(item.mean) for item in found.items
    }
    assert [two_decimals(one.mean) for one in found.agreed.items] == [votes[one.item] for one in found.agreed.items]


@pytest.mark.parametrize("part", ["A", "B", "whole"])
def test_the_agreed_score_beside_that_of_the_votes(part: str) -> None:
    found = room()
    assert found.agreed is not None
    assert found.agreed.votes is not None
    assert found.overall is not None
    votes = found.agreed.votes.standing if part == "whole" else found.agreed.sections[part]
    ours = found.overall.standing if part == "whole" else found.section(part).standing
    assert votes.interval is not None
    assert ours.interval is None

    assert {name: row[part] for name, row in SIDES.items()} == {
        "score agreed": two_decimals(ours.score),
        "lower bound agreed": two_decimals(ours.low),
        "score of the votes": two_decimals(votes.score),
        "votes, interval from": two_decimals(Fraction(votes.interval.low)),
        "votes, interval to": two_decimals(Fraction(votes.interval.high)),
    }


@pytest.mark.parametrize("part", ["A", "B", "whole"])
def test_what_a_room_too_small_to_show_its_votes_comes_to(part: str) -> None:
    assert ALONE["score agreed"][part] == told(room(4, "anonymous"), part)

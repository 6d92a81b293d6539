"""What registers say: hours, shares and dates, counted and never scored (method 2.1)."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import findings_oracle as oracle
from sample_questionnaires import shipped
from sample_rounds import round_of
from servicecheck.assessment import Elsewhere, OtherRound, assess
from servicecheck.assessment.always_quotes import always_quotes
from servicecheck.assessment.case import Case
from servicecheck.assessment.case_audit import case_audit
from servicecheck.assessment.findings import CaseAudit, Frustrations, LightBulb, Proportion
from servicecheck.assessment.frustrations import frustrations_of
from servicecheck.assessment.light_bulbs import light_bulbs, next_interval
from servicecheck.assessment.mistakes import mistakes_of
from servicecheck.assessment.people_case import PeopleCase
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, RegisterRow, Respondent, Response

FIVE_QUESTIONS, LIGHT_BULBS = shipped("five-questions"), shipped("light-bulbs")
COMPLAINT_RECOVERY, LOW_EFFORT = shipped("complaint-recovery"), shipped("low-effort")
STEPS = ("acknowledged", "apologised", "fixed_first_time", "attitude", "urgency")

Rows = Sequence[Mapping[str, str]]


def answered(asked: Questionnaire, value: str = "2", number: int = 1) -> list[Response]:
    """So many people who reply this to everything."""
    answers = {item.id: Answer(value) for item in asked.scored_items}
    return [Response(Respondent(f"R{one}"), answers) for one in range(number)]


def registered(asked: Questionnaire, register: str, rows: Rows, *, people: int = 1, **round_: Any) -> Case:
    """A round in which these rows were written down."""
    written = tuple(RegisterRow(register, dict(row)) for row in rows)
    return PeopleCase(asked, round_of(asked, registers=written, **round_), tuple(answered(asked, number=people)))


def audited(rows: Rows, value: str = "2") -> CaseAudit:
    """The case audit, beside self-ratings of this value."""
    given = registered(COMPLAINT_RECOVERY, "complaint-cases", rows)
    found = assess(COMPLAINT_RECOVERY, given.round, answered(COMPLAINT_RECOVERY, value)).cases
    assert found is not None
    return found


def frustrations(*rows: Mapping[str, str], **round_: Any) -> Frustrations:
    named = [{"text": f"No. {number}", **row} for number, row in enumerate(rows, start=1)]
    found = frustrations_of(registered(FIVE_QUESTIONS, "frustrations", named, **round_))
    assert found is not None
    return found


def counted(share: Proportion | None) -> tuple[int, int] | None:
    return None if share is None else (share.count, share.total)


def texts(found: Frustrations) -> list[str]:
    return [one.text for one in found.rows]


def test_empty_registers_say_nothing() -> None:
    for asked in (FIVE_QUESTIONS, LIGHT_BULBS, COMPLAINT_RECOVERY, LOW_EFFORT):
        empty = registered(asked, "frustrations", [{"text": " "}])
        found = assess(asked, empty.round, empty.responses)
        told = (found.frustrations, found.mistakes, found.bulbs, found.cases, found.quotes)
        assert told == (None, None, None, None, None)
        assert found.linked_frustrations == {}


# Frustrations


def test_forty_cases_of_fifteen_minutes_are_ten_hours_and_seven_are_saved() -> None:
    found = frustrations({"count_per_month": "40", "minutes_lost_per_case": "15", "count_after": "12"})

    row = found.rows[0]
    assert [row.hours, row.hours_after, row.hours_saved] == [10, 3, 7]
    assert [found.hours, found.hours_saved] == [10, 7]


def test_hours_go_first_and_the_rest_goes_by_frequency_times_severity() -> None:
    found = frustrations(
        {"frequency": "daily", "severity": "may-leave"},
        {"count_per_month": "10", "minutes_lost_per_case": "6"},
        {"frequency": "monthly", "severity": "money-or-promise"},
        {"count_per_month": "10", "minutes_lost_per_case": "60"},
    )

    assert texts(found) == ["No. 4", "No. 2", "No. 1", "No. 3"]
    assert [one.rank for one in found.rows] == [1, 2, 3, 4]
    assert [found.counted, found.hours] == [2, 11]


def test_among_equals_what_touches_the_core_goes_first_and_then_the_severer() -> None:
    found = frustrations(
        {"frequency": "weekly", "severity": "extra-time"},
        {"frequency": "monthly", "severity": "money-or-promise"},
        {"frequency": "weekly", "severity": "extra-time", "core": "yes"},
    )

    assert texts(found) == ["No. 3", "No. 2", "No. 1"]


def test_owned_are_those_of_the_first_five_with_owner_fix_and_date() -> None:
    whole = {"owner": "Mette", "fix": "Call first", "due": "2026-03-01"}
    rows = [{"count_per_month": str(9 - n), "minutes_lost_per_case": "60"} for n in range(7)]
    full = [{**row, **whole} for row in rows]
    found = frustrations(full[0], {**rows[1], **whole, "owner": " "}, full[2], rows[3], full[4], full[5], full[6])

    assert (found.owned, found.top) == (3, 5)
    assert (frustrations(full[0]).owned, frustrations(full[0]).top) == (1, 1)


def test_closed_on_time_is_reckoned_from_the_last_date_that_is_known() -> None:
    rows = [
        {"due": "2026-03-01", "closed_on": "2026-03-01"},
        {"due": "2026-03-01", "closed_on": "2026-03-02"},
        {"due": "2026-01-15"},
        {"due": "2026-12-01"},
        {"due": "2026-12-01", "closed_on": "2026-02-01"},
        {},
    ]

    assert counted(frustrations(*rows, closed=date(2026, 2, 10)).closed_on_time) == (2, 4)
    assert counted(frustrations(*rows, closed=date(2026, 12, 2)).closed_on_time) == (2, 5)
    assert frustrations(*rows[3:4], closed=date(2026, 2, 10)).closed_on_time is None


def test_a_guess_is_counted_among_those_that_name_a_source() -> None:
    found = frustrations({"source": "guess"}, {"source": "survey"}, {"source": "guess"}, {})

    assert counted(found.guesses) == (2, 3)


def test_what_is_no_number_and_no_date_is_unknown() -> None:
    found = frustrations(
        {"count_per_month": "many", "minutes_lost_per_case": "-3", "due": "soon", "closed_on": "31-31"}
    )

    assert (found.rows[0].hours, found.hours, found.rows[0].due, found.closed_on_time) == (None, None, None, None)


@pytest.mark.parametrize(
    ("frequency", "severity", "impact"),
    [("rarely", "may-leave", 3), ("weekly", "money-or-promise", 3), ("daily", "extra-time", 2), ("", "", 2)],
)
def test_a_severe_frustration_raises_the_impact_of_its_questions_from_another_round(
    frequency: str, severity: str, impact: int
) -> None:
    row = {"text": "Late", "frequency": frequency, "severity": severity, "linked_items": "FB-E1 FQ-L1 FB-E1"}
    asked = shipped("five-behaviours")
    round_ = round_of(FIVE_QUESTIONS, registers=(RegisterRow("frustrations", row),), closed=date(2026, 1, 2))
    elsewhere = Elsewhere((OtherRound(FIVE_QUESTIONS, round_, tuple(answered(FIVE_QUESTIONS))),))
    here = round_of(asked, closed=date(2026, 2, 2))

    found = assess(asked, here, answered(asked, "1"), elsewhere=elsewhere)

    assert found.item("FB-E1").impact == impact
    assert {item: [one.rank for one in own] for item, own in found.linked_frustrations.items()} == {"FB-E1": [1]}
    assert found.frustrations is None
    priority = next(one for one in found.priorities if one.item == "FB-E1")
    assert priority.impact == impact


def test_frustrations_of_more_than_a_year_ago_no_longer_count() -> None:
    row = RegisterRow("frustrations", {"text": "Late", "severity": "may-leave", "linked_items": "LE-B2"})
    round_ = round_of(FIVE_QUESTIONS, registers=(row,), closed=date(2025, 1, 2))
    elsewhere = Elsewhere((OtherRound(FIVE_QUESTIONS, round_, tuple(answered(FIVE_QUESTIONS))),))

    def linked(closed: date) -> bool:
        here = round_of(LOW_EFFORT, closed=closed)
        return bool(assess(LOW_EFFORT, here, answered(LOW_EFFORT), elsewhere=elsewhere).linked_frustrations)

    assert (linked(date(2026, 1, 2)), linked(date(2026, 1, 3))) == (True, False)


def test_too_few_people_in_an_anonymous_round_show_no_rows() -> None:
    row = {"text": "Late", "severity": "may-leave", "linked_items": "LE-B2"}
    few = registered(FIVE_QUESTIONS, "frustrations", [row], people=4, mode="anonymous", closed=date(2026, 1, 2))
    enough = registered(FIVE_QUESTIONS, "frustrations", [row], people=5, mode="anonymous")
    elsewhere = Elsewhere((OtherRound(FIVE_QUESTIONS, few.round, few.responses),))
    here = assess(LOW_EFFORT, round_of(LOW_EFFORT), answered(LOW_EFFORT), elsewhere=elsewhere)

    assert frustrations_of(few) is None
    assert frustrations_of(enough) is not None
    assert here.linked_frustrations == {}


# The case audit


def case(steps: str, **more: str) -> dict[str, str]:
    """A case whose steps are written in a letter each: done, partly, not, and `-` where nobody looked."""
    words = {"d": "done", "p": "partly", "n": "not", "-": ""}
    return {"case": "1", **{step: words[letter] for step, letter in zip(STEPS, steps, strict=True)}, **more}


def test_each_step_is_counted_and_complete_are_those_with_all_five() -> None:
    rows = [case("ddddd"), case("dpddd"), case("nnddp"), case("ddddd"), case("dd-dd")]
    found = audited(rows)

    assert found.cases == 5
    assert [(step.column, counted(step.done), step.partly) for step in found.steps] == [
        ("acknowledged", (4, 5), 0),
        ("apologised", (3, 5), 1),
        ("fixed_first_time", (4, 4), 0),
        ("attitude", (5, 5), 0),
        ("urgency", (4, 5), 1),
    ]
    assert counted(found.complete) == (2, 4)
    assert [step.section for step in found.steps] == ["CR-A", "CR-A", "CR-B", "CR-C", "CR-D"]
    assert {step.self_score for step in found.steps} == {500_000}


def test_twelve_of_fifteen_and_three_of_five_have_their_wilson_intervals() -> None:
    for done, total, ends in ((12, 15, (0.5481, 0.9295)), (3, 5, (0.2307, 0.8824))):
        rows = [case("ddddd")] * done + [case("nnnnn")] * (total - done)
        found = case_audit(registered(COMPLAINT_RECOVERY, "complaint-cases", rows), ())

        assert found is not None
        assert found.complete is not None
        assert (found.complete.interval.low, found.complete.interval.high) == pytest.approx(ends, abs=5e-5)
        assert found.complete.share == Fraction(done, total)


def test_five_steps_of_four_in_five_leave_a_third_complete() -> None:
    assert Fraction(4, 5) ** 5 == Fraction(32768, 100_000)


def test_cases_speak_against_a_self_rating_when_most_of_them_clearly_do() -> None:
    def contrast(value: str, steps: str, cases: int) -> str | None:
        return audited([case(steps, case=str(number)) for number in range(cases)], value).steps[0].contrast

    assert contrast("2", "ndddd", 10) == "self-higher"
    assert contrast("1", "ddddd", 10) == "self-lower"
    assert contrast("2", "ddddd", 10) is None
    assert contrast("2", "ndddd", 2) is None


def test_medians_and_reopened_come_from_what_is_written() -> None:
    rows = [
        case("ddddd", hours_to_reply="2", days_to_solution="1.5", reopened="yes"),
        case("ddddd", hours_to_reply="5", reopened="no"),
        case("ddddd", hours_to_reply="30", days_to_solution="4"),
        case("ddddd", reopened="no"),
    ]
    found = case_audit(registered(COMPLAINT_RECOVERY, "complaint-cases", rows), ())

    assert found is not None
    assert [found.median_hours_to_reply, found.median_days_to_solution] == [5, Fraction(11, 4)]
    assert counted(found.reopened) == (1, 3)


# Quotes


def quotes(positive: int, negative: int, unjudged: int = 0) -> Rows:
    kinds = ["positive"] * positive + ["negative"] * negative + [""] * unjudged
    return [{"quote": f"q{number}", "word": "always", "polarity": kind} for number, kind in enumerate(kinds)]


@pytest.mark.parametrize(("good", "bad", "open_", "index"), [(7, 2, 5, None), (7, 3, 0, (7, 10)), (0, 10, 1, (0, 10))])
def test_the_index_of_quotes_begins_at_ten_that_somebody_judged(
    good: int, bad: int, open_: int, index: tuple[int, int] | None
) -> None:
    found = always_quotes(registered(COMPLAINT_RECOVERY, "always-quotes", quotes(good, bad, open_)))

    assert found is not None
    assert len(found.quotes) == good + bad + open_
    assert counted(found.positive) == index


# Mistakes


def test_mistakes_are_counted_by_who_found_them_and_how_they_were_put_right() -> None:
    rows = [
        {"what": "a", "found_by": "us", "first_time": "yes", "hours_to_fix": "2", "made_good_with": "A call"},
        {"what": "b", "found_by": "customer", "first_time": "no", "hours_to_fix": "30", "customer_lost_minutes": "45"},
        {"what": "c", "first_time": "yes", "customer_lost_minutes": "90"},
    ]
    found = mistakes_of(registered(FIVE_QUESTIONS, "mistakes", rows))

    assert found is not None
    assert (counted(found.found_by_us), counted(found.first_time), counted(found.made_good)) == ((1, 2), (2, 3), (1, 3))
    assert [found.median_hours_to_fix, found.minutes_lost] == [16, 135]
    assert [row["what"] for row in found.rows] == ["c", "b", "a"]


# Light bulbs


def bulbs(*rows: Mapping[str, str], **round_: Any) -> dict[str, LightBulb]:
    found = light_bulbs(registered(LIGHT_BULBS, "light-bulbs", rows, **round_))
    assert found is not None
    return {bulb.bulb: bulb for bulb in found.bulbs}


def test_eighteen_of_twenty_work() -> None:
    rows = [{"bulb": f"b{number}", "result": "fails" if number < 2 else "works"} for number in range(20)]
    found = light_bulbs(registered(LIGHT_BULBS, "light-bulbs", [*rows, {"bulb": "not looked at"}]))

    assert found is not None
    assert found.working is not None
    assert (found.total, counted(found.working), found.working.share) == (21, (18, 20), Fraction(9, 10))
    assert (found.working.interval.low, found.working.interval.high) == pytest.approx((0.6990, 0.9721), abs=5e-5)
    assert [bulb.bulb for bulb in found.failing] == ["b0", "b1"]


@pytest.mark.parametrize(
    ("days", "results", "after"),
    [
        *[(20, [True], 20), (20, [True, True], 30), (80, [True, True], 90), (120, [True, True], 120), (20, [], 20)],
        *[(20, [False], 10), (1, [False], 1), (20, [True, False], 10), (20, [False, True], 20), (7, [True] * 3, 10)],
    ],
)
def test_two_passes_lengthen_the_interval_and_a_failure_halves_it(days: int, results: list[bool], after: int) -> None:
    assert next_interval(days, results) == after == oracle.lengthened(days, results)


def test_a_bulb_is_overdue_by_the_closing_date_and_never_by_todays() -> None:
    row = {"bulb": "exit", "last_check": "2020-01-01", "interval_days": "30", "result": "works"}
    other = {"bulb": "door", "last_check": "2020-02-05", "result": "works"}

    assert not bulbs(row, closed=date(2020, 1, 31))["exit"].is_overdue
    assert bulbs(row, closed=date(2020, 2, 1))["exit"].is_overdue
    assert not bulbs(row)["exit"].is_overdue
    assert bulbs(row, other)["exit"].is_overdue
    assert bulbs(row)["exit"].due_on == date(2020, 1, 31)


def test_the_last_check_of_a_bulb_counts_and_a_failure_brings_the_next_one_forward() -> None:
    def checked(day: str, result: str) -> dict[str, str]:
        return {"bulb": "Exit", "place": "Hall", "last_check": day, "interval_days": "20", "result": result}

    found = bulbs(checked("2026-01-20", "fails"), {**checked("2026-01-01", "works"), "bulb": "exit"})

    assert list(found) == ["Exit"]
    assert (found["Exit"].works, found["Exit"].interval_days, found["Exit"].due_on) == (False, 10, date(2026, 1, 30))


def test_the_days_to_fix_are_those_of_what_failed() -> None:
    rows = [
        {"bulb": "a", "result": "fails", "last_check": "2026-01-01", "fixed_on": "2026-01-03"},
        {"bulb": "b", "result": "fails", "last_check": "2026-01-01", "fixed_on": "2026-01-06"},
        {"bulb": "c", "result": "works", "last_check": "2026-01-01", "fixed_on": "2026-01-31"},
        {"bulb": "d", "result": "fails", "last_check": "2026-01-01"},
    ]
    found = light_bulbs(registered(LIGHT_BULBS, "light-bulbs", rows))

    assert found is not None
    assert found.median_days_to_fix == Fraction(7, 2)


# Random rows, and any order of them

DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 20)).map(date.isoformat)
NUMBERS = st.sampled_from(["0", "1", "2.5", "12", "40"])


def maybe(cell: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), cell)


FRUSTRATIONS = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.sampled_from("abcdefgh"),
            "count_per_month": maybe(NUMBERS),
            "minutes_lost_per_case": maybe(NUMBERS),
            "count_after": maybe(NUMBERS),
            "frequency": maybe(st.sampled_from(list(oracle.FREQUENCY))),
            "severity": maybe(st.sampled_from(list(oracle.SEVERITY))),
            "core": maybe(st.sampled_from(["yes", "no"])),
            "source": maybe(st.sampled_from(["guess", "survey"])),
            "due": maybe(DAYS),
            "closed_on": maybe(DAYS),
        }
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=30)
@given(FRUSTRATIONS)
def test_random_frustrations_say_what_the_method_says(rows: list[dict[str, str]]) -> None:
    found = frustrations_of(registered(FIVE_QUESTIONS, "frustrations", rows, closed=date(2026, 1, 10)))

    assert found is not None
    assert texts(found) == oracle.worst_first(rows)
    assert [one.is_severe for one in found.rows].count(True) == sum(map(oracle.severe, rows))
    known = [lost for row in rows if (lost := oracle.hours(row)) is not None]
    assert (found.counted, found.hours) == (len(known), sum(known) if known else None)
    assert_share(found.closed_on_time, oracle.share(oracle.on_time(rows, date(2026, 1, 10))))
    assert_share(found.guesses, oracle.share([row["source"] == "guess" for row in rows if row["source"]]))


def assert_share(told: Proportion | None, expected: tuple[int, int, float, float] | None) -> None:
    assert (told is None) == (expected is None)
    if told is not None and expected is not None:
        assert (told.count, told.total) == expected[:2]
        assert (told.interval.low, told.interval.high) == pytest.approx(expected[2:], abs=1e-6)


CASES = st.lists(
    st.builds(
        lambda steps, hours, reopened: case("".join(steps), hours_to_reply=hours, reopened=reopened),
        st.lists(st.sampled_from("dddpn-"), min_size=5, max_size=5),
        maybe(NUMBERS),
        maybe(st.sampled_from(["yes", "no"])),
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=30)
@given(CASES)
def test_random_cases_say_what_the_method_says(rows: list[dict[str, str]]) -> None:
    found = case_audit(registered(COMPLAINT_RECOVERY, "complaint-cases", rows), ())

    assert found is not None
    for step in found.steps:
        looked = [row[step.column] for row in rows if row[step.column]]
        assert_share(step.done, oracle.share([word == "done" for word in looked]))
        assert step.partly == looked.count("partly")
    assert_share(found.complete, oracle.share(oracle.complete(rows, STEPS)))
    assert_share(found.reopened, oracle.share([row["reopened"] == "yes" for row in rows if row["reopened"]]))
    assert found.median_hours_to_reply == oracle.middle([row["hours_to_reply"] for row in rows])


@settings(max_examples=15)
@given(FRUSTRATIONS, CASES, st.randoms())
def test_the_order_of_rows_changes_nothing(
    rows: list[dict[str, str]], cases: list[dict[str, str]], chance: Any
) -> None:
    def told() -> tuple[object, object]:
        audit = registered(COMPLAINT_RECOVERY, "complaint-cases", cases)
        return frustrations_of(registered(FIVE_QUESTIONS, "frustrations", rows)), case_audit(audit, ())

    before = told()
    chance.shuffle(rows)
    chance.shuffle(cases)

    assert told() == before

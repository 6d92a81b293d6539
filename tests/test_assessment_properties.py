"""What must not matter to an assessment: who answered first, what things are called, whether all are counted twice."""

import re
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from random_questionnaires import people as strangers
from random_questionnaires import questionnaires
from sample_rounds import LEVELS, round_of, three_levels
from servicecheck.assessment import Assessment, assess
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, Respondent, Response

ROLES = ("leader", "staff")
REPLIES = ["1", "1.5", "2", "2", "2.5", "2.5", "3", "3", "na", "dk", None]
ITEMS = {"A": 2, "B": 3, "C": 1}


def everything(found: Assessment) -> str:
    """Every figure and word of an assessment, without the questionnaire it belongs to."""
    return repr(replace(found, questionnaire=three_levels([{"id": "none", "items": [{"id": "none-1"}]}])))


def asked(prefix: str = "") -> Questionnaire:
    """Three sections with everything that can break a tie between names."""
    parts = [
        {
            "id": f"{prefix}{name}",
            "area": area,
            "who": [f"{prefix}staff"] if name == "C" else [],
            "items": [
                {"id": f"{prefix}{name}{n}", "critical": "true" if n == 3 else "false"} for n in range(1, count + 1)
            ],
        }
        for (name, count), area in zip(ITEMS.items(), ("extra", "effort", "recovery"), strict=True)
    ]
    levels = [{**level, "id": f"{prefix}{level['id']}"} for level in LEVELS]
    gates = [
        {"id": f"{prefix}gate{n}", "caps_at": f"{prefix}{caps_at}", "when": when}
        for n, (caps_at, when) in enumerate(
            [("good", {"any_critical_below": "50"}), ("bad", {"share_of_items_below": "25", "more_than": "1/3"})]
        )
    ]
    return three_levels(parts, levels=levels, gates=gates, roles=[{"id": f"{prefix}{role}"} for role in ROLES])


def answers(fewest: int, most: int) -> st.SearchStrategy[list[tuple[str | None, dict[str, str | None]]]]:
    """A role and a reply to every item for each person."""
    ids = [f"{name}{n}" for name, count in ITEMS.items() for n in range(1, count + 1)]
    replies = st.fixed_dictionaries({item: st.sampled_from(REPLIES) for item in ids})
    return st.lists(st.tuples(st.sampled_from([None, *ROLES]), replies), min_size=fewest, max_size=most)


def responses(people: list[tuple[str | None, dict[str, str | None]]], prefix: str = "") -> list[Response]:
    return [
        Response(
            Respondent(f"R{number}", role and f"{prefix}{role}"),
            {f"{prefix}{item}": Answer(reply) for item, reply in replies.items()},
        )
        for number, (role, replies) in enumerate(people)
    ]


MODES = st.sampled_from([{"mode": "open"}, {"mode": "anonymous", "k": 3}])


@settings(max_examples=12)
@given(answers(5, 9), MODES, st.randoms(use_true_random=False))
def test_the_order_of_the_respondents_changes_nothing(people: Any, mode: dict[str, Any], random: Any) -> None:
    questionnaire, given_ = asked(), responses(people)
    found = assess(questionnaire, round_of(questionnaire, **mode), given_)
    random.shuffle(given_)

    assert everything(assess(questionnaire, round_of(questionnaire, **mode), given_)) == everything(found)


@settings(max_examples=12)
@given(st.data(), MODES)
def test_the_order_changes_nothing_in_any_questionnaire(data: st.DataObject, mode: dict[str, Any]) -> None:
    questionnaire = data.draw(questionnaires())
    people = data.draw(strangers(questionnaire, at_most=7))
    given_ = [
        Response(Respondent(f"R{n}", one.role), {item: Answer(value) for item, value in one.answers.items()})
        for n, one in enumerate(people)
    ]
    found = assess(questionnaire, round_of(questionnaire, **mode), given_)

    assert everything(assess(questionnaire, round_of(questionnaire, **mode), given_[::-1])) == everything(found)


@settings(max_examples=12)
@given(answers(1, 8), MODES)
def test_what_things_are_called_changes_nothing(people: Any, mode: dict[str, Any]) -> None:
    plain, renamed = asked(), asked("Z.")
    found = assess(plain, round_of(plain, **mode), responses(people))
    other = assess(renamed, round_of(renamed, **mode), responses(people, "Z."))

    assert re.sub(r"Z\.", "", everything(other)) == everything(found)


@settings(max_examples=8)
@given(answers(1, 7), MODES)
def test_the_language_of_the_respondents_changes_nothing(people: Any, mode: dict[str, Any]) -> None:
    questionnaire, given_ = asked(), responses(people)
    danes = [replace(one, respondent=replace(one.respondent, language="da")) for one in given_]

    found = assess(questionnaire, round_of(questionnaire, **mode), given_)
    assert assess(questionnaire, round_of(questionnaire, **mode), danes) == found


@settings(max_examples=15)
@given(answers(1, 4))
def test_a_copy_of_every_respondent_leaves_scores_levels_and_priorities_unchanged(people: Any) -> None:
    questionnaire = asked()
    once, twice = (assess(questionnaire, round_of(questionnaire), responses(people * times)) for times in (1, 2))

    assert scores(twice) == scores(once)


def scores(found: Assessment) -> list[Any]:
    """What depends on how people answered, and not on how many they are."""
    if found.overall is None:
        return []
    overall = found.overall
    return [
        *[(s.score, s.low, s.high, s.level, s.target, s.gap) for s in standings(found)],
        (overall.raw_level, overall.level_low, overall.level_high, overall.other_levels, overall.equal_weight_score),
        *[(item.mean, item.median, item.is_relevant, item.gap, item.field, item.nearest) for item in found.items],
        *[(role.role, role.score, role.sections) for role in found.roles],
        found.gates,
        found.priorities,
        found.plan,
        found.expected,
        found.consistency,
    ]


def standings(found: Assessment) -> list[Any]:
    assert found.overall is not None
    return [found.overall.standing, *(section.standing for section in found.sections)]


@settings(max_examples=15)
@given(answers(1, 7), MODES)
def test_bounds_and_intervals_contain_the_score_and_stay_within_the_range(people: Any, mode: dict[str, Any]) -> None:
    questionnaire = asked()
    found = assess(questionnaire, round_of(questionnaire, **mode), responses(people))

    for standing in standings(found) if found.overall else []:
        assert (standing.score is None) == (standing.low is None) == (standing.high is None)
        if standing.score is not None:
            assert standing.lowest <= standing.low <= standing.score <= standing.high <= standing.highest
        if standing.interval is not None:
            assert standing.score in standing.interval
            assert standing.lowest <= standing.interval.low < standing.interval.high <= standing.highest

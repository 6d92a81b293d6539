"""Workshops for tests: what people voted in a round, and what the room agreed on."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from random import Random
from typing import Any

from sample_questionnaires import shipped
from servicecheck.assessment import Assessment, assess
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import AgreedAnswer, Answer, PlannedAction, Respondent, Response, Round

LOW_EFFORT = shipped("low-effort")
STEPS = ("1", "1.5", "2", "2.5", "3")
SPLIT = ("LE-C2", "LE-D3")
"""On these the room votes for one end of the scale or the other."""
REASON = "We met three customers last week who said the same"
AGREED = {
    "LE-A1": ("1.5", REASON), "LE-A2": ("2", ""), "LE-A3": ("2.5", REASON), "LE-B1": ("1", REASON),
    "LE-B2": ("2.5", "It holds on the phone, not by mail"), "LE-C1": ("3", REASON), "LE-D2": ("na", ""),
}  # fmt: skip


def votes(people: int = 13, seed: int = 11) -> list[Response]:
    """Votes on every question, most of them within a step of each other."""
    chance = Random(seed)
    return [Response(Respondent(f"P{n}", ("leader", "staff")[n % 3 > 0]), _votes(chance), True) for n in range(people)]


def _votes(chance: Random) -> dict[str, Answer]:
    found = {}
    for number, item in enumerate(LOW_EFFORT.scored_items):
        near = STEPS[max(0, min(4, number % 4 + chance.choice([-1, 0, 0, 1])))]
        value = chance.choice(["1", "1", "3", "3", "2.5"]) if item.id in SPLIT else near
        found[item.id] = Answer("dk" if chance.random() < 0.05 else value)
    return found


def answers(agreed: Mapping[str, tuple[str, str]] = AGREED) -> tuple[AgreedAnswer, ...]:
    """Common answers with their reasons."""
    return tuple(AgreedAnswer(item, value, reason) for item, (value, reason) in agreed.items())


def workshop(people: int = 13, **round_: Any) -> Round:
    """The round of a workshop in which so many were invited."""
    action = PlannedAction("LE-B1", "Answer the next question too", "Mette", date(2026, 12, 15), "On Monday")
    told = {"mode": "anonymous", "invited": people, "closed": date(2026, 11, 20), "actions": (action,)}
    return Round("low-effort", LOW_EFFORT.version, **{**told, "agreed": answers(), **round_})


@cache
def room(people: int = 13, seed: int = 11, agreed: tuple[AgreedAnswer, ...] = answers()) -> Assessment:
    """The assessment of such a workshop."""
    return assess(LOW_EFFORT, workshop(people, agreed=agreed), votes(people, seed))


def of_one(questionnaire: Questionnaire, agreed: Mapping[str, str]) -> Assessment:
    """A room that agreed on this much, and nobody voted."""
    told = tuple(AgreedAnswer(item, value) for item, value in agreed.items())
    return assess(questionnaire, Round(questionnaire.id, questionnaire.version, mode="open", agreed=told), [])

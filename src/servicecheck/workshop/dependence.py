"""Which items are asked only of those who gave certain answers to others: by a condition, or as a rung of a ladder.

How many are asked such an item says how others were answered, and a new vote on one of those changes who is asked.
"""

from servicecheck.conditions import items_named
from servicecheck.questionnaire import Questionnaire


def rests_on(questionnaire: Questionnaire, item: str) -> frozenset[str]:
    """The items whose answers decide, at once or through others, whether somebody is asked *item*."""
    found: set[str] = set()
    waiting = _asked_about(questionnaire, item)
    while waiting:
        found |= waiting
        waiting = frozenset[str]().union(*(_asked_about(questionnaire, one) for one in waiting)) - found
    return frozenset(found)


def resting_on(questionnaire: Questionnaire, item: str) -> frozenset[str]:
    """The items that somebody is asked or not by what was answered to *item*."""
    return frozenset(one.id for one in questionnaire.items if item in rests_on(questionnaire, one.id))


def _asked_about(questionnaire: Questionnaire, item: str) -> frozenset[str]:
    when, home = questionnaire.item(item).when, questionnaire.home(item)
    named = frozenset[str]() if when is None else items_named(when)
    rungs = [one.id for one in home.items]
    return named.union(rungs[: rungs.index(item)] if home.aggregate == "ladder" else [])

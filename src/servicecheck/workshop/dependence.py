"""Which items are asked only of those who gave certain answers to others: by a condition, or as a rung of a ladder.

How many are asked such an item says how others were answered, and a new vote on one of those changes who is asked.
"""

from collections.abc import Iterator, Mapping

from servicecheck.conditions import items_named
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire, Section


def rests_on(questionnaire: Questionnaire) -> Mapping[str, frozenset[str]]:
    """For each item, those whose answers decide, at once or through others, whether somebody is asked it."""
    found: dict[str, frozenset[str]] = {}
    for section, item in _in_order(questionnaire):
        asked_about = frozenset[str]() if item.when is None else items_named(item.when)
        if section.aggregate == "ladder":
            ids = [rung.id for rung in section.items]
            asked_about = asked_about.union(ids[: ids.index(item.id)])
        # Only earlier items are asked about, so these are known.
        found[item.id] = asked_about.union(*(found.get(one, ()) for one in asked_about))
    return found


def _in_order(questionnaire: Questionnaire) -> Iterator[tuple[Section, Item]]:
    for section in questionnaire.walk():
        for item in section.items:
            yield section, item

"""Whatever is done to a questionnaire, it is either refused with a place, or can be asked and scored."""

import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from servicecheck.errors import InvalidFile
from servicecheck.files import questionnaires
from servicecheck.interview import Interview
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import score_groups, score_rows

RICH = (Path(__file__).parent / "files" / "rich.yaml").read_text(encoding="utf-8")
Tree = dict[str, Any]
Slot = tuple[Any, Any]


def slots(tree: Any) -> Iterator[Slot]:
    """Every place in *tree* where a value stands: what holds it, and under which key or number."""
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in list(parts):
        yield tree, key
        yield from slots(value)


def change(tree: Tree, chance: random.Random) -> None:
    """Do to *tree* what an author does on a bad day: swap, drop, repeat and misspell."""
    places = list(slots(tree))
    holder, key = chance.choice(places)
    other_holder, other_key = chance.choice(places)
    match chance.randrange(6):
        case 0:
            del holder[key]
        case 1:
            holder[key] = deepcopy(other_holder[other_key])
        case 2 if isinstance(holder, list):
            holder.insert(0, deepcopy(holder[key]))
        case 3 if isinstance(holder, dict):
            holder[str(other_key)] = holder.pop(key)
        case 4:
            holder[key] = chance.choice(
                ["", "0", "-1", "1.5", "100%", "1/3", "true", "x", "na", "ladder", "pooled", "sum"]
            )
        case _:
            alike = [(h, k) for h, k in places if k == key and isinstance(h[k], str) and isinstance(holder[key], str)]
            if alike:
                found_holder, found_key = chance.choice(alike)
                holder[key] = found_holder[found_key]


def variants(number: int) -> Iterator[str]:
    chance = random.Random(20261121)
    for _ in range(number):
        tree = yaml.load(RICH, Loader=yaml.BaseLoader)
        for _ in range(chance.choice([1, 1, 2, 3])):
            change(tree, chance)
        yield yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)


def rows(questionnaire: Questionnaire) -> pl.LazyFrame:
    ids = [item.id for item in questionnaire.items]
    first = {item.id: item.choices()[0].value if item.choices() else "5" for item in questionnaire.items}
    last = {item.id: item.choices()[-1].value if item.choices() else "5" for item in questionnaire.items}
    replies = [first, last, dict.fromkeys(ids, "dk"), dict.fromkeys(ids, "na"), dict.fromkeys(ids)]
    return pl.LazyFrame(replies, schema=dict.fromkeys(ids, pl.String))


def ask(questionnaire: Questionnaire) -> None:
    interview = Interview.begin(questionnaire)
    for item in interview.items:
        assert item.choices() or item.type in ("number", "text")


@pytest.mark.parametrize("number", [60, pytest.param(2_000, marks=pytest.mark.release)])
def test_what_is_not_refused_can_be_asked_and_scored(number: int) -> None:
    accepted = 0
    for text in variants(number):
        try:
            questionnaire = questionnaires.parse(text.encode(), "q.yaml")
        except InvalidFile as refused:
            assert all(problem.place.line for problem in refused.problems)  # noqa: PT017
            continue
        accepted += 1
        ask(questionnaire)
        assert score_rows(questionnaire, rows(questionnaire)).collect().height == 5
        assert score_groups(questionnaire, rows(questionnaire)).collect().height == 1

    assert number / 10 < accepted < number

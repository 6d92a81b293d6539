"""One item of every type, as its author writes it, and how to put questions to it."""

from collections.abc import Mapping

import pytest
from pydantic import TypeAdapter

from servicecheck.errors import InvalidAnswer
from servicecheck.items import BaseItem, Item

RATING = {"id": "A1", "type": "rating", "text": "Calls are answered"}
COLOURS = {
    "id": "A2",
    "type": "choice",
    "text": "Which colour?",
    "options": [
        {"value": "red", "points": 0, "label": {"en": "Red", "da": "Rød", "sv": "Röd"}},
        {"value": "2", "points": 4, "label": "Blue"},
        {"value": "green", "points": 10},
    ],
}
CHANNELS = {
    "id": "A3",
    "type": "choices",
    "text": "Where can customers reach you?",
    "options": [{"value": "phone", "points": 5}, {"value": "mail", "points": 2}, {"value": "chat"}],
}
YES_NO = {"id": "A4", "type": "yes-no", "text": "Incidents are logged"}
DAYS = {
    "id": "A5",
    "type": "number",
    "text": "How many days a month?",
    "minimum": 0,
    "maximum": "30.5",
    "bands": [{"from": 10, "points": 3}, {"from": 0, "points": 1}, {"from": "1.1501", "points": 2}],
}
WORDS = {"id": "A6", "type": "text", "text": "What else?", "max_length": 10}


def item(data: Mapping[str, object], **changes: object) -> BaseItem:
    return TypeAdapter[BaseItem](Item).validate_python({**data, **changes})


def refusal(refused: BaseItem, text: str) -> InvalidAnswer:
    with pytest.raises(InvalidAnswer) as caught:
        refused.parse(text)
    return caught.value

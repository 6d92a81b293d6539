"""Question types. Each answers the same three questions: what can be picked, what was meant, what it is worth.

To add one: write a class beside these and name it in `Item`. Nothing else asks which class an item is.
"""

from typing import Annotated

from pydantic import Field

from servicecheck.items.base import Action, BaseItem, Choice, Option
from servicecheck.items.choice import ChoiceItem
from servicecheck.items.choices import ChoicesItem
from servicecheck.items.number import NumberItem
from servicecheck.items.rating import RATING_SCALE, RatingItem, Scale
from servicecheck.items.text import TextItem
from servicecheck.items.worth import Bands, ByValue, Several, Unscored, Worth
from servicecheck.items.yes_no import YesNoItem

Item = Annotated[
    RatingItem | ChoiceItem | ChoicesItem | YesNoItem | NumberItem | TextItem,
    Field(discriminator="type"),
]

__all__ = [
    "RATING_SCALE",
    "Action",
    "Bands",
    "BaseItem",
    "ByValue",
    "Choice",
    "ChoiceItem",
    "ChoicesItem",
    "Item",
    "NumberItem",
    "Option",
    "RatingItem",
    "Scale",
    "Several",
    "TextItem",
    "Unscored",
    "Worth",
    "YesNoItem",
]

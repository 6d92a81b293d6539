"""Free text, never scored."""

from typing import Annotated, Literal

from pydantic import Field

from servicecheck.errors import InvalidAnswer
from servicecheck.items.base import BaseItem, Choice
from servicecheck.items.worth import Unscored, Worth


class TextItem(BaseItem):
    """Somebody's own words."""

    type: Literal["text"]
    max_length: Annotated[int, Field(ge=1, le=10_000)] = 2_000

    def choices(self) -> tuple[Choice, ...]:
        """None: a text is written."""
        return ()

    @property
    def hint(self) -> str:
        """Words are written."""
        return "iv_hint_text"

    def is_allowed(self, code: str) -> bool:
        """Neither: "na" and "dk" are words here, and whoever has none leaves the line empty."""
        return False

    def worth(self) -> Worth:
        """Words are not scored."""
        return Unscored()

    def parse(self, text: str) -> str:
        """The words as written; "na" and "dk" are words here."""
        return self.read(text)

    def read(self, text: str) -> str:
        """The words without outer space. Raises InvalidAnswer when there are none or too many."""
        words = text.strip()
        if not words:
            raise InvalidAnswer("err_required", given=text)
        if len(words) > self.max_length:
            raise InvalidAnswer("err_too_long", given=words[:40], max=str(self.max_length))
        return words

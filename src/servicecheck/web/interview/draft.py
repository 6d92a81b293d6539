"""What was sent from a page and could not be kept as it was, so that nobody has to write it again."""

from dataclasses import dataclass, field

from servicecheck.errors import InvalidAnswer
from servicecheck.language import Words
from servicecheck.web.forms import Form

NOTE, EVIDENCE, GRADE = "note", "evidence", "grade"
"""The fields of a question's form beside the answer."""


class NotKept(Exception):
    """Something that was written in one of a page's fields cannot be kept."""

    def __init__(self, name: str, refused: InvalidAnswer) -> None:
        super().__init__(name)
        self.name = name
        self.refused = refused


@dataclass(frozen=True)
class Draft:
    """The fields of a page as they were sent, and what is wrong with one of them."""

    path: str
    fields: Form = field(default_factory=lambda: Form({}))
    name: str = ""
    """The field that is wrong; empty where it is none of them."""
    wrong: str = ""

    @property
    def is_sent(self) -> bool:
        """Whether something was sent, so that it stands for what was kept before."""
        return bool(self.fields.fields)


def told(refused: InvalidAnswer, words: Words, *, is_picked: bool = False) -> str:
    """Why something is no answer, where it *is_picked* or written."""
    wording = "err_choose_one" if is_picked else refused.wording
    return words(wording, given=" ".join(refused.given.split())[:60], **refused.values)

"""The page with a question, and the vote that comes back from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from servicecheck.errors import InvalidAnswer
from servicecheck.items import Item
from servicecheck.language import Words
from servicecheck.telling.replies import as_written
from servicecheck.web.forms import Form
from servicecheck.web.questions import answering, hint_of, reply_in
from servicecheck.workshop import Vote, Workshop

LONGEST_COMMENT = 500
COMMENT = "comment"


@dataclass(frozen=True)
class Sent:
    """What a form said about one ballot."""

    item: str
    ballot: int
    form: Form

    @classmethod
    def of(cls, form: Form) -> "Sent":
        """The same form, its item and its ballot read; a number that is none is no ballot there is."""
        number = form.one("ballot")
        return cls(form.one("item"), int(number) if number.isdecimal() and len(number) < 6 else 0, form)

    def vote(self, item: Item) -> Vote:
        """What is voted. Raises InvalidAnswer."""
        value = reply_in(self.form, item)
        if not value:
            raise InvalidAnswer("ws_missing", given="")
        note = " ".join(self.form.one(COMMENT).split())
        if len(note) > LONGEST_COMMENT:
            raise InvalidAnswer("err_too_long", given=note[:40], max=str(LONGEST_COMMENT))
        return Vote(value, note)

    @property
    def picked(self) -> frozenset[str]:
        """Everything that was picked."""
        return frozenset((*self.form.all("answer"), *self.form.all("other")))


def question(workshop: Workshop, code: str, words: Words, sent: Sent | None = None) -> Mapping[str, object]:
    """What the page of the open question shows: with what was *sent*, else with what this person voted before."""
    item, ballot = workshop.item, workshop.ballot
    assert item is not None
    before = ballot.votes.get(code)
    value = before.value if before else ""
    picked = sent.picked if sent else frozenset(value.split("|") if item.takes_several else [value])
    written = "".join(sent.form.all("answer")) if sent else _written(item, value, words)
    comment = sent.form.one(COMMENT) if sent else before.note if before else ""
    own = workshop.questionnaire.instruction
    return {
        "question": answering(workshop.questionnaire, item, words, picked, written),
        "item": item,
        "ballot": ballot.number,
        "text": words.typeset(item.text),
        "hint": hint_of(item, words),
        "instruction": words.typeset(own) if own else "",
        "help": words.typeset(item.help) if item.help else "",
        "comment": comment,
        "longest": LONGEST_COMMENT,
        "has_voted": before is not None,
    }


def _written(item: Item, value: str, words: Words) -> str:
    if item.choices() or value in ("na", "dk"):
        return ""
    return value if item.type == "text" else as_written(value, words)

"""The page with a question, and the vote that comes back from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from servicecheck.errors import InvalidAnswer
from servicecheck.items import Item
from servicecheck.language import Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.telling.replies import as_written, between, is_anchored, level_name, level_of, picked
from servicecheck.web.forms import Form
from servicecheck.web.questions import ANSWER, OTHER, answering, hint_of, reply_in
from servicecheck.workshop import Refused, Vote, Workshop

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
            raise InvalidAnswer(_missing(item), given="")
        note = " ".join(self.form.one(COMMENT).split())
        if len(note) > LONGEST_COMMENT:
            raise InvalidAnswer("err_too_long", given=note[:40], max=str(LONGEST_COMMENT))
        return Vote(value, note)

    @property
    def picked(self) -> frozenset[str]:
        """Everything that was picked."""
        return frozenset((*self.form.all(ANSWER), *self.form.all(OTHER)))


def voted(workshop: Workshop, code: str, sent: Sent, vote: Vote) -> Workshop:
    """The room with this vote. Raises Refused and InvalidAnswer.

    A phone that never heard that its vote had arrived sends it again; where the ballot was shown meanwhile with this
    very vote in it, nothing is wrong.
    """
    try:
        return workshop.vote(code, sent.item, sent.ballot, vote)
    except Refused:
        ballots = [ballot for ballot in workshop.ballots.get(sent.item, ()) if ballot.number == sent.ballot]
        if any(ballot.votes.get(code) == vote for ballot in ballots):
            return workshop
        raise


def question(workshop: Workshop, code: str, words: Words, sent: Sent | None = None) -> Mapping[str, object]:
    """What the page of the open question shows: with what was *sent*, else with what this person voted before."""
    item, ballot = workshop.item, workshop.ballot
    assert item is not None
    before = ballot.votes.get(code)
    value = before.value if before else ""
    chosen = sent.picked if sent else frozenset(value.split("|") if item.takes_several else [value])
    written = "".join(sent.form.all(ANSWER)) if sent else _written(item, value, words)
    comment = sent.form.one(COMMENT) if sent else before.note if before else ""
    return {
        "question": answering(workshop.questionnaire, item, words, chosen, written),
        "item": item,
        "ballot": ballot.number,
        "text": words.typeset(item.text),
        "told": [one for one in (words.typeset(item.help) if item.help else "", hint_of(item, words)) if one],
        "comment": comment,
        "longest": LONGEST_COMMENT,
    }


def reply_of(questionnaire: Questionnaire, item: Item, value: str, words: Words) -> str:
    """A vote in words, as its own voter is shown it."""
    if value in ("na", "dk") and item.is_allowed(value):
        return words(value)
    level = level_of(item, value)
    if level and is_anchored(item):
        return level_name(questionnaire.level(level), words)
    if value == "none" and item.takes_several:
        return words("form_none_of_these")
    shown = between(questionnaire, item, value, words) or picked(item, value, words)
    return words.quote(value) if item.type == "text" else shown


def _missing(item: Item) -> str:
    """What to say to whoever answered nothing."""
    if not item.choices():
        return "err_required"
    return "ws_missing" if item.is_allowed("dk") else "err_choose_one"


def _written(item: Item, value: str, words: Words) -> str:
    if item.choices() or value in ("na", "dk"):
        return ""
    return value if item.type == "text" else as_written(value, words)

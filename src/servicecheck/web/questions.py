"""What an item is answered with, as pages show it, and what a form says in answer: at a desk and on a phone alike."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from servicecheck.errors import InvalidAnswer
from servicecheck.items import Item
from servicecheck.language import Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.telling.replies import as_written, between, is_anchored, label_of, level_of, offered
from servicecheck.web.forms import Form
from servicecheck.web.level_look import LevelLook, level_look

ANSWER, OTHER = "answer", "other"
"""The fields of a form that hold the answer: what can be picked or written, and what stands alone beside boxes."""
_ALONE = ("na", "dk", "none")

Look = LevelLook | Literal["half", "plain"]
Layout = Literal["scale", "list", "several", "number", "text"]


@dataclass(frozen=True)
class Choice:
    """One thing that can be picked."""

    value: str
    word: str
    """The level's title, or the words of the option."""
    says: str = ""
    """The description of the level; empty where the word is all there is."""
    beside: str = ""
    """Between which levels a step without words lies, for whoever does not see it."""
    look: Look = "plain"
    is_picked: bool = False


@dataclass(frozen=True)
class Answering:
    """What stands under a question."""

    layout: Layout
    choices: tuple[Choice, ...]
    nothing: Choice
    """None of these, where several can be picked."""
    others: tuple[Choice, ...]
    """What can be said instead of an answer."""
    written: str
    longest: int
    """How many characters a text has room for."""


def answering(
    questionnaire: Questionnaire, item: Item, words: Words, picked: Container[str] = (), written: str = ""
) -> Answering:
    """What *item* is answered with, some of it *picked* or *written*."""
    return Answering(
        layout=layout_of(item),
        choices=tuple(_choice(questionnaire, item, one.value, picked, words) for one in item.choices()),
        nothing=Choice("none", words("form_none_of_these"), is_picked="none" in picked),
        others=tuple(Choice(code, words(code), is_picked=code in picked) for code in offered(item)),
        written=written,
        longest=item.max_length if item.type == "text" else 0,
    )


def layout_of(item: Item) -> Layout:
    """How answers stand: `scale` is descriptions with steps between."""
    if item.takes_several:
        return "several"
    if not item.choices():
        return "number" if item.type == "number" else "text"
    return "scale" if is_anchored(item) else "list"


def hint_of(item: Item, words: Words) -> str:
    """How to answer, where the choices do not say it."""
    if item.takes_several:
        return words("iv_web_several")
    if item.choices():
        return words("iv_choose") if is_anchored(item) else ""
    return words(item.hint) + (f" ({item.measured_in})" if item.measured_in else "")


def reply_in(form: Form, item: Item) -> str:
    """What a form says in answer to *item*, as it takes it; empty where it says nothing.

    Raises InvalidAnswer for an answer that stands alone beside another.
    """
    given = [one for one in (*form.all(ANSWER), *form.all(OTHER)) if one.strip()]
    if len(given) > 1 and (not item.takes_several or any(one in _ALONE for one in given)):
        raise InvalidAnswer("form_alone", given="")
    if item.takes_several and given and given[0] not in _ALONE:
        return "|".join([*given, ""])
    return "".join(given).replace("\r\n", "\n").strip()


def _choice(questionnaire: Questionnaire, item: Item, value: str, picked: Container[str], words: Words) -> Choice:
    level, label, is_picked = level_of(item, value), label_of(item, value, words), value in picked
    if not is_anchored(item):
        return Choice(value, label or as_written(value, words), is_picked=is_picked)
    if level is None:
        beside = between(questionnaire, item, value, words)
        return Choice(value, label or words("iv_in_between"), beside=beside, look="half", is_picked=is_picked)
    title = words.typeset(questionnaire.level(level).title)
    return Choice(value, title, label, look=level_look(questionnaire, level), is_picked=is_picked)

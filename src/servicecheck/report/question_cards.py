"""Question cards for the wall of a room: one question a page, in letters that are read from some metres away."""

from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar, Final, Literal

from servicecheck import __version__
from servicecheck.telling.asking import Asking, Part, Question
from servicecheck.telling.replies import code_of

Size = Literal["large", "medium", "small"]

_MOST_BESIDE: Final = 3
"""So many descriptions stand beside each other."""
_ROOM: Final = 465
"""How tall a page is, in points, without its margins and with something to spare."""


@dataclass(frozen=True)
class Letters:
    """How much of the page the style sheet's letters of one size take: letters a line, and points a line."""

    question: tuple[int, int]
    beside: tuple[int, int]
    """Of a description in one of three columns."""
    below: tuple[int, int]
    aside: tuple[int, int]
    rest: int
    """What stands around all of it."""


_LETTERS: Final[dict[Size, Letters]] = {
    "large": Letters((35, 50), (15, 30), (60, 41), (70, 26), 150),
    "medium": Letters((46, 41), (21, 23), (82, 32), (80, 26), 135),
    "small": Letters((62, 32), (32, 17), (120, 21), (115, 18), 105),
}


@dataclass(frozen=True)
class CardAnswer:
    """One thing that can be answered."""

    code: str
    """What is typed or said for it."""
    title: str
    """The level's name; empty where there is none."""
    look: Literal["low", "middle", "high", "none"]
    words: str


@dataclass(frozen=True)
class Card:
    """One question."""

    number: str
    section: str
    text: str
    help: str
    condition: str
    answers: tuple[CardAnswer, ...]
    """The descriptions, or the options; steps without words stand in `between`."""
    between: str
    """What the steps without words are called, in a sentence; empty where there are none."""
    is_anchored: bool
    size: Size
    hint: str


@dataclass(frozen=True)
class QuestionCards:
    """All that the template sees."""

    template: ClassVar[str] = "cards"
    language: str
    title: str
    organisation: str
    cards: tuple[Card, ...]
    generator: str


def question_cards(asking: Asking) -> QuestionCards:
    """The cards in the language of *asking*, in the order of the questions."""
    numbers = {question.item.id: number for number, question in enumerate(asking.questions, 1)}
    return QuestionCards(
        language=asking.words.language,
        title=asking.title,
        organisation=asking.occasion.organisation,
        cards=tuple(_card(part, one, numbers[one.item.id], asking) for part in asking.parts for one in part.questions),
        generator=f"servicecheck {__version__}",
    )


def _card(part: Part, question: Question, number: int, asking: Asking) -> Card:
    words = asking.words
    answers = tuple(_answer(question, place, asking) for place in _shown(question))
    steps = [code_of(question.item, one.value, words) for one in question.replies if not one.is_described]
    condition = " ".join(filter(None, (part.audience, question.condition)))
    hint = "" if question.replies else words("iv_hint_text" if question.item.type == "text" else "iv_hint_number")
    return Card(
        number=words("iv_question_of", number=number, total=len(asking.questions)),
        section=part.title,
        text=question.text,
        help=question.help,
        condition=condition,
        answers=answers,
        between=words("card_between", steps=words.join(steps)) if question.is_anchored and steps else "",
        is_anchored=question.is_anchored,
        size=_size(question, answers, condition),
        hint=f"{hint} ({question.item.measured_in})" if hint and question.item.measured_in else hint,
    )


def _shown(question: Question) -> list[int]:
    """The places of the answers that have words."""
    return [place for place, reply in enumerate(question.replies) if reply.is_described or not question.is_anchored]


def _answer(question: Question, place: int, asking: Asking) -> CardAnswer:
    reply = question.replies[place]
    code = code_of(question.item, reply.value, asking.words)
    if not question.is_anchored:
        return CardAnswer(code, "", "none", reply.words or reply.value)
    described = _shown(question)
    look: Literal["low", "middle", "high"] = "middle"
    if place == described[0]:
        look = "low"
    elif place == described[-1]:
        look = "high"
    return CardAnswer(code, reply.level, look, reply.words)


def _size(question: Question, answers: tuple[CardAnswer, ...], condition: str) -> Size:
    """The largest letters in which all of it stands on one page."""
    sizes: tuple[Size, ...] = ("large", "medium")
    return next((size for size in sizes if _height(question, answers, condition, _LETTERS[size]) <= _ROOM), "small")


def _height(question: Question, answers: tuple[CardAnswer, ...], condition: str, letters: Letters) -> int:
    asides = sum(_lines(text, letters.aside) for text in (question.help, condition))
    texts = [f"{answer.title} {answer.words}" for answer in answers]
    if question.is_anchored and len(answers) <= _MOST_BESIDE:
        answered = max((_lines(answer.words, letters.beside) for answer in answers), default=0)
    else:
        answered = sum(_lines(text, letters.below) for text in texts)
    return letters.rest + _lines(question.text, letters.question) + asides + answered


def _lines(text: str, letters: tuple[int, int]) -> int:
    """How tall a text is."""
    wide, tall = letters
    return len(wrap(text, wide)) * tall

"""A ballot for somebody in a room without a phone: every question on a line, with the codes that are typed for it.

The descriptions hang on the wall, as question cards; so the ballot of most questionnaires fits on one page.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from servicecheck import __version__
from servicecheck.report.paper_form import page_of
from servicecheck.telling.asking import Asking, Part, Question
from servicecheck.telling.replies import code_of, offered

_NONE: Final = "0"
"""What is typed where several may be picked, and none is."""


@dataclass(frozen=True)
class Box:
    """A box to put a cross in."""

    code: str
    """What is typed when it is crossed."""
    words: str
    """Empty where the code says it all, as with the steps of a scale."""


@dataclass(frozen=True)
class BallotQuestion:
    """One line of a ballot."""

    number: int
    id: str
    """Empty where no condition names a question."""
    text: str
    condition: str
    boxes: tuple[Box, ...]
    is_scale: bool
    """Whether the codes alone stand beside each other, the same at every question."""
    lines: int
    """How many lines there are to write on, where nothing can be crossed."""
    unit: str
    others: tuple[str, ...]
    """The codes of what can be said instead of an answer."""


@dataclass(frozen=True)
class BallotPart:
    """A section of a ballot."""

    title: str
    audience: str
    questions: tuple[BallotQuestion, ...]


@dataclass(frozen=True)
class PaperBallot:
    """All that the template sees."""

    template: ClassVar[str] = "ballot"
    language: str
    title: str
    organisation: str
    how: str
    meaning: str
    """What the codes mean."""
    role_question: str
    roles: tuple[str, ...]
    head_question: str
    head_answer: str
    parts: tuple[BallotPart, ...]
    foot: str
    page: str
    of: str
    generator: str


def paper_ballot(asking: Asking) -> PaperBallot:
    """The ballot in the language of *asking*."""
    words, occasion = asking.words, asking.occasion
    page, of = page_of(words)
    how = [words("form_cross"), *([words("form_nameless")] if occasion.mode == "anonymous" else [])]
    numbers = {question.item.id: number for number, question in enumerate(asking.questions, 1)}
    return PaperBallot(
        language=words.language,
        title=asking.title,
        organisation=occasion.organisation,
        how=" ".join(how),
        meaning=_meaning(asking),
        role_question=words("round_role"),
        roles=(*(asking.told(role.title) for role in asking.roles), words("role_withheld")) if asking.roles else (),
        head_question=words("label_question"),
        head_answer=words("form_answer"),
        parts=tuple(_part(part, numbers, asking) for part in asking.parts),
        foot=f"{words('ballot_title')}: {asking.title}, {asking.questionnaire.version}",
        page=page,
        of=of,
        generator=f"servicecheck {__version__}",
    )


def _meaning(asking: Asking) -> str:
    """The codes of levels, of steps between, and of what is no answer, as far as there are any: 1 = Bad."""
    words = asking.words
    named: dict[str, str] = {}
    for question in asking.questions:
        if question.is_anchored:
            between = words("iv_in_between")
            codes = {reply: code_of(question.item, reply.value, words) for reply in question.replies}
            named |= {code: reply.level or between for reply, code in codes.items() if reply.level or not reply.words}
        named |= {words(f"iv_key_{code}"): words(f"iv_cmd_{code}") for code in offered(question.item)}
    return "; ".join(f"{code} = {meaning}" for code, meaning in named.items())


def _part(part: Part, numbers: dict[str, int], asking: Asking) -> BallotPart:
    questions = tuple(_question(one, numbers[one.item.id], asking) for one in part.questions)
    return BallotPart(part.title, part.audience, questions)


def _question(question: Question, number: int, asking: Asking) -> BallotQuestion:
    item, words = question.item, asking.words
    is_scale = question.is_anchored
    boxes = [
        Box(code_of(item, reply.value, words), "" if is_scale else reply.words or reply.code)
        for reply in question.replies
    ]
    if item.takes_several:
        boxes.append(Box(_NONE, words("form_none_of_these")))
    return BallotQuestion(
        number=number,
        id=item.id if any(one.condition for one in asking.questions) else "",
        text=question.text,
        condition=question.condition,
        boxes=tuple(Box(box.code, "" if box.words == box.code else box.words) for box in boxes),
        is_scale=is_scale,
        lines=0 if boxes else 2 if item.type == "text" else 1,
        unit=item.measured_in or "",
        others=tuple(words(f"iv_key_{code}") for code in offered(item)),
    )

"""A form to fill in by hand: everything its template sees, and the pages made of it.

It is made from a questionnaire alone, so nobody's answers can be in it; its template is shipped, not anybody's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from servicecheck import __version__
from servicecheck.conditions import NOT_ANSWERS
from servicecheck.language import Words
from servicecheck.telling.asking import Asking, Part, Question, Reply

_BESIDE_EACH_OTHER: Final = frozenset({"2-0", "2-1", "3-0", "3-2"})
"""So many descriptions and so many steps between them fit on the width of a page."""
_LINES_FOR_TEXT: Final = 3
_SHORT: Final = 40
"""Letters; so short answers stand beside each other."""


@dataclass(frozen=True)
class PaperAnswer:
    """A box to put a cross in."""

    code: str
    level: str
    words: str


@dataclass(frozen=True)
class PaperQuestion:
    """One question with its boxes, or with lines to write on."""

    id: str
    text: str
    condition: str
    help: str
    hint: str
    layout: str
    """How answers stand: `3-2` is three descriptions with two steps between; else `row`, `list` or `lines`."""
    answers: tuple[PaperAnswer, ...]
    lines: int
    """How many lines there are to write an answer on."""
    is_short: bool
    """Whether a number is written on the line."""
    unit: str
    others: tuple[str, ...]
    """What can be said instead of an answer."""


@dataclass(frozen=True)
class PaperSection:
    """A section; a form for customers has one without a title."""

    title: str
    note: str
    audience: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True)
class PaperForm:
    """All that the template sees."""

    template: ClassVar[str] = "paper"
    language: str
    title: str
    organisation: str
    instruction: str
    how: str
    notice_title: str
    notice: tuple[str, ...]
    role_question: str
    roles: tuple[str, ...]
    """Everything that can be ticked as a role; empty where it is not asked."""
    code_question: str
    """Empty where no code is asked for."""
    sections: tuple[PaperSection, ...]
    note: str
    foot: str
    page: str
    of: str
    generator: str


def paper_form(asking: Asking) -> PaperForm:
    """The form in the language of *asking*."""
    words, occasion = asking.words, asking.occasion
    page, of = page_of(words)
    roles = (*(asking.told(role.title) for role in asking.roles), words("role_withheld")) if asking.roles else ()
    is_nameless = occasion.mode == "anonymous"
    return PaperForm(
        language=words.language,
        title=asking.title,
        organisation=occasion.organisation,
        instruction=asking.instruction,
        how=" ".join([words("form_cross"), *([words("form_nameless")] if is_nameless else [])]),
        notice_title=words("notice_heading"),
        notice=asking.notice,
        role_question=words("round_role"),
        roles=roles,
        code_question="" if occasion.mode == "own" or asking.of_customers else words("form_code_ask"),
        sections=tuple(_section(part, asking) for part in asking.parts),
        note=words("iv_note"),
        foot=f"{asking.title}, {asking.questionnaire.version}",
        page=page,
        of=of,
        generator=f"servicecheck {__version__}",
    )


def page_of(words: Words) -> tuple[str, str]:
    """What stands before the number of a page, and before the number of all: "Page" and "of"."""
    page, of = words.template("report_page").removesuffix("{pages}").split("{page}")
    return page.strip(), of.strip()


def _section(part: Part, asking: Asking) -> PaperSection:
    return PaperSection(part.title, part.note, part.audience, tuple(_question(one, asking) for one in part.questions))


def _question(question: Question, asking: Asking) -> PaperQuestion:
    item, words = question.item, asking.words
    answers = [*_answers(question), *([Reply("none", "", words("form_none_of_these"))] if item.takes_several else [])]
    return PaperQuestion(
        id=item.id,
        text=question.text,
        condition=question.condition,
        help=question.help,
        hint=words("form_crosses") if item.takes_several else "",
        layout=_layout(question),
        answers=tuple(PaperAnswer(reply.code, reply.level, reply.words) for reply in answers),
        lines=0 if question.replies else _LINES_FOR_TEXT if item.type == "text" else 1,
        is_short=item.type == "number",
        unit=item.measured_in or "",
        others=tuple(asking.not_answer(code) for code in NOT_ANSWERS[::-1] if item.is_allowed(code)),
    )


def _answers(question: Question) -> Iterator[Reply]:
    """The answers; a level is named only where they describe levels."""
    for reply in question.replies:
        yield reply if question.is_anchored else Reply(reply.value, reply.code, reply.words)


def _layout(question: Question) -> str:
    if not question.replies:
        return "lines"
    described = sum(reply.is_described for reply in question.replies)
    together = f"{described}-{len(question.replies) - described}"
    if question.is_anchored and together in _BESIDE_EACH_OTHER:
        return f"of-{together}"
    longest = max(len(reply.code + reply.words) for reply in question.replies)
    return "row" if longest <= _SHORT and not question.is_anchored else "list"

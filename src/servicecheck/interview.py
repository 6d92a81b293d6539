"""One respondent's way through a questionnaire: where they are, what they replied, what comes next.

An interview never changes: every step returns a new one. Its place is a place in the questionnaire's own fixed order of
questions and tables, so that questions may appear and disappear around it without any answer moving to another item.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from servicecheck.conditions import holds
from servicecheck.errors import InvalidAnswer
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire, Register, Section
from servicecheck.response import Answer, Respondent, Response

Step = Item | Register
EMPTY = Answer(None)

Way = Literal["continue", "see_answers", "start_over"]
"""What somebody who comes back can do."""


class Quit(Exception):
    """Whoever answers wants to save and quit."""


@dataclass(frozen=True)
class Reviewed:
    """One line of the overview: a visible item, its number, and what was replied."""

    number: int
    item: Item
    answer: Answer


@dataclass(frozen=True)
class Interview:
    """A questionnaire, the answers so far, and the step that is asked now. Make one with `begin`."""

    questionnaire: Questionnaire
    answers: Mapping[str, Answer] = field(default_factory=dict)
    role: str | None = None
    position: int = 0
    """The index of the step in `steps`; their number when everything has been asked."""

    @classmethod
    def begin(
        cls, questionnaire: Questionnaire, answers: Mapping[str, Answer] | None = None, role: str | None = None
    ) -> "Interview":
        """Start, or go on where it was: at the first question that has not been shown."""
        return cls(questionnaire, MappingProxyType(dict(answers or {})), role).resume()

    # What is asked

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every item and every table, in the questionnaire's order, whether visible or not."""
        return tuple(_steps(self.questionnaire))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items this respondent is asked, given the answers so far."""
        return tuple(_visible(self.questionnaire, self.answers, self.role))

    @cached_property
    def _shown(self) -> frozenset[str]:
        return frozenset(item.id for item in self.items)

    @property
    def step(self) -> Step | None:
        """What is asked now; None when only the review is left."""
        return self.steps[self.position] if self.position < len(self.steps) else None

    @property
    def item(self) -> Item | None:
        """The item that is asked now, if it is one."""
        return None if isinstance(self.step, Register) else self.step

    @property
    def register(self) -> Register | None:
        """The table that is filled in now, if it is one."""
        return self.step if isinstance(self.step, Register) else None

    @property
    def tables(self) -> tuple[Register, ...]:
        """The tables this respondent is asked to fill in, given the answers so far."""
        steps = (step for place, step in enumerate(self.steps) if self.is_asked(place))
        return tuple(step for step in steps if isinstance(step, Register))

    @property
    def is_done(self) -> bool:
        """Whether every step has been asked."""
        return self.step is None

    def answer(self, item: Item) -> Answer | None:
        """What was replied to *item*; None when it has not been shown yet."""
        return self.answers.get(item.id)

    # Where we are

    @property
    def number(self) -> int:
        """The number of the current item among the visible ones, from 1."""
        return self._number(self._asked().id)

    @property
    def total(self) -> int:
        """How many items are visible now."""
        return len(self.items)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections with visible items, in order."""
        homes = {(home := self.questionnaire.home(item.id)).id: home for item in self.items}
        return tuple(homes.values())

    @property
    def section(self) -> Section:
        """The section of the current item."""
        return self.questionnaire.home(self._asked().id)

    @property
    def section_number(self) -> int:
        """The number of the current section among those with visible items, from 1."""
        return [section.id for section in self.sections].index(self.section.id) + 1

    @property
    def opens_section(self) -> bool:
        """Whether the current item is the first that is asked in its section."""
        first = next(item for item in self.items if self.questionnaire.home(item.id) is self.section)
        return first is self.item

    # Moving on; each returns a new interview

    def reply(self, text: str) -> "Interview":
        """Store what was meant by *text* and go on. Raises InvalidAnswer."""
        return self._with(value=self._asked().parse(text)).next()

    def skip(self) -> "Interview":
        """Leave the question open, or as answered before, and go on. Raises InvalidAnswer if it is required."""
        item = self._asked()
        if item.required and self._current.value is None:
            raise InvalidAnswer("err_required", given="")
        return self._with().next()

    def leave_open(self) -> "Interview":
        """Leave the question open, whatever was answered before, and go on. Raises InvalidAnswer if it is required."""
        return self._with(value=None).skip()

    def note(self, text: str) -> "Interview":
        """Put a note to the current item, or take it away with an empty text; the question stays."""
        return self._with(note=text.strip())

    def evidence(self, text: str, grade: int | None = None) -> "Interview":
        """Say what the answer builds on, with its grade 0 to 3; the question stays. Raises ValueError."""
        if grade is not None and not 0 <= grade <= 3:
            raise ValueError(f"an evidence grade is 0 to 3, not {grade}")
        return self._with(evidence=text.strip(), evidence_grade=grade)

    def back(self) -> "Interview":
        """Return to the previous step; its answer is kept until it is changed. The first step stays where it is."""
        before = [place for place in range(self.position) if self.is_asked(place)]
        return replace(self, position=before[-1]) if before else self

    def next(self) -> "Interview":
        """Go on to the next visible step, or to the end."""
        return replace(self, position=self._first_visible(self.position + 1))

    def go_to(self, number: int) -> "Interview":
        """Go to the item with this number among the visible ones. Raises IndexError."""
        if not 1 <= number <= self.total:
            raise IndexError(number)
        return replace(self, position=self.steps.index(self.items[number - 1]))

    def catch_up(self) -> "Interview":
        """Go to the first visible item that has not been shown, or to the end."""
        unseen = (place for place, item in self._places() if item.id not in self.answers)
        return replace(self, position=next(unseen, len(self.steps)))

    def resume(self) -> "Interview":
        """Go to where somebody stopped: the first item that has not been shown, or the tables just before it.

        If the last that was shown has a note but no answer, it was being worked on, so it comes again.
        """
        here = self.catch_up().position
        seen = [place for place, _ in self._places() if place < here]
        if not seen:
            return replace(self, position=self._first_visible(0))
        last = self.steps[seen[-1]]
        is_begun = _is_begun(self.answers[last.id])
        return replace(self, position=seen[-1] if is_begun else self._first_visible(seen[-1] + 1))

    # What has been said

    @property
    def replied(self) -> int:
        """How many visible items have a reply: an answer, "don't know" or "not relevant"."""
        return sum(line.answer.value is not None for line in self.review())

    def count(self, value: str | None) -> int:
        """How many visible items were replied to with exactly this, such as "dk" or None for skipped."""
        return sum(line.answer.value == value for line in self.review())

    def review(self) -> tuple[Reviewed, ...]:
        """Every visible item with its reply, in order."""
        return tuple(
            Reviewed(number, item, self.answers.get(item.id, EMPTY)) for number, item in enumerate(self.items, 1)
        )

    def response(self, respondent: Respondent, *, finished: bool = False) -> Response:
        """All replies, those to hidden items included: scoring ignores them, and they return if the item does."""
        return Response(replace(respondent, role=self.role), self.answers, finished)

    # Below the surface

    def _asked(self) -> Item:
        item = self.item
        if item is None:
            raise ValueError("no question is being asked now")
        return item

    @property
    def _current(self) -> Answer:
        return self.answers.get(self._asked().id, EMPTY)

    def _with(self, **changes: str | int | None) -> "Interview":
        answer = replace(self._current, **changes)  # type: ignore[arg-type]  # each caller passes a field of its type
        return replace(self, answers=MappingProxyType({**self.answers, self._asked().id: answer}))

    def _number(self, item_id: str) -> int:
        return next(number for number, item in enumerate(self.items, 1) if item.id == item_id)

    def _places(self) -> Iterator[tuple[int, Item]]:
        """The visible items with their places among the steps."""
        for place, step in enumerate(self.steps):
            if not isinstance(step, Register) and step.id in self._shown:
                yield place, step

    def is_asked(self, place: int) -> bool:
        """Whether this respondent is asked the step at *place*, given the answers so far."""
        step = self.steps[place]
        if not isinstance(step, Register):
            return step.id in self._shown
        return step.section is None or self._opens(step.section)

    def _opens(self, section_id: str) -> bool:
        """Whether this respondent is asked anything in the section."""
        return any(item.id in self._shown for item in self.questionnaire.section(section_id).all_items)

    def _first_visible(self, start: int) -> int:
        return next((place for place in range(start, len(self.steps)) if self.is_asked(place)), len(self.steps))


def _is_begun(answer: Answer) -> bool:
    return answer.value is None and bool(answer.note or answer.evidence)


def _steps(questionnaire: Questionnaire) -> Iterator[Step]:
    for section in questionnaire.sections:
        yield from _steps_of(section, questionnaire.registers)
    yield from (register for register in questionnaire.registers if register.section is None)


def _steps_of(section: Section, registers: tuple[Register, ...]) -> Iterator[Step]:
    yield from section.items
    for inner in section.sections:
        yield from _steps_of(inner, registers)
    yield from (register for register in registers if register.section == section.id)


def _visible(questionnaire: Questionnaire, answers: Mapping[str, Answer], role: str | None) -> Iterator[Item]:
    """The items that are asked; conditions see only the answers to visible items before them."""
    counted: dict[str, str | None] = {}
    for section in questionnaire.sections:
        yield from _visible_in(section, answers, role, counted)


def _visible_in(
    section: Section, answers: Mapping[str, Answer], role: str | None, counted: dict[str, str | None]
) -> Iterator[Item]:
    if section.who and role is not None and role not in section.who:
        return
    for item in section.items:
        if item.when is not None and not holds(item.when, counted, role):
            continue
        yield item
        answer = answers.get(item.id)
        counted[item.id] = answer.value if answer else None
        if section.aggregate == "ladder" and answer is not None and _stops(item, answer):
            break
    for inner in section.sections:
        yield from _visible_in(inner, answers, role, counted)


def _stops(item: Item, answer: Answer) -> bool:
    """Whether a ladder ends at this rung (method 3.17): "not relevant" skips it, all else short of passing ends."""
    return item.is_scored and answer.value != "na" and answer.value not in item.passing

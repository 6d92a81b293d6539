"""What can be picked in a cell, so that it reads back as the very value it stands for.

Numbers are numbers, words are the questionnaire's own. What would be read as something else, or not at all, gives way
to the stored value.
"""

from collections.abc import Iterator
from decimal import Decimal

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.files.answers.meanings import WHO, Says
from servicecheck.files.answers.questions import Questions
from servicecheck.files.answers.readings import Reading, Unreadable
from servicecheck.files.likeness import key
from servicecheck.items import Choice, Item
from servicecheck.spreadsheets import Field
from servicecheck.telling.asking import Asking, Question
from servicecheck.telling.requirements import is_number

Pick = str | Decimal
_YES_NO = {"yes": "iv_yes", "no": "iv_no"}
_GRADES: tuple[Pick, ...] = tuple(Decimal(grade) for grade in range(4))


class Picks:
    """The fields of one form, each looked up in the way in which the form will be read."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._words = asking.words
        self._questions = Questions(asking.questionnaire)
        self._reading = Reading("values", self._questions)

    def answer(self, question: Question) -> Field:
        """The cell in which *question* is answered."""
        item = question.item
        if not item.choices() or item.takes_several:
            return Field(is_text=item.type != "number", title=item.id, prompt="\n".join(self._typed(question)))
        picks = tuple(self._pick(item, choice) for choice in item.choices())
        is_text = all(isinstance(pick, str) for pick in picks)
        return Field((*picks, *self.not_answers(item)), is_text, refusal=self._words("err_choose_one"))

    def not_answers(self, item: Item) -> Iterator[str]:
        """What can be said instead of an answer."""
        for code in NOT_ANSWERS[::-1]:
            if item.is_allowed(code):
                said = (self._asking.not_answer(code), self._words(f"iv_cmd_{code}"))
                yield next((one for one in said if self._reads(item, one, code)), code)

    def coded(self, question: Question) -> Iterator[tuple[str, str]]:
        """What is typed for each of several options, and its words."""
        item = question.item
        for place, reply in enumerate(question.replies, 1):
            codes = (reply.value if is_number(reply.value) else str(place), reply.value)
            yield next((code for code in codes if self._reads(item, code, reply.value)), reply.value), reply.words

    def beside(self, question: Question) -> dict[str, Field]:
        """The cells beside an answer, by what stands in them."""
        words = self._words
        grades = "\n".join(f"{grade} {words(f'evidence_grade_{grade}')}" for grade in range(4))
        return {
            "note": Field(title=words("iv_note"), prompt=words("iv_note_prompt")),
            "evidence": Field(title=words("iv_evidence"), prompt=question.evidence_prompt),
            "evidence_grade": Field(_GRADES, False, words("form_grade"), grades, words("err_choose_one")),
        }

    def role(self) -> Field:
        """The cell in which somebody says the own role: its title, or its id where two have one title."""
        roles = self._asking.roles
        titles = [role.title.to(self._words.language) for role in roles]
        known = [{key(role.id), *(key(words) for _, words in role.title.versions)} for role in roles]
        unique = [sum(key(title) in names for names in known) == 1 for title in titles]
        picks = (title if is_one else role.id for role, title, is_one in zip(roles, titles, unique, strict=True))
        return Field(tuple(picks), refusal=self._words("err_choose_one"))

    @property
    def role_name(self) -> str:
        """What the column of roles is called."""
        return self._free("form_role", "role")

    @property
    def code_name(self) -> str:
        """What the column of codes is called."""
        return self._free("form_code", "respondent")

    def _free(self, wording: str, says: Says) -> str:
        """A word for a column that is not the name of a question."""
        names = [self._words(wording), *(name for name, meant in WHO.items() if meant == says)]
        return next((name for name in names if not self._questions.called(name)), names[0])

    def _pick(self, item: Item, choice: Choice) -> Pick:
        value, found = choice.value, Decimal(choice.value) if is_number(choice.value) else None
        if found is not None:
            return found if self._reads(item, format(found.normalize(), "f"), value) else value
        words = choice.label.to(self._words.language) if choice.label else value
        words = self._words(_YES_NO[value]) if value in _YES_NO and not choice.label else words
        return words if self._reads(item, words, value) else value

    def _reads(self, item: Item, cell: str, value: str) -> bool:
        try:
            return self._reading.value(item, cell) == value
        except Unreadable:
            return False

    def _typed(self, question: Question) -> Iterator[str]:
        """What can be typed where nothing is picked."""
        yield hint(question.item, self._asking)
        yield from (f"{code} {told}".strip() for code, told in self.coded(question))
        yield from self.not_answers(question.item)


def hint(item: Item, asking: Asking) -> str:
    """How something is typed, with its unit if it has one."""
    return asking.words(item.hint) + (f" ({item.measured_in})" if item.measured_in else "")

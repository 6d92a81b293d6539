"""What a column may say, by its name alone: a question by id, code or words, an option of one, or who answered."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.files.answers.questions import Questions
from servicecheck.files.answers.vocabulary import not_answers
from servicecheck.files.forms import Heading, Shape
from servicecheck.files.likeness import bare, key
from servicecheck.items import Item

NONE = "none"
"""What is stored where somebody picked nothing."""

Says = Literal[
    "respondent", "role", "language", "finished", "submitted",
    "item", "value", "note", "evidence", "evidence_grade", "option", "instead",
]  # fmt: skip
WHO: Mapping[str, Says] = {
    "respondent": "respondent", "respondent code": "respondent", "respondent_code": "respondent",
    "respondent id": "respondent", "respondent_id": "respondent", "respondentid": "respondent",
    "code": "respondent", "kode": "respondent", "kod": "respondent", "svarperson": "respondent",
    "role": "role", "rolle": "role", "roll": "role",
    "language": "language", "sprog": "language", "språk": "language",
    "finished": "finished",
}  # fmt: skip
"""The names of columns that say who answered."""

LONG: Mapping[str, Says] = {
    "item": "item", "question": "item", "question id": "item", "spørgsmål": "item", "fråga": "item",
    "value": "value", "answer": "value", "svar": "value", "værdi": "value", "värde": "value",
    "note": "note", "evidence": "evidence", "evidence_grade": "evidence_grade",
}  # fmt: skip
"""The names of the columns of a table with one answer a row."""

_BESIDE: Mapping[str, Says] = {
    "note": "note", "evidence": "evidence", "evidence_grade": "evidence_grade", "instead": "instead",
}  # fmt: skip
_PEOPLE: Mapping[str, Says] = {
    "respondent": "respondent", "role": "role", "language": "language", "finished": "finished",
}  # fmt: skip
_BESIDE_ITEM = re.compile(r"(.+?)\s*[:.]\s*(note|evidence|evidence_grade|instead)")
_NUMBERED = re.compile(r"(?:\w{1,20} ?)?[0-9]{1,3} ?[.:)] ?(.{3,})")
_OF_A_MAP = re.compile(r"([^:\[\]]+)(?::(note|evidence|evidence_grade|instead)|\[(.+)\])?")


@dataclass(frozen=True)
class Meaning:
    """What stands in a column."""

    says: Says
    question: str = ""
    """The id of the item, where it is an answer or what stands beside one."""
    option: str = ""
    """The option that is ticked in this column, where each option has its own."""

    @property
    def target(self) -> str:
        """How a map of columns writes it."""
        if self.says == "option":
            return f"{self.question}[{self.option}]"
        if self.question:
            return self.question if self.says == "value" else f"{self.question}:{self.says}"
        return self.says


def meanings(heading: Heading, shape: Shape, questions: Questions) -> list[Meaning]:
    """What a column may say by its name; more than one thing where its name is that of several questions."""
    if heading.purpose != "asked":
        return []
    loose = shape.has_loose_codes
    if heading.option and (option := _option(heading, questions, loose=loose)):
        return option
    found = next((one for name in heading.names if (one := _called(name, questions, loose=loose))), [])
    if loose and len(found) == 1 and found[0].says == "value":
        words = {item for name in heading.names for item in questions.called(name) if key(item) != key(name)}
        return [Meaning("value", item) for item in sorted(words | {found[0].question})]
    return found


def _called(name: str, questions: Questions, *, loose: bool) -> list[Meaning]:
    def items(words: str) -> list[str]:
        return sorted(questions.called(words) or (questions.coded(words) if loose else set()))

    if found := items(name):
        return [Meaning("value", item) for item in found]
    beside = _BESIDE_ITEM.fullmatch(key(name))
    if beside and (found := items(beside[1])):
        return [Meaning(_BESIDE[beside[2]], item) for item in found]
    numbered = _NUMBERED.fullmatch(key(name))
    if numbered and (found := sorted(questions.called(numbered[1]))):
        return [Meaning("value", item) for item in found]
    return [Meaning(WHO[key(name)])] if key(name) in WHO else []


def _option(heading: Heading, questions: Questions, *, loose: bool) -> list[Meaning]:
    """The option that a column is for, where several may be picked and each has a column."""
    groups = questions.called(heading.group)
    if loose and not groups:
        groups = questions.coded(heading.group) or questions.coded(heading.name.rpartition("_")[0])
    found = []
    for item in sorted(groups):
        for choice in questions.items[item].choices() if questions.items[item].takes_several else ():
            labels = [words for _, words in choice.label.versions] if choice.label else []
            is_code = loose and bare(choice.value) == bare(heading.option)
            if is_code or key(heading.option) in map(key, [choice.value, *labels]):
                found.append(Meaning("option", item, choice.value))
        found += [Meaning("option", item, code) for code in _codes(questions.items[item], heading.option)]
    return found if len(found) == 1 else []


def _codes(item: Item, option: str) -> Iterator[str]:
    """What can be ticked beside the options: that none fits, that it does not apply, that somebody does not know."""
    if item.takes_several and key(option) == NONE:
        yield NONE
    for code in NOT_ANSWERS if item.takes_several else ():
        if item.is_allowed(code) and key(option) in {code, *not_answers(code)}:
            yield code


def mapped(target: str | None, questions: Questions) -> Meaning | None:
    """What a map says of a column; None where it says nothing that can be."""
    if target is not None and target in _PEOPLE:
        return Meaning(_PEOPLE[target])
    parts = _OF_A_MAP.fullmatch(target or "")
    if not parts or parts[1] not in questions.items:
        return None
    if parts[3]:
        item = questions.items[parts[1]]
        values = [*(choice.value for choice in item.choices()), *_codes(item, parts[3])] if item.takes_several else []
        return Meaning("option", parts[1], parts[3]) if parts[3] in values else None
    return Meaning(_BESIDE[parts[2]] if parts[2] else "value", parts[1])

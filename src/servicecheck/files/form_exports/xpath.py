"""Logic as the expressions of XLSForm."""

from collections.abc import Mapping
from typing import assert_never

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.files.form_exports.form import Question
from servicecheck.files.form_exports.logic import Every, Logic, Missed, No, Reached, Replied, Silent, Some
from servicecheck.files.form_exports.names import Names, instead_of


class XPath:
    """Writes what holds, with the names by which a form calls its questions."""

    def __init__(self, questions: Mapping[str, Question], names: Names) -> None:
        self._questions = questions
        self._names = names

    def of(self, logic: Logic) -> str:
        """*logic* as an expression."""
        match logic:
            case Replied():
                return " or ".join(self._is(logic.question, value) for value in logic.values)
            case Reached():
                return f"number({self._cell(logic.question)}) >= {logic.limit:f}"
            case Missed():
                return f"number({self._cell(logic.question)}) < {logic.limit:f}"
            case Silent():
                return f"{self._cell(logic.question)} = ''"
            case Every():
                return " and ".join(map(self._inner, logic.parts)) or "true()"
            case Some():
                return " or ".join(map(self._inner, logic.parts)) or "false()"
            case No():
                return f"not({self.of(logic.part)})"
            case _:
                assert_never(logic)

    def _inner(self, logic: Logic) -> str:
        is_compound = isinstance(logic, Every | Some) or (isinstance(logic, Replied) and len(logic.values) > 1)
        return f"({self.of(logic)})" if is_compound else self.of(logic)

    def _is(self, question_id: str, value: str) -> str:
        question = self._questions[question_id]
        if question.kind == "several":
            picked = [f"selected({self._cell(question_id)}, {literal(one)})" for one in value.split("|")]
            return f"({' and '.join(picked)} and count-selected({self._cell(question_id)}) = {len(picked)})"
        if question.kind == "number" and value in NOT_ANSWERS:
            return f"{self._cell(instead_of(question_id))} = {literal(value)}"
        return f"{self._cell(question_id)} = {value if question.kind == 'number' else literal(value)}"

    def _cell(self, question_id: str) -> str:
        return f"${{{self._names.name(question_id)}}}"


def literal(text: str) -> str:
    """*text* as it stands in an expression, where no sign in a text can be escaped."""
    parts = [_quoted(part) for part in _split(text)]
    return parts[0] if len(parts) == 1 else f"concat({', '.join(parts)})"


def _split(text: str) -> list[str]:
    """*text* in parts that hold no apostrophe beside anything else, and no `${`, which would name a question."""
    return [part for part in text.replace("'", "\0'\0").replace("${", "$\0{").split("\0") if part] or [""]


def _quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"

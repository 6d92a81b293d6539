"""Logic as the expressions of XLSForm."""

from collections.abc import Mapping

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.files.form_exports.expression import Expressions
from servicecheck.files.form_exports.form import Question
from servicecheck.files.form_exports.names import Names, instead_of


class XPath(Expressions):
    """Writes what holds, with the names by which a form calls its questions."""

    always, never, negated = "true()", "false()", "not"

    def __init__(self, questions: Mapping[str, Question], names: Names) -> None:
        self._questions = questions
        self._names = names

    def compares(self, question_id: str, limit: str) -> str:
        """Whether a number was given that meets *limit*."""
        return f"number({self._cell(question_id)}) {limit}"

    def is_empty(self, question_id: str) -> str:
        """Whether nothing was replied."""
        return f"{self._cell(question_id)} = ''"

    def is_reply(self, question_id: str, value: str) -> str:
        """Whether the reply to a question is *value*."""
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

"""Logic as an expression: the walk is the same for every tool, each tool says how it writes what is compared."""

from abc import ABC, abstractmethod
from typing import ClassVar, assert_never

from servicecheck.files.form_exports.logic import Every, Logic, Missed, No, Reached, Replied, Silent, Some


class Expressions(ABC):
    """Writes what holds in the language of one tool."""

    always: ClassVar[str]
    never: ClassVar[str]
    negated: ClassVar[str]
    """What stands before the bracket of what must not hold."""

    def of(self, logic: Logic) -> str:
        """*logic* as an expression."""
        match logic:
            case Replied():
                return " or ".join(self.is_reply(logic.question, value) for value in logic.values)
            case Reached():
                return self.compares(logic.question, f">= {logic.limit:f}")
            case Missed():
                return self.compares(logic.question, f"< {logic.limit:f}")
            case Silent():
                return self.is_empty(logic.question)
            case Every():
                return " and ".join(map(self._inner, logic.parts)) or self.always
            case Some():
                return " or ".join(map(self._inner, logic.parts)) or self.never
            case No():
                return f"{self.negated}({self.of(logic.part)})"
            case _:
                assert_never(logic)

    def _inner(self, logic: Logic) -> str:
        is_compound = isinstance(logic, Every | Some) or (isinstance(logic, Replied) and len(logic.values) > 1)
        return f"({self.of(logic)})" if is_compound else self.of(logic)

    @abstractmethod
    def is_reply(self, question_id: str, value: str) -> str:
        """Whether the reply to a question is *value*."""

    @abstractmethod
    def compares(self, question_id: str, limit: str) -> str:
        """Whether a number was given that meets *limit*, such as `>= 3`."""

    @abstractmethod
    def is_empty(self, question_id: str) -> str:
        """Whether nothing was replied."""

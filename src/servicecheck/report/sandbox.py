"""Where a template's pages are filled in: no way out, every text escaped, no name that is not there, no huge value."""

from collections.abc import Sized
from typing import Final

from jinja2 import BaseLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

_NO_FILTERS: Final = ("safe", "urlize")
"""They would make marks or links of what people wrote."""
_LONGEST_COPY: Final = 1_000_000
_MOST_BITS: Final = 10_000


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's own sandbox, without what it leaves to whoever uses it: escaping turned off, and values of any size."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        for name in _NO_FILTERS:
            del self.filters[name]

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Both are done in one step that nothing can stop, so their outcome is measured first."""
        if operator == "**" and isinstance(left, int) and isinstance(right, int):
            if left.bit_length() * right > _MOST_BITS:
                raise OverflowError("a power of more than three thousand digits")
        elif operator == "*" and _length(left, right) > _LONGEST_COPY:
            raise OverflowError(f"a text or list {_length(left, right)} long")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        page = super()._parse(source, name, filename)
        for switch in page.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
            raise TemplateSyntaxError("texts are always escaped. Remove 'autoescape'.", switch.lineno, name, filename)
        return page


def _length(left: object, right: object) -> int:
    """How long *left* times *right* will be, where one of them is a text or a list."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Sized) and isinstance(other, int):
            return len(one) * other
    return 0

"""Forms as browsers send them, read strictly: what no form of ours can have sent is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_FIELDS = 500


@dataclass(frozen=True)
class Form:
    """The fields of a form, by name."""

    fields: Mapping[str, tuple[str, ...]]

    def one(self, name: str) -> str:
        """What stands in a field that there is once; nothing when it was left out. Raises HTTPException."""
        values = self.fields.get(name, ("",))
        if len(values) != 1:
            raise HTTPException(400)
        return values[0]

    def require_once(self, *several: str) -> None:
        """Refuse a form in which a field that is not one of *several* is there twice. Raises HTTPException."""
        for name in self.fields:
            if name not in several:
                self.one(name)

    def all(self, name: str) -> tuple[str, ...]:
        """What stands in a field that there may be several of, such as the boxes with a tick."""
        return self.fields.get(name, ())


async def read_form(request: Request) -> Form:
    """The form in a request. Raises HTTPException (400) when it is not UTF-8, holds a NUL or too many fields."""
    try:
        text = (await request.body()).decode("ascii")
        fields = parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error
    if any("\0" in part for name, values in fields.items() for part in (name, *values)):
        raise HTTPException(400)
    return Form({name: tuple(values) for name, values in fields.items()})

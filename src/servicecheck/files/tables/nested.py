"""Objects with something inside them as one row: groups of a form, rows of a matrix, lists of what was picked.

The object of a group stands in the row as before, so that it is a fault where a question's answer is expected; what is
inside it stands beside it, as `group/name`. A list of values is what was picked, joined as several choices are stored.
"""

from collections.abc import Iterator

from servicecheck.files.json_document import Value

WITHIN = "/"
_MOST_PICKED = 1_000


def flat(one: dict[str, Value]) -> dict[str, Value]:
    """*one* with what is inside its objects, and with its lists of values as text."""
    found: dict[str, Value] = {}
    for key, value in _walked(one, ""):
        found.setdefault(key, value)
    return found


def _walked(one: dict[str, Value], before: str) -> Iterator[tuple[str, Value]]:
    for key, value in one.items():
        name = f"{before}{key}"
        yield name, _joined(value) if isinstance(value, list) else value
        if isinstance(value, dict):
            yield from _walked(value, f"{name}{WITHIN}")


def _joined(values: list[Value]) -> Value:
    """What was picked, as it is stored; the list itself where it is none of that."""
    picked = [value for value in values if isinstance(value, str) and value.strip() and "|" not in value]
    if len(picked) < len(values) or len(picked) > _MOST_PICKED:
        return values
    return "|".join(picked) if picked else None

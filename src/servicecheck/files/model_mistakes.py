"""What pydantic found wrong with a questionnaire, in an author's words and with the path in the author's file.

A path of pydantic's names the chosen type of an item and the kind of a condition beside the keys. They are taken out
on a walk along the models, which also finds what could have been written in the place of an unknown word.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from servicecheck.errors import did_you_mean
from servicecheck.language import LANGUAGES, Text

Step = str | int
_KEY_OF_MAP = "[key]"
_QUOTED = re.compile(r"'([^']*)'")

_NOUNS = {
    "items": "item", "sections": "section", "levels": "level", "gates": "gate", "roles": "role", "options": "option",
    "scale": "step of the scale", "columns": "column", "registers": "register", "bands": "band", "adjust": "adjustment",
    "actions": "action", "customer": "customer question",
}  # fmt: skip

_ID_RULE = "Use letters without accents, digits, '-', '_' and '.', beginning with a letter or digit."
_TEXT_RULES = {
    "version": "Write a version such as 1.0, in quotes.",
    "value": "Write a value without spaces and without '|'.",
}


@dataclass(frozen=True)
class ModelMistake:
    """One mistake: what is wrong, and the path of the value, or of the key, that is to be changed."""

    message: str
    path: tuple[Step, ...]
    at_key: bool = False


@dataclass(frozen=True)
class _Spot:
    """Where a mistake of pydantic's stands in the file, and what may stand there."""

    path: tuple[Step, ...]
    is_key: bool
    kinds: tuple[str, ...] = ()
    """What the alternatives are called that may stand here."""

    @property
    def name(self) -> str:
        """What the place is called: the last key on the way to it."""
        return next((str(step) for step in reversed(self.path) if isinstance(step, str)), "the questionnaire")

    @property
    def subject(self) -> str:
        """What a message about the place begins with."""
        return f"an entry of '{self.name}'" if self.path and isinstance(self.path[-1], int) else f"'{self.name}'"

    @property
    def noun(self) -> str:
        """What kind of thing the place is."""
        if not self.path:
            return "questionnaire"
        return "action" if self.path[-2:-1] == ("actions",) else _NOUNS.get(self.name, f"'{self.name}'")


def explain(error: ValidationError, model: type[BaseModel]) -> Iterator[ModelMistake]:
    """Every mistake in *error*, found when *model* read a file."""
    for details in error.errors(include_url=False):
        if not _is_echo(details):
            yield _explained(details, model)


def _is_echo(details: ErrorDetails) -> bool:
    """Whether a list only seems too short because its entries are wrong, which is told already."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _explained(details: ErrorDetails, model: type[BaseModel]) -> ModelMistake:
    location, kind, given = details["loc"], details["type"], details["input"]
    spot = _spot(model, location)
    if kind == "missing":
        holder = _spot(model, location[:-1])
        return ModelMistake(f"'{location[-1]}' is missing in this {holder.noun}. Add it.", holder.path)
    if kind == "extra_forbidden":
        key, known = str(location[-1]), _known(model, location)
        what = "language" if known == LANGUAGES else "key"
        return ModelMistake(f"unknown {what} '{_short(key)}'.{did_you_mean(key, known)}", spot.path, at_key=True)
    if given is None and spot.path and not spot.is_key:
        return ModelMistake(f"'{spot.name}' is empty. Write a value, or remove the line.", spot.path)
    path = (*spot.path, "type") if kind == "union_tag_invalid" else spot.path
    rule = _RULES.get(kind)
    message = rule(spot, given, details.get("ctx", {})) if rule else _sentence(details["msg"])
    return ModelMistake(message, path, spot.is_key)


def _no_type(spot: _Spot, _given: Any, context: Mapping[str, Any]) -> str:
    return f"'type' is missing in this {spot.noun}. Add it, such as 'type: rating'."


def _unknown_type(spot: _Spot, _given: Any, context: Mapping[str, Any]) -> str:
    tag = str(context["tag"])
    known = _QUOTED.findall(str(context["expected_tags"]))
    return f"'{_short(tag)}' is not a type of {spot.noun}.{did_you_mean(tag, known)}"


def _literal(spot: _Spot, given: Any, context: Mapping[str, Any]) -> str:
    known = _QUOTED.findall(str(context.get("expected", "")))
    return f"'{_short(given)}' is not known as '{spot.name}'.{did_you_mean(str(given), known)}"


def _pattern(spot: _Spot, given: Any, _: Mapping[str, Any]) -> str:
    rule = _TEXT_RULES.get(spot.name) if not spot.is_key else None
    kind = spot.name if rule else "id"
    return f"'{_short(given)}' cannot be used as {'an' if kind == 'id' else 'a'} {kind}. {rule or _ID_RULE}"


def _whole_number(spot: _Spot, given: Any, _: Mapping[str, Any]) -> str:
    return f"{spot.subject} takes a whole number, not {_shape(given)}."


def _bound(words: str, key: str) -> "_Rule":
    def rule(spot: _Spot, given: Any, context: Mapping[str, Any]) -> str:
        return f"'{spot.name}' must be {words} {context[key]}; it is {_short(given)}."

    return rule


def _length(spot: _Spot, given: Any, context: Mapping[str, Any]) -> str:
    if "min_length" in context:
        least = context["min_length"]
        return f"'{spot.name}' needs at least {least} {'entry' if least == 1 else 'entries'}; add some."
    return f"'{spot.name}' takes at most {context.get('max_length')} entries. Remove some."


def _letters(spot: _Spot, given: Any, context: Mapping[str, Any]) -> str:
    if "min_length" in context:
        return f"'{spot.name}' is empty. Write a text, or remove the line."
    return f"'{_short(given)}' is too long: '{spot.name}' takes at most {context.get('max_length')} characters."


def _takes(what: str) -> "_Rule":
    def rule(spot: _Spot, given: Any, _: Mapping[str, Any]) -> str:
        return f"{spot.subject} takes {what}, not {_shape(given)}."

    return rule


def _condition(spot: _Spot, given: Any, _: Mapping[str, Any]) -> str:
    keys = given if isinstance(given, Mapping) else ()
    hints = [hint for key in keys if (hint := did_you_mean(key, spot.kinds)).startswith(" Did")]
    hint = hints[0] if hints else f" It needs one of the keys {', '.join(spot.kinds)}."
    return f"this is not a condition.{hint}"


_Rule = Callable[[_Spot, Any, Mapping[str, Any]], str]
_LIST, _MAP = "a list: lines that begin with '- '", "keys with values: lines such as 'id: …'"
_RULES: dict[str, _Rule] = {
    "union_tag_not_found": _no_type,
    "union_tag_invalid": _unknown_type,
    "condition": _condition,
    "literal_error": _literal,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _letters,
    "string_too_long": _letters,
    "string_type": _takes("a text"),
    "int_parsing": _whole_number,
    "int_parsing_size": _whole_number,
    "int_from_float": _whole_number,
    "int_type": _whole_number,
    "greater_than_equal": _bound("at least", "ge"),
    "greater_than": _bound("more than", "gt"),
    "less_than_equal": _bound("at most", "le"),
    "less_than": _bound("less than", "lt"),
    "too_short": _length,
    "too_long": _length,
    "tuple_type": _takes(_LIST),
    "list_type": _takes(_LIST),
    "model_type": _takes(_MAP),
    "model_attributes_type": _takes(_MAP),
    "dict_type": _takes(_MAP),
    "dict_attributes_type": _takes(_MAP),
}


def _spot(model: type[BaseModel], location: tuple[Step, ...]) -> _Spot:
    """Walk along *location*, keeping the steps that stand in the file."""
    path: list[Step] = []
    expected: Any = model
    is_key = False
    for step in location:
        expected = _alternatives(expected)
        if step == _KEY_OF_MAP:
            is_key = True
        elif isinstance(expected, tuple):  # the step is the type of an item, or the kind of a condition
            expected = next((one for one in expected if step in _tags(one)), None)
        else:
            path.append(step)
            expected = _inside(expected, step)
    alternatives = _alternatives(expected)
    kinds = tuple(map(_kind, alternatives)) if isinstance(alternatives, tuple) else ()
    return _Spot(tuple(path), is_key, kinds)


def _known(model: type[BaseModel], location: tuple[Step, ...]) -> tuple[str, ...]:
    """The keys that could stand at *location*."""
    expected: Any = model
    for step in location[:-1]:
        expected = _alternatives(expected)
        if isinstance(expected, tuple):
            expected = next((one for one in expected if step in _tags(one)), None)
        else:
            expected = _inside(expected, step)
    expected = _alternatives(expected)
    return LANGUAGES if expected is Text else tuple(_fields(expected))


def _alternatives(annotation: Any) -> Any:
    """*annotation* without what surrounds the type; a tuple of models where several may stand."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) not in (Union, UnionType):
        return annotation
    parts = tuple(_alternatives(part) for part in get_args(annotation) if part is not NoneType)
    return parts if len(parts) > 1 else parts[0]


def _inside(annotation: Any, step: Step) -> Any:
    """What may stand one step further in."""
    arguments = get_args(annotation)
    if arguments:
        return arguments[-1] if get_origin(annotation) is dict else arguments[0]
    field = _fields(annotation).get(str(step))
    return field.annotation if field else None


def _fields(model: Any) -> dict[str, FieldInfo]:
    """The fields of *model* by the key under which they stand in a file."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return {}
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _tags(model: Any) -> tuple[str, ...]:
    fields = _fields(model)
    return get_args(fields["type"].annotation) if "type" in fields else tuple(fields)


def _kind(model: Any) -> str:
    """The key that tells which condition this is: the first without which it is none."""
    return next(key for key, field in _fields(model).items() if field.is_required())


def _sentence(message: str) -> str:
    return message if message.endswith(".") else f"{message}."


def _short(given: object) -> str:
    text = str(given)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _shape(given: object) -> str:
    match given:
        case list():
            return "a list"
        case Mapping():
            return "keys with values"
        case None | "":
            return "nothing"
    return f"'{_short(given)}'"

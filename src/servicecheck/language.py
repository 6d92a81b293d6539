"""Texts in English, Danish and Swedish, and how each language writes numbers, dates, lists and quotations.

A `Text` is what an author wrote, in one language or several. `Words` are the program's own, from one catalogue a
language. Neither knows who is reading: the language is always handed in.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import floor
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal
    from fractions import Fraction

    from pydantic_core import CoreSchema, SchemaValidator

Language = Literal["en", "da", "sv"]
LANGUAGES: tuple[Language, ...] = ("en", "da", "sv")
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
_INNER_MARKS = str.maketrans("“”»«", "‘’›‹")
"""Quotation marks inside quotation marks, in all three languages."""
POINT = 10_000
"""How many ten-thousandths make one point: scores are kept as whole ten-thousandths."""


def preferred(candidates: Iterable[str]) -> Language:
    """The first of our languages among *candidates*, such as `sv-SE` or `da_DK.UTF-8`; English if there is none."""
    for candidate in candidates:
        for name in candidate.split(":"):
            code = re.split(r"[-_.@]", name.strip().lower())[0]
            if code in LANGUAGES:
                return cast(Language, code)
    return "en"


@dataclass(frozen=True, init=False)
class Text:
    """What an author wrote: one string for every reader, or one string a language."""

    versions: tuple[tuple[str, str], ...]

    def __init__(self, source: str | Mapping[str, str]) -> None:
        versions = (("", source),) if isinstance(source, str) else tuple(source.items())
        if not versions:
            raise ValueError("A text needs at least one language.")
        object.__setattr__(self, "versions", versions)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it was written in; none for a plain string."""
        return tuple(language for language, _ in self.versions if language)

    @property
    def source(self) -> str | dict[str, str]:
        """The text as it stands in the author's file."""
        return dict(self.versions) if self.languages else self.versions[0][1]

    def to(self, language: Language) -> str:
        """The text in *language*, or in the first language it has."""
        return dict(self.versions).get(language, self.versions[0][1])

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            _text,
            serialization=core_schema.plain_serializer_function_ser_schema(_source_of),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: object, _handler: object) -> dict[str, object]:
        words = {"type": "string", "minLength": 1}
        versions = dict.fromkeys(LANGUAGES, words)
        by_language = {"type": "object", "properties": versions, "additionalProperties": False, "minProperties": 1}
        return {"description": "A text in one language, or one text a language.", "anyOf": [words, by_language]}


@dataclass(frozen=True)
class Words:
    """The program's words in one language."""

    language: Language

    def __call__(self, key: str, /, **values: object) -> str:
        """The words under *key* with its placeholders filled in; whole numbers are written the language's way.

        The plural is chosen by `n`. Raises KeyError for an unknown key or a missing placeholder.
        """
        n = values.get("n")
        template = self.template(key, n if isinstance(n, int) else None)
        shown = {name: self._shown(value) for name, value in values.items()}
        for name in re.findall(self.quote(r"\{(\w+)\}"), template):
            shown[name] = shown[name].translate(_INNER_MARKS)
        return re.sub(r"\?\.(?!\.)", "?", template.format_map(shown))

    def __contains__(self, key: str) -> bool:
        return key in _catalogue(self.language)

    def template(self, key: str, n: int | None = None) -> str:
        """The words under *key* with their {placeholders} still open, for a front end that fills in markup."""
        entry = _catalogue(self.language)[key]
        if isinstance(entry, str):
            return entry
        if n is None:
            raise KeyError(f"{key} has a plural and needs n")
        return entry["one" if n == 1 else "other"]

    def number(self, value: "float | Fraction | Decimal", decimals: int = 0) -> str:
        """*value* with so many decimals, rounded half up."""
        from fractions import Fraction

        # A float counts as the number it prints as: 2.675 is shown as 2.68, as its reader expects.
        exact = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
        return self._written(floor(exact * 10**decimals + Fraction(1, 2)), decimals)

    def score(self, ten_thousandths: int, near: Sequence[int] = ()) -> str:
        """A score in whole points, half up; with one decimal or two where fewer would cross one of the limits *near*.

        A score so close to a limit that even two decimals reach it is cut (or, at the limit or above, raised) instead.
        """
        for decimals in (0, 1, 2):
            unit = POINT // 10**decimals
            shown = (2 * ten_thousandths + unit) // (2 * unit)
            if not any((shown * unit >= limit) != (ten_thousandths >= limit) for limit in near):
                return self._written(shown, decimals)
        is_raised = any(shown * unit < limit <= ten_thousandths for limit in near)
        return self._written(-(-ten_thousandths // unit) if is_raised else ten_thousandths // unit, decimals)

    def percent(self, share: "float | Fraction | Decimal", decimals: int = 0) -> str:
        """A share of 1 in per cent: 0.6 is 60 %, with a no-break space."""
        from fractions import Fraction

        exact = Fraction(repr(share)) if isinstance(share, float) else Fraction(share)
        return f"{self.number(exact * 100, decimals)}{NO_BREAK_SPACE}%"

    def date(self, day: "datetime.date", *, year: bool = False) -> str:
        """A date as it stands in a sentence: 1 March, or 1 March 2027."""
        return self._dated(day, "format_date_year" if year else "format_date")

    def month(self, day: "datetime.date", *, year: bool = False) -> str:
        """The name of the month."""
        return self._dated(day, "format_month_year" if year else "format_month")

    def join(self, parts: Iterable[str]) -> str:
        """A list as it stands in a sentence: a, b and c."""
        *first, last = list(parts) or [""]
        return f"{', '.join(first)} {self.template('format_and')} {last}" if first else last

    def quote(self, text: str) -> str:
        """*text* in the language's own quotation marks; those it has already become the inner ones."""
        opening, closing = self.template("format_quotes").split("…")
        return f"{opening}{text.translate(_INNER_MARKS)}{closing}"

    def typeset(self, text: Text | str) -> str:
        """An author's text for a page: straight quotes in pairs become the language's own, apostrophes curved."""
        plain = text.to(self.language) if isinstance(text, Text) else text
        return _typeset(plain, self.template("format_quotes"))

    def phrase(self, text: Text | str) -> str:
        """An author's sentence made ready to stand inside one of ours: typeset, without its final full stop."""
        shown = self.typeset(text).rstrip()
        return shown if shown.endswith("...") else shown.removesuffix(".")

    def _shown(self, value: object) -> str:
        if isinstance(value, Text):
            return self.typeset(value)
        if isinstance(value, int):
            return self.number(value)
        return str(value)

    def _written(self, units: int, decimals: int) -> str:
        whole, rest = divmod(abs(units), 10**decimals)
        grouped = f"{whole:,}".replace(",", self.template("format_thousands").replace(" ", NO_BREAK_SPACE))
        sign = MINUS if units < 0 else ""
        return sign + grouped + (f"{self.template('format_decimal')}{rest:0{decimals}}" if decimals else "")

    def _dated(self, day: "datetime.date", pattern: str) -> str:
        from babel.dates import format_date

        shown = format_date(day, self.template(pattern), locale=self.language)
        return shown.replace(" ", NO_BREAK_SPACE)


Entry = str | Mapping[str, str]


@cache
def _catalogue(language: Language) -> Mapping[str, Entry]:
    import tomllib

    path = Path(__file__).with_name("locale") / f"{language}.toml"
    entries: dict[str, Entry] = tomllib.loads(path.read_text(encoding="utf-8"))
    marks = cast(str, entries["format_quotes"])
    return MappingProxyType({key: _typeset_entry(entry, marks) for key, entry in entries.items()})


def _typeset_entry(entry: Entry, marks: str) -> Entry:
    if isinstance(entry, str):
        return _typeset(entry, marks)
    return MappingProxyType({form: _typeset(text, marks) for form, text in entry.items()})


def _typeset(text: str, marks: str) -> str:
    """Give *text* the quotation marks of *marks* (such as “…”), curved apostrophes, and a space before % that holds."""
    if '"' in text:
        text = re.sub(r'"([^"]*)"', lambda found: marks.replace("…", found[1]), text)
    return re.sub(r"(?<=\w)'", "’", text).replace(" %", f"{NO_BREAK_SPACE}%")


def _source_of(text: Text) -> str | dict[str, str]:
    return text.source


def _text(value: object) -> Text:
    """Make a text from what stands in a file; every mistake carries the language it stands under."""
    from pydantic_core import PydanticCustomError

    if isinstance(value, Text):
        return value
    if isinstance(value, Mapping):
        return Text(_versions_validator().validate_python(value))
    if isinstance(value, str) and value.strip():
        return Text(value)
    raise PydanticCustomError("text", "write a text here, or one text a language: en, da, sv")


@cache
def _versions_validator() -> "SchemaValidator":
    from pydantic_core import SchemaValidator, core_schema

    version = core_schema.typed_dict_field(core_schema.str_schema(min_length=1), required=False)
    versions = core_schema.typed_dict_schema(dict.fromkeys(LANGUAGES, version), extra_behavior="forbid")
    return SchemaValidator(versions)

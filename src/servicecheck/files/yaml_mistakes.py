"""What the YAML parser stumbled over, in the words of somebody who writes questionnaires in a text editor.

The parser says where it gave up; the author needs the place and the habit that led there (an unclosed quote, a tab, a
colon inside a text). The two parsers of PyYAML word their complaints differently, so a rule looks for what they share.
"""

from dataclasses import dataclass
from typing import Protocol

QUOTE_IT = "put the whole text in quotes."
NO_KEY = "the key before this ':' is missing. Write it; if the ':' belongs to a text, put the text in quotes."
NO_TAGS = "tags ('!' and what follows) are not used here. Remove it; if it belongs to the text, put the text in quotes."
NO_ANCHORS = (
    "anchors and aliases ('&name', '*name') are not used here. Write the text out; "
    "if the sign belongs to the text, put the text in quotes."
)


class Mark(Protocol):
    """A place as the parser gives it."""

    @property
    def line(self) -> int:
        """The line, counted from 0."""

    @property
    def column(self) -> int:
        """The column, counted from 0."""


@dataclass(frozen=True)
class Scalar:
    """The last text the parser read before it gave up, and the quote it stood in, if any."""

    start: Mark
    end: Mark
    quote: str


@dataclass(frozen=True)
class Complaint:
    """What the parser said: *problem* at a place, while doing *context* since another place."""

    problem: str
    at: Mark
    context: str
    since: Mark
    last: Scalar | None


@dataclass(frozen=True)
class Mistake:
    """What is wrong, and the place to put it right."""

    message: str
    at: Mark


# (part of the context, part of the problem, what to say, whether to point at where the construct began)
_RULES: tuple[tuple[str, str, str, bool], ...] = (
    ("anchor", "", NO_ANCHORS, True),
    ("alias", "", NO_ANCHORS, True),
    ("", "tag", NO_TAGS, True),
    (" tag", "", NO_TAGS, True),
    ("", "incompatible YAML", "this version of YAML is not known. Remove the line that begins with %YAML.", False),
    ("directive", "", "a line cannot begin with '%' here. Remove it, or put the text in quotes.", True),
    (
        "block scalar",
        "",
        f"after '>' or '|' the text begins on the next line. If the sign belongs to the text, {QUOTE_IT}",
        False,
    ),
    (
        "quoted scalar",
        "",
        "this is not an escape that exists inside double quotes. Write \\\\ for a backslash, or use single quotes.",
        False,
    ),
    ("", "unexpected ':'", f"a space is missing after this ':'. If the ':' belongs to a text, {QUOTE_IT}", False),
    ("simple key", "", "this line lacks a ':' with a space after it, or is not indented enough.", True),
    ("", "sequence entries are not allowed", "a list entry ('- ') must begin on its own line, or be quoted.", False),
    ("", "keys are not allowed", f"a text cannot begin with '?'. If it does, {QUOTE_IT}", False),
    ("flow node", "", "a value is missing here, between the brackets or commas.", False),
    (
        "",
        "<document start>",
        "this does not belong to what stands before it. Begin every key of the file in the same column, "
        "and keep one document in a file.",
        False,
    ),
)


def explain(complaint: Complaint, lines: list[str]) -> Mistake:
    """The mistake behind *complaint* in a text of these *lines*."""
    return (
        _open_quote(complaint)
        or _tab_or_sign(complaint, lines)
        or _colon(complaint)
        or _after_quote(complaint, lines)
        or _brackets(complaint, lines)
        or _by_rule(complaint)
        or _indentation(complaint, lines)
    )


def _open_quote(complaint: Complaint) -> Mistake | None:
    unfinished = "end of stream" in complaint.problem or "unexpected document" in complaint.problem
    if "quoted scalar" in complaint.context and unfinished:
        message = "the quote that opens here is never closed. Put the same quote at the end of the text."
        return Mistake(message, complaint.since)
    return None


def _tab_or_sign(complaint: Complaint, lines: list[str]) -> Mistake | None:
    sign = _character(lines, complaint.at)
    if sign == "\t" or " tab character" in complaint.problem:
        return Mistake("a tab stands where the line is indented. Indent with spaces, never with a tab.", complaint.at)
    if "cannot start any token" in complaint.problem:
        return Mistake(f"a text cannot begin with '{sign}'. If it does, {QUOTE_IT}", complaint.at)
    return None


def _colon(complaint: Complaint) -> Mistake | None:
    if "mapping values are not allowed" not in complaint.problem:
        return None
    last = complaint.last
    if last is None or last.start.line == complaint.at.line:
        message = f"a ':' cannot stand inside a text without quotes. If it belongs to the text, {QUOTE_IT}"
        return Mistake(message, complaint.at)
    if last.quote:
        return _runaway_quote(last)
    message = (
        f"this line reads as more of the text that begins in line {last.start.line + 1}, which cannot hold a ':'. "
        f"Indent the line like the key it belongs with; if the ':' is part of the text, {QUOTE_IT}"
    )
    return Mistake(message, complaint.at)


def _after_quote(complaint: Complaint, lines: list[str]) -> Mistake | None:
    last = complaint.last
    if last is None or not last.quote or last.end.line != complaint.at.line or complaint.at.line >= len(lines):
        return None
    if lines[complaint.at.line][last.end.column : complaint.at.column].strip():
        return None
    if last.start.line != last.end.line:
        return _runaway_quote(last)
    escape = "write '' for an apostrophe" if last.quote == "'" else 'write \\" for a quote'
    message = f"more text follows after the closing quote. Inside a text in such quotes, {escape}."
    return Mistake(message, complaint.at)


def _runaway_quote(last: Scalar) -> Mistake:
    message = (
        f"the quote that opens here closes only in line {last.end.line + 1}, where more text follows. "
        "Put the closing quote where the text ends."
    )
    return Mistake(message, last.start)


def _brackets(complaint: Complaint, lines: list[str]) -> Mistake | None:
    opening, sign = _character(lines, complaint.since), _character(lines, complaint.at)
    if "flow sequence" in complaint.context or "flow mapping" in complaint.context:
        closing = {"[": "]", "{": "}"}.get(opening, "]")
        message = (
            f"the '{opening}' that opens here is not closed: a ',' or a '{closing}' is missing before line "
            f"{complaint.at.line + 1}, column {complaint.at.column + 1}. If it belongs to a text, {QUOTE_IT}"
        )
        return Mistake(message, complaint.since)
    if sign and sign in "]}" and "flow" not in complaint.context:
        return Mistake(f"this '{sign}' closes nothing. Remove it; if it belongs to a text, {QUOTE_IT}", complaint.at)
    before = lines[complaint.at.line][: complaint.at.column].rstrip() if complaint.at.line < len(lines) else ""
    if before.endswith(("]", "}")):
        message = f"text follows after the closing '{before[-1]}'. If the text begins with a bracket, {QUOTE_IT}"
        return Mistake(message, complaint.at)
    return None


def _by_rule(complaint: Complaint) -> Mistake | None:
    for context, problem, message, at_start in _RULES:
        if context in complaint.context and problem in complaint.problem:
            return Mistake(message, complaint.since if at_start else complaint.at)
    return None


def _indentation(complaint: Complaint, lines: list[str]) -> Mistake:
    began = f"line {complaint.since.line + 1}, column {complaint.since.column + 1}"
    sign = _character(lines, complaint.at)
    if sign == ":":
        return Mistake(NO_KEY, complaint.at)
    if "block collection" in complaint.context or "block sequence" in complaint.context:
        message = f"this is no entry of the list that begins in {began}. Begin it with '- ' or change its indentation."
    elif "block mapping" in complaint.context:
        message = f"this is not indented like the keys that begin in {began}, or is no 'key: value'. Indent it alike."
    else:
        message = f"this is not YAML ({complaint.problem}). Compare it with the lines around it."
    return Mistake(message, complaint.at)


def _character(lines: list[str], mark: Mark) -> str:
    return lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""

"""LimeSurvey (CSV): what it notes of a response, then the questions; named by code, by text, or by both.

A subquestion stands in brackets: `G01Q01[SQ001]`, `G01Q01[SQ001]. Text [subquestion]`. An empty submitdate is a
response that nobody has handed in. Answers come as text or as codes (A1, AO01). Codes hold letters and digits alone.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from servicecheck.files.forms.shape import Heading, Purpose, Rows, Shape, of_purpose, row, told_apart

_BY_CODE: Mapping[Purpose, Collection[str]] = {
    "number": ("id",),
    "submitted": ("submitdate",),
    "language": ("startlanguage",),
    "time": ("startdate", "datestamp", "interviewtime"),
    "personal": ("ipaddr", "token", "firstname", "lastname", "email"),
    "tool": ("lastpage", "seed", "refurl"),
}
_BY_TEXT: Mapping[Purpose, Collection[str]] = {
    "number": ("response id", "svar id", "svar-id", "svarets id", "svars-id", "besvarelses-id"),
    "submitted": ("date submitted", "dato indsendt", "indsendelsesdato", "dato for indsendelse", "inlämningsdatum",
                  "inskickningsdatum", "datum inskickat", "datum då svaret skickades in"),
    "language": ("start language", "startsprog", "startspråk"),
    "time": ("date started", "date last action", "startdato", "dato startet", "dato for sidste handling",
             "startdatum", "datum för senaste åtgärd", "senaste åtgärd", "total time"),
    "personal": ("ip address", "ip-adresse", "ip-adress", "access code", "token"),
    "tool": ("last page", "seed", "referrer url", "sidste side", "henvisende url", "sista sidan", "hänvisnings-url",
             "frø", "slumptalsfrö"),
}  # fmt: skip
_CODE = re.compile(r"([A-Za-z][A-Za-z0-9_]*)((?:\[[^\[\]]+\])*)")
_CODED = re.compile(rf"({_CODE.pattern})\. ?(.*)")
_SUBQUESTION = re.compile(r"(.*?) ?\[([^\[\]]+)\]")
_TIMED = re.compile(r"groupTime[0-9]*|(.+)Time")
"""How long somebody took, for a group or for one question."""
_FEWEST_SIGNS = 2


def shape(rows: Rows, *, told: bool) -> Shape | None:
    """The shape of an export; None where it is none."""
    names = row(rows, 0)
    is_one = any(map(_beside, names)) if told else _is_one(names)
    if not is_one:
        return None
    known = frozenset(names)
    headings = told_apart(_heading(name, known) for name in names)
    return Shape("limesurvey", "LimeSurvey", 1, headings, has_loose_codes=True, has_answer_codes=True)


def _is_one(names: Sequence[str]) -> bool:
    """Whether the first column is LimeSurvey's number, and others beside it are its own, too."""
    signs = [name for name in names[1:] if _beside(name) in ("submitted", "language", "tool")]
    return len(names) > _FEWEST_SIGNS and _beside(names[0]) == "number" and len(signs) >= _FEWEST_SIGNS


def _beside(name: str) -> Purpose | None:
    """What a column beside the questions is for, by its code, its text, or both."""
    coded = _CODED.fullmatch(name)
    return of_purpose(coded[1] if coded else name, _BY_CODE) or of_purpose(name, _BY_TEXT)


def _heading(name: str, names: Collection[str]) -> Heading:
    purpose = _beside(name)
    if purpose:
        return Heading(name, purpose)
    coded = _CODED.fullmatch(name)
    code = _CODE.fullmatch(coded[1] if coded else name)
    timed = _TIMED.fullmatch(name)
    if timed and (not timed[1] or timed[1] in names):
        return Heading(name, "time")
    text = coded[4] if coded else "" if code else name
    return _asked(name, code, text)


def _asked(name: str, code: "re.Match[str] | None", text: str) -> Heading:
    question, parts = (code[1], re.findall(r"\[([^\[\]]+)\]", code[2])) if code else ("", [])
    if parts and parts[-1] == "other":
        return Heading(name, "tool")
    if parts and parts[-1] == "comment":
        return Heading(name, called=(f"{question}: note",))
    worded = _SUBQUESTION.fullmatch(text)
    called = [*reversed(parts), question, text, *([worded[2]] if worded else [])]
    group = question or (worded[1] if worded else "")
    option = worded[2] if worded else parts[-1] if parts else ""
    return Heading(name, called=tuple(one for one in called if one), group=group, option=option)

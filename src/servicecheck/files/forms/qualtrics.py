"""Qualtrics (CSV): three header rows: the names of the columns, the questions' texts, and Qualtrics' own ids as JSON.

A row that was made while the survey was tried out says so in Status, and in DistributionChannel in every language.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from servicecheck.files.forms.shape import (
    MOST_PARTS,
    Heading,
    Purpose,
    RowRule,
    Rows,
    Shape,
    of_purpose,
    row,
    told_apart,
)

_BESIDE: Mapping[Purpose, Collection[str]] = {
    "respondent": ("responseid",),
    "language": ("userlanguage",),
    "finished": ("finished",),
    "time": ("startdate", "enddate", "recordeddate", "duration (in seconds)"),
    "personal": ("ipaddress", "recipientlastname", "recipientfirstname", "recipientemail", "externalreference",
                 "locationlatitude", "locationlongitude"),
    "tool": ("status", "progress", "distributionchannel", "responseset"),
}  # fmt: skip
_TIMES, _SIGNS = {"startdate", "enddate"}, {"responseid", "recordeddate", "finished"}
_TRIALS: Mapping[str, frozenset[str]] = {
    "status": frozenset({
        "survey preview", "survey test", "spam", "possible spam", "offline survey preview",
        "forhåndsvisning af undersøgelse", "undersøgelsestest", "förhandsgranskning av enkät", "enkättest",
        "1", "2", "8", "9", "12", "17",
    }),
    "distributionchannel": frozenset({"preview", "test"}),
}  # fmt: skip
_PICKED = re.compile(r"(.*?) - (?:Selected Choice|Valgt svarmulighed|Valgt valg|Valt alternativ)(?: - (.+))?")
"""A question's text with what Qualtrics puts behind it, and perhaps the one option that the column is for."""
_EMBEDDED = re.compile(r"Q_[A-Z][A-Za-z]+|.+_[0-9]+_TEXT")
"""What Qualtrics notes itself, and what was typed beside "other"."""
_ROW_OF = re.compile(r"(.+)_[0-9]{1,3}")


def shape(rows: Rows, *, told: bool) -> Shape | None:
    """The shape of an export; None where it is none."""
    names = row(rows, 0)
    words = {name.casefold() for name in names}
    is_one = bool(words & (_TIMES | _SIGNS)) if told else words >= _TIMES and bool(words & _SIGNS)
    if not is_one:
        return None
    header_rows = _header_rows(rows, names)
    texts = row(rows, 1, len(names)) if header_rows > 1 else [""] * len(names)
    rows_of = Counter(numbered[1] for name in names if (numbered := _ROW_OF.fullmatch(name)))
    headings = told_apart(_heading(name, text, rows_of) for name, text in zip(names, texts, strict=False))
    rules = tuple(_rules(names))
    return Shape("qualtrics", "Qualtrics", header_rows, headings, rules, has_loose_codes=True)


def _header_rows(rows: Rows, names: Sequence[str]) -> int:
    """Three; fewer where somebody has taken some away: a text has no digits where a response has its time."""
    if any(cell.startswith('{"ImportId"') for cell in row(rows, 2)):
        return 3
    if any(cell.startswith('{"ImportId"') for cell in row(rows, 1)):
        return 2
    began = next((index for index, name in enumerate(names) if name.casefold() == "startdate"), 0)
    second = row(rows, 1, len(names))[began]
    return 2 if second and not re.search("[0-9]", second) else 1


def _rules(names: Sequence[str]) -> Iterator[RowRule]:
    for index, name in enumerate(names):
        if name.casefold() in _TRIALS:
            reason = "This row was made while the survey was tried out, or is taken for spam by Qualtrics."
            yield RowRule(index, _TRIALS[name.casefold()], reason)


def _heading(name: str, text: str, rows_of: Mapping[str, int]) -> Heading:
    purpose = of_purpose(name, _BESIDE)
    if purpose or _EMBEDDED.fullmatch(name):
        return Heading(name, purpose or "tool")
    picked = _PICKED.fullmatch(text)
    if picked and picked[2]:
        return Heading(name, group=picked[1], option=picked[2])
    text = picked[1] if picked else text
    parts = text.split(" - ", MOST_PARTS)
    rows = [" - ".join(parts[start:]) for start in range(1, len(parts))]
    numbered = _ROW_OF.fullmatch(name)
    called = [name, *([numbered[1]] if numbered and rows_of[numbered[1]] == 1 else []), text, *rows]
    return Heading(
        name,
        called=tuple(one for one in called if one),
        group=numbered[1] if numbered else "",
        option=rows[-1] if rows else "",
    )

"""SurveyMonkey (CSV): two header rows, the questions above what they are asked of, and one or several columns each.

A question's text stands above its first column and is empty above the others. Below it stands `Response`, or the row or
the option that the column is for.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from servicecheck.files.forms.shape import Heading, Purpose, Rows, Shape, of_purpose, row, told_apart
from servicecheck.files.likeness import key

_PEOPLE = ("respondent id", "respondent-id", "respondentens id", "svarperson-id", "deltagar-id", "deltager-id",
           "svarandens id", "svarspersons-id")  # fmt: skip
_COLLECTORS = ("collector id", "collector-id", "indsamler-id", "indsamlings-id", "insamlar-id", "insamlings-id",
               "insamlarens id", "indsamlerens id")  # fmt: skip
_BESIDE: Mapping[Purpose, Collection[str]] = {
    "respondent": _PEOPLE,
    "tool": (*_COLLECTORS, "custom data 1", "brugerdefinerede data 1", "anpassade data 1"),
    "time": ("start date", "end date", "date created", "date modified", "startdato", "slutdato", "startdatum",
             "slutdatum"),
    "personal": ("ip address", "email address", "first name", "last name", "ip-adresse", "e-mailadresse", "mailadresse",
                 "fornavn", "efternavn", "ip-adress", "e-postadress", "förnamn", "efternamn"),
    "language": ("language", "sprog", "språk"),
}  # fmt: skip
_WHOLE = ("response", "open-ended response", "svar", "besvarelse", "åbent svar", "öppet svar", "fritextsvar",
          "åbent besvaret svar", "")  # fmt: skip
_FEWEST = 3


def shape(rows: Rows, *, told: bool) -> Shape | None:
    """The shape of an export; None where it is none."""
    names = row(rows, 0, max(map(len, rows[:2]), default=0))
    words = [key(name) for name in names]
    is_one = len(words) > _FEWEST and words[0] in _PEOPLE and words[1] in _COLLECTORS
    below = row(rows, 1, len(names))
    has_two = len(rows) > 1 and not any(below[:2]) and any(below)
    if not (is_one or (told and has_two)):
        return None
    headings = _headings(names, below if has_two else [""] * len(names))
    return Shape("surveymonkey", "SurveyMonkey", 2 if has_two else 1, told_apart(headings))


def _headings(names: Sequence[str], below: Sequence[str]) -> Iterator[Heading]:
    question = ""
    for name, part in zip(names, below, strict=False):
        purpose = of_purpose(name, _BESIDE) if not question else None
        if purpose:
            yield Heading(name, purpose)
            continue
        question = name or (question if part else "")
        if key(part) in _WHOLE:
            yield Heading(question)
        else:
            yield Heading(f"{question} [{part}]", called=(part,), group=question, option=part)

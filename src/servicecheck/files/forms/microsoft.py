"""Microsoft Forms (XLSX): ID and times, then mail and name, then one column a question; one header row.

A title that occurs again gets a number (`When`, `When2`), also where the first one was deleted since. A quiz adds
points and feedback, in all and for each question.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from servicecheck.files.forms.shape import Heading, Purpose, Rows, Shape, of_purpose, row, told_apart
from servicecheck.files.likeness import key

_STARTED = ("start time", "starttidspunkt", "starttid", "starttidpunkt", "begyndelsestidspunkt")
_COMPLETED = (
    "completion time", "fuldførelsestidspunkt", "færdiggørelsestidspunkt", "afslutningstidspunkt", "sluttidspunkt",
    "tidspunkt for fuldførelse", "slutförandetid", "slutförandetidpunkt", "sluttid", "sluttidpunkt",
    "tid för slutförande",
)  # fmt: skip
_BESIDE: Mapping[Purpose, Collection[str]] = {
    "number": ("id",),
    "time": (
        *_STARTED, *_COMPLETED, "last modified time", "tidspunkt for seneste ændring", "seneste ændringstidspunkt",
        "senast ändrad", "tid för senaste ändring", "senaste ändringstid", "grade posted time",
    ),
    "personal": ("email", "e-mail", "mail", "e-post", "epost", "mailadresse", "e-mailadresse", "e-postadress",
                 "name", "navn", "namn"),
    "language": ("language", "sprog", "språk"),
    "tool": ("total points", "quiz feedback", "samlet antal point", "point i alt", "quizfeedback", "feedback på quiz",
             "totalt antal poäng", "totalpoäng", "testfeedback", "feedback på test"),
}  # fmt: skip
_OF_A_QUESTION = re.compile(r"(?:points|point|poäng|feedback|tilbagemelding|återkoppling) ?[-–] ?(.+)")
_NUMBERED = re.compile(r"(.*\D)[0-9]{1,2}")
_FIRST: tuple[Purpose, ...] = ("number", "time", "time", "personal", "personal")


def shape(rows: Rows, *, told: bool) -> Shape | None:
    """The shape of an export; None where it is none."""
    names = row(rows, 0)
    words = [key(name) for name in names]
    is_one = len(words) > len(_FIRST) if told else _is_one(words)
    if not is_one:
        return None
    beside = list(_columns_beside(names, told=told))
    titles = frozenset(words)
    asked = [_asked(name, titles) for name in names[len(beside) :]]
    return Shape("microsoft-forms", "Microsoft Forms", 1, told_apart([*beside, *asked]))


def _is_one(words: Sequence[str]) -> bool:
    return len(words) > 2 and words[0] == "id" and words[1] in _STARTED and words[2] in _COMPLETED


def _columns_beside(names: Sequence[str], *, told: bool) -> Iterator[Heading]:
    """What stands before the questions: a question may have one of these names, too, but not so early."""
    for index, name in enumerate(names):
        purpose = of_purpose(name, _BESIDE)
        if purpose is None and told and index < len(_FIRST):
            purpose = _FIRST[index]
        if purpose is None:
            return
        yield Heading(name, purpose)


def _asked(name: str, titles: Collection[str]) -> Heading:
    marks = _OF_A_QUESTION.fullmatch(key(name))
    if marks and marks[1] in titles:
        return Heading(name, "tool")
    numbered = _NUMBERED.fullmatch(name)
    return Heading(name, called=(name, numbered[1]) if numbered else ())

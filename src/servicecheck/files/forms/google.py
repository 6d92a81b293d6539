"""Google Forms (CSV): a time, perhaps the mail address and a quiz's score, then one column a question; one header row.

A grid gives `Question [Row]`. A quiz adds `Question [Score]` and `Question [Feedback]`.
"""

import re
from collections.abc import Collection, Mapping

from servicecheck.files.forms.shape import Heading, Purpose, Rows, Shape, of_purpose, row, told_apart
from servicecheck.files.likeness import key

_TIMES = ("timestamp", "tidsstempel", "tidstämpel", "tidsstämpel")
_BESIDE: Mapping[Purpose, Collection[str]] = {
    "time": _TIMES,
    "personal": ("email address", "email", "username", "mailadresse", "e-mailadresse", "mail", "brugernavn",
                 "e-postadress", "e-post", "användarnamn"),
    "tool": ("score", "total score", "resultat", "point", "poäng", "samlet score"),
}  # fmt: skip
_OF_A_ROW = re.compile(r"(.+?) ?\[([^\[\]]+)\]")
_FEWEST = 2
_QUIZ = ("score", "feedback", "point", "resultat", "poäng", "återkoppling", "kommentarer", "tilbagemelding")


def shape(rows: Rows, *, told: bool) -> Shape | None:
    """The shape of an export; None where it is none."""
    names = row(rows, 0)
    words = [key(name) for name in names]
    is_one = len(words) >= _FEWEST and (told or (words[0] in _TIMES and names[0][0].isupper()))
    if not is_one:
        return None
    headings = [Heading(names[0], "time")]
    titles = frozenset(words)
    for name in names[1:]:
        is_early = all(one.purpose != "asked" for one in headings)
        purpose = of_purpose(name, _BESIDE) if is_early else None
        headings.append(Heading(name, purpose) if purpose else _asked(name, titles))
    return Shape("google-forms", "Google Forms", 1, told_apart(headings))


def _asked(name: str, titles: Collection[str]) -> Heading:
    """A question, or one row of a grid, which is a question of its own."""
    found = _OF_A_ROW.fullmatch(name)
    if not found:
        return Heading(name)
    if key(found[2]) in _QUIZ and key(found[1]) in titles:
        return Heading(name, "tool")
    return Heading(name, called=(name, found[2]), group=found[1], option=found[2])

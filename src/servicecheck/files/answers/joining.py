"""Under which code each person joins a round, who is there already, and what people were promised.

In an anonymous round a person is known by a code of ours or by none: names, mail addresses and numbers from a table
are not kept. Elsewhere a person is called as the table calls them.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from servicecheck.errors import ServicecheckError
from servicecheck.files.answers.found import Found, Person, Reject
from servicecheck.files.assessment_file.codes import ALPHABET, LENGTH, new_code
from servicecheck.response import CUSTOMER, Response, Round

_FEWEST_ANSWERS = 10
"""With fewer answers than this two people may well have said the same."""


@dataclass(frozen=True)
class Joining:
    """Who joins, whose earlier answers go, and who cannot join."""

    responses: tuple[Response, ...]
    replaced: frozenset[str]
    rejects: tuple[Reject, ...]
    codes: Mapping[str, str]
    """Under which code somebody joins whom the file calls otherwise."""


def joined(
    people: Sequence[Person], round_: Round, present: Sequence[Response], *, may_replace: bool, at: datetime | None
) -> Joining:
    """How *people* join those *present* in a round; *at* is when, for rounds in which that is kept."""
    there = {response.respondent.code for response in present}
    joining: dict[str, Response] = {}
    rejects: list[Reject] = []
    codes: dict[str, str] = {}
    for person in people:
        given = person.respondent.code
        code = new_code(_Either(there, joining)) if _is_drawn(given, round_) else _kept(given)
        reason = _refusal(person, code, round_, there, joining, may_replace)
        if reason:
            rejects += [Reject(place, "respondent", given, reason) for place in person.places]
            continue
        codes[given] = code
        response = person.response(replace(person.respondent, code=code), at)
        joining[code] = replace(response, last_answer=None) if round_.mode == "anonymous" else response
    replaced = frozenset(there & joining.keys())
    _refuse_crowd(round_, present, tuple(joining.values()), replaced)
    return Joining(tuple(joining.values()), replaced, tuple(rejects), codes)


def check_promises(rounds: Iterable[Round], target: Round) -> None:
    """Raise ServicecheckError where people were promised more than the *target* round keeps."""
    for before in rounds:
        if before.mode == "anonymous" and (target.mode != "anonymous" or target.k < before.k):
            raise ServicecheckError(
                f"These people answered anonymously, in groups of at least {before.k}, so their answers can only go "
                f"to an anonymous round with groups of at least {before.k}. Begin one: --mode anonymous with -q."
            )


def remarks(rounds: Iterable[Round], target: Round) -> list[str]:
    """What those who answered in other rounds should be told about the *target* round."""
    if target.mode == "open" and any(before.mode == "own" for before in rounds):
        return ["These are one person's own answers, and in an open round everybody sees them. Has that person agreed?"]
    return []


def check_not_added_before(found: Found, round_: Round, present: Sequence[Response]) -> None:
    """Raise ServicecheckError where all who would get a new code answered exactly as somebody present did."""
    strangers = [person for person in found.people if _is_drawn(person.respondent.code, round_)]
    fresh = Counter(_said(person.answers) for person in strangers)
    answers = sum(len(person.answers) for person in strangers)
    there = Counter(_said(response.answers) for response in present)
    if fresh and answers >= _FEWEST_ANSWERS and fresh <= there:
        raise ServicecheckError(
            "Everybody in these files answered exactly as somebody in the round did. Were they added before? "
            "If these are other people, give --again."
        )


def is_code(text: str) -> bool:
    """Whether *text* looks like a code of ours."""
    return len(text) == LENGTH and all(letter in ALPHABET for letter in text.upper())


class _Either:
    """What is in the one or in the other."""

    def __init__(self, one: Container[str], other: Container[str]) -> None:
        self._both = one, other

    def __contains__(self, code: object) -> bool:
        return any(code in codes for codes in self._both)


def _is_drawn(given: str, round_: Round) -> bool:
    """Whether somebody gets a new code: who has no name, and in an anonymous round who has no code of ours."""
    return not is_code(given) and (not given or round_.mode == "anonymous")


def _kept(given: str) -> str:
    return given.upper() if is_code(given) else given


def _refusal(
    person: Person, code: str, round_: Round, there: Container[str], joining: Container[str], may_replace: bool
) -> str:
    """Why somebody cannot join; empty if nothing is against it."""
    given = person.respondent.code
    if may_replace and given and _is_drawn(given, round_):
        return "In an anonymous round people are only corrected by the code that they got here, so this is nobody."
    if code in joining:
        return "This person stands in another file, too."
    if code in there and not may_replace:
        return "This person is in the round already. To correct the answers: --replace."
    return ""


def _refuse_crowd(
    round_: Round, present: Sequence[Response], joining: Sequence[Response], replaced: Container[str]
) -> None:
    """Raise ServicecheckError where one person's own round would hold another person. Customers are none."""
    own = [one for one in present if one.respondent.role != CUSTOMER and one.respondent.code not in replaced]
    others = [one for one in joining if one.respondent.role != CUSTOMER]
    if round_.mode == "own" and others and len(own) + len(others) > 1:
        raise ServicecheckError(
            f"Round {round_.number} is one person's own, and these are other people. Begin another round for them: "
            f"-q {round_.questionnaire_id} --mode open, or --mode anonymous."
        )


def _said(answers: Mapping[str, object]) -> frozenset[tuple[str, object]]:
    return frozenset(answers.items())

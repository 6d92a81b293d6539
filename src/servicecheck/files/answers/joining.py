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
    taken = {response.respondent.code for response in present}
    responses: list[Response] = []
    replaced: set[str] = set()
    rejects: list[Reject] = []
    codes: dict[str, str] = {}
    for person in people:
        given = person.respondent.code
        code = _code(given, round_, taken)
        if code in replaced or any(code == one.respondent.code for one in responses):
            rejects += _rejected(person, "This person stands in another file, too.")
        elif code in taken and not may_replace:
            rejects += _rejected(person, "This person is in the round already. To correct the answers: --replace.")
        else:
            replaced |= {code} & taken
            taken.add(code)
            codes[given] = code
            when = None if round_.mode == "anonymous" else at
            response = person.response(replace(person.respondent, code=code), when)
            responses.append(replace(response, last_answer=None) if round_.mode == "anonymous" else response)
    _refuse_crowd(round_, present, responses, replaced)
    return Joining(tuple(responses), frozenset(replaced), tuple(rejects), codes)


def check_promises(rounds: Iterable[Round], target: Round) -> None:
    """Raise ServicecheckError where people were promised more than the *target* round keeps."""
    for before in rounds:
        if before.mode == "anonymous" and (target.mode != "anonymous" or target.k < before.k):
            raise ServicecheckError(
                f"These people answered anonymously, in groups of at least {before.k}, so their answers can only go "
                f"to an anonymous round with groups of at least {before.k}. Begin one: --mode anonymous with -q."
            )


def check_not_added_before(found: Found, present: Sequence[Response]) -> None:
    """Raise ServicecheckError where everybody in a file without codes answered exactly as somebody present did."""
    fresh = Counter(_said(person.answers) for person in found.people if not is_code(person.respondent.code))
    answers = sum(len(person.answers) for person in found.people)
    there = Counter(_said(response.answers) for response in present)
    if fresh and answers >= _FEWEST_ANSWERS and fresh <= there:
        raise ServicecheckError(
            "Everybody in these files answered exactly as somebody in the round did. Were they added before? "
            "If these are other people, give --again."
        )


def is_code(text: str) -> bool:
    """Whether *text* looks like a code of ours."""
    return len(text) == LENGTH and all(letter in ALPHABET for letter in text.upper())


def _code(given: str, round_: Round, taken: Container[object]) -> str:
    if is_code(given):
        return given.upper()
    if not given or round_.mode == "anonymous":
        return new_code(taken)
    return given


def _rejected(person: Person, reason: str) -> list[Reject]:
    return [Reject(place, "respondent", person.respondent.code, reason) for place in person.places]


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

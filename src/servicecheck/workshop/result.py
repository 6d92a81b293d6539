"""What the room may see of a vote. What it may not see is not there.

The order of comments follows from what was written, so that it does not tell who wrote which.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from servicecheck.assessment.agreement import agreement_word, item_deviation
from servicecheck.assessment.findings import AgreementWord
from servicecheck.assessment.suppression import hidden_groups
from servicecheck.conditions import NOT_ANSWERS
from servicecheck.items import Item, NumberItem, TextItem
from servicecheck.scoring.steps import steps_of
from servicecheck.workshop.ballots import Ballot, Unseen, unseen
from servicecheck.workshop.workshop import Workshop


@dataclass(frozen=True)
class RoleMedian:
    """The middle answer of the people with one role."""

    role: str
    people: int
    median: int
    median_step: float


@dataclass(frozen=True)
class Result:
    """A ballot that was shown, as far as it may be seen."""

    item: str
    number: int
    """1 is the first vote on the item."""
    voted: int | None
    """None when they are too few to be told."""
    hidden: Unseen
    """Why there is nothing else, if so."""
    counts: Mapping[str, int] | None = None
    """How many gave each answer, those that nobody gave included; None when too few answered, or wrote words.

    Where several can be picked, how many picked each.
    """
    na: int | None = None
    dk: int | None = None
    median: int | None = None
    """The middle answer in ten-thousandths of a point; between two middle ones, half-way."""
    median_step: float | None = None
    """Its place among the steps of the scale, 0 for the fewest points; a half between two steps."""
    deviation: float | None = None
    """How far people are from their mean, in steps (method 3.9)."""
    word: AgreementWord | None = None
    roles: tuple[RoleMedian, ...] = ()
    """Of roles that may be compared; empty unless there are two."""
    comments: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    """What was answered to a question in words."""


def result_of(workshop: Workshop, item: str) -> Result:
    """What may be seen of the newest ballot on an item that was shown. Raises KeyError when there is none."""
    results = results_of(workshop, item)
    if not results:
        raise KeyError(item)
    return results[-1]


def results_of(workshop: Workshop, item: str) -> tuple[Result, ...]:
    """What may be seen beside each other of the ballots on an item that were shown, oldest first.

    In an anonymous round one stands beside the newest only when the same people voted in both: whoever stayed away,
    while the others thought as before, would be the difference.
    """
    ballots = [workshop.valid(ballot) for ballot in workshop.ballots.get(item, ()) if ballot.is_shown]
    newest = workshop.counting(item) if workshop.is_anonymous else None
    results = [(ballot, _result(workshop, ballot)) for ballot in ballots]
    return tuple(
        result for ballot, result in results if newest is None or result.hidden or ballot.secret == newest.secret
    )


def _result(workshop: Workshop, ballot: Ballot) -> Result:
    voted, smallest = len(ballot.votes), workshop.smallest_group
    is_told = voted >= smallest or not workshop.rests(ballot.item)
    result = Result(ballot.item, ballot.number, voted if is_told else None, unseen(ballot, smallest))
    return result if result.hidden else _seen(workshop, ballot, result)


def _seen(workshop: Workshop, ballot: Ballot, result: Result) -> Result:
    """*result* with what is in the ballot."""
    item, votes = workshop.questionnaire.item(ballot.item), list(ballot.votes.values())
    replied = Counter(vote.value for vote in votes)
    comments = tuple(sorted(vote.note for vote in votes if vote.note))
    if isinstance(item, TextItem):
        return replace(result, comments=comments, texts=tuple(sorted(vote.value for vote in votes)))
    told = replace(result, na=replied["na"], dk=replied["dk"], comments=comments)
    given = {value: count for value, count in replied.items() if value not in NOT_ANSWERS}
    if 0 < sum(given.values()) < workshop.smallest_group:
        return told
    deviation, steps = item_deviation(item, given), steps_of([item])
    is_whole = ballot.secret == (workshop.asked_again(item.id) or ballot.secret)
    median, median_step = _median(item, given)
    return replace(
        told,
        counts=_counts(item, given),
        median=median,
        median_step=median_step,
        deviation=deviation,
        word=None if deviation is None or steps is None else agreement_word(deviation, len(steps)),
        # Beside the medians of roles that were seen before, whoever stayed away would be found out.
        roles=_roles(workshop, item, ballot) if is_whole else (),
    )


def _counts(item: Item, given: Mapping[str, int]) -> dict[str, int]:
    if isinstance(item, NumberItem):
        return {value: given[value] for value in sorted(given, key=Decimal)}
    counts = {choice.value: 0 for choice in item.choices()}
    for value, count in given.items():
        for picked in value.split("|") if item.takes_several else [value]:
            counts[picked] = counts.get(picked, 0) + count
    return counts


def _median(item: Item, given: Mapping[str, int]) -> tuple[int, float] | tuple[None, None]:
    """The middle answer's points, and its place among the steps."""
    steps = steps_of([item]) or ()
    places = [place for place, value in enumerate(steps) for _ in range(given.get(value, 0))]
    if not places:
        return None, None
    lower, upper = places[(len(places) - 1) // 2], places[len(places) // 2]
    points = sum(item.points(steps[place]) or 0 for place in (lower, upper)) // 2
    return points, (lower + upper) / 2


def _roles(workshop: Workshop, item: Item, ballot: Ballot) -> tuple[RoleMedian, ...]:
    """Everybody saw the hands, so the roles must be safe without them; and whoever passed must be safe as well."""
    replies: dict[str | None, list[str]] = {None: []}
    for code in ballot.secret:
        replies.setdefault(workshop.people[code].role, []).append(ballot.votes[code].value)
    answers = {role: Counter(value for value in given if value not in NOT_ANSWERS) for role, given in replies.items()}
    order = _in_order([role.id for role in workshop.questionnaire.roles], replies)
    hidden = hidden_groups({role: len(replies[role]) for role in order}, workshop.smallest_group)
    shown = [role for role in order if role is not None and role in replies and role not in hidden]
    if len(shown) < 2 or any(answers[role].total() < workshop.smallest_group for role in shown):
        # All or none: other roles the next time, and those that are never shown could be worked out.
        return ()
    medians = ((role, _median(item, answers[role])) for role in shown)
    return tuple(
        RoleMedian(role, answers[role].total(), points, step)
        for role, (points, step) in medians
        if points is not None and step is not None
    )


def _in_order(roles: Sequence[str], replies: Collection[str | None]) -> list[str | None]:
    """The groups in the questionnaire's order, so that no name decides which of two equal ones is hidden."""
    known = [role for role in roles if role in replies]
    return [*known, *sorted(role for role in replies if role is not None and role not in known), None]

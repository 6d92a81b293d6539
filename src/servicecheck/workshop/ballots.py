"""Votes on one item: every time the room votes on it is a ballot of its own, and all of them are kept.

Which of them the room may see is decided here, once: what may not be seen does not count either, so that the report
says nothing that the screen kept to itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.response import HAND

Unseen = Literal["", "too-few"]
"""Why a ballot that was shown is still not to be seen, if so: fewer than k voted."""


@dataclass(frozen=True)
class Vote:
    """What one person voted: an option's value, "na" or "dk", and a comment."""

    value: str
    note: str = ""


@dataclass(frozen=True)
class Ballot:
    """One vote of the room on one item."""

    item: str
    number: int = 1
    """1 is the first vote on the item."""
    is_shown: bool = False
    """Whether the room has seen the result; no vote is taken or changed afterwards."""
    votes: Mapping[str, Vote] = field(default_factory=dict)
    """By the code of whoever voted."""

    def cast(self, code: str, vote: Vote) -> "Ballot":
        """With this person's vote, in place of an earlier one."""
        return replace(self, votes=MappingProxyType({**self.votes, code: vote}))

    def without(self, codes: Iterable[str]) -> "Ballot":
        """Without the votes of these people."""
        gone = frozenset(codes)
        return replace(self, votes=MappingProxyType({c: vote for c, vote in self.votes.items() if c not in gone}))

    @cached_property
    def secret(self) -> frozenset[str]:
        """Whose votes nobody in the room saw: everybody's but the hands that were counted."""
        return frozenset(code for code in self.votes if not code.startswith(HAND))

    @property
    def secret_answers(self) -> int:
        """How many of them answered, and did not pass."""
        return sum(self.votes[code].value not in NOT_ANSWERS for code in self.secret)


def seen(ballots: Sequence[Ballot], smallest: int) -> tuple[Ballot, ...]:
    """The ballots on one item, oldest first, that the room may see: those shown with *smallest* people or more."""
    return tuple(ballot for ballot in ballots if ballot.is_shown and not unseen(ballot, smallest))


def unseen(ballot: Ballot, smallest: int) -> Unseen:
    """Why a shown *ballot* may not be seen, if so.

    Everybody saw the hands, so they hide nobody: the others must be nobody, or enough by themselves.
    """
    has_hands = len(ballot.secret) < len(ballot.votes)
    others = [len(ballot.secret), ballot.secret_answers if has_hands else 0]
    is_few = len(ballot.votes) < smallest or any(0 < count < smallest for count in others)
    return "too-few" if is_few else ""


def counting(ballots: Sequence[Ballot], smallest: int) -> Ballot | None:
    """The ballot that counts of those on one item, oldest first: the newest that may be seen; None without one."""
    return next(reversed(seen(ballots, smallest)), None)

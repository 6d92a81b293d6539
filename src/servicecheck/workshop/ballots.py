"""Votes on one item: every time the room votes on it is a ballot of its own, and all of them are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType


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

    def without(self, codes: frozenset[str]) -> "Ballot":
        """Without the votes of these people."""
        return replace(self, votes=MappingProxyType({c: vote for c, vote in self.votes.items() if c not in codes}))


def counting(ballots: Sequence[Ballot], smallest: int) -> Ballot | None:
    """The ballot that counts of those on one item, oldest first; None where there was none.

    The newest that was shown with *smallest* votes or more: of a later one with fewer nothing may be shown, and what
    was shown must stay. Else the newest that was shown, else the newest.
    """
    shown = [ballot for ballot in ballots if ballot.is_shown]
    large = [ballot for ballot in shown if len(ballot.votes) >= smallest]
    return next(iter([*reversed(large), *reversed(shown), *reversed(ballots)]), None)

"""A workshop in an exported document: every vote in every ballot, by code, and what the room agreed on.

What lets people into the room is not in it: whoever has the document cannot vote for anybody.
"""

from typing import Annotated

from pydantic import Field

from servicecheck.conditions import Strict
from servicecheck.files.contents import StoredWorkshop
from servicecheck.workshop import Ballot, Phase, Session, Vote


class WrittenAgreed(Strict):
    """What a room agreed on for one question."""

    item: str
    value: str
    reason: str = ""


class WrittenVote(Strict):
    """What one person voted."""

    value: str
    note: str = ""


class WrittenBallot(Strict):
    """One vote of the room on one question."""

    item: str
    ballot: Annotated[int, Field(ge=1)]
    shown: bool
    votes: dict[str, WrittenVote]

    def known(self) -> Ballot:
        """The ballot as a value."""
        votes = {code: Vote(vote.value, vote.note) for code, vote in self.votes.items()}
        return Ballot(self.item, self.ballot, self.shown, votes)


class WrittenWorkshop(Strict):
    """A room that voted."""

    phase: Phase
    item: str = ""
    verdict_seen: bool = False
    ballots: tuple[WrittenBallot, ...]

    def stored(self) -> StoredWorkshop:
        """The room as a value; nobody can come into it before it gets a new join code."""
        session = Session("", b"", 0, self.phase, self.item, verdict_seen=self.verdict_seen)
        return StoredWorkshop(session, tuple(ballot.known() for ballot in self.ballots))


def written(workshop: StoredWorkshop) -> dict[str, object]:
    """The room as it stands in a document."""
    return {
        "phase": workshop.session.phase,
        "item": workshop.session.item,
        "verdict_seen": workshop.session.verdict_seen,
        "ballots": [_ballot(ballot) for ballot in workshop.ballots],
    }


def _ballot(ballot: Ballot) -> dict[str, object]:
    votes = {code: {"value": vote.value, "note": vote.note} for code, vote in ballot.votes.items()}
    return {"item": ballot.item, "ballot": ballot.number, "shown": ballot.is_shown, "votes": votes}

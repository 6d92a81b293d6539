"""A room that votes: who is there, what is open, what each voted, what may be shown, and what was agreed.

- `ballots`: votes on one item, and which of its ballots counts in the end.
- `session`: where the room is, and what lets people in.
- `workshop`: the whole, as a value; everything that somebody does makes a new one, or is refused.

It knows no network, no screen and no file. Who keeps it writes what differs between two workshops.
"""

from servicecheck.workshop.ballots import Ballot, Vote, counting
from servicecheck.workshop.session import Phase, Refused, Session
from servicecheck.workshop.workshop import Workshop

__all__ = ["Ballot", "Phase", "Refused", "Session", "Vote", "Workshop", "counting"]

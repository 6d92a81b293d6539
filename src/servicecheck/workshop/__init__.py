"""A room that votes: who is there, what is open, what each voted, what may be shown, and what was agreed.

- `ballots`: votes on one item, and which of its ballots may be seen and count.
- `dependence`: which items are asked only of those who answered others so.
- `session`: where the room is, and what lets people in.
- `tally`: all that the room knows.
- `workshop`: the whole, as a value; everything that somebody does makes a new one, or is refused.
- `result`: what the room may see of a vote.
- `split`: on which items the room is furthest apart.
- `moves`: what the facilitator can do now.

It knows no network, no screen and no file. Who keeps it writes what differs between two workshops.
"""

from servicecheck.response import HAND
from servicecheck.workshop.ballots import Ballot, Vote, counting
from servicecheck.workshop.session import Phase, Refused, Session
from servicecheck.workshop.tally import BROUGHT, Tally, Turnout
from servicecheck.workshop.workshop import Workshop

__all__ = [
    "BROUGHT",
    "HAND",
    "Ballot",
    "Phase",
    "Refused",
    "Session",
    "Tally",
    "Turnout",
    "Vote",
    "Workshop",
    "counting",
]

"""Simulated participants: they come in over the network, read the very pages that phones get, and fill in their forms.

For practice, and to try out a laptop and a projector before the room is full. Nothing but the standard library.

- `participant`: somebody who is not there. `phone`: what the network sees of one. `page`: what is read on it.
"""

from servicecheck.web.rehearsal.participant import AT_ONCE, Pace, Participant, Participants

__all__ = ["AT_ONCE", "Pace", "Participant", "Participants"]

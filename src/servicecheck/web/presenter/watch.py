"""For how long the room has been where it is, in whole minutes: nothing ticks, nothing is kept."""

from collections.abc import Callable
from time import monotonic

SECONDS = 60


class Watch:
    """Minutes since the room came to where it is."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._place: object = None
        self._since = clock()

    def minutes(self, place: object) -> int:
        """How many since the room has come to this *place*; it has just come there when it is another than before."""
        if place != self._place:
            self._place, self._since = place, self._clock()
        return int((self._clock() - self._since) // SECONDS)

    def until_next(self) -> float:
        """Seconds until it is a minute more."""
        return SECONDS - (self._clock() - self._since) % SECONDS

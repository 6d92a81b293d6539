"""Wrong join codes: whoever guesses has to wait, and longer each time.

Who guessed is known by the network address, in memory only and only while it matters. In some networks a whole room
has one address, so a few mistakes cost nothing, and somebody who came in with the right code ends the waiting.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from time import monotonic

FREE_TRIES = 10
LONGEST_WAIT = 60.0
_FORGOTTEN_AFTER = 600.0
_MOST_ADDRESSES = 4096


@dataclass(frozen=True)
class _Guesser:
    wrong: int
    last: float


@dataclass
class Tries:
    """The wrong codes of late, by address."""

    clock: Callable[[], float] = monotonic
    _guessers: dict[str, _Guesser] = field(default_factory=dict)
    """The one who guessed last is last."""

    def wait(self, address: str) -> float:
        """How many seconds until the next code from this address is looked at; 0 when it is at once."""
        guesser = self._guessers.get(_network(address))
        if guesser is None or guesser.wrong < FREE_TRIES:
            return 0.0
        wait = min(2.0 ** min(guesser.wrong - FREE_TRIES, 10), LONGEST_WAIT)
        return max(guesser.last + wait - self.clock(), 0.0)

    def wrong(self, address: str) -> None:
        """A code from this address was wrong."""
        now, network = self.clock(), _network(address)
        before = self._guessers.pop(network, None)
        is_fresh = before is None or now - before.last > _FORGOTTEN_AFTER
        self._guessers[network] = _Guesser(1 if before is None or is_fresh else before.wrong + 1, now)
        while len(self._guessers) > _MOST_ADDRESSES:
            del self._guessers[next(iter(self._guessers))]

    def right(self, address: str) -> None:
        """A code from this address was right."""
        self._guessers.pop(_network(address), None)


def _network(address: str) -> str:
    """Whom an address counts for: of IPv6, where one machine has as many as it likes, the network."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return str(int(parsed) >> 64) if isinstance(parsed, IPv6Address) else address

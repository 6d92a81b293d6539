"""Where and how a workshop is held: its address, its network, and whether anybody is really there."""

from dataclasses import dataclass, replace

from servicecheck.web.addresses import Address, here
from servicecheck.web.doors import LOOPBACK
from servicecheck.web.services import Wifi

USUAL_PORT = 8080
"""Short to type; the next free one is taken when another program has it."""


@dataclass(frozen=True)
class Setting:
    """What the command line says of the place."""

    address: str | None = None
    port: int | None = None
    network: str | None = None
    password: str = ""
    has_phones: bool = True
    simulated: int = 0
    """How many people are simulated; 0 when the room is a real one."""
    force: bool = False
    """Replace a report of the same name."""
    is_by_itself: bool = False
    """A rehearsal in which the facilitator is simulated too."""
    opens_browser: bool = False

    def led(self, can_ask: bool, by_itself: bool, no_open: bool) -> "Setting":
        """With somebody who leads at a terminal, or without: then a rehearsal runs by itself."""
        is_alone = self.is_rehearsal and (by_itself or not can_ask)
        return replace(self, is_by_itself=is_alone, opens_browser=can_ask and not no_open and not is_alone)

    @property
    def is_rehearsal(self) -> bool:
        """Whether the people are simulated."""
        return self.simulated > 0

    @property
    def wifi(self) -> Wifi | None:
        """The network that phones are to be in, if it was said."""
        return Wifi(self.network, self.password) if self.network else None

    def first_port(self, kept: int) -> int:
        """The port to try first: the one asked for, the one *kept* from before, or the usual one."""
        if self.is_rehearsal:
            return self.port or kept
        return self.port or kept or USUAL_PORT

    def addresses(self) -> tuple[Address, ...]:
        """Where phones can come to, the one to listen at first; none without phones, or without a network."""
        if not self.has_phones:
            return ()
        if self.address:
            others = (one for one in here() if one.ip != self.address)
            return (Address(self.address, ""), *others)
        return (Address(LOOPBACK, ""),) if self.is_rehearsal else here()

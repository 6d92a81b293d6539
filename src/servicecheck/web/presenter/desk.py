"""What the facilitator's pages know beside the room: the address that is shown, the time, the report being made.

None of it is kept: a host that is started again begins with a new one.
"""

from dataclasses import replace
from time import monotonic

from servicecheck.assessment import Assessment
from servicecheck.web.presenter.reporting import Reporting
from servicecheck.web.presenter.scene import Scene
from servicecheck.web.presenter.watch import Watch
from servicecheck.web.room import Room
from servicecheck.web.services import RoomServices
from servicecheck.workshop import Workshop


class Desk:
    """One facilitator's."""

    def __init__(self, room: Room, services: RoomServices, patience: float) -> None:
        self.room = room
        self.reporting = Reporting(lambda: services.report(services.language))
        self.watch = Watch()
        self._assess = services.assess
        self._assessed: tuple[Workshop, Assessment] | None = None
        self._services = replace(services, assess=self._remembered)
        self._address = services.way.address if services.way else ""
        self._patience = patience
        self._last_press = -patience

    @property
    def services(self) -> RoomServices:
        """What the pages were handed; the same workshop is assessed once."""
        return self._services

    @property
    def version(self) -> str:
        """Another text whenever a page would look different: after each change, and each minute."""
        return f"{self.room.version}-{self.watch.minutes(_place(self.room.now))}"

    @property
    def problem(self) -> str:
        """Why the last change could not be kept; empty when it was."""
        return str(self.room.problem or "")

    def scene(self) -> Scene:
        """The workshop as it is now."""
        workshop = self.room.now
        return Scene(workshop, self._services, self._address, self.watch.minutes(_place(workshop)))

    def show_address(self, address: str) -> None:
        """Show another of the addresses that phones may come to."""
        if self._services.way and address in self._services.way.addresses:
            self._address = address

    def takes_press(self) -> bool:
        """Whether enough time has gone by since the last press that this one was meant."""
        return monotonic() - self._last_press >= self._patience

    def was_pressed(self) -> None:
        """Something was just done."""
        self._last_press = monotonic()

    def _remembered(self, workshop: Workshop) -> Assessment:
        if self._assessed is None or self._assessed[0] is not workshop:
            self._assessed = workshop, self._assess(workshop)
        return self._assessed[1]


def _place(workshop: Workshop) -> object:
    """What the time is measured on: a vote on a question, or the talk about it."""
    if workshop.phase == "talk":
        return workshop.session.item, workshop.whereabouts
    return workshop.session.item, len(workshop.ballots.get(workshop.session.item, ()))

"""One run of a workshop: the file is opened, then the doors, and the facilitator leads until leaving."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random, SystemRandom
from traceback import extract_tb

from servicecheck.cli import typed
from servicecheck.cli.browser import open_page
from servicecheck.cli.interview import at_terminal
from servicecheck.cli.listening import Listening
from servicecheck.cli.locale_of_terminal import terminal_language
from servicecheck.cli.rehearsal import Facilitator, rehearsed_file, require_real
from servicecheck.cli.rounds import round_of
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.wishes import Wishes
from servicecheck.cli.workshop_keeping import Keeping
from servicecheck.cli.workshop_reception import WorkshopReception
from servicecheck.cli.workshop_services import Reporting, assessing, saved_interview
from servicecheck.cli.workshop_setting import Setting
from servicecheck.files.assessment_file import Holder
from servicecheck.files.assessment_file.codes import new_code
from servicecheck.language import Words
from servicecheck.response import Organisation
from servicecheck.terminal.interview import Dialogue
from servicecheck.terminal.verdict import show_verdict
from servicecheck.terminal.workshop import Console, Desk, Lobby, News
from servicecheck.web.addresses import Address
from servicecheck.web.doors import LOOPBACK, Doors
from servicecheck.web.participants import participants_app
from servicecheck.web.presenter import presenter_app
from servicecheck.web.rehearsal import AT_ONCE, Pace, Participants
from servicecheck.web.room import Room
from servicecheck.web.services import RoomServices, Way


@dataclass(frozen=True)
class Received:
    """A workshop that was found in a file, or begun there."""

    path: Path
    round_number: int
    organisation: Organisation
    dialogue: Dialogue


class Hosting:
    """What is known of the run while it goes on."""

    def __init__(self, wishes: Wishes, setting: Setting, surroundings: Surroundings) -> None:
        words = Words(wishes.language or terminal_language(surroundings.environment))
        self._wishes = rehearsed_file(wishes, words) if setting.is_rehearsal else wishes
        self._setting = setting
        self._surroundings = surroundings
        self._random = SystemRandom()
        self._trouble: list[str] = []
        self._words = words
        self._was_open = False
        self._is_over = False

    def run(self) -> None:
        """Lead the room until it is left. Raises what the file and the doors raise, and KeyboardInterrupt."""
        found = self._receive()
        self._words = found.dialogue.words
        reporting = Reporting(found.path, found.round_number, self._setting.force, self._surroundings)
        holder = Holder("servicecheck workshop", since=self._surroundings.now())
        try:
            with Keeping(found.path, found.round_number, holder) as keeping:
                self._host(found, keeping, reporting)
        finally:
            # The terminal may be gone, as after a hang-up; what was voted is on the disk all the same.
            with suppress(OSError, ValueError):
                if self._was_open:
                    self._say_how_to_go_on(found, reporting)
        made = [reporting(self._words.language)] if self._setting.is_by_itself else reporting.made
        for path in (found.path, *dict.fromkeys(made)):
            self._surroundings.out.line(str(path))

    def _receive(self) -> Received:
        """Find the workshop or begin one, with all that is to be asked at the terminal first."""
        host = at_terminal(self._surroundings, self._wishes.language)
        reception = WorkshopReception(self._wishes, host, self._surroundings.now())
        with reception.open() as file:
            if not self._setting.is_rehearsal:
                require_real(file.path, file.organisation)
            workshop = reception.workshop(file)
            return Received(file.path, workshop.round.number, file.organisation, reception.dialogue)

    def _host(self, found: Received, keeping: Keeping, reporting: Reporting) -> None:
        workshop = keeping.workshop
        assert workshop is not None
        addresses = self._setting.addresses()
        port = self._setting.first_port(workshop.session.port)
        ips = [one.ip for one in addresses[:1]]
        doors = Doors.open(workshop.session.key, ips, port, exactly=self._setting.port is not None)
        room = Room(workshop, keeping.keep)
        try:
            if doors.port:
                room.do(lambda room: replace(room, session=replace(room.session, port=doors.port))).result()
            services = self._services(found, keeping, reporting, doors)
            with self._served(room, services, doors):
                if self._setting.opens_browser:
                    open_page(doors.link_once(), self._surroundings)
                try:
                    self._lead(found, room, services, self._lobby(doors, addresses))
                finally:
                    self._close_round(room)
        finally:
            self._is_over = room.now.phase == "ended"
            room.close()
            doors.close()

    @contextmanager
    def _served(self, room: Room, services: RoomServices, doors: Doors) -> Iterator[None]:
        """Answer phones and the projector meanwhile."""
        phones, presenter = participants_app(room, services), presenter_app(room, services)
        server = doors.serve(phones, presenter, self._words, self._failed)
        server.start()
        self._was_open = True
        try:
            yield
        finally:
            # First, so that whoever waits for news of the room is let go.
            room.close()
            server.stop()

    def _lead(self, found: Received, room: Room, services: RoomServices, lobby: Lobby) -> None:
        """Let the facilitator lead, or the simulated one."""
        if self._setting.is_rehearsal:
            found.dialogue.say("host_rehearsal")
        with self._simulated(room, lobby):
            if self._setting.is_by_itself:
                facilitator = Facilitator(room, self._setting.simulated, self._words, Random(self._random.random()))
                facilitator.lead(services.assess, services.today())
                screen, result = found.dialogue.screen, services.assess(room.now)
                show_verdict(screen, result, found.organisation, self._words.language)
            else:
                self._console(found, room, services, lobby).run()

    @contextmanager
    def _simulated(self, room: Room, lobby: Lobby) -> Iterator[None]:
        """With people in the room who are not there, in a rehearsal."""
        if not self._setting.is_rehearsal:
            yield
            return
        pace = AT_ONCE if self._setting.is_by_itself else Pace()
        seed = Random(self._random.random())
        code = room.now.session.join_code
        participants = Participants(self._setting.simulated, lobby.addresses[0], code, pace, seed)
        participants.start()
        try:
            yield
        finally:
            participants.stop()

    def _console(self, found: Received, room: Room, services: RoomServices, lobby: Lobby) -> Console:
        listening = Listening()
        listening.start()
        desk = Desk(
            room=room,
            dialogue=replace(found.dialogue, read=listening.wait),
            keyboard=listening,
            lobby=lobby,
            new_code=new_code,
            random=self._random,
            interview=lambda name: saved_interview(name, room.now.questionnaire),
            assess=services.assess,
            report=lambda: services.report(self._words.language),
            organisation=found.organisation,
            today=services.today,
            trouble=self._trouble,
        )
        return Console(desk, News(desk))

    def _services(self, found: Received, keeping: Keeping, reporting: Reporting, doors: Doors) -> RoomServices:
        round_ = found.round_number
        return RoomServices(
            organisation=found.organisation,
            file=found.path.name,
            language=self._words.language,
            today=lambda: self._surroundings.now().date(),
            report=reporting,
            assess=keeping.read(lambda file: assessing(file, round_of(file, found.path, round_))),
            new_code=new_code,
            random=self._random,
            way=Way(doors.addresses, self._setting.wifi) if doors.addresses else None,
            is_rehearsal=self._setting.is_rehearsal,
        )

    def _lobby(self, doors: Doors, addresses: Sequence[Address]) -> Lobby:
        return Lobby(
            presenter=doors.link,
            addresses=doors.addresses,
            is_alone=self._setting.has_phones and all(one.ip == LOOPBACK for one in addresses[:1]),
            others=tuple(f"{one.ip}  {one.card}".strip() for one in addresses[1:]),
            wifi=self._setting.network or "",
        )

    def _close_round(self, room: Room) -> None:
        """A round whose workshop has ended is over."""
        if room.now.phase == "ended" and room.now.round.closed is None:
            today = self._surroundings.now().date()
            room.do(lambda room: replace(room, round=replace(room.round, closed=today))).result()

    def _failed(self, error: Exception) -> None:
        """A mistake of ours, with its place; what people sent stays out of it."""
        place = extract_tb(error.__traceback__)[-1:]
        where = "".join(f", {Path(one.filename).name}:{one.lineno}" for one in place)
        self._trouble.append(self._words("host_mistake", problem=f"{type(error).__name__}{where}"))

    def _say_how_to_go_on(self, found: Received, reporting: Reporting) -> None:
        dialogue, path = found.dialogue, str(found.path)
        dialogue.screen.gap()
        dialogue.say("host_closing", file=path)
        if self._setting.is_by_itself or (self._is_over and reporting.made):
            return
        dialogue.say("host_report" if self._is_over else "host_go_on")
        rehearse = ["--rehearse"] if self._setting.is_rehearsal else []
        command = ["report", path] if self._is_over else ["workshop", path, *rehearse]
        dialogue.screen.line("  " + typed.command(*command))

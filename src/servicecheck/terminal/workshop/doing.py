"""What each word does that the facilitator types."""

from collections.abc import Callable, Mapping

from servicecheck.terminal.workshop.agreeing import Agreeing
from servicecheck.terminal.workshop.desk import Desk
from servicecheck.terminal.workshop.hands import counted
from servicecheck.terminal.workshop.lobby import show_lobby
from servicecheck.terminal.workshop.making import Making
from servicecheck.terminal.workshop.orders import ALWAYS, Order, Orders
from servicecheck.terminal.workshop.paper import merge, type_in
from servicecheck.terminal.workshop.seats import Seats, number_of_seats
from servicecheck.terminal.workshop.showing import present, show_where
from servicecheck.terminal.workshop.verdict import make_plan, show_result
from servicecheck.workshop import Refused, Workshop
from servicecheck.workshop.moves import COUNT, possible


class Doing:
    """The moves of the room and the ways into it, made from the terminal."""

    def __init__(self, desk: Desk, orders: Orders) -> None:
        self._desk = desk
        self._orders = orders
        self._main = ""
        self._making = Making(desk)
        self._seats = Seats(desk)
        self._agreeing = Agreeing(desk, self._making)

    def obey(self, order: Order) -> None:
        """Do it, and show where the room is then. Raises Quit, NotCounted and ServicecheckError."""
        own = self._own.get(order.name)
        if own:
            own(order)
        else:
            self._move(order.name)

    def show(self) -> None:
        """Print where the room is, and what can be done there."""
        room, dialogue = self._room, self._desk.dialogue
        show_where(dialogue.screen, room, dialogue.words)
        if room.phase == "verdict":
            show_result(self._desk, room)
        moves = possible(room)
        self._main = moves[0].name if moves else ""
        if moves:
            dialogue.screen.gap()
            dialogue.screen.choices(self._orders.shown(moves))
        if room.phase == "ended":
            names = ("report", "quit")
            dialogue.screen.choices(
                [f"{self._orders.word(one)} = {dialogue.words(f'host_does_{one}')}" for one in names]
            )

    def show_main(self) -> None:
        """Print what comes next, if that is another thing than what was shown last."""
        moves = possible(self._room)
        if moves and moves[0].name != self._main:
            self._main = moves[0].name
            self._desk.dialogue.screen.choices(self._orders.shown(moves[:1]))

    @property
    def _own(self) -> Mapping[str, Callable[[Order], None]]:
        return {
            "hands": self._hands,
            "agree": self._agree,
            "choose": self._agree,
            "plan": self._plan,
            "go": self._go,
            "keyboard": self._vote_here,
            "ballot": lambda _: self._bring_in(),
            "merge": self._merge,
            "address": lambda _: self._show_lobby(),
            "status": lambda _: self._status(),
            "report": lambda _: self._report(),
            "help": lambda _: self._help(),
        }

    def _move(self, name: str, given: Mapping[str, str] | None = None) -> bool:
        """Make a move, and show where the room is then; whether it was made."""
        is_made = self._making.make(name, given) is not None
        if is_made:
            self.show()
        return is_made

    def _go(self, order: Order) -> None:
        """To the question with this number or id."""
        ids = [item.id for item in self._room.items]
        known = {str(number): item for number, item in enumerate(ids, 1)} | {item.casefold(): item for item in ids}
        item = known.get(order.rest.casefold())
        if item is None:
            self._desk.dialogue.say("err_no_such_question", number=order.rest[:20], total=len(ids))
        else:
            self._move("go", {"item": item})

    def _hands(self, order: Order) -> None:
        item = self._room.item
        if item is None or self._room.phase != "open":
            raise Refused("ws_not_now")
        counts = counted(order.words, item, self._desk.dialogue.words)
        self._move("hands", {f"{COUNT}{value}": str(count) for value, count in counts.items()})

    def _agree(self, order: Order) -> None:
        self._agreeing.agree(order)
        self.show()

    def _plan(self, _: Order) -> None:
        if self._room.phase == "plan" or self._move("plan"):
            make_plan(self._desk, self._room)
            self.show()

    def _vote_here(self, order: Order) -> None:
        self._seats.vote(number_of_seats(order.rest))
        self.show()

    def _bring_in(self) -> None:
        type_in(self._desk)
        self.show()

    def _merge(self, order: Order) -> None:
        merge(self._desk, order.rest)

    def _show_lobby(self) -> None:
        dialogue = self._desk.dialogue
        show_lobby(dialogue.screen, self._desk.lobby, self._room.session.join_code, dialogue.words)

    def _status(self) -> None:
        room, dialogue = self._desk.room, self._desk.dialogue
        if room.now.phase != "lobby":
            dialogue.screen.gap()
            dialogue.screen.paragraph(present(room.now, room.connected, dialogue.words))
        if room.problem:
            dialogue.say("host_not_kept", problem=room.problem.message)
        self.show()

    def _report(self) -> None:
        self._desk.dialogue.say("host_making_report")
        self._desk.dialogue.screen.stream.flush()
        self._desk.dialogue.screen.line(f"  {self._desk.report()}")

    def _help(self) -> None:
        screen, words = self._desk.dialogue.screen, self._desk.dialogue.words
        screen.gap()
        screen.paragraph(words("host_help"))
        screen.gap()
        screen.columns([[self._orders.word(move.name), words(move.wording)] for move in possible(self._room)])
        screen.gap()
        screen.columns([[self._orders.usage(name), words(f"host_does_{name}")] for name in ("hands", *ALWAYS)])

    @property
    def _room(self) -> Workshop:
        return self._desk.room.now

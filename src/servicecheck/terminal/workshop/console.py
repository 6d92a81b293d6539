"""The facilitator's prompt: words are typed, the room moves, and what happens in it is told above the next prompt."""

from time import sleep

from servicecheck.errors import ServicecheckError
from servicecheck.interview import Quit
from servicecheck.terminal.screen import Screen
from servicecheck.terminal.workshop.desk import Desk
from servicecheck.terminal.workshop.doing import Doing
from servicecheck.terminal.workshop.hands import NotCounted
from servicecheck.terminal.workshop.lobby import show_lobby
from servicecheck.terminal.workshop.news import News
from servicecheck.terminal.workshop.orders import Order, Orders

GLANCE = 0.5
"""Seconds between two looks at what happens in the room."""
_LONGEST_ECHO = 40


class Console:
    """The facilitator at the terminal, until the workshop is left."""

    def __init__(self, desk: Desk, news: News) -> None:
        self._desk = desk
        self._news = news
        self._orders = Orders(desk.dialogue.words, desk.dialogue.screen)
        self._doing = Doing(desk, self._orders)
        self._has_prompt = False

    def run(self) -> None:
        """Show the way in, and do what is typed until `quit`, or the end of the input at a terminal."""
        words = self._desk.dialogue.words
        show_lobby(self._screen, self._desk.lobby, self._desk.room.now.session.join_code, words)
        self._doing.show()
        self._screen.gap()
        self._screen.paragraph(words("host_type_help", help=self._orders.word("help")))
        is_left = False
        while not is_left:
            self._prompt()
            line = self._next()
            if line is None:
                self._tell_news()
            else:
                is_left = not self._heed(line)

    def _next(self) -> str | None:
        """What was typed by now, if anything."""
        try:
            return self._desk.keyboard.next(GLANCE)
        except EOFError:
            if self._desk.dialogue.is_live:
                return self._orders.word("quit")
            # Nobody types, as when there is no terminal: then it goes on for as long as it is let.
            sleep(GLANCE)
            return None

    def _heed(self, line: str) -> bool:
        """Do what was typed; whether to go on."""
        self._has_prompt = False
        if not self._desk.dialogue.is_live:
            self._screen.line("> ", (line[:_LONGEST_ECHO], "bold"))
        order = self._orders.read(line) if line.strip() else Order("status")
        if order is None:
            self._say("host_unknown", given=line.strip()[:_LONGEST_ECHO], help=self._orders.word("help"))
        elif order.name == "quit":
            return False
        else:
            self._obey(order)
        self._news.seen(self._desk.room.now)
        return True

    def _obey(self, order: Order) -> None:
        try:
            self._doing.obey(order)
        except NotCounted as error:
            self._say(error.wording, **error.values)
        except ServicecheckError as error:
            self._screen.paragraph(self._desk.reason(error))
        except (Quit, EOFError):
            self._say("host_left_out")

    def _tell_news(self) -> None:
        lines = self._news.lines()
        has_moved = self._news.has_moved()
        if (lines or has_moved) and self._has_prompt:
            self._screen.line()
            self._has_prompt = False
        for line in lines:
            self._screen.paragraph(line)
        if has_moved:
            self._doing.show()
            self._news.seen(self._desk.room.now)
        elif lines:
            self._doing.show_main()
        self._screen.stream.flush()

    def _prompt(self) -> None:
        if self._desk.dialogue.is_live and not self._has_prompt:
            self._screen.gap()
            self._screen.prompt("> ")
            self._has_prompt = True

    def _say(self, key: str, **values: object) -> None:
        self._desk.dialogue.say(key, **values)

    @property
    def _screen(self) -> Screen:
        return self._desk.dialogue.screen

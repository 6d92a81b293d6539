"""The room while it goes on: one workshop that many change at once, each change kept before anybody hears of it.

Changes wait in a queue. One thread takes all that wait, makes them one after the other, has them kept in one commit,
and only then lets them be seen: sixty votes cost the disk little more than one.
"""

import asyncio
import secrets
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from servicecheck.errors import FileInUse, ServicecheckError, StorageError
from servicecheck.workshop import Workshop

Change = Callable[[Workshop], Workshop]
"""What somebody does, such as a vote. It may be called twice, and must give the same again."""

_MOST_AT_ONCE = 500


@dataclass(frozen=True)
class _Wish:
    change: Change
    outcome: "Future[Workshop]" = field(default_factory=Future)


class Room:
    """The workshop as it is now, for all pages and the terminal."""

    def __init__(self, workshop: Workshop, keep: Callable[[Workshop, Workshop], None]) -> None:
        """Begin with *workshop*. *keep* puts the difference of two on the disk, or raises and has changed nothing."""
        self._workshop = workshop
        # A page from before the host was killed must not be taken for one of now.
        self._version = secrets.randbelow(2**32)
        self._keep = keep
        self._wishes: SimpleQueue[_Wish | None] = SimpleQueue()
        self._lock = Lock()
        self._sleepers: set[asyncio.Future[None]] = set()
        self._connected = 0
        self._problem: ServicecheckError | None = None
        self._is_closed = False
        self._writer = Thread(target=self._write, name="room", daemon=True)
        self._writer.start()

    @property
    def now(self) -> Workshop:
        """The workshop as it is on the disk."""
        return self._workshop

    @property
    def version(self) -> int:
        """Another number after every change. Read it before `now`: a page may be newer than its number, never older."""
        return self._version

    @property
    def connected(self) -> int:
        """How many phones hold a line to this host at the moment."""
        return self._connected

    @property
    def problem(self) -> ServicecheckError | None:
        """Why the last change could not be kept; None when it was."""
        return self._problem

    @property
    def is_closed(self) -> bool:
        """Whether nothing is taken any more."""
        return self._is_closed

    def do(self, change: Change) -> "Future[Workshop]":
        """Have something done. The future has the workshop after it, on the disk; or why it was not done.

        That is `Refused` or `InvalidAnswer` from the change itself, and StorageError or FileInUse from the disk: the
        room is then as it was.
        """
        wish = _Wish(change)
        with self._lock:
            if self._is_closed:
                wish.outcome.set_exception(ServicecheckError("The workshop is being closed. Start it again."))
            else:
                self._wishes.put(wish)
        return wish.outcome

    async def changed(self, since: int, timeout: float) -> int:
        """The version as soon as it is another than *since*; after so many seconds, or at the end, as it is."""
        with self._lock:
            if self._version != since or self._is_closed:
                return self._version
            loop = asyncio.get_running_loop()
            sleeper = loop.create_future()
            self._sleepers.add(sleeper)
        # Not asyncio.wait or timeout: sixty phones are woken by every vote.
        alarm = loop.call_later(timeout, _let_go, [sleeper])
        try:
            await sleeper
        finally:
            alarm.cancel()
            with self._lock:
                self._sleepers.discard(sleeper)
        return self._version

    @contextmanager
    def connection(self) -> Iterator[None]:
        """Count a phone as connected meanwhile."""
        with self._lock:
            self._connected += 1
        try:
            yield
        finally:
            with self._lock:
                self._connected -= 1

    def close(self) -> None:
        """Keep what still waits, and take nothing more. Closing twice does no harm."""
        with self._lock:
            if not self._is_closed:
                self._is_closed = True
                self._wishes.put(None)
        self._writer.join()
        self._wake()

    def _write(self) -> None:
        is_open = True
        while is_open:
            wishes = [self._wishes.get()]
            with suppress(Empty):
                while len(wishes) < _MOST_AT_ONCE:
                    wishes.append(self._wishes.get_nowait())
            is_open = wishes[-1] is not None
            self._grant([wish for wish in wishes if wish and wish.outcome.set_running_or_notify_cancel()])

    def _grant(self, wishes: list[_Wish]) -> None:
        """Do what is wished, keep all of it at once, and tell everybody."""
        after, granted = self._workshop, list[tuple[_Wish, Workshop]]()
        for wish in wishes:
            try:
                after = wish.change(after)
                granted.append((wish, after))
            except Exception as error:  # noqa: BLE001 (raised again where the outcome is taken)
                wish.outcome.set_exception(error)
        try:
            self._become(after)
        except Exception as error:  # noqa: BLE001 (raised again where the outcome is taken)
            self._refuse(granted, error)
        else:
            for wish, workshop in granted:
                wish.outcome.set_result(workshop)

    def _refuse(self, granted: list[tuple[_Wish, Workshop]], error: Exception) -> None:
        """Tell everybody that nothing was kept; but where it may be one change that cannot be, keep the others."""
        if len(granted) == 1 or isinstance(error, StorageError | FileInUse):
            for wish, _ in granted:
                wish.outcome.set_exception(error)
        else:
            for wish, _ in granted:
                self._grant([wish])

    def _become(self, after: Workshop) -> None:
        """Keep the workshop as it is now, then let it be seen."""
        if after is self._workshop:
            return
        try:
            self._keep(self._workshop, after)
        except ServicecheckError as error:
            self._problem = error
            raise
        self._problem = None
        with self._lock:
            self._workshop = after
            self._version += 1
        self._wake()

    def _wake(self) -> None:
        with self._lock:
            sleepers, self._sleepers = self._sleepers, set()
        for loop in {sleeper.get_loop() for sleeper in sleepers}:
            with suppress(RuntimeError):  # the server of these has ended
                loop.call_soon_threadsafe(_let_go, [one for one in sleepers if one.get_loop() is loop])


def _let_go(sleepers: Iterable["asyncio.Future[None]"]) -> None:
    for sleeper in sleepers:
        if not sleeper.done():
            sleeper.set_result(None)

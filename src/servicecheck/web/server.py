"""The servers of a room or of one person's interview, in threads of their own.

A socket is bound before anybody is told its address, and only to that address. Whoever started the servers stays in
charge of signals, the terminal and the end.
"""

import asyncio
import errno
import logging
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from ipaddress import ip_address
from threading import Event, Thread

import uvicorn
from starlette.types import ASGIApp

from servicecheck.errors import ServicecheckError
from servicecheck.web.connections import Limits, limited

PORTS_TRIED = 20
_GRACE = 1
"""Seconds that an answer may still take at the end. Without a limit an open event stream holds everything up."""
_OPEN_FILES = 4096
_TAKEN = {errno.EADDRINUSE, errno.EACCES}
"""The second is said of ports that only an administrator, or on Windows only another program, may use."""


class CannotListen(ServicecheckError):
    """No connections can be taken at the address that was asked for."""


def listen(address: str, port: int, *, exactly: bool = False) -> socket.socket:
    """A socket that takes connections at *address*: at *port* (0 for any), or *exactly* there.

    Otherwise the next free port is taken when somebody has that one. Raises CannotListen.
    """
    wanted = range(port, port + (1 if exactly or not port else PORTS_TRIED))
    for tried in (one for one in wanted if one < 2**16):
        try:
            listening = _bound(address, tried)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise CannotListen(f"{address} is not an address of this computer: {error.strerror}.") from error
            if not tried:
                message = f"No port of {address} can be had: {error.strerror}. See what keeps programs from it."
                raise CannotListen(message) from error
            if exactly:
                message = f"Port {port} of {address} cannot be had: {error.strerror}. Choose another, or leave it out."
                raise CannotListen(message) from error
        else:
            return _of_one_address(listening)
    return listen(address, 0)


def host(listening: socket.socket) -> str:
    """What browsers call the place where *listening* listens, as in 192.168.1.20:8123."""
    address, port = listening.getsockname()[:2]
    name = f"[{address}]" if ":" in address else str(address)
    return name if port == 80 else f"{name}:{port}"


class Server:
    """Applications at their sockets, each in a thread of its own, served until they are stopped.

    However many ask one of them, whoever asks another does not stand in the same queue.
    """

    def __init__(
        self,
        listeners: Sequence[tuple[socket.socket, ASGIApp]],
        failed: Callable[[Exception], None],
        limits: Callable[[], Limits] = Limits,
    ) -> None:
        """*failed* is told of mistakes of ours, in a thread of the servers."""
        _be_quiet()
        apps = {id(app): app for _, app in listeners}
        sockets = {one: [listening for listening, app in listeners if app is apps[one]] for one in apps}
        self._served = [_Served(apps[one], sockets[one], failed, limits()) for one in apps]

    def start(self) -> None:
        """Begin to answer; they all do when this returns."""
        _allow_files(_OPEN_FILES)
        for one in self._served:
            one.start()
        for one in self._served:
            one.wait()

    def stop(self) -> None:
        """End, within two seconds also when phones are still listening for changes."""
        for one in self._served:
            one.should_exit()
        for one in self._served:
            one.join()


class _Served:
    """One application, and its thread."""

    def __init__(
        self, app: ASGIApp, sockets: list[socket.socket], failed: Callable[[Exception], None], limits: Limits
    ) -> None:
        self._sockets = sockets
        self._failed = failed
        self._server = uvicorn.Server(_config(app, limits))
        self._begun = Event()
        self._mistake: Exception | None = None
        self._thread = Thread(target=self._run, name="server", daemon=True)

    def start(self) -> None:
        """Begin to serve; `wait` says when it does."""
        self._thread.start()

    def wait(self) -> None:
        """Return when requests are answered. Raises what kept the server from it."""
        self._begun.wait()
        if self._mistake is not None:
            raise self._mistake

    def should_exit(self) -> None:
        self._server.should_exit = True

    def join(self) -> None:
        if self._thread.ident is not None:
            self._thread.join(2 * _GRACE)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except Exception as error:  # noqa: BLE001 (raised again where the beginning is waited for, or told)
            self._mistake = error
            self._failed(error)
        finally:
            self._begun.set()

    async def _serve(self) -> None:
        asyncio.get_running_loop().set_exception_handler(self._told)
        async with asyncio.TaskGroup() as group:
            serving = group.create_task(self._server.serve(sockets=self._sockets))
            while not self._server.started and not serving.done():
                await asyncio.sleep(0.005)
            self._begun.set()

    def _told(self, _loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        # A phone that went away is no mistake.
        if isinstance(error, Exception) and not isinstance(error, ConnectionError):
            self._failed(error)


def _bound(address: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            # There SO_REUSEADDR would let another program take over an address in use.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            # Else a host that was killed could not come back to its address for a minute.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((address, port))
        listening.listen(1024)
    except OSError:
        listening.close()
        raise
    return listening


def _of_one_address(listening: socket.socket) -> socket.socket:
    """The same; but nobody listens at every address this computer has, which cannot be shown. Raises CannotListen."""
    address = listening.getsockname()[0]
    if ip_address(address).is_unspecified:
        listening.close()
        raise CannotListen(f"{address} stands for every address of this computer. Choose the one that phones come to.")
    return listening


def _config(app: ASGIApp, limits: Limits) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=limited(limits),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=_GRACE,
    )


def _be_quiet() -> None:
    """Keep libraries from writing: what they tell is about people, and the terminal is the facilitator's."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi", "asyncio", "concurrent.futures"):
        logger = logging.getLogger(name)
        logger.handlers = [logging.NullHandler()]
        logger.setLevel(logging.CRITICAL)
        logger.propagate = False


def _allow_files(wanted: int) -> None:
    """Have more files open at once: each connection is one, and on some systems 256 are all there are."""
    if sys.platform == "win32":
        return
    import resource

    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if least != resource.RLIM_INFINITY and least < wanted:
        allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))

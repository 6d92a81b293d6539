"""Applications behind the real servers and their guard, on a free port of this machine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.types import ASGIApp

from servicecheck.language import Words
from servicecheck.web.connections import Limits
from servicecheck.web.guard import BODY_TIMEOUT, Guard
from servicecheck.web.server import Server, host, listen


@contextmanager
def served(
    app: ASGIApp,
    failed: Callable[[Exception], None] = print,
    limits: Callable[[], Limits] = Limits,
    body_timeout: float = BODY_TIMEOUT,
    port: int = 0,
) -> Iterator[str]:
    """The name of the place where *app* is, as in 127.0.0.1:41234; at a free port unless one is given."""
    with listen("127.0.0.1", port, exactly=bool(port)) as listening:
        name = host(listening)
        server = Server([(listening, Guard(app, {name}, Words("en"), failed, body_timeout))], failed, limits)
        server.start()
        try:
            yield name
        finally:
            server.stop()

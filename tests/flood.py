"""A crowd at one door, as a program of its own: people who come in, others who ask on and on, or only hold a place.

    python tests/flood.py 127.0.0.1:8123 K7M4QX

It prints how many came in, and how many were told that the room is full, when all of them have tried.
"""

import socket
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from threading import Event, Thread

from raw_requests import ask, request
from served_room import form

IDLE, SLOW, JOINS, AT_ONCE, IMPATIENT = 500, 100, 1000, 20, 10


def connected(place: str) -> socket.socket:
    address, port = place.split(":")
    return socket.create_connection((address, int(port)), timeout=30)


def hold(place: str, ended: Event) -> None:
    """Say nothing on five hundred connections, and very little on a hundred more; again when they are closed."""
    while not ended.is_set():
        with ExitStack() as held, suppress(OSError):
            for _ in range(IDLE):
                held.enter_context(connected(place))
            slow = [held.enter_context(connected(place)) for _ in range(SLOW)]
            for byte in b"GET / HTTP/1.1\r\nHost":
                for connection in slow:
                    connection.send(bytes([byte]))
                time.sleep(0.5)


def ask_on(place: str, ended: Event) -> None:
    """Ask for the first page as fast as it comes."""
    asked = request(place, connection="keep-alive")
    while not ended.is_set():
        with suppress(OSError), connected(place) as connection:
            connection.sendall(asked)
            while not ended.is_set() and connection.recv(65_536):
                connection.sendall(asked)


def come_in(place: str, code: str) -> str:
    """One person; why not, or nothing."""
    joined = ask(place, request(place, "POST", "/join", form(code=code)), timeout=30)
    cookie = joined.headers["set-cookie"].partition(";")[0]
    accepted = ask(place, request(place, "POST", "/notice", b"", cookie=cookie), timeout=30)
    ask(place, request(place, cookie=cookie), timeout=30)
    return {303: "in", 409: "full"}[accepted.status]


def main(place: str, code: str) -> None:
    ended = Event()
    for what in [hold, *[ask_on] * IMPATIENT]:
        Thread(target=what, args=(place, ended), daemon=True).start()
    time.sleep(0.5)
    with ThreadPoolExecutor(AT_ONCE) as people:
        outcomes = Counter(people.map(lambda _: come_in(place, code), range(JOINS)))
    ended.set()
    print(outcomes["in"], outcomes["full"])


if __name__ == "__main__":
    main(*sys.argv[1:])

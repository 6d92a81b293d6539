"""Who comes in: the presenter with the link, phones with a code that nobody can guess in time."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from raw_requests import ask, request
from served import served
from servicecheck.web.entrance import Entrance, Secret
from servicecheck.web.tries import FREE_TRIES, LONGEST_WAIT, Tries

TOKEN = "F1cL0z_-secret"
SECRET = Secret(TOKEN)


async def presenter(_: Request) -> HTMLResponse:
    return HTMLResponse("the presenter's page")


PAGES = Entrance(Starlette(routes=[Route("/", presenter), Route("/do", presenter, methods=["POST"])]), SECRET)


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with served(PAGES) as name:
        yield name


def test_the_link_opens_the_pages_and_leaves_nothing_in_the_address_bar(place: str) -> None:
    link = SECRET.link(f"http://{place}")
    opened = ask(place, request(place, target=link.removeprefix(f"http://{place}")))
    cookie, *rules = opened.headers["set-cookie"].split("; ")

    assert (opened.status, opened.headers["location"]) == (303, "/")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} == set(rules)
    assert ask(place, request(place, cookie=f"{cookie.partition('=')[0]}={TOKEN}")).text == "the presenter's page"


def test_a_link_for_a_program_opens_the_pages_once_and_does_not_hold_the_token(place: str) -> None:
    target = SECRET.link_once("")
    first, second = (ask(place, request(place, target=target)) for _ in range(2))

    assert TOKEN not in target
    assert (first.status, second.status) == (303, 403)
    assert TOKEN in first.headers["set-cookie"]


@pytest.mark.parametrize(
    "target", ["/", "/?token=", "/?token=guessed", f"/?token={TOKEN[:-1]}", f"/?token={TOKEN}x", f"/do?token={TOKEN}"]
)
def test_without_the_link_nothing_opens(place: str, target: str) -> None:
    reply = ask(place, request(place, target=target))

    assert reply.status == 403
    assert "only with the whole link" in reply.text


@pytest.mark.parametrize(
    "cookie", ["NAME=guessed", "NAME=", f"NAMES={TOKEN}", f"NAME={TOKEN}x", "NAME=\xff\xfe", "=;;;,,[]"]
)
def test_a_guessed_or_broken_cookie_opens_nothing(place: str, cookie: str) -> None:
    named = cookie.replace("NAME", f"entrance-{place.split(':')[1]}")

    assert ask(place, request(place, cookie=named)).status == 403


def test_a_link_does_nothing_by_post(place: str) -> None:
    assert ask(place, request(place, "POST", f"/?token={TOKEN}", b"move=next")).status == 403


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_few_wrong_codes_cost_nothing() -> None:
    tries = Tries(Clock())
    for _ in range(FREE_TRIES - 1):
        tries.wrong("192.168.1.30")

    assert tries.wait("192.168.1.30") == 0


def test_guessing_takes_longer_each_time() -> None:
    tries, waits = Tries(clock := Clock()), []
    for _ in range(20):
        clock.now += tries.wait("192.168.1.30")
        tries.wrong("192.168.1.30")
        waits.append(tries.wait("192.168.1.30"))

    assert waits[FREE_TRIES - 1 :] == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]
    assert max(waits) == LONGEST_WAIT


def test_a_guesser_holds_up_nobody_at_another_address() -> None:
    tries = Tries(Clock())
    for _ in range(50):
        tries.wrong("192.168.1.30")

    assert tries.wait("192.168.1.30") > 0
    assert tries.wait("192.168.1.31") == 0


def test_many_addresses_of_one_ipv6_network_are_one_guesser() -> None:
    tries = Tries(Clock())
    for number in range(50):
        tries.wrong(f"2001:db8::{number:x}")

    assert tries.wait("2001:db8::ffff") > 0
    assert tries.wait("2001:db8:0:1::1") == 0


def test_the_right_code_ends_the_waiting_and_time_forgets() -> None:
    tries = Tries(clock := Clock())
    for address in ("192.168.1.30", "192.168.1.31"):
        for _ in range(50):
            tries.wrong(address)
    tries.right("192.168.1.30")
    clock.now += 601
    tries.wrong("192.168.1.31")

    assert tries.wait("192.168.1.30") == tries.wait("192.168.1.31") == 0


def test_the_table_of_guessers_does_not_grow_without_end() -> None:
    tries = Tries(Clock())
    for number in range(10_000):
        tries.wrong(f"10.0.{number // 250}.{number % 250}")

    assert len(tries._guessers) <= 4096

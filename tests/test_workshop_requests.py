"""What strangers may send to a room, and how each of it is refused (P51): byte by byte, to the real servers.

Whatever is sent here, the room is afterwards as it was before.
"""

import hmac
import socket
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raw_requests import FORM, Reply, ask, request
from sample_workshops import room, voted
from served_room import ServedRoom, form, served_room

pytestmark = pytest.mark.promise("P51")

CODE = "K7M4QX"

Sent = Callable[[ServedRoom], bytes]


@pytest.fixture(scope="module")
def place() -> Iterator[ServedRoom]:
    with served_room(voted(room(6), "S1", "1", "2", "3")) as place:
        yield place


def get(target: str = "/", **headers: str | None) -> Sent:
    """A page is asked for by a phone that is in the room."""
    return lambda place: request(place.phones, "GET", target, b"", **{"cookie": place.cookie, **headers})


def post(target: str = "/vote", body: bytes | None = None, **headers: str | None) -> Sent:
    """A form of a phone that is in the room, a right one unless something else is said."""
    return lambda place: request(
        place.phones, "POST", target, place.vote if body is None else body, **{"cookie": place.cookie, **headers}
    )


def raw(text: str) -> Sent:
    """These lines as they are, with the room's own name for HOST."""
    return lambda place: text.replace("HOST", place.phones).replace("\n", "\r\n").encode("latin-1")


def other_port(place: ServedRoom) -> bytes:
    address, port = place.phones.split(":")
    return request(f"{address}:{int(port) ^ 1}")


REFUSED: dict[str, tuple[int, Sent]] = {
    # Names and origins
    "a foreign name": (421, get(host="evil.example")),
    "a foreign name that leads here (DNS rebinding)": (421, get(host="192-168-1-20.rebind.example:8123")),
    "the name of this machine, which was not shown": (421, get(host="localhost")),
    "the right address with another port": (421, other_port),
    "the right address without its port": (421, lambda place: request(place.phones.split(":")[0])),
    "no name in HTTP/1.1": (400, get(host=None)),
    "no name in HTTP/1.0": (400, raw("GET / HTTP/1.0\n\n")),
    "two names": (400, raw("GET / HTTP/1.1\nHost: HOST\nHost: evil.example\n\n")),
    "a form of a stranger's page": (403, post(origin="http://evil.example")),
    "a form of a page without a name": (403, post(origin="null")),
    "a form of a page at another port": (403, post(origin="http://127.0.0.1:1")),
    "a form of a page over https": (403, lambda p: post(origin=f"https://{p.phones}")(p)),
    "a form that a browser calls cross-site": (403, post(sec_fetch_site="cross-site")),
    "a form from the same machine": (403, post(origin=None, sec_fetch_site="same-site")),
    "a page shown in a frame of a stranger": (
        403,
        get(sec_fetch_site="cross-site", sec_fetch_mode="navigate", sec_fetch_dest="iframe"),
    ),
    "a page fetched by a stranger's script": (403, get(origin="http://evil.example", sec_fetch_site="cross-site")),
    # Methods and shapes
    "a vote by address": (405, get("/vote?item=S1&ballot=1&answer=3")),
    "coming in by address": (405, get(f"/join?code={CODE}")),
    "HEAD": (405, lambda place: request(place.phones, "HEAD")),
    "PUT": (405, lambda place: request(place.phones, "PUT")),
    "DELETE": (405, lambda place: request(place.phones, "DELETE")),
    "OPTIONS": (405, lambda place: request(place.phones, "OPTIONS", "*")),
    "TRACE": (405, lambda place: request(place.phones, "TRACE")),
    "CONNECT": (405, lambda place: request(place.phones, "CONNECT", "evil.example:443")),
    "the address of another server as target": (400, get("http://evil.example/")),
    "our own address as target": (400, lambda place: request(place.phones, target=f"http://{place.phones}/")),
    "a WebSocket": (400, get("/events", connection="Upgrade", upgrade="websocket")),
    "HTTP/2 without asking": (505, raw("PRI * HTTP/2.0\n\nSM\n\n")),
    "no HTTP at all": (400, raw("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\n")),
    "a name of a header with a space": (400, raw("GET / HTTP/1.1\nHost : HOST\n\n")),
    "a header over two lines": (400, raw("GET / HTTP/1.1\nHost: HOST\nX: a\n\tb\n: c\n\n")),
    # Bodies
    "a body of 65 KiB": (413, post(body=b"answer=" + b"1" * 65 * 1024)),
    "a body that says it is large": (413, post(content_length="70000000", expect="100-continue")),
    "a body in chunks": (
        411,
        raw(f"POST /vote HTTP/1.1\nHost: HOST\nContent-Type: {FORM}\nTransfer-Encoding: chunked\n\n1\na\n0\n\n"),
    ),
    "a length and chunks (smuggling)": (
        400,
        raw(
            f"POST /vote HTTP/1.1\nHost: HOST\nContent-Type: {FORM}\nContent-Length: 4\n"
            "Transfer-Encoding: chunked\n\n0\n\nGET /smuggled HTTP/1.1\nHost: HOST\n\n"
        ),
    ),
    "two lengths": (400, raw("POST /vote HTTP/1.1\nHost: HOST\nContent-Length: 3\nContent-Length: 4\n\nabcd")),
    "a length that is no number": (400, post(content_length="-1")),
    "an encoding that nobody knows": (501, raw("POST /vote HTTP/1.1\nHost: HOST\nTransfer-Encoding: gzip\n\n")),
    "no length": (411, post(content_length=None)),
    "a page asked for with a body": (400, get(content_length="5")),
    "JSON": (415, post(body=b'{"value": "3"}', content_type="application/json")),
    "plain text, which any page may send": (415, post(content_type="text/plain")),
    "a file": (415, post(content_type="multipart/form-data; boundary=x")),
    "no content type": (415, post(content_type=None)),
    "a form that is not UTF-8": (400, post(body=b"item=S1&ballot=1&answer=%ff%fe")),
    "bytes that are no form": (400, post(body=b"item=S1&ballot=1&answer=\xff\xfe")),
    "a NUL in an answer": (400, post(body=b"item=S1&ballot=1&answer=3&note=%00")),
    "thousands of fields": (400, post(body=b"&".join(b"f%d=1" % number for number in range(5000)))),
    "an address of 3 KiB": (414, get("/?" + "a" * 3000)),
    "a header of 17 KiB": (431, get(x_long="a" * 17 * 1024)),
    "a header of 300 KiB": (431, get(x_long="a" * 300 * 1024)),
    # Addresses
    "a file outside": (404, get("/s/../../../../etc/passwd")),
    "a file outside, in signs": (404, get("/s/x/%2e%2e/%2e%2e/pages.py")),
    "a file outside, in doubled signs": (404, get("/s/x/%252e%252e%252fpages.py")),
    "a file outside, as Windows writes it": (400, get("/s/x/..%5c..%5cpages.py")),
    "a template": (404, get("/s/x/phone.html.j2")),
    "a NUL in an address": (400, get("/s/x/style.css%00.html")),
    "a line break in an address": (400, get("/%0d%0aSet-Cookie:%20voter=1")),
    "a NUL in the first line": (400, raw("GET /\x00 HTTP/1.1\nHost: HOST\n\n")),
    "nothing that is there": (404, get("/admin")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_phone_sends_is_refused_and_changes_nothing(place: ServedRoom, name: str) -> None:
    status, sent = REFUSED[name]
    before = place.room.now
    reply = ask(place.phones, sent(place))

    assert reply.status == status
    assert_protected(reply)
    assert place.room.now is before


def assert_protected(reply: Reply) -> None:
    assert reply.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "'unsafe" not in reply.headers["content-security-policy"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["cache-control"] == "no-store"
    assert "no-referrer" in reply.headers["referrer-policy"]
    assert not {"server", "x-powered-by", "access-control-allow-origin", "date"} & set(reply.headers)
    assert "set-cookie" not in reply.headers
    assert b"Traceback" not in reply.raw
    assert b"root:" not in reply.raw


def test_a_phone_is_refused_in_its_own_language_and_the_projector_in_the_rooms(place: ServedRoom) -> None:
    danish = "da-DK,da;q=0.9,en;q=0.8"
    phone = ask(place.phones, request(place.phones, target="/nowhere", accept_language=danish))
    german = ask(place.phones, request(place.phones, target="/nowhere", accept_language="de,fr;q=0.5"))
    presenter = ask(place.presenter, request(place.presenter, accept_language=danish))

    assert "Der er ikke noget på denne adresse." in phone.text
    assert '<html lang="da">' in phone.text
    assert "There is nothing at this address." in german.text
    assert "This page opens only" in presenter.text


def vote(place: ServedRoom, **fields: str) -> Reply:
    """A vote on what is open, right but for these fields."""
    now = place.room.now
    right = {"item": now.session.item, "ballot": str(now.ballot.number), "answer": "3"}
    return place.post("/vote", form(**{**right, **fields}), cookie=place.cookie)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"item": "S2"}, 409),
        ({"item": "S9"}, 409),
        ({"item": "<script>"}, 409),
        ({"ballot": "2"}, 409),
        ({"ballot": "0"}, 409),
        ({"ballot": "-1"}, 409),
        ({"ballot": "one"}, 409),
        ({"ballot": "9" * 400}, 409),
        ({"answer": "4"}, 422),
        ({"answer": "3.5"}, 422),
        ({"answer": "0"}, 422),
        ({"answer": "NaN"}, 422),
        ({"answer": "1e0"}, 422),
        ({"answer": ""}, 422),
        ({"answer": "3|1"}, 422),
        ({"answer": "3" * 5000}, 422),
        ({"comment": "x" * 5000}, 422),
    ],
)
def test_a_vote_that_is_none_is_refused_and_changes_nothing(
    place: ServedRoom, fields: dict[str, str], status: int
) -> None:
    before = place.room.now
    reply = vote(place, **fields)

    assert reply.status == status
    assert_protected(reply)
    assert place.room.now is before


def test_a_field_that_is_there_twice_is_refused(place: ServedRoom) -> None:
    before = place.room.now
    statuses = [
        place.post("/vote", place.vote + twice, cookie=place.cookie).status
        for twice in (b"&answer=1", b"&item=S2", b"&ballot=2", b"&comment=a&comment=b")
    ]

    assert statuses == [422, 400, 400, 400]
    assert place.room.now is before


def forged(place: ServedRoom) -> dict[str, str]:
    """Cookies that were not given to anybody."""
    name, _, value = place.cookie.partition("=")
    code, _, seal = value.partition(".")
    flipped = "1" if seal[-1] == "0" else "0"
    return {
        "none": "",
        "a code without a seal": f"{name}=P1",
        "the code of somebody else with the own seal": f"{name}=P1.{seal}",
        "an altered seal": f"{name}={code}.{seal[:-1]}{flipped}",
        "half a seal": f"{name}={code}.{seal[:16]}",
        "no code with a seal": f"{name}=.{seal}",
        "a seal with an empty key": f"{name}=P1.{hmac.digest(b'', b'voter P1', 'sha256').hex()[:32]}",
        "strange letters": f"{name}=\xe6\xf8\xe5.\xff",
        "the presenter's token": f"{name}={place.token}",
        "the name at another port": f"voter-1={value}",
    }


KINDS_OF_FORGERY = 10


@pytest.mark.parametrize("number", range(KINDS_OF_FORGERY))
def test_a_forged_cookie_votes_for_nobody(place: ServedRoom, number: int) -> None:
    assert len(forged(place)) == KINDS_OF_FORGERY
    before = place.room.now
    reply = place.post("/vote", place.vote, cookie=list(forged(place).values())[number])

    assert reply.status == 403
    assert_protected(reply)
    assert place.room.now is before


@pytest.mark.parametrize("path", ["/do", "/plan", "/report", "/address", "/theme"])
def test_no_page_of_the_presenter_is_there_for_phones(place: ServedRoom, path: str) -> None:
    before = place.room.now
    for cookie in (place.cookie, f"entrance-{place.phones.split(':')[1]}={place.token}"):
        pressed = place.post(path, form(do="reveal", key=place.key, sure="yes"), cookie=cookie)
        looked = ask(place.phones, request(place.phones, target=path, cookie=cookie))

        assert (pressed.status, looked.status) == (404, 404)
    assert ask(place.phones, request(place.phones, target=f"/?token={place.token}")).headers.get("set-cookie") is None
    assert place.room.now is before


@pytest.mark.parametrize("path", ["/", "/events", "/report/file", "/comments", "/?token=guessed"])
def test_the_presenters_pages_open_for_nobody_without_the_token(place: ServedRoom, path: str) -> None:
    port = place.presenter.split(":")[1]
    for cookie in ("", place.cookie, f"entrance-{port}=guessed", f"entrance-{port}={place.token[:-1]}"):
        assert ask(place.presenter, request(place.presenter, target=path, cookie=cookie)).status == 403


def test_nothing_is_pressed_without_the_token(place: ServedRoom) -> None:
    before = place.room.now
    pressed = form(do="reveal", key=place.key, sure="yes")

    assert ask(place.presenter, request(place.presenter, "POST", "/do", pressed)).status == 403
    assert ask(place.presenter, request(place.presenter, "POST", f"/do?token={place.token}", pressed)).status == 403
    assert place.room.now is before


def test_a_strangers_page_presses_nothing_in_the_presenters_browser(place: ServedRoom) -> None:
    before = place.room.now
    cookie = f"entrance-{place.presenter.split(':')[1]}={place.token}"
    pressed = form(do="reveal", key=place.key, sure="yes")
    statuses = [
        ask(place.presenter, request(place.presenter, "POST", "/do", pressed, cookie=cookie, **said)).status
        for said in ({"origin": "http://evil.example"}, {"origin": f"http://{place.phones}"}, {"host": "localhost"})
    ]

    assert statuses == [403, 403, 421]
    assert place.room.now is before


def test_join_codes_cannot_be_guessed_fast() -> None:
    with served_room(room(1)) as place:
        statuses = [place.post("/join", form(code=f"AAAA{n:02}")).status for n in range(15)]
        right = place.post("/join", form(code=CODE))

        assert statuses == [404] * 10 + [429] * 5
        assert right.status == 429
        assert 0 < int(right.headers["retry-after"]) <= 60
        assert "set-cookie" not in right.headers
        assert_protected(right)


WRONG_CODES = ["", "K7M4Q", "K7M4QXX", "K7M4QX\n", "%00", "K7M4Q_", "ĸ7M4QX", "' or 1=1 --", "<b>K7M4QX</b>"]


def test_a_code_that_is_not_right_lets_nobody_in() -> None:
    with served_room(room(1)) as place:
        for code in WRONG_CODES:
            reply = place.post("/join", form(code=code))

            assert reply.status == 404, code
            assert "set-cookie" not in reply.headers
            assert b"<b>K7M4QX" not in reply.body
            assert_protected(reply)


def test_who_may_vote_votes_once_in_a_ballot(place: ServedRoom) -> None:
    before = len(place.room.now.ballot.votes)
    statuses = [vote(place, answer=value).status for value in ("3", "2.5", "2.5", "1")]

    assert statuses == [303, 303, 303, 303]
    assert len(place.room.now.ballot.votes) == before + 1


SEEDS = {
    "a page": get(),
    "a vote": post(),
    "coming in": post("/join", f"code={CODE}".encode()),
    "changes": get("/events"),
}
SPOILERS = [
    b"\0",
    b"\r\n",
    b"\n",
    b" ",
    b":",
    b"%",
    b"\xff",
    b"Host: x\r\n",
    b"Content-Length: 1\r\n",
    b"..",
    b"//",
    b"&",
    b"=",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(SEEDS)),
    st.lists(st.tuples(st.integers(0, 600), st.integers(0, 9), st.sampled_from(SPOILERS))),
)
def test_bytes_that_were_spoiled_make_no_mistake_of_ours(
    place: ServedRoom, seed: str, spoiled: list[tuple[int, int, bytes]]
) -> None:
    sent = SEEDS[seed](place)
    for at, length, spoiler in spoiled:
        sent = sent[:at] + spoiler + sent[at + length :]
    status = first_line(place.phones, sent)

    assert status is None or status < 500 or status in (501, 505)
    assert place.mistakes == []


def first_line(place: str, sent: bytes) -> int | None:
    """The status of what is answered; None when the server waits for more."""
    address, port = place.split(":")
    with socket.create_connection((address, int(port)), timeout=2) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        line = connection.recv(64)
    return int(line.split(b" ")[1]) if line else None

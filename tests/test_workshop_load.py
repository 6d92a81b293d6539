"""A room that somebody tries to choke: the projector goes on (P52)."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from flood import JOINS
from raw_requests import ask, request
from sample_workshops import room
from served_room import ServedRoom, served_room
from servicecheck.workshop.workshop import MOST_PEOPLE

FLOOD = Path(__file__).with_name("flood.py")


@pytest.mark.release
@pytest.mark.promise("P52")
def test_the_projector_goes_on_while_a_crowd_comes_in_and_others_only_hold_connections(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with served_room(room()) as place:
        crowd = subprocess.Popen(
            [sys.executable, str(FLOOD), place.phones, place.room.now.session.join_code],
            stdout=subprocess.PIPE,
            text=True,
        )
        waits = []
        while crowd.poll() is None:
            waits.append(wait_for_the_projector(place))
            time.sleep(0.02)
        came_in, refused = map(int, crowd.communicate()[0].split())
        mistakes, people = place.mistakes, len(place.room.now.people)

    p95 = sorted(waits)[int(len(waits) * 0.95)]
    with capsys.disabled():
        took = f"p95 {p95 * 1000:.0f} ms, slowest {max(waits) * 1000:.0f} ms"
        print(f"\nP52: {len(waits)} looks at the projector's page: {took}")
    assert mistakes == []
    # One phone is there from the beginning.
    assert (people, came_in, refused) == (MOST_PEOPLE, MOST_PEOPLE - 1, JOINS - MOST_PEOPLE + 1)
    assert len(waits) > 50
    assert p95 <= 0.5


def wait_for_the_projector(place: ServedRoom) -> float:
    """How many seconds its page takes."""
    cookie = f"entrance-{place.presenter.split(':')[1]}={place.token}"
    began = time.monotonic()
    assert ask(place.presenter, request(place.presenter, cookie=cookie), timeout=30).status == 200
    return time.monotonic() - began

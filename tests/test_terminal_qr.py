"""A QR code in characters holds the very modules of the code, whatever the stream can show."""

import io
import re

import pytest
import segno

from servicecheck.terminal.screen import Colour, Look, Screen
from servicecheck.terminal.workshop.qr import QUIET, show_qr

CONTENT = "http://192.168.100.200:8123/?code=K7M4QX"
_COLOURS = re.compile(r"\x1b\[[\d;]*m")
_HALVES = {"█": (True, True), "▀": (True, False), "▄": (False, True), " ": (False, False)}


def modules() -> list[list[bool]]:
    code = segno.make(CONTENT, error="m", micro=False)
    return [[bool(module) for module in row] for row in code.matrix_iter(border=QUIET)]


def shown(colour: Colour, encoding: str = "utf-8", width: int = 100) -> list[str]:
    stream = io.TextIOWrapper(io.BytesIO(), encoding)
    assert show_qr(Screen(stream, Look(width, colour)), CONTENT)
    stream.seek(0)
    return stream.read().splitlines()


@pytest.mark.parametrize("colour", ["bold", "256", "truecolor"])
def test_half_blocks_are_the_dark_modules_on_white(colour: Colour) -> None:
    lines = shown(colour)
    halves = [[_HALVES[sign] for sign in _COLOURS.sub("", line)] for line in lines]
    rows = [[pair[half] for pair in row] for row in halves for half in (0, 1)]

    assert rows[: len(modules())] == modules()
    assert all(line.startswith("\x1b[") for line in lines)


def test_without_colour_the_light_modules_are_drawn() -> None:
    halves = [[_HALVES[sign] for sign in line] for line in shown("none")]
    rows = [[not pair[half] for pair in row] for row in halves for half in (0, 1)]

    assert rows[: len(modules())] == modules()


def test_a_stream_without_blocks_gets_two_characters_a_module() -> None:
    rows = [[line[place : place + 2] == "  " for place in range(0, len(line), 2)] for line in shown("none", "ascii")]

    assert rows == modules()


def test_a_stream_without_blocks_but_with_colours_gets_grounds_only() -> None:
    lines = shown("256", "ascii")

    assert all(set(_COLOURS.sub("", line)) == {" "} for line in lines)
    assert len(lines) == len(modules())


def test_where_there_is_no_room_nothing_is_drawn() -> None:
    stream = io.StringIO()

    assert not show_qr(Screen(stream, Look(30)), CONTENT)
    assert stream.getvalue() == ""

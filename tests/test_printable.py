"""What others typed cannot act on a terminal, and stays readable where a stream has few characters."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hostile_corpus import HOSTILE
from servicecheck.terminal.printable import carried, excerpt, printable

ACTIVE = [
    *map(chr, range(0x20)),
    "\x7f",
    *map(chr, range(0x80, 0xA0)),
    *"\u202a\u202e\u2066\u2069\u200e\u200f\u061c\ufeff",
]


@pytest.mark.promise("P22")
@given(st.text())
@example("\x1b]52;c;aGVq\x07")
@example("\x9b31m")
@example("\udcff")
def test_nothing_that_acts_on_a_terminal_gets_through(text: str) -> None:
    shown = printable(text)

    assert not set(shown) & set(ACTIVE)
    assert "\n" not in shown


def test_a_hidden_character_is_shown_by_its_number() -> None:
    assert printable("a\u202eb") == "a<U+202E>b"
    assert printable("\x1b[31mred") == "<U+001B>[31mred"
    assert printable("\x00") == "<U+0000>"
    assert printable("\U000e0041") == "<U+E0041>"


def test_line_breaks_and_tabs_become_spaces_so_that_no_line_can_be_forged() -> None:
    assert printable("first\nSaved: 3\r\nx\ty\u2028z") == "first Saved: 3 x y z"


@pytest.mark.parametrize(
    "text",
    ["Rødgrød med fløde, ægte smörgås", "日本語", "👩‍👩‍👧 👍🏽", "Ελληνικά", "see [/usr/share/x] [bold]", ":smile:"],
)
def test_letters_and_emoji_stay_as_they_are(text: str) -> None:
    assert printable(text) == text


def test_a_pile_of_marks_is_cut() -> None:
    assert len(printable("a" + "\u0301" * 900)) < 10


@pytest.mark.parametrize("path", sorted((HOSTILE / "answers").glob("*.txt")), ids=lambda path: path.stem)
def test_the_hostile_answers_are_inert(path: Path) -> None:
    shown = printable(path.read_bytes().decode())

    assert not set(shown) & set(ACTIVE)


@given(st.text())
@example("▲")
@example("e\u0301")
@example("\u200d")
def test_every_text_can_be_carried_by_every_stream(text: str) -> None:
    for encoding in ("ascii", "cp1252", "latin-1", "cp437"):
        carried(printable(text), encoding).encode(encoding)


def test_ascii_gets_two_letters_for_one_and_marks_in_brackets() -> None:
    assert carried("Dårlig, før, æble ▼ ■ ▲ · ─ ½ é ö", "ascii") == "Daarlig, foer, aeble [-] [=] [+] | - .5 e o"


def test_a_stream_with_latin_letters_keeps_them() -> None:
    assert carried("Dårlig ▼ · ½", "cp1252") == "Dårlig [-] · ½"


def test_what_has_no_plain_letter_is_shown_by_its_number() -> None:
    assert carried("👍", "ascii") == "<U+1F44D>"


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_an_excerpt_is_never_longer_than_asked(text: str, length: int) -> None:
    shown = excerpt(text, length)

    assert len(shown) <= length
    assert shown == text or text.startswith(shown.removesuffix("…"))

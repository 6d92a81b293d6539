"""Lines on a stream: what is seen at each width, in each alphabet, with and without colour."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from servicecheck.errors import Place, Problem
from servicecheck.terminal.mistakes import counted, show_mistakes
from servicecheck.terminal.screen import COLOURS, MARKS, Colour, Look, Screen
from servicecheck.terminal.wrapping import Part, text_of, wrapped


def screen(width: int = 80, colour: Colour = "none", encoding: str = "utf-8") -> Screen:
    return Screen(io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n"), Look(width, colour))


def shown(on: Screen) -> str:
    on.stream.flush()
    raw = on.stream.buffer.getvalue()  # type: ignore[attr-defined] # the stream of screen() is a TextIOWrapper
    text = raw.decode(on.stream.encoding)
    assert isinstance(text, str)
    return text


def test_a_heading_says_what_left_and_where_right_over_a_rule() -> None:
    on = screen(40)
    on.heading("Section 2 of 4: Think ahead", "6 of 16")

    assert shown(on) == "Section 2 of 4: Think ahead      6 of 16\n" + "─" * 40 + "\n"


def test_a_heading_too_long_for_one_line_takes_two() -> None:
    on = screen(20)
    on.heading("Section 2: Think ahead", "6 of 16")

    assert shown(on) == "Section 2: Think\nahead\n6 of 16\n" + "─" * 20 + "\n"


def test_columns_stand_two_spaces_apart_and_the_last_wraps_under_itself() -> None:
    on = screen(44)
    on.columns([("servicecheck demo", "see it work on example answers"), ("short", "x")])

    assert shown(on) == (
        "servicecheck demo  see it work on example\n                   answers\nshort              x\n"
    )


def test_numbers_end_flush_right() -> None:
    on = screen()
    on.columns([("9", "low", "a"), ("12", "high", "b")], right=(0,))

    assert shown(on) == " 9  low   a\n12  high  b\n"


def test_below_forty_columns_nothing_is_aligned() -> None:
    on = screen(39)
    on.columns([("servicecheck list", "choose a questionnaire")])

    assert shown(on) == "servicecheck list\n  choose a questionnaire\n"


def test_a_screen_is_never_wider_than_120() -> None:
    on = screen(300)
    on.heading("a")

    assert shown(on) == "a\n" + "─" * 120 + "\n"


def test_there_is_one_empty_line_between_groups_and_none_at_the_top() -> None:
    on = screen()
    on.gap()
    on.line("a")
    on.gap()
    on.gap()
    on.line("b")

    assert shown(on) == "a\n\nb\n"


def test_choices_wrap_at_the_dots() -> None:
    on = screen(40)
    on.choices(["b back", "n note", "e what you build it on", "? help", "q save and quit"])

    assert shown(on) == "b back · n note · e what you build it on\n? help · q save and quit\n"


def test_replacements_are_made_before_columns_are_measured() -> None:
    on = screen(60, encoding="ascii")
    on.columns([("Værksted", "▼", "one"), ("Butik", "■", "two")])

    assert shown(on) == "Vaerksted  [-]  one\nButik      [=]  two\n"


def test_wide_letters_count_as_the_two_columns_they_take() -> None:
    on = screen()
    on.columns([("日本", "one"), ("abcd", "two")])

    assert shown(on) == "日本  one\nabcd  two\n"


@given(
    st.lists(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=60), max_size=5), st.integers(4, 60)
)
def test_no_row_is_wider_than_its_room_and_no_letter_is_lost(texts: list[str], room: int) -> None:
    rows = ["".join(map(text_of, row)) for row in wrapped(texts, room, room)]

    assert all(cell_len(row) <= room for row in rows)
    assert "".join("".join(rows).split()) == "".join("".join(texts).split())


def test_styles_survive_wrapping() -> None:
    parts: list[Part] = [("Your service: ", "bold"), ("Good", "middle"), ", 50 of 100."]

    assert wrapped(parts, 19, 19) == [
        [("Your service: ", "bold"), ("Good", "middle"), (",", "plain")],
        [("50 of 100.", "plain")],
    ]


def test_markup_and_emoji_codes_are_text() -> None:
    on = screen(colour="truecolor")
    on.line(("see [/usr/share/x] [bold]x[/] :smile:", "bold"))

    assert "see [/usr/share/x] [bold]x[/] :smile:" in shown(on)


@pytest.mark.promise("P22")
@pytest.mark.parametrize("colour", ["none", "bold", "256", "truecolor"])
def test_only_our_own_escape_sequences_reach_the_stream(colour: Colour) -> None:
    on = screen(colour=colour)
    on.heading("\x1b]0;title\x07", "\x9b2J")
    on.paragraph(("\x1b[31mred", "low"), "\u202eabc")
    on.columns([(("\x1b[1A", "bold"), "\x00\x07")])
    on.prompt("\x1b[5n: ")

    rest = re.sub(r"\x1b\[[0-9;]*m", "" if colour != "none" else "\x1b", shown(on))
    assert all(character.isprintable() or character == "\n" for character in rest)
    assert "<U+202E>abc" in rest


def test_without_colour_there_is_no_escape_sequence_at_all() -> None:
    on = screen(colour="none")
    on.line(("Bad", "low"), ("bold", "bold"))

    assert shown(on) == "Badbold\n"


def test_sixteen_colours_get_bold_alone() -> None:
    on = screen(colour="bold")
    on.line(("Bad", "low"))

    assert shown(on) == "\x1b[1mBad\x1b[0m\n"


def test_every_colour_can_be_read_on_black_and_on_white() -> None:
    for colours in COLOURS.values():
        for colour in colours.values():
            light = luminance(colour)

            assert (light + 0.05) / 0.05 >= 4.5, colour
            assert 1.05 / (light + 0.05) >= 4.5, colour


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    from rich.color import Color

    channels = [value / 255 for value in Color.parse(colour).get_truecolor()]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_marks_differ_in_ascii_too() -> None:
    on = screen(encoding="ascii")

    assert [on.plain(mark) for mark in MARKS.values()] == ["[-]", "[=]", "[+]"]


def test_a_mistake_stands_below_its_place() -> None:
    on = screen()
    problems = [Problem("unknown key 'titel'. Did you mean 'title'?", Place("a.yaml", 4, 1))]
    show_mistakes(on, problems)

    assert shown(on) == "a.yaml:4:1\n  unknown key 'titel'. Did you mean 'title'?\n"
    assert counted(problems) == "1 mistake in 1 file."


def test_warnings_are_counted_apart() -> None:
    problems = [
        Problem("x", Place("a.yaml")),
        Problem("y", Place("b.yaml"), "warning"),
        Problem("z", Place("b.yaml"), "warning"),
    ]

    assert counted(problems) == "1 mistake and 2 warnings in 2 files."

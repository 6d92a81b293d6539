"""What people wrote: shown with the question, from k people on, in an order that tells nothing of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sample_rounds import round_of, sections, three_levels
from servicecheck.assessment import Assessment, assess
from servicecheck.response import CUSTOMER, Answer, Respondent, Response

PARTS = [
    *sections(A=1),
    {
        "id": "B",
        "scored": "false",
        "items": [
            {"id": "B1", "type": "text", "text": "What else?"},
            {"id": "B2", "type": "rating", "text": "?", "when": {"item": "A1", "is": "3"}},
        ],
    },
]
ASKED = three_levels(PARTS)


def noted(
    rows: Sequence[Mapping[str, tuple[str | None, str]]], roles: Sequence[str | None] = (), **round_: Any
) -> Assessment:
    """People with a value and a note for each question."""
    people = [
        Response(
            Respondent(f"R{number}", roles[number] if roles else None),
            {item: Answer(value, note=note) for item, (value, note) in row.items()},
        )
        for number, row in enumerate(rows)
    ]
    return assess(ASKED, round_of(ASKED, **round_), people)


def said(found: Assessment) -> list[tuple[str, str, str]]:
    return [(comment.section, comment.item, comment.text) for comment in found.comments]


def test_notes_and_answers_in_words_stand_with_their_question() -> None:
    found = noted(
        [
            {"A1": ("2", " later in the alphabet "), "B1": ("We are short of time", "")},
            {"A1": ("3", "earlier"), "B1": ("dk", "nobody knows"), "B2": ("2", "so it is")},
            {"A1": ("2", "  ")},
        ]
    )

    assert said(found) == [
        ("A", "A1", "earlier"),
        ("A", "A1", "later in the alphabet"),
        ("B", "B1", "We are short of time"),
        ("B", "B1", "nobody knows"),
        ("B", "B2", "so it is"),
    ]


def test_what_was_written_to_a_hidden_question_is_left_out() -> None:
    assert said(noted([{"A1": ("2", ""), "B2": ("1", "never asked")}])) == []


def test_customers_words_are_not_among_the_peoples() -> None:
    found = noted([{"A1": ("2", "ours")}, {"A1": ("2", "theirs")}], [None, CUSTOMER])

    assert said(found) == [("A", "A1", "ours")]


def test_comments_follow_k() -> None:
    rows = [{"A1": ("2", f"note {number}"), "B1": ("words" if number < 4 else None, "")} for number in range(5)]

    assert len(said(noted(rows, mode="anonymous"))) == 5
    assert said(noted(rows[:4], mode="anonymous")) == []


@settings(max_examples=10)
@given(st.lists(st.sampled_from(["a", "b", "c", "d", ""]), min_size=5, max_size=9), st.randoms())
def test_the_order_of_people_shows_nowhere(notes: list[str], chance: Any) -> None:
    rows = [{"A1": ("2", note)} for note in notes]
    before = said(noted(rows, mode="anonymous"))

    chance.shuffle(rows)

    assert said(noted(rows, mode="anonymous")) == before

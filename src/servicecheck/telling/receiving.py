"""What is said to a person who answers, before the first question and on coming back, on a screen and on a page."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from servicecheck.interview import Interview
from servicecheck.language import Words
from servicecheck.response import Mode, Round

_NOTICES: dict[Mode, tuple[str, ...]] = {
    "own": ("notice_voluntary",),
    "open": ("notice_named", "notice_purpose", "notice_local", "notice_voluntary"),
    "anonymous": (
        "notice_purpose",
        "notice_together",
        "notice_min_group",
        "round_count_only",
        "notice_comments",
        "notice_code",
        "notice_local",
        "notice_voluntary",
    ),
}


def notice(round_: Round, contact: str, file: str, words: Words) -> Iterator[str]:
    """What happens to the answers."""
    for key in _NOTICES[round_.mode]:
        yield words(key, k=round_.k)
    if contact and round_.mode != "own":
        yield words("notice_access", contact=contact)
        yield words("notice_delete", contact=contact)
    yield words("iv_saves_in", file=file)


def notice_in_a_room(round_: Round, contact: str, words: Words) -> Iterator[str]:
    """What happens to the votes, for people who come into a room where many vote."""
    yield words("ws_notice_nameless")
    if round_.mode == "anonymous":
        yield words("notice_together")
        yield words("notice_min_group", k=round_.k)
    else:
        yield words("notice_named")
    yield words("notice_local")
    if round_.mode == "anonymous":
        yield words("notice_access", contact=contact) if contact else words("ws_notice_access")
    yield words("notice_voluntary")


def how_far(interview: Interview, saved_on: date | None, words: Words) -> str:
    """When it was, how much is answered, how long the rest may take."""
    counts = {"answered": interview.replied, "total": interview.total}
    if saved_on:
        told = words("iv_resume_saved", date=words.date(saved_on), **counts)
    else:
        told = words("iv_resume_saved_undated", **counts)
    left = minutes_left(interview)
    return f"{told} {words('iv_time_left', n=left)}." if left else told


def minutes_left(interview: Interview) -> int:
    """How many minutes the rest may take; 0 where nothing is left, or nobody said how long it takes."""
    left = interview.total - interview.replied
    if not interview.questionnaire.minutes or not left:
        return 0
    return max(round(Fraction(interview.questionnaire.minutes * left, interview.total)), 1)

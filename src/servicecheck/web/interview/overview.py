"""Every answer on one page before they are handed in, with a link to each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.interview import Interview, Reviewed
from servicecheck.language import Words
from servicecheck.telling.replies import as_written, between, is_anchored, level_of, picked
from servicecheck.web.level_look import level_look
from servicecheck.web.questions import Look

_LONGEST = 200


@dataclass(frozen=True)
class Line:
    """One question and what was answered."""

    path: str
    text: str
    answer: str
    look: Look = "plain"
    is_open: bool = False
    """Whether nothing was answered."""


@dataclass(frozen=True)
class Group:
    """The questions of one section."""

    title: str
    lines: tuple[Line, ...]


def view(interview: Interview, rows: Mapping[str, Sequence[object]], words: Words) -> Mapping[str, object]:
    """All that the page before handing in shows."""
    lines = interview.review()
    groups = [
        Group(
            words.typeset(section.title),
            tuple(
                _line(interview, line, words) for line in lines if interview.questionnaire.home(line.item.id) is section
            ),
        )
        for section in interview.sections
    ]
    counted = (("dk", "iv_review_dk"), ("na", "iv_review_na"), (None, "iv_review_skipped"))
    return {
        "groups": groups,
        "tables": _tables(interview, rows, words),
        "replied": interview.replied,
        "total": interview.total,
        "counts": [words(wording, n=n) for value, wording in counted if (n := interview.count(value))],
        "is_complete": interview.catch_up().is_done,
    }


def _line(interview: Interview, line: Reviewed, words: Words) -> Line:
    item, value = line.item, line.answer.value
    path, text = f"/question/{item.id}", words.typeset(item.text)
    if value is None:
        return Line(path, text, words("blank"), is_open=True)
    if value in NOT_ANSWERS and item.is_allowed(value):
        return Line(path, text, words(value))
    level = level_of(item, value)
    if level and is_anchored(item):
        title = words.typeset(interview.questionnaire.level(level).title)
        return Line(path, text, title, level_look(interview.questionnaire, level))
    if not item.choices():
        return Line(path, text, value[:_LONGEST] if item.type == "text" else as_written(value, words))
    step = between(interview.questionnaire, item, value, words)
    if value == "none" and item.takes_several:
        return Line(path, text, words("form_none_of_these"))
    return Line(path, text, step or picked(item, value, words))


def _tables(interview: Interview, rows: Mapping[str, Sequence[object]], words: Words) -> list[Line]:
    """The tables that this respondent is asked to fill in, and how much stands in each."""
    return [
        Line(f"/table/{step.id}", words.typeset(step.title), words("register_rows", n=len(rows.get(step.id, ()))))
        for step in interview.tables
    ]

"""One question on a page: what can be picked or written, and what a form of it says."""

from collections.abc import Mapping

from servicecheck.errors import InvalidAnswer
from servicecheck.interview import EMPTY, Interview
from servicecheck.items import Item
from servicecheck.language import Words
from servicecheck.questionnaire import Questionnaire, Section
from servicecheck.response import Answer
from servicecheck.telling.receiving import minutes_left
from servicecheck.telling.replies import as_written
from servicecheck.web.forms import Form
from servicecheck.web.interview.draft import EVIDENCE, GRADE, NOTE, Draft, NotKept
from servicecheck.web.questions import ANSWER, OTHER, answering, hint_of, reply_in

GRADES = ("0", "1", "2", "3")
LONGEST_NOTE = 2_000


def view(interview: Interview, words: Words, draft: Draft) -> Mapping[str, object]:
    """All that the page of the present question shows."""
    item = interview.item
    assert item is not None
    answer = interview.answer(item) or EMPTY
    picked, written = _given(item, answer, words, draft)
    hint = hint_of(item, words)
    return {
        "item": item,
        "hint": hint,
        "question": answering(interview.questionnaire, item, words, picked, written),
        "described": " ".join([*(["help"] if item.help else []), *(["how"] if hint else [])]),
        "progress": _progress(interview, words),
        "number": interview.number,
        "total": interview.total,
        "section_note": _section_note(interview, words),
        "help": words.typeset(item.help) if item.help else "",
        "evidence_prompt": words.typeset(item.evidence_prompt) if item.evidence_prompt else "",
        "grades": [(grade, words(f"evidence_grade_{grade}")) for grade in GRADES],
        "note": _field(draft, NOTE, answer.note),
        "evidence": _field(draft, EVIDENCE, answer.evidence),
        "grade": _field(draft, GRADE, "" if answer.evidence_grade is None else str(answer.evidence_grade)),
        "draft": draft,
        "has_answer": answer.value is not None,
        "is_first": interview.back() is interview,
    }


def worded(interview: Interview, form: Form) -> Interview:
    """The interview with the note and the evidence of a form. Raises NotKept."""
    note, evidence = (_written(form, name) for name in (NOTE, EVIDENCE))
    grade = form.one(GRADE)
    with_note = interview.note(note)
    if interview.item is None or not interview.item.evidence_prompt:
        return with_note
    return with_note.evidence(evidence, int(grade) if evidence and grade in GRADES else None)


def reply(item: Item, form: Form) -> str:
    """What a form says in answer to *item*; empty where it says nothing. Raises NotKept for two answers at once."""
    try:
        return reply_in(form, item)
    except InvalidAnswer as wrong:
        raise NotKept(ANSWER, wrong) from wrong


def _given(item: Item, answer: Answer, words: Words, draft: Draft) -> tuple[frozenset[str], str]:
    """What is picked on the page, and what is written."""
    if draft.is_sent:
        sent = draft.fields.all(ANSWER)
        return frozenset([*sent, *draft.fields.all(OTHER)]), "".join(sent)
    value = answer.value or ""
    if value in ("na", "dk") and item.is_allowed(value):
        return frozenset([value]), ""
    shown = value if item.type == "text" else as_written(value, words)
    return frozenset(value.split("|") if item.takes_several else [value]), shown


def _field(draft: Draft, name: str, kept: str) -> str:
    return draft.fields.one(name) if draft.is_sent else kept


def _written(form: Form, name: str) -> str:
    """What somebody wrote beside an answer, on one line. Raises NotKept where a report has no room for it."""
    text = " ".join(form.one(name).split())
    if len(text) > LONGEST_NOTE:
        raise NotKept(name, InvalidAnswer("err_too_long", given=text[:40], max=str(LONGEST_NOTE)))
    return text


def _progress(interview: Interview, words: Words) -> str:
    """Where one is, and how long the rest may take."""
    title = " – ".join(words.typeset(one.title) for one in _path(interview.questionnaire, interview.section))
    number, total = interview.section_number, len(interview.sections)
    where = words("iv_section_of", number=number, total=total, section=title) if total > 1 else title
    parts = [where, words("iv_question_of", number=interview.number, total=interview.total)]
    left = minutes_left(interview)
    return ". ".join([*parts, *([words("iv_time_left", n=left)] if left else [])]) + "."


def _path(questionnaire: Questionnaire, section: Section) -> list[Section]:
    """The sections around *section*, and itself."""
    return [outer for outer in questionnaire.walk() if any(inner is section for inner in outer.walk())]


def _section_note(interview: Interview, words: Words) -> str:
    note = interview.section.note
    return words.typeset(note) if note and interview.opens_section else ""

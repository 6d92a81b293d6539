"""Section 13: how many gave each answer, question by question, as far as it may be shown."""

from itertools import groupby
from typing import Final

from servicecheck.assessment.findings import ItemFinding, SectionFinding
from servicecheck.report.parts import AnswerGroup, AnswerRow, Answers, AnswerTable, Count, Heading
from servicecheck.report.reading import Reading
from servicecheck.report.sections.answer_bars import rated_answers
from servicecheck.report.sections.standing import hidden_words

MOST_COLUMNS: Final = 7
NONE_GAVE_IT: Final = "·"


def answers(reading: Reading, heading: Heading) -> Answers | None:
    """The section; None where nothing may be shown."""
    if reading.assessment.overall is None or not reading.leaves:
        return None
    words = reading.words
    tables = []
    for columns, leaves in groupby(reading.leaves, key=lambda leaf: _columns(reading, leaf)):
        tables.append(AnswerTable(columns, tuple(_group(reading, leaf, columns) for leaf in leaves)))
    return Answers(
        heading=heading,
        caption=_caption(reading),
        heads=(words("label_question"), words("report_answers"), words("score"), words("label_median")),
        tables=tuple(tables),
        note=" ".join([*_together(reading), words("na_rule"), *_left_out(reading)]),
    )


def _caption(reading: Reading) -> str:
    words = reading.words
    known = {level.id for level in reading.questionnaire.levels}
    steps = [
        words("answers_step_is", step=option.value, level=reading.level_name(option.level))
        for option in reading.questionnaire.scale
        if option.level in known
    ]
    return words("answers_caption", steps=f"{words.join(steps)}" if steps else "").rstrip(". ")


def _columns(reading: Reading, leaf: SectionFinding) -> tuple[str, ...]:
    """The answers' names if all questions of an area share them and they fit beside each other; else none."""
    items = [item for item in reading.assessment.items if item.section == leaf.id]
    names = {_names(reading, item) for item in items}
    if len(names) != 1:
        return ()
    shared = names.pop()
    fits = 0 < len(shared) <= MOST_COLUMNS and all(len(name) <= 4 for name in shared)
    if not fits:
        return ()
    words = reading.words
    extra = [words(key) for key in ("short_dk", "short_na")]
    if any(item.blank for item in reading.assessment.items):
        extra.append(words("short_blank"))
    return (*shared, *(name[:1].upper() + name[1:] for name in extra))


def _names(reading: Reading, item: ItemFinding) -> tuple[str, ...]:
    return tuple(reading.step_name(choice) for choice in reading.choices(item.id) if choice.points is not None)


def _group(reading: Reading, leaf: SectionFinding, columns: tuple[str, ...]) -> AnswerGroup:
    items = [item for item in reading.assessment.items if item.section == leaf.id]
    title = reading.full_title(leaf.id)
    rows = tuple(_row(reading, item, columns) for item in items)
    return AnswerGroup(reading.short[leaf.id], title, reading.score(leaf.standing.score, (leaf.standing.target,)), rows)


def _row(reading: Reading, item: ItemFinding, columns: tuple[str, ...]) -> AnswerRow:
    remarks = [reading.words("label_critical_short").lower()] if item.is_critical else []
    if item.hidden is not None:
        remarks = [hidden_words(reading, item.hidden)]
    if reading.is_agreed(item.id):
        remarks.append(reading.words("agreed_answer").lower())
    return AnswerRow(
        letter=reading.short[item.id],
        text=reading.question(item.id),
        remark=", ".join(remarks),
        counts=_counts(reading, item, columns) if columns else (Count(_listed(reading, item)),),
        score=reading.score(item.mean),
        median=reading.score(item.median),
    )


def _counts(reading: Reading, item: ItemFinding, columns: tuple[str, ...]) -> tuple[Count, ...]:
    if item.hidden is not None:
        return tuple(Count("") for _ in columns)
    by_choice = [item.counts.get(choice.value, 0) for choice in reading.choices(item.id) if choice.points is not None]
    counts = [*by_choice, item.dk, item.na, item.blank][: len(columns)]
    total = max(item.answered + item.dk + item.na + item.blank, 1)
    return tuple(Count(str(n) if n else NONE_GAVE_IT, _shade(n, total)) for n in counts)


def _shade(count: int, total: int) -> int:
    """0 below a third of those who replied, 2 from half."""
    return 2 if 2 * count >= total else 1 if 3 * count >= total else 0


def _listed(reading: Reading, item: ItemFinding) -> str:
    """The answers in one text, for questions with answers of their own."""
    if item.hidden is not None:
        return ""
    words = reading.words
    said = [f"{answer.name}: {answer.count}" for answer in rated_answers(reading, item) if answer.count]
    keys = (("short_dk", item.dk), ("short_na", item.na), ("short_blank", item.blank))
    return " · ".join([*said, *(f"{words(key)}: {count}" for key, count in keys if count)])


def _left_out(reading: Reading) -> list[str]:
    return [reading.words("na_dropped")] if any(not item.is_relevant for item in reading.assessment.items) else []


def _together(reading: Reading) -> list[str]:
    return [reading.words("answers_together")] if reading.assessment.round.mode == "anonymous" else []

"""The workshop sheets (method 4.4): where people differ most, and where they are furthest from their target."""

from collections.abc import Iterable
from itertools import chain, zip_longest
from typing import Final

from servicecheck.assessment.findings import ItemFinding, SectionFinding
from servicecheck.report.parts.sheets import Anchor, Sheet, SheetItem, Sheets
from servicecheck.report.reading import Reading
from servicecheck.report.sections.agreed import answer_name
from servicecheck.report.sections.answer_bars import answer_bar
from servicecheck.report.sections.standing import hidden_words

MOST_SHEETS: Final = 4
MINUTES: Final = 20
QUESTIONS: Final = 3

# In millimetres: what a page holds besides its heads and the three questions, a line to write on, a line of text, what
# is around a row, and around a table with its drawing. In characters: a line of an anchor, and of a question.
PAGE, LINE, TEXT_LINE, PADDING, AROUND = 183.0, 7.8, 4.6, 3.3, 26.0
ANCHOR, CAPTION = 78, 62
FEWEST_LINES, MOST_LINES = 2, 6


def sheets(reading: Reading) -> Sheets | None:
    """The sheets; None where nothing may be shown."""
    if reading.assessment.overall is None:
        return None
    words = reading.words
    chosen = tuple(_sheet(reading, area) for area in worth_a_talk(reading))
    return Sheets(
        title=words("sheet_title"),
        answers_title=words("sheet_distribution"),
        agreed_title=words("agreed_answer"),
        talk_title=words("sheet_heading", minutes=MINUTES),
        questions=tuple(words(f"sheet_question_{number}") for number in (1, 2, 3)),
        sheets=chosen,
        note="" if chosen else words("sheet_none"),
    )


def worth_a_talk(reading: Reading) -> list[SectionFinding]:
    """The areas to talk about: by turns the one furthest from its target and the one people differ most on."""
    shown = [area for area in reading.leaves if area.standing.score is not None and _asked(reading, area)]
    furthest = [area for area in reading.by_gap(shown) if area.standing.gap > 0]
    divided = sorted((area for area in shown if _is_divided(area)), key=lambda area: (-_distance(area), area.id))
    by_turns = chain.from_iterable(zip_longest(furthest, divided))
    unique = {area.id: area for area in by_turns if area is not None}
    return list(unique.values())[:MOST_SHEETS]


def _is_divided(area: SectionFinding) -> bool:
    return area.agreement is not None and area.agreement.word != "high"


def _distance(area: SectionFinding) -> float:
    return area.agreement.average_deviation if area.agreement is not None else 0.0


def _sheet(reading: Reading, area: SectionFinding) -> Sheet:
    blocks = tuple(_item(reading, item, why) for item, why in _talked_about(reading, area))
    return Sheet(
        id=f"sheet-{reading.short[area.id]}",
        letter=reading.short[area.id],
        name=reading.full_title(area.id),
        why=tuple(_why(reading, area)),
        blocks=blocks,
        lines=_lines(blocks),
    )


def _lines(blocks: tuple[SheetItem, ...]) -> int:
    """How many lines each question gets, so that the sheet is one page."""
    room = PAGE - sum(map(_height, blocks))
    return min(max(int(room / (QUESTIONS * LINE)), FEWEST_LINES), MOST_LINES)


def _height(block: SheetItem) -> float:
    """About how tall a question to talk about is, in millimetres."""
    anchors = sum(PADDING + TEXT_LINE * -(-len(anchor.text) // ANCHOR) for anchor in block.anchors)
    agreed = PADDING + TEXT_LINE * -(-len(block.agreed) // ANCHOR) if block.agreed else 0
    return AROUND + TEXT_LINE * -(-len(block.text) // CAPTION) + anchors + agreed


def _why(reading: Reading, area: SectionFinding) -> Iterable[str]:
    words, standing = reading.words, area.standing
    if standing.gap > 0:
        score = reading.score(standing.score, (standing.target,))
        yield words("sheet_gap", score=score, target=reading.target(standing.target))
    if _is_divided(area):
        yield words("sheet_divided", steps=words.number(_distance(area), 1))


def _asked(reading: Reading, area: SectionFinding) -> list[ItemFinding]:
    return [item for item in reading.items_of(area.id) if item.mean is not None]


def _talked_about(reading: Reading, area: SectionFinding) -> list[tuple[ItemFinding, str]]:
    """The area's weakest question and, if it is another one, the one people differ most on."""
    items = _asked(reading, area)
    weakest = next((item for item in items if item.id in area.weakest[:1]), items[0])
    unsettled = [item for item in items if not reading.is_agreed(item.id)]
    furthest = max(unsettled or items, key=lambda item: item.average_deviation or 0)
    chosen = [(weakest, reading.words("label_weakest"))]
    if furthest is not weakest and furthest.average_deviation:
        chosen.append((furthest, reading.words("agree_most_different")))
    return chosen


def _item(reading: Reading, item: ItemFinding, why: str) -> SheetItem:
    bar = answer_bar(reading, item) if item.hidden is None else None
    return SheetItem(
        letter=reading.short[item.id],
        text=reading.question(item.id),
        why=why,
        anchors=_anchors(reading, item),
        bar=bar,
        bar_note="" if bar else hidden_words(reading, item.hidden or "complement"),
        agreed=_agreed(reading, item),
    )


def _agreed(reading: Reading, item: ItemFinding) -> str:
    """The common answer of the room and its reason, so that the talk goes on from there."""
    agreed = reading.assessment.agreed
    found = agreed.item(item.id) if agreed else None
    if found is None:
        return ""
    answer = answer_name(reading, found)
    return f"{answer}. {reading.words.typeset(found.reason)}" if found.reason else answer


def _anchors(reading: Reading, item: ItemFinding) -> tuple[Anchor, ...]:
    known = {level.id for level in reading.questionnaire.levels}
    return tuple(
        Anchor(reading.level_title(choice.level), reading.text(choice.label))
        for choice in reading.choices(item.id)
        if choice.label is not None and choice.level in known
    )

"""One question on the screen: where one is, the question, what can be picked, what can be typed."""

from collections.abc import Sequence
from itertools import pairwise

from servicecheck.interview import Interview
from servicecheck.items import Choice, Item
from servicecheck.language import Words
from servicecheck.questionnaire import Questionnaire, Section
from servicecheck.telling.replies import codes_of, is_anchored, label_of, offered
from servicecheck.terminal.interview.commands import Keys
from servicecheck.terminal.levels import level_part
from servicecheck.terminal.screen import Screen
from servicecheck.terminal.wrapping import Part, style_of, text_of

SIDE_BY_SIDE = 100
"""From this width the anchors stand beside each other."""
NARROWEST_ANCHOR = 28


def show_question(screen: Screen, interview: Interview, words: Words, keys: Keys) -> None:
    """Print the question that is asked now; `interview.item` must be one."""
    item = interview.item
    assert item is not None
    screen.gap()
    _heading(screen, interview, words)
    screen.paragraph((words.typeset(item.text), "bold"))
    screen.gap()
    _choices(screen, interview.questionnaire, item, words)
    screen.gap()
    replies = [f"{words(f'iv_key_{code}')} = {words(f'iv_cmd_{code}')}" for code in offered(item)]
    if replies:
        screen.choices(replies)
    screen.choices(keys.shown())
    screen.gap()


def _heading(screen: Screen, interview: Interview, words: Words) -> None:
    section = interview.section
    title = " – ".join(words.typeset(outer.title) for outer in _path(interview.questionnaire, section))
    number, total = interview.section_number, len(interview.sections)
    where = words("iv_section_of", number=number, total=total, section=title) if total > 1 else title
    screen.heading(where, words("iv_question_of", number=interview.number, total=interview.total))
    if interview.opens_section and section.note:
        screen.paragraph(words.typeset(section.note))
        screen.gap()


def _path(questionnaire: Questionnaire, section: Section) -> list[Section]:
    """The sections around *section*, and itself."""
    return [outer for outer in questionnaire.walk() if any(inner is section for inner in outer.walk())]


def _choices(screen: Screen, questionnaire: Questionnaire, item: Item, words: Words) -> None:
    choices = item.choices()
    if not choices:
        screen.paragraph(_hint(item, words))
    elif not is_anchored(item):
        _listed(screen, item, words)
    elif _fits_beside(screen, choices):
        _beside(screen, questionnaire, item, words)
    else:
        _below(screen, questionnaire, item, words)


def _hint(item: Item, words: Words) -> str:
    return words(item.hint) + (f" ({item.measured_in})" if item.measured_in else "")


def _codes(item: Item, words: Words) -> dict[str, str]:
    return {value: code for code, value in codes_of(item, words).items()}


def _listed(screen: Screen, item: Item, words: Words) -> None:
    codes = _codes(item, words)
    for choice in item.choices():
        _entry(screen, codes, choice, [label_of(item, choice.value, words)])
    if item.hint:
        screen.paragraph(words(item.hint))


def _below(screen: Screen, questionnaire: Questionnaire, item: Item, words: Words) -> None:
    codes = _codes(item, words)
    for choice in item.choices():
        if choice.level:
            _entry(screen, codes, choice, [level_part(questionnaire, choice.level, words)])
            indent = "" if screen.is_narrow else " " * (_code_width(codes) + 4)
            screen.paragraph(label_of(item, choice.value, words), indent=indent)
        else:
            _entry(screen, codes, choice, [label_of(item, choice.value, words) or words("iv_in_between")])


def _entry(screen: Screen, codes: dict[str, str], choice: Choice, parts: Sequence[Part]) -> None:
    code = codes[choice.value]
    if screen.is_narrow:
        screen.paragraph(f"{code} ", *parts)
    else:
        width = _code_width(codes)
        screen.paragraph(*parts, first=f"  {code.ljust(width)}  ", indent=" " * (width + 4))


def _code_width(codes: dict[str, str]) -> int:
    return max(map(len, codes.values()))


def _fits_beside(screen: Screen, choices: Sequence[Choice]) -> bool:
    """Whether there is room, and between two anchors stands at most one step."""
    anchors = [place for place, choice in enumerate(choices) if choice.level]
    steps = [after - before for before, after in pairwise([0, *anchors, len(choices) - 1])]
    return screen.width >= SIDE_BY_SIDE and screen.width // len(anchors) >= NARROWEST_ANCHOR and max(steps) <= 2


def _beside(screen: Screen, questionnaire: Questionnaire, item: Item, words: Words) -> None:
    """The anchors in columns, and below them the steps between, each under the gap it stands in."""
    codes = _codes(item, words)
    anchors = [choice for choice in item.choices() if choice.level]
    column = screen.width // len(anchors)
    margin = max(len(codes[choice.value]) for choice in anchors) + 2
    heads: list[Part] = []
    for choice in anchors:
        head = level_part(questionnaire, choice.level or "", words)
        shown = screen.plain(text_of(head))
        space = screen.padded(shown, column - margin)[len(shown) :]
        heads += [codes[choice.value].ljust(margin), (shown, style_of(head)), space]
    screen.line(*heads[:-1])
    texts = [screen.rows(label_of(item, choice.value, words), column - margin - 2) for choice in anchors]
    for row in range(max(map(len, texts))):
        cells = [" " * margin + (text[row] if row < len(text) else "") for text in texts]
        screen.line("".join(screen.padded(cell, column) for cell in cells).rstrip())
    _steps_between(screen, item, words, column)


def _steps_between(screen: Screen, item: Item, words: Words, column: int) -> None:
    codes = _codes(item, words)
    row, anchors = "", 0
    for choice in item.choices():
        anchors += choice.level is not None
        if choice.level is None:
            start = max(column * (anchors - 1) + column // 2 - 1, 0)
            label = label_of(item, choice.value, words) or words("iv_in_between")
            row = screen.padded(row, start) + f"{codes[choice.value]}  {label}"
    if row:
        screen.line()
        screen.line(row)

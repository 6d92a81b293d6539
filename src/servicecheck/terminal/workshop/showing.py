"""Where the room is, in lines: the question, how many have voted, and what was voted, as far as the room may see it."""

from math import ceil, floor

from servicecheck.items import Choice, Item
from servicecheck.language import Words
from servicecheck.scoring.steps import steps_of
from servicecheck.telling import replies
from servicecheck.terminal.levels import level_part
from servicecheck.terminal.screen import Screen
from servicecheck.terminal.wrapping import Part, style_of, text_of
from servicecheck.workshop import Workshop
from servicecheck.workshop.result import Result, results_of

_WIDEST_BAR = 40


def show_where(screen: Screen, workshop: Workshop, words: Words) -> None:
    """Print where the room is now."""
    screen.gap()
    match workshop.phase:
        case "lobby":
            screen.paragraph(joined(workshop, words))
        case "open":
            _question(screen, workshop, words)
            _answers(screen, workshop, words)
            screen.gap()
            screen.paragraph(turnout(workshop, words))
        case "shown" | "talk" | "choose":
            _question(screen, workshop, words)
            _results(screen, workshop, words)
            if workshop.phase == "talk":
                screen.paragraph(words("ws_discuss_prompt"))
        case "verdict" | "plan":
            screen.paragraph(words("host_at_verdict"))
        case "ended":
            screen.paragraph(words("host_ended"))


def joined(workshop: Workshop, words: Words) -> str:
    """How many are in the room."""
    return words("host_joined", n=len(workshop.people))


def present(workshop: Workshop, connected: int, words: Words) -> str:
    """How many are in the room, and how many phones hold a line."""
    lines = words("host_connected", n=connected) if connected else ""
    return f"{joined(workshop, words)} {lines}".strip()


def turnout(workshop: Workshop, words: Words) -> str:
    """How many have voted, as far as a screen may say so."""
    known = workshop.turnout
    if known.voted is None:
        return words("host_voting")
    if known.asked is None:
        return words("host_voted", n=known.voted)
    return words("ws_count", n=known.voted, total=known.asked)


def _question(screen: Screen, workshop: Workshop, words: Words) -> None:
    item = workshop.item
    assert item is not None
    number = workshop.items.index(item) + 1
    ballot = workshop.ballot.number
    again = words("host_ballot_number", number=ballot) if ballot > 1 else ""
    screen.heading(words("iv_question_of", number=number, total=len(workshop.items)), again)
    screen.paragraph((words.typeset(item.text), "bold"))


def _answers(screen: Screen, workshop: Workshop, words: Words) -> None:
    """What can be answered, in the order in which hands are counted."""
    item = workshop.item
    assert item is not None
    screen.columns([_answer(workshop, item, choice, words) for choice in item.choices()])


def _results(screen: Screen, workshop: Workshop, words: Words) -> None:
    """The newest result, the medians of those before, and what was agreed."""
    item = workshop.item
    assert item is not None
    *earlier, newest = results_of(workshop, item.id)
    if newest.hidden:
        screen.paragraph(words("ws_hidden_few", k=workshop.smallest_group))
    else:
        _result(screen, workshop, item, newest, words)
    for result in earlier:
        if result.median_step is not None:
            middle = _middle(item, result.median_step, words)
            screen.paragraph(words("host_median_before", number=result.number, median=middle))
    agreed = workshop.agreed.get(item.id)
    if agreed:
        value = replies.code_of(item, agreed.value, words)
        screen.paragraph((f"{words('ws_agreed')}: {value}", "bold"), f"  {words.typeset(agreed.reason)}")


def _result(screen: Screen, workshop: Workshop, item: Item, result: Result, words: Words) -> None:
    if result.counts is not None:
        screen.columns([_row(workshop, item, value, count, words) for value, count in result.counts.items()])
    elif not result.texts:
        screen.paragraph(words("ws_hidden_few", k=workshop.smallest_group))
    beside = [(code, count) for code, count in (("dk", result.dk), ("na", result.na)) if count]
    for code, count in beside:
        screen.paragraph(f"{words(f'iv_cmd_{code}')}: {count}")
    if result.median_step is not None:
        screen.paragraph(f"{words('label_median')}: {_middle(item, result.median_step, words)}")
    for role in result.roles:
        title = words.typeset(next(one.title for one in workshop.questionnaire.roles if one.id == role.role))
        screen.paragraph(f"  {title} ({role.people}): {_middle(item, role.median_step, words)}")
    if result.word:
        screen.paragraph((words(f"agree_{result.word}"), "bold"))
    for text in (*result.texts, *result.comments):
        screen.paragraph(words.quote(text), indent="  ")


def _row(workshop: Workshop, item: Item, value: str, count: int, words: Words) -> list[Part]:
    """One answer, how many gave it, and a bar as long."""
    bar = "━" * min(count, _WIDEST_BAR)
    choice = next((one for one in item.choices() if one.value == value), None)
    if choice is None:
        return [replies.as_written(value, words), f"{count:>3}", bar]
    code, label = _answer(workshop, item, choice, words)
    text = f"{bar}  {text_of(label)}" if bar else text_of(label)
    return [code, f"{count:>3}", (text, style_of(label))]


def _answer(workshop: Workshop, item: Item, choice: Choice, words: Words) -> tuple[Part, Part]:
    """What is typed for an answer, and its level or its words."""
    code = replies.code_of(item, choice.value, words)
    if choice.level:
        return code, level_part(workshop.questionnaire, choice.level, words)
    between = replies.between(workshop.questionnaire, item, choice.value, words)
    return code, between or replies.label_of(item, choice.value, words)


def _middle(item: Item, step: float, words: Words) -> str:
    """The step in the middle, as it is typed; between two of them, both."""
    codes = [replies.code_of(item, value, words) for value in steps_of([item]) or ()]
    low, high = floor(step), ceil(step)
    return codes[low] if low == high else f"{codes[low]}–{codes[high]}"

"""Every answer on one screen before they are handed in; a number leads to that question."""

from servicecheck.interview import Interview, Quit, Reviewed
from servicecheck.language import Words
from servicecheck.telling.replies import code_of
from servicecheck.terminal.interview.commands import Keys
from servicecheck.terminal.interview.dialogue import Dialogue
from servicecheck.terminal.interview.replies import reply_parts
from servicecheck.terminal.levels import mark_of_level
from servicecheck.terminal.wrapping import Part


def review(dialogue: Dialogue, interview: Interview) -> int | None:
    """Show the answers and ask; the number of the question to change, or None to hand in. Raises Quit, EOFError."""
    show_answers(dialogue, interview)
    words, screen = dialogue.words, dialogue.screen
    keys = Keys(["quit"], words, screen)
    screen.choices([words("iv_cmd_change"), words("iv_cmd_finish"), *keys.shown()])
    while True:
        try:
            line = dialogue.ask(words("iv_prompt_review"))
        except EOFError:
            if dialogue.is_live:
                raise
            # A script that has answered the last question has said everything.
            return None
        if not line:
            return None
        if keys.command(line):
            raise Quit
        if line.isascii() and line.isdigit() and 1 <= int(line[:6]) <= interview.total:
            return int(line[:6])
        dialogue.say("err_no_such_question", number=line[:20], total=interview.total)


def show_answers(dialogue: Dialogue, interview: Interview) -> None:
    """Print every question with its answer, and what was left open."""
    words, screen = dialogue.words, dialogue.screen
    screen.gap()
    total = interview.total
    screen.heading(words("iv_review_heading"), words("count_of_total", n=interview.replied, total=total))
    lines = interview.review()
    room = max((len(_code(line, words)) for line in lines), default=1)
    for section in interview.sections:
        screen.paragraph((words.typeset(section.title), "bold"))
        inside = [line for line in lines if interview.questionnaire.home(line.item.id) is section]
        screen.columns([_row(interview, line, words, room) for line in inside])
    screen.gap()
    for value, wording in (("dk", "iv_review_dk"), ("na", "iv_review_na"), (None, "iv_review_skipped")):
        n = interview.count(value)
        if n:
            screen.paragraph(words(wording, n=n))


def _row(interview: Interview, line: Reviewed, words: Words, room: int) -> list[Part]:
    value = line.answer.value
    level = next((choice.level for choice in line.item.choices() if choice.value == value and choice.level), None)
    mark: Part = mark_of_level(interview.questionnaire, level) if level else " "
    text = words.typeset(line.item.text)
    if value is not None and not line.item.choices():
        text = f"{text} {''.join(map(str, reply_parts(interview.questionnaire, line.item, value, words)))}"
    return [f"{line.number:>4}", _code(line, words).ljust(room), mark, text]


def _code(line: Reviewed, words: Words) -> str:
    """What was typed; nothing for a text, which stands behind its question."""
    value = line.answer.value
    if value is None:
        return "-"
    if "|" in value:
        return ",".join(code_of(line.item, one, words) for one in value.split("|"))
    is_short = line.item.choices() or value in ("na", "dk")
    return code_of(line.item, value, words) if is_short else ""

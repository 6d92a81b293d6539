"""What is said and asked once, before the first question: what happens to the answers, the mode, the role, the code."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import get_args

from servicecheck.interview import Interview, Quit, Way
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Mode, Round
from servicecheck.telling.receiving import how_far, notice
from servicecheck.terminal.interview.commands import Command, Keys
from servicecheck.terminal.interview.dialogue import Dialogue

_MOST_INVITED = 1_000_000


def introduce(dialogue: Dialogue, interview: Interview, organisation: str) -> None:
    """Say what this is, how long it takes, and how to answer."""
    screen, words, questionnaire = dialogue.screen, dialogue.words, interview.questionnaire
    screen.gap()
    screen.heading(words.typeset(questionnaire.title), organisation)
    if questionnaire.purpose:
        screen.paragraph(words.typeset(questionnaire.purpose))
    if questionnaire.minutes:
        screen.paragraph(words("iv_length", n=interview.total, minutes=questionnaire.minutes))
    screen.gap()
    instruction = questionnaire.instruction
    screen.paragraph(words.typeset(instruction) if instruction else words("iv_instruction"))
    screen.gap()


def notify(dialogue: Dialogue, round_: Round, contact: str, file: str) -> None:
    """Say what happens to the answers, before the first of them."""
    screen, words = dialogue.screen, dialogue.words
    screen.gap()
    screen.paragraph((words("notice_heading"), "bold"))
    for sentence in notice(round_, contact, file, words):
        screen.paragraph(sentence)
    screen.gap()


def ask_mode(dialogue: Dialogue, k: int) -> Mode:
    """Who will see the answers; an empty line is one person alone."""
    modes: tuple[Mode, ...] = get_args(Mode)
    labels = [dialogue.words(f"round_mode_{mode}", k=k) for mode in modes]
    place = _choose(dialogue, "round_mode", labels, otherwise=0)
    return modes[place]


def ask_invited(dialogue: Dialogue) -> int | None:
    """How many were invited, if anybody counted."""
    while True:
        line = dialogue.ask(dialogue.words("round_invited"))
        _heed_quit(dialogue, line)
        if not line:
            return None
        if line.isascii() and line.isdigit() and 0 < int(line[:9]) <= _MOST_INVITED:
            return int(line)
        dialogue.say("err_whole_number", example="12")


def ask_role(dialogue: Dialogue, questionnaire: Questionnaire, round_: Round) -> str | None:
    """Which role somebody has; None for whoever would rather not say."""
    if {"leader", "staff"} <= {role.id for role in questionnaire.roles}:
        dialogue.say("round_role_why")
    if round_.mode == "anonymous":
        dialogue.say("round_role_hidden", k=round_.k)
    labels = [dialogue.words.typeset(role.title) for role in questionnaire.roles]
    place = _choose(dialogue, "round_role", [*labels, dialogue.words("role_withheld")])
    return questionnaire.roles[place].id if place < len(questionnaire.roles) else None


def ask_code(dialogue: Dialogue, codes: Collection[str]) -> str | None:
    """The code under which somebody goes on; None for a new person."""
    while True:
        line = dialogue.ask(dialogue.words("round_code_ask"))
        if not line:
            return None
        found = next((code for code in codes if code.casefold() == line.casefold()), None)
        if found:
            return found
        _heed_quit(dialogue, line)
        dialogue.say("round_code_unknown", code=line[:20])


def agree_to_open(dialogue: Dialogue) -> bool:
    """Whether the one person who has answered lets the others see it."""
    dialogue.say("round_turns_open")
    if agrees(dialogue):
        return True
    dialogue.say("round_stays_own")
    return False


def agrees(dialogue: Dialogue) -> bool:
    """Yes or no, in any of our words for it; nothing else is taken for either."""
    words = dialogue.words
    yes, no = (f"{words(f'iv_key_{one}')} = {words(f'iv_{one}').casefold()}" for one in ("yes", "no"))
    dialogue.screen.choices([yes, no])
    while True:
        line = dialogue.ask(words("iv_prompt_answer")).casefold()
        for is_yes, one in ((True, "yes"), (False, "no")):
            if line in {words(f"iv_key_{one}"), words(f"iv_{one}").casefold()}:
                return is_yes
        dialogue.say("err_yes_or_no")


def ask_to_resume(dialogue: Dialogue, interview: Interview, saved_on: date | None) -> Way:
    """Say how far somebody came, and ask whether to go on."""
    say_how_far(dialogue, interview, saved_on)
    words, screen = dialogue.words, dialogue.screen
    commands: list[Command] = ["see_answers", "start_over"]
    keys = Keys(commands, words, screen)
    dialogue.say("iv_resume_ask")
    screen.choices([f"{words('iv_key_enter')} = {words('iv_cmd_continue')}", *keys.shown()])
    while True:
        line = dialogue.ask(words("iv_prompt_continue"))
        _heed_quit(dialogue, line)
        command = keys.command(line)
        if not line or line.casefold() == words("iv_cmd_continue").casefold():
            return "continue"
        if command == "see_answers" or command == "start_over":
            return command
        dialogue.say("err_choose_one")


def say_how_far(dialogue: Dialogue, interview: Interview, saved_on: date | None) -> None:
    """One paragraph: when it was, how much is answered, how long the rest may take."""
    dialogue.screen.paragraph(how_far(interview, saved_on, dialogue.words))


def say_how_to_go_on(dialogue: Dialogue, answered: int, file: str, command: str) -> None:
    """The same two lines at every end that is not the last."""
    screen, words = dialogue.screen, dialogue.words
    screen.paragraph(words("iv_quit_saved", n=answered, file=file) if answered else words("iv_quit_nothing"))
    screen.line(f"  {command}")


def _choose(dialogue: Dialogue, key: str, labels: Sequence[str], otherwise: int | None = None) -> int:
    screen = dialogue.screen
    screen.gap()
    dialogue.say(key)
    for number, label in enumerate(labels, 1):
        screen.paragraph(label, first=f"  {number}  ", indent="     ")
    codes = [str(number) for number in range(1, len(labels) + 1)]
    while True:
        line = dialogue.ask(dialogue.words("iv_prompt_answer"))
        _heed_quit(dialogue, line)
        if not line and otherwise is not None:
            return otherwise
        if line in codes:
            return codes.index(line)
        if not line:
            dialogue.say("err_choose_one")
            continue
        listed = dialogue.words("iv_or", first=", ".join(codes[:-1]), last=codes[-1])
        dialogue.say("err_not_an_answer", given=line[:20], choices=listed)


def _heed_quit(dialogue: Dialogue, line: str) -> None:
    if line and Keys(["quit"], dialogue.words, dialogue.screen).command(line):
        raise Quit

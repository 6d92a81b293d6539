"""One person at the keyboard, from the first question to handing in.

Whatever is said is handed to the keeper before the next prompt shows; when `save_answer` returns, it is on disk.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from servicecheck.errors import InvalidAnswer
from servicecheck.interview import Interview, Quit
from servicecheck.items import Item
from servicecheck.response import Answer
from servicecheck.terminal.interview import overview, question
from servicecheck.terminal.interview.commands import Command, Keys
from servicecheck.terminal.interview.dialogue import Dialogue
from servicecheck.terminal.interview.replies import reply_parts
from servicecheck.terminal.interview.table import Table
from servicecheck.terminal.interview.typed_answers import answers_to, refusal, value_of
from servicecheck.terminal.printable import excerpt
from servicecheck.terminal.wrapping import Part

GRADES = ("0", "1", "2", "3")
LONGEST_NOTE = 2_000
REMOVE = "-"


class Keeper(Protocol):
    """Where answers and rows of tables are kept."""

    def save_answer(self, item_id: str, answer: Answer) -> None:
        """Keep what was replied to one item."""

    def rows(self, register_id: str) -> Sequence[Mapping[str, str]]:
        """The rows that this respondent has written in a table."""

    def save_row(self, register_id: str, place: int, values: Mapping[str, str]) -> None:
        """Keep the row at *place*, counted from 0: a new one, or one of `rows` with more in it."""


class Sitting:
    """The interview as it goes on; `interview` always says how far it has come."""

    def __init__(self, interview: Interview, dialogue: Dialogue, keeper: Keeper) -> None:
        self.interview = interview
        self.dialogue = dialogue
        self.keeper = keeper
        self._is_review_seen = False

    def run(self) -> None:
        """Ask until everything is handed in. Raises Quit, and EOFError when the input ends before that."""
        while True:
            if self.interview.item is not None:
                self._ask()
            elif self.interview.register is not None:
                is_back = Table(
                    self.interview.register, self.interview.questionnaire, self.dialogue, self.keeper
                ).fill_in()
                self.interview = self.interview.back() if is_back else self.interview.next()
            else:
                number = overview.review(self.dialogue, self.interview)
                self._is_review_seen = True
                if number is None:
                    return
                self.interview = self.interview.go_to(number)

    def _ask(self) -> None:
        keys = self._keys()
        question.show_question(self.dialogue.screen, self.interview, self.dialogue.words, keys)
        self._remind()
        here = self.interview.position
        shown = self.interview
        while self.interview.position == here:
            line = self.dialogue.ask(self.dialogue.words("iv_prompt_answer"))
            self._heed(line, keys)
            if line and keys.command(line) == "back" and self.interview is shown:
                self.dialogue.say("iv_first_question")

    def _keys(self) -> Keys:
        offered: list[Command] = ["back", "note", "help", "quit"]
        if self._item.evidence_prompt:
            offered.insert(2, "evidence")
        return Keys(offered, self.dialogue.words, self.dialogue.screen)

    def _remind(self) -> None:
        answer = self.interview.answer(self._item)
        if answer and answer.value is not None:
            self.dialogue.tell("iv_answered_before", self._parts(answer.value))
        if answer and answer.note:
            self.dialogue.say("iv_current_note", note=excerpt(answer.note))

    def _heed(self, line: str, keys: Keys) -> None:
        if not line:
            self._pass_over()
            return
        reply = value_of(line, self._item, self.dialogue.words)
        command = keys.command(line)
        if command and keys.is_letter(line) and self._is_answer_too(line):
            self._ask_back(line, command, keys)
        elif command:
            self._commands[command]()
        else:
            self._reply(reply)

    @property
    def _commands(self) -> Mapping[Command, Callable[[], None]]:
        return {
            "back": self._back,
            "note": self._note,
            "evidence": self._evidence,
            "help": self._help,
            "quit": self._quit,
        }

    def _is_answer_too(self, line: str) -> bool:
        if not self._item.choices():
            return False
        try:
            self._item.parse(line)
        except InvalidAnswer:
            return False
        return True

    def _ask_back(self, line: str, command: Command, keys: Keys) -> None:
        answers = answers_to(self._item, self.dialogue.words)
        self.dialogue.say("iv_ambiguous", given=line, word=keys.word(command), choices=answers)

    def _reply(self, text: str) -> None:
        before = self.interview.answer(self._item)
        item = self._item
        try:
            replied = self.interview.reply(text)
        except InvalidAnswer as refused:
            self._refuse(refused)
            return
        answer = replied.answers[item.id]
        self.keeper.save_answer(item.id, answer)
        is_changed = before is not None and before.value is not None and before.value != answer.value
        self.dialogue.confirm("iv_changed_answer" if is_changed else "iv_saved_answer", self._parts(answer.value or ""))
        self._move(replied)

    def _pass_over(self) -> None:
        item = self._item
        try:
            passed = self.interview.skip()
        except InvalidAnswer as refused:
            self._refuse(refused)
            return
        answer = passed.answers[item.id]
        self.keeper.save_answer(item.id, answer)
        if answer.value is None:
            self.dialogue.confirm("iv_skipped_answer")
        else:
            self.dialogue.confirm("iv_kept_answer", self._parts(answer.value))
        self._move(passed)

    def _move(self, moved: Interview) -> None:
        """Go on; after the review only to what has not been shown yet."""
        self.interview = moved.catch_up() if self._is_review_seen else moved

    def _back(self) -> None:
        self.interview = self.interview.back()

    def _note(self) -> None:
        before = self._answer_before.note
        if before:
            self.dialogue.say("iv_note_before", note=excerpt(before))
        text = self._written("iv_prompt_new_text" if before else "iv_prompt_note")
        if text == REMOVE and before:
            self._keep(self.interview.note(""), "iv_note_removed")
        elif text:
            self._keep(self.interview.note(text), "iv_note_saved")

    def _evidence(self) -> None:
        before = self._answer_before.evidence
        prompt = self._item.evidence_prompt
        if prompt:
            self.dialogue.screen.paragraph(self.dialogue.words.typeset(prompt), indent="  ")
        if before:
            self.dialogue.say("iv_evidence_before", evidence=excerpt(before))
        text = self._written("iv_prompt_new_text" if before else "iv_prompt_evidence")
        if text == REMOVE and before:
            self._keep(self.interview.evidence(""), "iv_evidence_removed")
        elif text:
            # Kept before the grade is asked for, which may never come.
            self._keep(self.interview.evidence(text), "")
            self._keep(self.interview.evidence(text, self._grade()), "iv_evidence_saved")

    def _written(self, key: str) -> str:
        """A line of the person's own words, of a length that a report can hold."""
        while True:
            text = self.dialogue.ask(self.dialogue.words(key))
            if len(text) <= LONGEST_NOTE:
                return text
            self.dialogue.say("err_too_long", max=LONGEST_NOTE)

    @property
    def _answer_before(self) -> Answer:
        return self.interview.answer(self._item) or Answer(None)

    def _grade(self) -> int | None:
        for grade in GRADES:
            words = self.dialogue.words(f"evidence_grade_{grade}")
            self.dialogue.screen.paragraph(words, first=f"  {grade}  ", indent="     ")
        while True:
            line = self.dialogue.ask(self.dialogue.words("iv_prompt_evidence_grade"))
            if not line:
                return None
            if line in GRADES:
                return int(line)
            self.dialogue.say("err_number_range", low="0", high="3")

    def _keep(self, interview: Interview, wording: str) -> None:
        self.keeper.save_answer(self._item.id, interview.answers[self._item.id])
        self.interview = interview
        if wording:
            self.dialogue.confirm(wording)

    def _help(self) -> None:
        questionnaire, words = self.interview.questionnaire, self.dialogue.words
        instruction = questionnaire.instruction
        texts = [
            words.typeset(self._item.help) if self._item.help else "",
            words.typeset(instruction) if instruction else words("iv_instruction"),
            words("iv_help_type"),
            words("iv_help_empty"),
        ]
        for text in filter(None, texts):
            self.dialogue.screen.paragraph(text, indent="  ")

    def _quit(self) -> None:
        raise Quit

    def _refuse(self, refused: InvalidAnswer) -> None:
        self.dialogue.screen.paragraph(refusal(refused, self._item, self.dialogue.words))

    def _parts(self, value: str) -> Sequence[Part]:
        return reply_parts(self.interview.questionnaire, self._item, value, self.dialogue.words)

    @property
    def _item(self) -> Item:
        item = self.interview.item
        assert item is not None
        return item

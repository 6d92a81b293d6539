"""The terminal as whoever receives a person: what is said and asked before the questions, and the questions."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from servicecheck.interview import Interview, Way
from servicecheck.language import Language, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Mode, PlannedAction, Round
from servicecheck.terminal.interview import opening, overview
from servicecheck.terminal.interview.dialogue import Dialogue
from servicecheck.terminal.interview.sitting import Keeper, Sitting


class AtTerminal:
    """Says and asks line by line."""

    def __init__(self, dialogue: Dialogue, *, can_ask: bool) -> None:
        self.dialogue = dialogue
        self.can_ask = can_ask
        """Whether somebody reads the questions; a script that is fed in answers only those of the questionnaire."""
        self._sitting: Sitting | None = None

    @property
    def words(self) -> Words:
        """The language that was settled on."""
        return self.dialogue.words

    @property
    def interview(self) -> Interview | None:
        """How far somebody has come; None before the first question."""
        return self._sitting.interview if self._sitting else None

    def speak(self, language: Language) -> None:
        """Go on in another language."""
        self.dialogue = replace(self.dialogue, words=Words(language))

    def introduce(self, interview: Interview, organisation: str) -> None:
        """Say what this is, how long it takes, and how to answer."""
        opening.introduce(self.dialogue, interview, organisation)

    def ask_organisation(self) -> str:
        """Whose service it is; may be empty."""
        return self.dialogue.ask(self.words("round_organisation"))

    def ask_mode(self, k: int) -> Mode:
        """Who will see the answers; an empty line is one person alone."""
        return opening.ask_mode(self.dialogue, k)

    def ask_invited(self) -> int | None:
        """How many were invited, if anybody counted."""
        return opening.ask_invited(self.dialogue)

    def look_back(
        self, plan: Sequence[PlannedAction], keep: Callable[[tuple[PlannedAction, ...]], None], today: date
    ) -> None:
        """Ask how far each action of the last round is; every answer is kept before the next is asked."""
        from servicecheck.terminal.plan import look_back  # here, because few runs have anything to look back at

        look_back(self.dialogue, plan, keep, today)

    def tell_newer(self, newer: str, version: str) -> None:
        """Say that the questionnaire has a newer version than this round."""
        self.dialogue.say("iv_resume_newer", newer=newer, version=version)
        self.dialogue.screen.gap()

    def notify(self, round_: Round, contact: str, file: str) -> None:
        """Say what happens to the answers, before the first of them."""
        opening.notify(self.dialogue, round_, contact, file)

    def ask_role(self, questionnaire: Questionnaire, round_: Round) -> str | None:
        """Which role somebody has; None for whoever would rather not say."""
        return opening.ask_role(self.dialogue, questionnaire, round_)

    def ask_code(self, codes: Collection[str]) -> str | None:
        """The one of *codes* under which somebody goes on; None for a new person."""
        return opening.ask_code(self.dialogue, codes)

    def tell_code(self, code: str) -> None:
        """Say under which code somebody answers."""
        self.dialogue.say("round_code", code=code)
        self.dialogue.screen.gap()

    def agree_to_open(self) -> bool:
        """Whether the one person who has answered lets the others see it."""
        return opening.agree_to_open(self.dialogue)

    def say_how_far(self, interview: Interview, saved_on: date | None) -> None:
        """Say when it was, how much is answered, and how long the rest may take."""
        opening.say_how_far(self.dialogue, interview, saved_on)

    def ask_to_resume(self, interview: Interview, saved_on: date | None) -> Way:
        """Say how far somebody came, and ask whether to go on."""
        return opening.ask_to_resume(self.dialogue, interview, saved_on)

    def show_answers(self, interview: Interview) -> None:
        """Print every question with its answer."""
        overview.show_answers(self.dialogue, interview)

    def tell_handed_in(self, round_: Round, erase: str) -> None:
        """Whoever has handed in may correct, as long as the round is open, and withdraw."""
        self.dialogue.say("iv_finished_already")
        if round_.closed:
            self.dialogue.say("round_closed_already", date=self.words.date(round_.closed))
        else:
            self.dialogue.say("iv_correct_or_withdraw")
        self.dialogue.screen.line("  " + erase)

    def sit(self, interview: Interview, keeper: Keeper) -> None:
        """Ask every question until everything is handed in. Raises Quit, and EOFError when the input ends before."""
        self._sitting = Sitting(interview, self.dialogue, keeper)
        self._sitting.run()

    def say_how_to_go_on(self, answered: int, file: str, command: str) -> None:
        """The same two lines at every end that is not the last."""
        self.dialogue.screen.gap()
        opening.say_how_to_go_on(self.dialogue, answered, file, command)

    def say_what_became(self, file: str, command: str) -> None:
        """The same where only what became of earlier actions was said."""
        self.dialogue.screen.gap()
        self.dialogue.say("planning_changed", file=file)
        self.dialogue.screen.line("  " + command)

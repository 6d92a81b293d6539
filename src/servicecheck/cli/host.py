"""Whoever receives a person and asks what is to be known before the questions: on the terminal, or in a browser.

`Visit` goes the same way with either; only how something is said and asked differs.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from servicecheck.interview import Interview, Way
from servicecheck.language import Language, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Mode, PlannedAction, Round

if TYPE_CHECKING:
    # Pages need all of what a keeper can do. Importing them would bring the servers into every interview.
    from servicecheck.web.interview.sitting import Keeper


class Host(Protocol):
    """Says and asks. Every question raises Quit from whoever would rather save and quit."""

    @property
    def words(self) -> Words:
        """The language that was settled on."""

    @property
    def can_ask(self) -> bool:
        """Whether somebody reads the questions; else what was not said on the command line has its usual answer."""

    @property
    def interview(self) -> Interview | None:
        """How far somebody has come; None before the first question."""

    def speak(self, language: Language) -> None:
        """Go on in another language."""

    def introduce(self, interview: Interview, organisation: str) -> None:
        """Say what this is, how long it takes, and how to answer."""

    def ask_organisation(self) -> str:
        """Whose service it is; may be empty."""

    def ask_mode(self, k: int) -> Mode:
        """Who will see the answers."""

    def ask_invited(self) -> int | None:
        """How many were invited, if anybody counted."""

    def look_back(
        self, plan: Sequence[PlannedAction], keep: Callable[[tuple[PlannedAction, ...]], None], today: date
    ) -> None:
        """Ask how far each action of the last round is, and keep every answer before the next is asked."""

    def tell_newer(self, newer: str, version: str) -> None:
        """Say that the questionnaire has a newer version than this round."""

    def notify(self, round_: Round, contact: str, file: str) -> None:
        """Say what happens to the answers, before the first of them."""

    def ask_role(self, questionnaire: Questionnaire, round_: Round) -> str | None:
        """Which role somebody has; None for whoever would rather not say."""

    def ask_code(self, codes: Collection[str]) -> str | None:
        """The one of *codes* under which somebody goes on; None for a new person."""

    def tell_code(self, code: str) -> None:
        """Say under which code somebody answers."""

    def agree_to_open(self) -> bool:
        """Whether the one person who has answered lets the others see it."""

    def say_how_far(self, interview: Interview, saved_on: date | None) -> None:
        """Say when it was, how much is answered, and how long the rest may take."""

    def ask_to_resume(self, interview: Interview, saved_on: date | None) -> Way:
        """Say how far somebody came, and ask whether to go on."""

    def show_answers(self, interview: Interview) -> None:
        """Show every question with its answer."""

    def tell_handed_in(self, round_: Round, erase: str) -> None:
        """Say to whoever has handed in what can still be done, and with which command the answers are erased."""

    def sit(self, interview: Interview, keeper: "Keeper") -> None:
        """Ask every question until everything is handed in. Raises EOFError when the input ends before that."""

    def say_how_to_go_on(self, answered: int, file: str, command: str) -> None:
        """The same at every end that is not the last."""

    def say_what_became(self, file: str, command: str) -> None:
        """The same where only what became of earlier actions was said."""

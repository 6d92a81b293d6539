"""What is said and asked in the browser before the questions: one thing a page, in the order in which the run asks.

What is only said waits for the next page and stands on top of it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from servicecheck.interview import Interview, Quit, Way
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Mode, PlannedAction, Round
from servicecheck.telling.receiving import how_far, notice
from servicecheck.web.interview.desk import Desk, One, Page, Submission
from servicecheck.web.interview.follow_up import FollowUp
from servicecheck.web.interview.sitting import Keeper, Sitting

MOST_INVITED = 1_000_000
LONGEST_NAME = 200
_WITHHELD = "-"


@dataclass(frozen=True)
class Pick:
    """One of several things to choose from."""

    value: str
    label: str


@dataclass(frozen=True)
class Button:
    """What can be done on a page; the first that is not plain is what most people do."""

    do: str
    label: str
    is_main: bool = False
    is_plain: bool = False


@dataclass(frozen=True)
class Asked:
    """One page of the conversation."""

    path: str
    title: str
    buttons: tuple[Button, ...]
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    """Sentences that stand each for itself."""
    picks: tuple[Pick, ...] = ()
    picked: str = ""
    label: str = ""
    """Of the field to write in; empty where there is none."""
    given: str = ""
    hint: str = ""
    is_number: bool = False
    code: str = ""
    """Something to be kept, in large letters."""
    languages: tuple[Language, ...] = ()
    wrong: str = ""
    quits: bool = True
    """Whether somebody may save and quit here."""


@dataclass
class Conversation:
    """Asks in a browser. Every question raises Quit from whoever would rather save and quit."""

    desk: Desk
    words: Words
    heading: str = ""
    """What stands on top of every page: the questionnaire, and whose service it is."""
    patience: float = 3.0
    """Seconds that the last page has to be fetched."""
    can_ask: bool = field(default=True, init=False)
    interview: Interview | None = field(default=None, init=False)
    _said: list[str] = field(default_factory=list, init=False)
    _begins_with_review: bool = field(default=False, init=False)

    def speak(self, language: Language) -> None:
        """Go on in another language."""
        self.words = Words(language)

    def introduce(self, interview: Interview, organisation: str) -> None:
        """Say what this is, how long it takes and how to answer, and let the language be chosen."""
        languages = tuple(one for one in LANGUAGES if one in interview.questionnaire.languages)
        while True:
            sent = self._ask(self._welcome(interview, organisation, languages if len(languages) > 1 else ()))
            wanted = sent.form.one("language")
            chosen = next((one for one in languages if one == wanted), None)
            if chosen is None:
                return
            self.speak(chosen)

    def ask_organisation(self) -> str:
        """Whose service it is; may be empty."""
        asked = self._asked("/organisation", "iv_web_organisation", label=self.words("cover_organisation"))
        while True:
            sent = self._ask(asked)
            name = " ".join(sent.form.one("text").split())
            if len(name) <= LONGEST_NAME:
                return name
            asked = replace(asked, given=name, wrong=self.words("err_too_long", max=LONGEST_NAME))

    def ask_mode(self, k: int) -> Mode:
        """Who will see the answers; the first is one person alone."""
        modes: tuple[Mode, ...] = get_args(Mode)
        picks = tuple(Pick(mode, self.words(f"round_mode_{mode}", k=k)) for mode in modes)
        picked = self._choice(self._asked("/who-sees", "round_mode", picks=picks, picked=modes[0]))
        return next(mode for mode in modes if mode == picked)

    def ask_invited(self) -> int | None:
        """How many were invited, if anybody counted."""
        asked = self._asked("/invited", "iv_web_invited", is_number=True, label=self.words("iv_web_number"))
        asked = replace(asked, hint=self.words("iv_web_invited_hint"))
        while True:
            given = self._ask(asked).form.one("text").strip()
            if not given:
                return None
            if given.isascii() and given.isdigit() and 0 < int(given[:9]) <= MOST_INVITED:
                return int(given)
            asked = replace(asked, given=given, wrong=self.words("err_whole_number", example="12"))

    def look_back(
        self, plan: Sequence[PlannedAction], keep: Callable[[tuple[PlannedAction, ...]], None], today: date
    ) -> None:
        """Ask how far each action of the last round is; every answer is kept before the next is asked."""
        FollowUp(self.desk, self.words, self.heading, plan, keep).run()

    def tell_newer(self, newer: str, version: str) -> None:
        """Say that the questionnaire has a newer version than this round."""
        self._said.append(self.words("iv_resume_newer", newer=newer, version=version))

    def notify(self, round_: Round, contact: str, file: str) -> None:
        """Say what happens to the answers, before the first of them."""
        points = tuple(notice(round_, contact, file, self.words))
        begin = Button("next", self.words("iv_web_understood"), is_main=True)
        self._ask(Asked("/notice", self.words("notice_heading"), (begin,), points=points))

    def ask_role(self, questionnaire: Questionnaire, round_: Round) -> str | None:
        """Which role somebody has; None for whoever would rather not say."""
        picks = (
            *(Pick(role.id, self.words.typeset(role.title)) for role in questionnaire.roles),
            Pick(_WITHHELD, self.words("role_withheld")),
        )
        reasons = []
        if {"leader", "staff"} <= {role.id for role in questionnaire.roles}:
            reasons.append(self.words("round_role_why"))
        if round_.mode == "anonymous":
            reasons.append(self.words("round_role_hidden", k=round_.k))
        picked = self._choice(self._asked("/role", "round_role", paragraphs=tuple(reasons), picks=picks))
        return None if picked == _WITHHELD else picked

    def ask_code(self, codes: Collection[str]) -> str | None:
        """The one of *codes* under which somebody goes on; None for a new person."""
        asked = self._asked("/code", "iv_web_code", label=self.words("form_code"))
        asked = replace(asked, hint=self.words("iv_web_code_hint"))
        while True:
            given = self._ask(asked).form.one("text").strip()
            found = next((code for code in codes if code.casefold() == given.casefold()), None)
            if found or not given:
                return found
            asked = replace(asked, given=given, wrong=self.words("iv_web_code_unknown"))

    def tell_code(self, code: str) -> None:
        """Say under which code somebody answers."""
        noted = Button("next", self.words("iv_web_code_noted"), is_main=True)
        told = (self.words("round_code", code=code),)
        self._ask(Asked("/your-code", self.words("iv_web_your_code"), (noted,), told, code=code, quits=False))

    def agree_to_open(self) -> bool:
        """Whether the one person who has answered lets the others see it."""
        yes = Button("yes", self.words("iv_yes"), is_main=True)
        no = Button("no", self.words("iv_no"))
        title = self.words("iv_web_open_heading")
        asked = Asked("/open", title, (yes, no), paragraphs=(self.words("round_turns_open"),))
        if self._ask(asked).do == "yes":
            return True
        self.part(self.words("iv_web_closed_heading"), [self.words("round_stays_own")])
        return False

    def say_how_far(self, interview: Interview, saved_on: date | None) -> None:
        """Say when it was, how much is answered, and how long the rest may take."""
        self._said.append(how_far(interview, saved_on, self.words))

    def ask_to_resume(self, interview: Interview, saved_on: date | None) -> Way:
        """Say how far somebody came, and ask whether to go on."""
        words = self.words
        ways: tuple[Way, ...] = get_args(Way)
        labels = {"continue": "iv_resume", "see_answers": "iv_web_see_answers", "start_over": "iv_web_start_over"}
        buttons = tuple(Button(way, words(labels[way]), way == "continue", way == "start_over") for way in ways)
        asked = Asked("/resume", words("iv_resume_ask"), buttons, paragraphs=(how_far(interview, saved_on, words),))
        done = self._ask(asked).do
        return next((way for way in ways if way == done), "continue")

    def show_answers(self, interview: Interview) -> None:
        """Begin with every question and its answer."""
        self._begins_with_review = True

    def tell_handed_in(self, round_: Round, erase: str) -> None:
        """Say to whoever has handed in what can still be done, and with which command the answers are erased."""
        words = self.words
        if round_.closed:
            closed = words("round_closed_already", date=words.date(round_.closed))
            self.part(words("iv_finished_already"), [closed, erase])
        else:
            self._said += [words("iv_finished_already"), words("iv_correct_or_withdraw"), erase]

    def sit(self, interview: Interview, keeper: Keeper) -> None:
        """Ask every question until everything is handed in."""
        sitting = Sitting(interview, keeper, self.desk, self.words)
        try:
            sitting.run(self._said, begins_with_review=self._begins_with_review)
        finally:
            self._said, self._begins_with_review = [], False
            self.interview = sitting.interview

    def say_how_to_go_on(self, answered: int, file: str, command: str) -> None:
        """The same at every end that is not the last."""
        words = self.words
        told = words("iv_quit_saved", n=answered, file=file) if answered else words("iv_quit_nothing")
        self.part(words("iv_saved") if answered else words("iv_web_ended"), [told], command)

    def say_what_became(self, file: str, command: str) -> None:
        """The same where only what became of earlier actions was said."""
        self.part(self.words("iv_web_ended"), [self.words("planning_changed", file=file)], command)

    def part(self, title: str, paragraphs: Sequence[str], command: str = "") -> None:
        """Show the last page."""
        view = {"heading": self.heading, "title": title, "paragraphs": list(paragraphs), "command": command}
        self.desk.say_goodbye(One("/end", Page("interview/last", self.words, view)), self.patience)

    # Below the surface

    def _welcome(self, interview: Interview, organisation: str, languages: tuple[Language, ...]) -> Asked:
        words, questionnaire = self.words, interview.questionnaire
        self.heading = " – ".join(filter(None, (words.typeset(questionnaire.title), organisation)))
        instruction = words.typeset(questionnaire.instruction) if questionnaire.instruction else words("iv_instruction")
        minutes = questionnaire.minutes
        length = words("iv_length", n=interview.total, minutes=minutes) if minutes else ""
        purpose = words.typeset(questionnaire.purpose) if questionnaire.purpose else ""
        return Asked(
            "/welcome",
            words.typeset(questionnaire.title),
            (Button("next", words("iv_web_begin"), is_main=True),),
            paragraphs=tuple(filter(None, (purpose, length, instruction))),
            languages=languages,
        )

    def _asked(self, path: str, title: str, **more: object) -> Asked:
        """A page with a question of its own, and the button that goes on."""
        go_on = Button("next", self.words("iv_next"), is_main=True)
        return Asked(path, self.words(title), (go_on,), **more)  # type: ignore[arg-type] # names of its fields

    def _choice(self, asked: Asked) -> str:
        """The value of what was picked."""
        while True:
            given = self._ask(asked).form.one("pick")
            if any(given == pick.value for pick in asked.picks):
                return given
            asked = replace(asked, wrong=self.words("err_choose_one"))

    def _ask(self, asked: Asked) -> Submission:
        """Show a page and wait for its answer. Raises Quit."""
        names = {one: Words(one)(f"language_{one}").capitalize() for one in LANGUAGES}
        view = {"asked": asked, "heading": self.heading, "said": tuple(self._said), "names": names}
        self.desk.put_up(One(asked.path, Page("interview/asked", self.words, view)))
        sent = self.desk.receive_at(asked.path)
        if sent.do == "quit":
            raise Quit
        self._said = []
        return sent

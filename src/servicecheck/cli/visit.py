"""One run of the interview: a file is opened, somebody sits down, answers, and hands in or leaves."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import typer

from servicecheck.cli import keyboard, seat, typed
from servicecheck.cli.locale_of_terminal import terminal_language
from servicecheck.cli.reception import Reception, Source, role_of
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.wishes import SUFFIX, Wishes
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.interview import Interview
from servicecheck.language import Language, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response, Round
from servicecheck.terminal.interview import Dialogue, Quit, Sitting, opening, overview

ENDED_EARLY = 1


@dataclass(frozen=True)
class HandedIn:
    """A round in which somebody has just handed in."""

    path: Path
    round_number: int
    language: Language


class NothingToChange(Exception):
    """The round is closed to whoever had handed in and came back."""


class StartOver(Exception):
    """Whoever answers wants to begin again in a new file."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source


class Visit:
    """What is known of the run while it goes on."""

    def __init__(self, wishes: Wishes, surroundings: Surroundings, source: Source | None = None) -> None:
        self.wishes = wishes
        self.surroundings = surroundings
        words = Words(wishes.language or terminal_language(surroundings.environment))
        dialogue = Dialogue(surroundings.err, keyboard.read_line, words, keyboard.is_terminal())
        self._reception = Reception(wishes, dialogue, surroundings.can_ask, surroundings.now(), source)
        self._interview: Interview | None = None
        self._sitting: Sitting | None = None
        self._seat: seat.Seat | None = None

    @property
    def dialogue(self) -> Dialogue:
        """The screen and the keyboard, in the language that was settled on."""
        return self._reception.dialogue

    def run(self) -> HandedIn | None:
        """Ask everything; None for whoever saved and quit. Raises typer.Exit when the input ended too early."""
        try:
            with self._reception.open() as file:
                return self._answer(file, *self._reception.round(file))
        except StartOver as wish:
            questionnaire_id, path = wish.source.questionnaire.id, _free(self._reception.path())
            fresh = replace(self.wishes, target=questionnaire_id, file=path, round_number=None, code=None)
            return Visit(fresh, self.surroundings, wish.source).run()
        except (seat.NotAgreed, NothingToChange):
            return None
        except (Quit, EOFError, KeyboardInterrupt) as end:
            # The terminal may be gone, as after a hang-up; what was answered is on the disk all the same.
            with suppress(OSError, ValueError):
                self._say_how_to_go_on()
            if isinstance(end, Quit):
                return None
            if isinstance(end, EOFError):
                raise typer.Exit(ENDED_EARLY) from None
            raise

    def _answer(self, file: AssessmentFile, round_: Round, questionnaire: Questionnaire) -> HandedIn:
        role = role_of(self.wishes, questionnaire)
        person = seat.returning(file, round_, self.wishes, self.dialogue, self.surroundings.can_ask)
        if isinstance(person, Response):
            interview = self._welcome_back(file, round_, questionnaire, person)
        else:
            interview = self._welcome(file, round_, questionnaire, role, person)
        assert self._seat is not None
        self._sitting = Sitting(interview, self.dialogue, self._seat)
        self._sitting.run()
        self._seat.finish()
        return HandedIn(file.path, self._seat.round.number, self.dialogue.words.language)

    def _welcome(
        self, file: AssessmentFile, round_: Round, questionnaire: Questionnaire, role: str | None, code: str | None
    ) -> Interview:
        """Say what this is and what happens to the answers, and let a person in; with an earlier code as the same."""
        can_ask = self.surroundings.can_ask
        self._reception.speak(questionnaire)
        round_ = seat.opened(file, round_, self.wishes, self.dialogue, can_ask)
        organisation = file.organisation
        self._reception.introduce(questionnaire, organisation.name)
        opening.notify(self.dialogue, round_, organisation.contact, str(file.path))
        if role is None and can_ask and seat.needs_role(questionnaire, round_):
            role = opening.ask_role(self.dialogue, questionnaire, round_)
        person = seat.new_person(file, round_, role, self.dialogue, code)
        self._seat = seat.Seat(file, round_, person, self.surroundings.now)
        self._interview = Interview.begin(questionnaire, role=role)
        return self._interview

    def _welcome_back(
        self, file: AssessmentFile, round_: Round, questionnaire: Questionnaire, person: Response
    ) -> Interview:
        """Say how far somebody came, and go on there."""
        self._reception.speak(questionnaire, person.respondent.language)
        self._seat = seat.Seat(file, round_, person.respondent, self.surroundings.now)
        self._interview = seat.interview_of(questionnaire, person)
        saved_on = _local_date(person)
        if person.finished:
            self._say_what_can_be_done(file.path, round_)
        elif not self.surroundings.can_ask:
            opening.say_how_far(self.dialogue, self._interview, saved_on)
        else:
            way = opening.ask_to_resume(self.dialogue, self._interview, saved_on)
            if way == "start_over":
                raise StartOver(
                    Source(questionnaire, file.questionnaire_bytes(round_), file.questionnaire_name(round_))
                )
            if way == "see_answers":
                overview.show_answers(self.dialogue, self._interview)
        return self._interview

    def _say_what_can_be_done(self, path: Path, round_: Round) -> None:
        """Whoever has handed in may correct, as long as the round is open, and withdraw."""
        self.dialogue.say("iv_finished_already")
        if round_.closed:
            self.dialogue.say("round_closed_already", date=self.dialogue.words.date(round_.closed))
        else:
            self.dialogue.say("iv_correct_or_withdraw")
        # The code itself stays out of the line, and so out of a shell's history.
        words = ["erase", str(path), "--person", "CODE", "--round", str(round_.number)]
        self.dialogue.screen.line("  " + typed.command(*words))
        if round_.closed:
            raise NothingToChange

    def _say_how_to_go_on(self) -> None:
        interview = self._sitting.interview if self._sitting else self._interview
        path = self._reception.path()
        command = ["run", str(path)] if self._reception.has_round else self._beginning(path)
        # Where the code is asked for, it stays out of the shell's history, which the next person can read.
        if self._seat and self._seat.round.mode != "own" and not self.surroundings.can_ask:
            command += ["--respondent", self._seat.respondent.code]
        self.dialogue.screen.gap()
        if self._reception.has_looked_back and not self._reception.has_round:
            self.dialogue.say("planning_changed", file=str(path))
            self.dialogue.screen.line("  " + typed.command(*command))
            return
        opening.say_how_to_go_on(
            self.dialogue, interview.replied if interview else 0, str(path), typed.command(*command)
        )

    def _beginning(self, path: Path) -> list[str]:
        """The command's words that begin the round anew which has not begun."""
        file = ["--file", str(path)] if self.wishes.file and not self.wishes.is_assessment else []
        return ["run", self.wishes.target, *file, *(["--next"] if self.wishes.is_next else [])]


def _free(path: Path) -> Path:
    """The first name like *path* that is not taken: low-effort-2.servicecheck."""
    stem = path.name.removesuffix(SUFFIX)
    names = (path.with_name(f"{stem}-{number}{SUFFIX}") for number in range(2, 1_000))
    return next(name for name in names if not name.exists())


def _local_date(person: Response) -> date | None:
    return person.last_answer.astimezone().date() if person.last_answer else None

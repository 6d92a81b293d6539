"""One run of the interview: a file is opened, somebody sits down, answers, and hands in or leaves."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import typer

from servicecheck.cli import seat, typed
from servicecheck.cli.host import Host
from servicecheck.cli.reception import Reception, Source, role_of
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.wishes import SUFFIX, Wishes
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.interview import Interview, Quit
from servicecheck.language import Language
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response, Round

ENDED_EARLY = 1


@dataclass(frozen=True)
class HandedIn:
    """A round in which somebody has just handed in."""

    path: Path
    round_number: int
    language: Language
    code: str


class NothingToChange(Exception):
    """The round is closed to whoever had handed in and came back."""


class StartOver(Exception):
    """Whoever answers wants to begin again in a new file."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source


class Visit:
    """What is known of the run while it goes on."""

    def __init__(self, wishes: Wishes, host: Host, surroundings: Surroundings, source: Source | None = None) -> None:
        self.wishes = wishes
        self.host = host
        self.surroundings = surroundings
        self._reception = Reception(wishes, host, surroundings.now(), source)
        self._interview: Interview | None = None
        self._seat: seat.Seat | None = None

    def run(self) -> HandedIn | None:
        """Ask everything; None for whoever saved and quit. Raises typer.Exit when the input ended too early."""
        try:
            with self._reception.open() as file:
                return self._answer(file, *self._reception.round(file))
        except StartOver as wish:
            questionnaire_id, path = wish.source.questionnaire.id, _free(self._reception.path())
            fresh = replace(self.wishes, target=questionnaire_id, file=path, round_number=None, code=None)
            return Visit(fresh, self.host, self.surroundings, wish.source).run()
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
        if not self.wishes.code:
            file.check_room(round_, role)
        person = seat.returning(file, round_, self.wishes, self.host)
        if isinstance(person, Response):
            file.check_room(round_, person.respondent.role)
            interview = self._welcome_back(file, round_, questionnaire, person)
        else:
            interview = self._welcome(file, round_, questionnaire, role, person)
        assert self._seat is not None
        self.host.sit(interview, self._seat)
        self._seat.finish()
        code = self._seat.respondent.code
        return HandedIn(file.path, self._seat.round.number, self.host.words.language, code)

    def _welcome(
        self, file: AssessmentFile, round_: Round, questionnaire: Questionnaire, role: str | None, code: str | None
    ) -> Interview:
        """Say what this is and what happens to the answers, and let a person in; with an earlier code as the same."""
        self._reception.speak(questionnaire)
        round_ = seat.opened(file, round_, self.wishes, self.host)
        organisation = file.organisation
        self._reception.introduce(questionnaire, organisation.name)
        self.host.notify(round_, organisation.contact, str(file.path))
        if role is None and self.host.can_ask and seat.needs_role(questionnaire, round_):
            role = self.host.ask_role(questionnaire, round_)
        person = seat.new_person(file, round_, role, self.host, code)
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
        elif not self.host.can_ask:
            self.host.say_how_far(self._interview, saved_on)
        else:
            way = self.host.ask_to_resume(self._interview, saved_on)
            if way == "start_over":
                raise StartOver(
                    Source(questionnaire, file.questionnaire_bytes(round_), file.questionnaire_name(round_))
                )
            if way == "see_answers":
                self.host.show_answers(self._interview)
        return self._interview

    def _say_what_can_be_done(self, path: Path, round_: Round) -> None:
        """Whoever has handed in may correct, as long as the round is open, and withdraw."""
        # The code itself stays out of the line, and so out of a shell's history.
        words = ["erase", str(path), "--person", "CODE", "--round", str(round_.number)]
        self.host.tell_handed_in(round_, typed.command(*words))
        if round_.closed:
            raise NothingToChange

    def _say_how_to_go_on(self) -> None:
        interview = self.host.interview or self._interview
        path = self._reception.path()
        command = ["run", str(path)] if self._reception.has_round else self._beginning(path)
        # Where the code is asked for, it stays out of the shell's history, which the next person can read.
        if self._seat and self._seat.round.mode != "own" and not self.host.can_ask:
            command += ["--respondent", self._seat.respondent.code]
        if self._reception.has_looked_back and not self._reception.has_round:
            self.host.say_what_became(str(path), typed.command(*command))
        else:
            replied = interview.replied if interview else 0
            self.host.say_how_to_go_on(replied, str(path), typed.command(*command))

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

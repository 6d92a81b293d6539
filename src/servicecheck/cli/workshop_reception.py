"""Opening the assessment file for a workshop: the one that goes on, or a new round beside what is there."""

import secrets
from dataclasses import replace
from datetime import datetime

from servicecheck.cli import typed
from servicecheck.cli.reception import Reception
from servicecheck.cli.wishes import Wishes
from servicecheck.errors import ServicecheckError
from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Mode, Round
from servicecheck.terminal.interview import AtTerminal, Dialogue
from servicecheck.workshop import Session, Workshop
from servicecheck.workshop.session import JOIN_ALPHABET, JOIN_LENGTH

_KEY_BYTES = 32


class WorkshopReception(Reception):
    """One run's way to a file, and to a round that a room votes in."""

    command = "workshop"

    def __init__(self, wishes: Wishes, host: AtTerminal, now: datetime) -> None:
        super().__init__(wishes, host, now)
        self._terminal = host
        self._language_of_file = ""

    @property
    def dialogue(self) -> Dialogue:
        """The screen and the keyboard, in the language that was settled on."""
        return self._terminal.dialogue

    def speak(self, questionnaire: Questionnaire, stored: str = "") -> None:
        """Take the language asked for, else the organisation's: the projector is read by its people."""
        super().speak(questionnaire, stored or self._language_of_file)

    def workshop(self, file: AssessmentFile) -> Workshop:
        """The workshop that goes on in this file, or one that begins. Raises ServicecheckError."""
        self._language_of_file = file.organisation.language
        before = self._named(file)
        if before is None:
            round_, questionnaire = self._begin(file, None)
        elif self.wishes.is_next or not self._is_usable(file, before):
            self._tell_others(file, before)
            round_, questionnaire = self._begin(file, before)
        else:
            self.has_round = True
            questionnaire = _asked(file, before)
            self.speak(questionnaire)
            self._show_what_it_is(questionnaire, file.organisation.name)
            self._tell_newer(questionnaire)
            round_ = self._changed(file, before)
        there = file.workshop_of(round_, questionnaire)
        if there is None or not there.session.key:
            return _let_in(file, there, there or Workshop(questionnaire, round_, Session("", b"", 0)))
        return there

    def _named(self, file: AssessmentFile) -> Round | None:
        """The round that is meant: by its number, else the newest workshop, else the newest round."""
        rounds = file.rounds()
        if self.wishes.round_number is not None or (self.wishes.is_assessment and not rounds):
            return self._stored(file)
        if not self.wishes.is_assessment:
            wanted = self._wanted.questionnaire.id
            rounds = tuple(round_ for round_ in rounds if round_.questionnaire_id == wanted)
        workshops = [round_ for round_ in rounds if file.workshop_of(round_, _asked(file, round_))]
        return next(iter([*reversed(workshops), *reversed(rounds)]), None)

    def _is_usable(self, file: AssessmentFile, round_: Round) -> bool:
        """Whether a room may vote in this round: its workshop goes on, or nobody has answered yet."""
        there = file.workshop_of(round_, _asked(file, round_))
        if there:
            if there.phase == "ended":
                raise self._ended(file, round_)
            return True
        is_free = round_.mode != "own" and round_.closed is None and not file.responses(round_)
        if self.wishes.round_number is not None and not is_free:
            raise ServicecheckError(
                f"Round {round_.number} of {file.path} was not answered in a workshop, so a room cannot vote in it. "
                f"Leave --round out, and the workshop gets a round of its own."
            )
        return is_free

    def _ended(self, file: AssessmentFile, round_: Round) -> ServicecheckError:
        if round_.closed is None:
            # The host was killed between the last word of the room and its own.
            file.change_round(replace(round_, closed=self.now.date()))
        path, number = str(file.path), ["--round", str(round_.number)]
        return ServicecheckError(
            f"The workshop in round {round_.number} of {path} has ended. Its report: "
            f"{typed.command('report', path, *number)}. The next one: {typed.command('workshop', path, '--next')}"
        )

    def _tell_others(self, file: AssessmentFile, before: Round) -> None:
        """That answers given alone stay where they are, and how they come into the room."""
        if before.mode == "own" and file.responses(before):
            self.dialogue.say("host_own_round", number=before.number)
            self.dialogue.screen.gap()

    def _show_what_it_is(self, questionnaire: Questionnaire, organisation: str) -> None:
        screen, words = self.dialogue.screen, self.dialogue.words
        screen.gap()
        screen.heading(words.typeset(questionnaire.title), organisation)

    def _who_answers(self, k: int) -> tuple[Mode, int | None]:
        return self.wishes.mode or "anonymous", self.wishes.invited


def _asked(file: AssessmentFile, round_: Round) -> Questionnaire:
    return questionnaires.parse(file.questionnaire_bytes(round_), file.questionnaire_name(round_))


def _let_in(file: AssessmentFile, before: Workshop | None, workshop: Workshop) -> Workshop:
    """The room with a code and a key of its own, kept: a new one, or one that was restored without them."""
    code = "".join(secrets.choice(JOIN_ALPHABET) for _ in range(JOIN_LENGTH))
    session = replace(workshop.session, join_code=code, key=secrets.token_bytes(_KEY_BYTES))
    file.keep_workshop(before, replace(workshop, session=session))
    return replace(workshop, session=session)

"""Opening the assessment file, and finding or beginning the round in it."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path

from servicecheck.cli.host import Host
from servicecheck.cli.wishes import SUFFIX, Wishes
from servicecheck.errors import ServicecheckError, did_you_mean
from servicecheck.files import questionnaires, text_file, yaml_document
from servicecheck.files.assessment_file import AssessmentFile, Holder
from servicecheck.interview import Interview
from servicecheck.language import LANGUAGES
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import DEFAULT_K, Mode, Organisation, PlannedAction, Round


class Reception:
    """One run's way to a file, a round and its questionnaire."""

    command = "run"
    """As others who want the same file are told."""

    def __init__(self, wishes: Wishes, host: Host, now: datetime, stored: "Source | None" = None) -> None:
        self.wishes = wishes
        self.host = host
        self.now = now
        self.has_round = False
        """Whether there is a round to come back to."""
        self.has_looked_back = False
        """Whether something was said of the actions of the round before."""
        self._is_introduced = False
        self._otherwise = stored
        """The questionnaire of an earlier file, where the library has none of its name."""

    def path(self) -> Path:
        """The assessment file: as named, else called after the questionnaire, in this folder."""
        if self.wishes.file:
            return self.wishes.file
        if self.wishes.is_assessment:
            return Path(self.wishes.target)
        return Path(f"{self._wanted.questionnaire.id}{SUFFIX}")

    def open(self) -> AssessmentFile:
        """Open the file, or make it. Raises what AssessmentFile raises."""
        path = self.path()
        holder = Holder(f"servicecheck {self.command}", since=self.now)
        if path.exists() or self.wishes.is_assessment:
            return AssessmentFile.open(path, holder=holder)
        # First, so that nothing is made for a questionnaire that is not there or has mistakes.
        self.introduce(self._wanted.questionnaire, self.wishes.organisation or "")
        name = self.wishes.organisation
        if name is None and self.host.can_ask:
            name = self.host.ask_organisation()
        return AssessmentFile.create(path, Organisation(name or "", self.host.words.language), holder)

    def introduce(self, questionnaire: Questionnaire, organisation: str) -> None:
        """Say what this is about, once."""
        if not self._is_introduced:
            self.speak(questionnaire)
            self._show_what_it_is(questionnaire, organisation)
            self._is_introduced = True

    def _show_what_it_is(self, questionnaire: Questionnaire, organisation: str) -> None:
        self.host.introduce(Interview.begin(questionnaire, role=self.wishes.role), organisation)

    def speak(self, questionnaire: Questionnaire, stored: str = "") -> None:
        """Take the language asked for, else the one somebody began in, else the terminal's if the questions have it."""
        if self.wishes.language:
            return
        has = [language for language in LANGUAGES if language in questionnaire.languages] or list(LANGUAGES)
        wanted = stored or self.host.words.language
        self.host.speak(next((one for one in LANGUAGES if one == wanted and one in has), has[0]))

    def round(self, file: AssessmentFile) -> tuple[Round, Questionnaire]:
        """The round to answer, with its questionnaire: an open one, or a new one."""
        stored = self._stored(file)
        if stored is None or self.wishes.is_next:
            return self._begin(file, stored)
        self.has_round = True
        questionnaire = _parsed(file.questionnaire_bytes(stored), file.questionnaire_name(stored))
        self._tell_newer(questionnaire)
        return self._changed(file, stored), questionnaire

    def _stored(self, file: AssessmentFile) -> Round | None:
        rounds = file.rounds()
        number = self.wishes.round_number
        if number is not None:
            found = [round_ for round_ in rounds if round_.number == number]
            if not found:
                raise ServicecheckError(f"There is no round {number} in {file.path}. It has {len(rounds)}.")
            return found[0]
        if self.wishes.is_assessment:
            if not rounds:
                raise ServicecheckError(f"{file.path} has no round yet. Name a questionnaire: servicecheck list")
            return rounds[-1]
        wanted = self._wanted.questionnaire.id
        matching = [round_ for round_ in rounds if round_.questionnaire_id == wanted and round_.closed is None]
        return matching[-1] if matching else None

    def _begin(self, file: AssessmentFile, stored: Round | None) -> tuple[Round, Questionnaire]:
        """A new round after *stored*, on the questionnaire as it is today."""
        source = _source_of(file, stored) if stored else self._wanted
        questionnaire = source.questionnaire
        self.introduce(questionnaire, file.organisation.name)
        self._look_back(file, questionnaire)
        k = self.wishes.k or DEFAULT_K
        mode, invited = self._who_answers(k)
        begun = Round(
            questionnaire.id,
            questionnaire.version,
            mode=mode,
            k=k,
            k_reason=self.wishes.k_reason,
            invited=invited,
            opened=self.now.date(),
        )
        if stored and self.wishes.is_next and stored.closed is None:
            # Read anew: what was asked about its actions stands in it by now.
            (last,) = (round_ for round_ in file.rounds() if round_.number == stored.number)
            file.change_round(replace(last, closed=self.now.date()))
        added = file.add_round(begun, source.content, source.name)
        self.has_round = True
        return added, questionnaire

    def _who_answers(self, k: int) -> tuple[Mode, int | None]:
        """Who sees the answers of a round that begins, and how many were invited to answer."""
        mode = self.wishes.mode or (self.host.ask_mode(k) if self.host.can_ask else "own")
        invited = self.wishes.invited
        if invited is None and mode != "own" and self.host.can_ask:
            invited = self.host.ask_invited()
        return mode, invited

    def _look_back(self, file: AssessmentFile, questionnaire: Questionnaire) -> None:
        """Ask what came of the actions that were agreed in the last round of this questionnaire."""
        earlier = [round_ for round_ in file.rounds() if round_.questionnaire_id == questionnaire.id]
        if not earlier or not self.host.can_ask:
            return

        def keep(plan: tuple[PlannedAction, ...]) -> None:
            file.change_round(replace(earlier[-1], actions=plan))
            self.has_looked_back = True

        self.host.look_back(earlier[-1].actions, keep, self.now.date())

    def _changed(self, file: AssessmentFile, stored: Round) -> Round:
        """The round with what the command line says of it; what people were told otherwise is refused."""
        wishes = self.wishes
        # Adding a person to an own round opens it; that is asked when the person sits down.
        mode = stored.mode if wishes.is_new else wishes.mode or stored.mode
        changed = replace(
            stored,
            mode=mode,
            k=wishes.k or stored.k,
            k_reason=wishes.k_reason or stored.k_reason,
            invited=stored.invited if wishes.invited is None else wishes.invited,
        )
        if wishes.organisation is not None and wishes.organisation != file.organisation.name:
            file.save_organisation(replace(file.organisation, name=wishes.organisation))
        return file.change_round(changed) if changed != stored else stored

    def _tell_newer(self, stored: Questionnaire) -> None:
        try:
            newest = read_source(stored.id).questionnaire
        except ServicecheckError:
            # Not in the library, or in mending: the stored one is all there is.
            return
        if _version(newest) > _version(stored):
            self.host.tell_newer(newest.version, stored.version)

    @cached_property
    def _wanted(self) -> "Source":
        try:
            return read_source(self.wishes.target)
        except ServicecheckError:
            if self._otherwise is None:
                raise
            return self._otherwise


@dataclass(frozen=True)
class Source:
    """A questionnaire with the bytes it was read from, which the round keeps."""

    questionnaire: Questionnaire
    content: bytes
    name: str


def _source_of(file: AssessmentFile, round_: Round) -> Source:
    """The questionnaire of a round as the library has it today, unless the round's own is newer."""
    content, name = file.questionnaire_bytes(round_), file.questionnaire_name(round_)
    kept = Source(_parsed(content, name), content, name)
    try:
        newest = read_source(round_.questionnaire_id)
    except ServicecheckError:
        return kept
    return max(newest, kept, key=lambda source: _version(source.questionnaire))


def read_source(target: str) -> Source:
    """The questionnaire of this name, or in this file. Raises ServicecheckError."""
    path = questionnaires.find(target)
    content = text_file.read_bytes(path, yaml_document.MOST_BYTES, str(path))
    return Source(_parsed(content, str(path)), content, path.name)


@lru_cache(maxsize=4)
def _parsed(content: bytes, name: str) -> Questionnaire:
    """Read once, although a round's questionnaire and the library's are mostly the same bytes."""
    return questionnaires.parse(content, name)


def role_of(wishes: Wishes, questionnaire: Questionnaire) -> str | None:
    """The role that was given, if the questionnaire has it. Raises ServicecheckError."""
    known = [role.id for role in questionnaire.roles]
    if wishes.role is None or wishes.role in known:
        return wishes.role
    if not known:
        raise ServicecheckError(f"'{questionnaire.id}' asks for no roles. Leave --role out.")
    raise ServicecheckError(f"'{questionnaire.id}' has no role '{wishes.role}'.{did_you_mean(wishes.role, known)}")


def _version(questionnaire: Questionnaire) -> tuple[int, ...]:
    return tuple(map(int, questionnaire.version.split(".")))

"""One person's place in a round: whose answers these are, and keeping each of them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from servicecheck.cli.host import Host
from servicecheck.cli.wishes import Wishes
from servicecheck.errors import ServicecheckError
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.interview import Interview
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import CUSTOMER, Answer, RegisterRow, Respondent, Response, Round, without_customers


@dataclass(frozen=True)
class Seat:
    """Who answers what, and where it is kept. It is what a host calls the keeper."""

    file: AssessmentFile
    round: Round
    respondent: Respondent
    now: Callable[[], datetime]

    @property
    def place(self) -> str:
        """The name of the file, as it is said to whoever answers."""
        return self.file.path.name

    def save_answer(self, item_id: str, answer: Answer) -> None:
        """Keep what was replied to one item."""
        self.file.save_answer(self.round, self.respondent.code, item_id, answer, self.now())

    def rows(self, register_id: str) -> Sequence[Mapping[str, str]]:
        """The rows that this respondent has written in a table."""
        return [row.values for row in self.file.register(self.round, register_id, self.respondent.code)]

    def save_row(self, register_id: str, place: int, values: Mapping[str, str]) -> None:
        """Keep one row of a table."""
        self._replace_row(register_id, place, [RegisterRow(register_id, dict(values))])

    def remove_row(self, register_id: str, place: int) -> None:
        """Take one row of a table away."""
        self._replace_row(register_id, place, [])

    def _replace_row(self, register_id: str, place: int, by: Sequence[RegisterRow]) -> None:
        rows = [RegisterRow(register_id, row) for row in self.rows(register_id)]
        rows[place : place + 1] = by
        self.file.save_register(self.round, register_id, rows, self.respondent.code)

    def finish(self) -> None:
        """Hand in the answers."""
        self.file.finish(self.round, self.respondent.code)


class NotAgreed(Exception):
    """The person whose own round it is does not want others in it."""


def returning(file: AssessmentFile, round_: Round, wishes: Wishes, host: Host) -> Response | str | None:
    """The person who goes on, or the code somebody had in an earlier round; None for a new one.

    Other people's answers are never shown.
    """
    responses = {response.respondent.code: response for response in file.responses(round_)}
    earlier = _earlier_codes(file, round_) - set(responses)
    if wishes.code:
        wanted = wishes.code.strip().casefold()
        code = next((code for code in (*responses, *earlier) if code.casefold() == wanted), None)
        if code is None:
            raise ServicecheckError(f"Nobody in round {round_.number} of {file.path} has the code {wishes.code}.")
        return _asked_here(responses.get(code, code))
    people = without_customers(responses.values())
    if wishes.is_new:
        return None
    if round_.mode == "own":
        return people[0] if people else _only(earlier)
    if not people and not (earlier and host.can_ask):
        return None
    if not host.can_ask:
        raise ServicecheckError(
            f"{len(people)} people answer in this round. Say who you are with --respondent CODE, or give --new."
        )
    typed = host.ask_code({*responses, *earlier})
    return _asked_here(responses.get(typed, typed)) if typed else None


def _asked_here(found: Response | str) -> Response | str:
    """Whoever was found, unless it is a customer: customers are asked other questions, and elsewhere."""
    if isinstance(found, Response) and found.respondent.role == CUSTOMER:
        raise ServicecheckError("These are a customer's answers. To correct them: servicecheck add … --replace")
    return found


def _earlier_codes(file: AssessmentFile, round_: Round) -> set[str]:
    """The codes in earlier rounds of the same questionnaire, customers' left out."""
    rounds = [one for one in file.rounds() if one.questionnaire_id == round_.questionnaire_id]
    before = [one for one in rounds if one.number < round_.number]
    return {response.respondent.code for one in before for response in without_customers(file.responses(one))}


def _only(codes: Collection[str]) -> str | None:
    """One person's own rounds are that person's, as far as there was nobody else."""
    return next(iter(codes)) if len(codes) == 1 else None


def opened(file: AssessmentFile, round_: Round, wishes: Wishes, host: Host) -> Round:
    """The round as another person may join it. Raises NotAgreed, and ServicecheckError when nobody can be asked."""
    if round_.mode != "own" or not without_customers(file.responses(round_)):
        return round_
    if host.can_ask:
        if not host.agree_to_open():
            raise NotAgreed
    elif wishes.mode != "open":
        raise ServicecheckError(
            f"Round {round_.number} of {file.path} is one person's own. When another person answers, everyone can see "
            "what the first one answered. If that person has agreed, give --new --mode open."
        )
    return file.open_to_others(round_)


def new_person(
    file: AssessmentFile, round_: Round, role: str | None, host: Host, code: str | None = None
) -> Respondent:
    """Let a person in, with the code of an earlier round as the same one, and say under which code."""
    respondent = file.add_respondent(round_, role, host.words.language, code)
    if round_.mode != "own":
        host.tell_code(respondent.code)
    return respondent


def needs_role(questionnaire: Questionnaire, round_: Round) -> bool:
    """Whether it matters who somebody is: for what is asked, or for what is compared."""
    if not questionnaire.asks_role:
        return False
    return round_.mode != "own" or any(section.who for section in questionnaire.walk())


def interview_of(questionnaire: Questionnaire, response: Response) -> Interview:
    """The interview where that person left it."""
    return Interview.begin(questionnaire, response.answers, response.respondent.role)

"""Who looks at a page: a stranger, somebody with the right code, or a person in the room; and in which language."""

from dataclasses import dataclass

from starlette.requests import Request

from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.web import cookies
from servicecheck.web.services import RoomServices
from servicecheck.workshop import Workshop


@dataclass(frozen=True)
class Visitor:
    """One phone at one moment."""

    workshop: Workshop
    """As it is at that moment."""
    code: str
    """Empty for whoever has not typed the join code."""
    words: Words

    @property
    def is_in(self) -> bool:
        """Whether this is a person in the room."""
        return self.code in self.workshop.people


def visitor(request: Request, workshop: Workshop, services: RoomServices) -> Visitor:
    """Whoever asks for a page."""
    code = cookies.known(request, workshop.session.key)
    return Visitor(workshop, code, Words(_language(request, workshop.questionnaire, services.language)))


def languages(questionnaire: Questionnaire) -> tuple[Language, ...]:
    """The languages that the questions are there in."""
    return tuple(one for one in LANGUAGES if one in questionnaire.languages) or LANGUAGES


def _language(request: Request, questionnaire: Questionnaire, otherwise: Language) -> Language:
    """What was chosen on the phone, else what the phone prefers, else what the screen shows."""
    offered = languages(questionnaire)
    accepted = request.headers.get("accept-language", "").split(",")
    wanted = [cookies.language_of(request), *(one.partition(";")[0].strip().partition("-")[0] for one in accepted)]
    found = next((language for one in wanted for language in offered if language == one), None)
    return found or (otherwise if otherwise in offered else offered[0])

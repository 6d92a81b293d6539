"""What a page is made of: the workshop as it is now, in the words of the room; and what one page shows."""

from dataclasses import dataclass

from servicecheck.items import Item
from servicecheck.language import Language, Text, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.web.services import RoomServices
from servicecheck.workshop import Workshop
from servicecheck.workshop.session import spaced


@dataclass(frozen=True)
class Scene:
    """The workshop at one moment, and what the pages need beside it."""

    workshop: Workshop
    services: RoomServices
    address: str = ""
    """The participants' page that is shown, as in http://192.168.1.20:8123; empty without phones."""
    minutes: int = 0
    """How long the room has been where it is."""

    @property
    def language(self) -> Language:
        """Of the projector."""
        return self.services.language

    @property
    def words(self) -> Words:
        """The program's, in the language of the projector."""
        return Words(self.language)

    @property
    def questionnaire(self) -> Questionnaire:
        """What is asked."""
        return self.workshop.questionnaire

    @property
    def item(self) -> Item:
        """The item on the screen. Raises LookupError where there is none."""
        item = self.workshop.item
        if item is None:
            raise LookupError("no item is on the screen")
        return item

    @property
    def place(self) -> int:
        """Which of the questions it is, from 1."""
        return [item.id for item in self.workshop.items].index(self.item.id) + 1

    @property
    def short_address(self) -> str:
        """The address as it is typed into a phone, without http."""
        return self.address.partition("://")[2]

    @property
    def code(self) -> str:
        """The join code as it is read out."""
        return spaced(self.workshop.session.join_code)

    def told(self, text: Text | str) -> str:
        """An author's text, typeset."""
        return self.words.typeset(text)


@dataclass(frozen=True)
class Page:
    """One page: its template, its title, and what it shows."""

    template: str
    title: str
    shows: object = None
    wants_more: bool = False
    """Whether something in it is still to be filled in."""
    form: str = ""
    """The id of a form in the page that the main button sends; empty where the button stands alone."""

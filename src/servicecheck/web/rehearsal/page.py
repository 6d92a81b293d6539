"""What a browser without scripts sees of a page: its forms, and what can be filled in on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

_NOT_SENT = {"submit", "button", "reset", "image", "file"}
_ON_THEIR_OWN = {"radio", "checkbox"}


@dataclass
class Field:
    """Something on a form that has a name: what it is, and what stands in it."""

    name: str
    kind: str
    """The type of an input, or textarea, select or button."""
    value: str = ""
    is_on: bool = True
    """Whether it is sent as it is: a radio button only when it is chosen."""
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass
class Form:
    """One form of a page."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)

    def of_kind(self, *kinds: str) -> list[Field]:
        """The fields of these kinds."""
        return [one for one in self.fields if one.kind in kinds]

    def clear(self) -> None:
        """Take every choice back."""
        for one in self.of_kind(*_ON_THEIR_OWN):
            one.is_on = False

    def filled_in(self, chosen: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """What is sent when these names and values are chosen, and all else stays as it is."""
        names = {name for name, _ in chosen}
        stays = [one for one in self.fields if one.name not in names and one.is_on and one.kind != "button"]
        button = [one for one in self.of_kind("button") if one.name and one.name not in names][:1]
        return [*((one.name, one.value) for one in [*stays, *button]), *chosen]


class Page(HTMLParser):
    """A page, read once."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._open: Form | None = None
        self._writing: Field | None = None
        self.feed(text)
        self.close()

    def form(self, action: str) -> Form | None:
        """The form that is sent to *action*, if the page has one."""
        return next((one for one in self.forms if one.action.partition("?")[0] == action), None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, a link, or a field of the form that is open."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(given.get("action", self.path), given.get("method", "get").lower())
            self.forms.append(self._open)
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag in ("input", "textarea", "select", "button") and self._open is not None:
            self._note(self._open, tag, given)

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._writing = None

    def handle_data(self, data: str) -> None:
        """Keep what stands in an area for text."""
        if self._writing is not None:
            # The first line break in it only stands there for whoever writes HTML.
            self._writing.value += data if self._writing.value else data.removeprefix("\n")

    def _note(self, form: Form, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text").lower() if tag == "input" else tag
        if kind in _NOT_SENT - {"button"} or "disabled" in given:
            return
        is_on = kind not in _ON_THEIR_OWN or "checked" in given
        value = given.get("value", "on" if kind in _ON_THEIR_OWN else "")
        noted = Field(given.get("name", ""), kind, value, is_on and bool(given.get("name")), given)
        form.fields.append(noted)
        if kind == "textarea":
            self._writing = noted

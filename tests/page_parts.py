"""What an HTML page is made of, apart from what people wrote in it."""

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

_LINKS = {"href", "src", "action", "data", "srcset", "formaction", "poster", "ping", "xlink:href", "background"}
_NOT_SHOWN = {"style", "script"}


@dataclass(frozen=True)
class Page:
    """One page: its elements with the names of their attributes in order, what it names, and what it shows."""

    skeleton: tuple[tuple[str, ...], ...]
    addresses: tuple[str, ...]
    text: str
    source: str

    @classmethod
    def read(cls, path: Path) -> "Page":
        """The page in the file at *path*."""
        return cls.of(path.read_text(encoding="utf-8"))

    @classmethod
    def of(cls, source: str) -> "Page":
        """The page that *source* is."""
        parser = _Parser()
        parser.feed(source)
        parser.close()
        return cls(tuple(parser.skeleton), tuple(parser.addresses), "".join(parser.texts), source)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.skeleton: list[tuple[str, ...]] = []
        self.addresses: list[str] = []
        self.texts: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # The template sets a class by the length of a text, and a class can do nothing.
        self.skeleton.append((tag, *(name for name, _ in attrs if name != "class")))
        self.addresses += [value or "" for name, value in attrs if name in _LINKS]
        self._hidden = tag in _NOT_SHOWN

    def handle_endtag(self, tag: str) -> None:
        self.skeleton.append((f"/{tag}",))
        self._hidden = False

    def handle_comment(self, data: str) -> None:
        self.skeleton.append(("comment",))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data)

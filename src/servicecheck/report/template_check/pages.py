"""What makes a filled-in page worse than it could be: for those who cannot see it, and where the policy stops it."""

import re
from html.parser import HTMLParser

from servicecheck.report.template import Template

_HEADING = re.compile(r"h[1-6]")


def remarks(page: str, template: Template) -> list[str]:
    """What is to be said about *page*, each thing once."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    whole = []
    if page.count(template.policy) > 1 or not page.count(f"{template.policy}\n<style>"):
        whole.append("{{ head }} does not stand first in <head>. Without it there the HTML has no style.")
    if not reader.language:
        whole.append('<html> has no lang. Write <html lang="{{ report.language }}">.')
    if not reader.title.strip():
        whole.append("the page has no <title>. Write <title>{{ report.title }}</title>.")
    return list(dict.fromkeys([*whole, *reader.found]))


class _Reader(HTMLParser):
    """Reads a page as somebody would who cannot see it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.language = self.title = ""
        self._depth = 0
        self._inside: list[str] = []
        self._drawing_is_named = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._inside.append(tag)
        if tag == "html":
            self.language = named.get("lang") or ""
        elif tag == "img" and named.get("alt") is None:
            self.found.append("a picture has no alternative text. Give each <img> an alt, empty for mere decoration.")
        elif tag == "th" and not named.get("scope"):
            self.found.append('a <th> has no scope. Write scope="col" or scope="row".')
        elif tag == "svg":
            self._drawing_is_named = named.get("aria-hidden") == "true"
        elif tag == "script":
            self.found.append("a <script> never runs. Remove it.")
        elif _HEADING.fullmatch(tag):
            self._heading(int(tag[1]))
        if "style" in named or any(name.startswith("on") for name in named):
            self.found.append(f"<{tag}> has a style or a script of its own, which the policy does not let work.")

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg" and not self._drawing_is_named:
            self.found.append("a drawing has no <title>. Leave drawings as they arrive.")
        while tag in self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, text: str) -> None:
        if self._inside[-1:] == ["title"]:
            if "svg" in self._inside:
                self._drawing_is_named = self._drawing_is_named or bool(text.strip())
            else:
                self.title += text

    def _heading(self, depth: int) -> None:
        if depth > self._depth + 1:
            before = f"after <h{self._depth}>" if self._depth else "at the beginning"
            self.found.append(f"<h{depth}> stands {before}. Headings go down one step at a time.")
        self._depth = depth

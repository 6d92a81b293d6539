"""What in a page leads out of it: addresses that the policy does not load, and what no policy could hold back."""

import re
from html.parser import HTMLParser
from typing import Final

from servicecheck.errors import Place, ServicecheckError
from servicecheck.report.template import Template
from servicecheck.report.template_folders import PAGE

_BEGINNING: Final = re.compile(r"\s*<!doctype html>\s*", re.IGNORECASE)
_HEAD: Final = re.compile(r'<html(?: lang="[\w-]*")?>\s*<head>\s*(?:<meta charset="utf-8">\s*)?', re.IGNORECASE)
_LOADED: Final = frozenset({"src", "data", "poster", "background", "action", "formaction", "xlink:href"})
_ELSEWHERE: Final = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_AHEAD: Final = frozenset({"dns-prefetch", "modulepreload", "preconnect", "prefetch", "preload", "prerender"})


def guarded(page: str, template: Template) -> str:
    """*page* with its template's policy before anything that could be loaded.

    Raises ServicecheckError for what leads readers away, or reaches others, whatever the policy says.
    """
    reader = _Reader()
    reader.feed(page)
    if reader.leading_away:
        way = reader.leading_away[0]
        raise ServicecheckError(f"{Place(str(template.folder / PAGE))}: {way} reaches out of the report. Remove it.")
    beginning = _BEGINNING.match(page)
    after = beginning.end() if beginning else 0
    head = _HEAD.match(page, after)
    if beginning and head and page.startswith(template.policy, head.end()):
        return page
    return f"<!doctype html>{template.policy}{page[after:]}"


def unreachable(page: str) -> tuple[str, ...]:
    """The addresses outside the page from which it would load something, were it let."""
    reader = _Reader()
    reader.feed(page)
    return tuple(dict.fromkeys(reader.addresses))


class _Reader(HTMLParser):
    """Notes what a page would load, and what leads away from it."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.leading_away: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "meta" and named.get("http-equiv", "content-security-policy").lower() != "content-security-policy":
            self.leading_away.append(f"<meta http-equiv={named['http-equiv'][:40]}>")
        if tag == "link" and set(named.get("rel", "").lower().split()) & _AHEAD:
            self.leading_away.append(f"<link rel={named['rel'][:40]}>")
        loaded = {name for name in named if name in _LOADED or (name == "href" and tag not in ("a", "area"))}
        self.addresses += [named[name].strip() for name in loaded if _is_elsewhere(named[name])]


def _is_elsewhere(address: str) -> bool:
    return bool(_ELSEWHERE.match(address)) and not address.strip().lower().startswith("data:")

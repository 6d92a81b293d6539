"""The words in which an answer may be given: an anchor, a level's name, what lies between two, in any language."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.errors import InvalidAnswer
from servicecheck.files.likeness import key
from servicecheck.items import Choice, Item
from servicecheck.language import LANGUAGES, Text, Words
from servicecheck.questionnaire import Level

_MARKED = re.compile(r"(\S{1,12}?)(?:\s*[-–—:)=]|\.\s|\s)\s*(\S.*)", re.DOTALL)
_MARKED_BEHIND = re.compile(r"(.*\S)\s*\(([^()]{1,12})\)", re.DOTALL)
_SAID = {
    "na": ("na", "iv_cmd_na", "iv_key_na", "form_na_customer"),
    "dk": ("dk", "iv_cmd_dk", "iv_key_dk"),
}
_MOST_PARTS, _ENOUGH = 60, 2


class Vocabulary:
    """The words for the answers to every item; a word that may mean two answers means none."""

    def __init__(self, levels: Sequence[Level] = ()) -> None:
        self._levels = {level.id: level for level in levels}
        self._known: dict[str, tuple[dict[str, set[str]], ...]] = {}

    def value(self, item: Item, cell: str) -> str | None:
        """The stored value that *cell* says in words; None where it says none, or more than one."""
        wanted = key(cell)
        for words in self._words(item):
            if wanted in words:
                found = words[wanted]
                return next(iter(found)) if len(found) == 1 else None
        if item.takes_several:
            ways = self.ways(item, cell)
            return ways.pop() if len(ways) == 1 else None
        return self._marked(item, cell)

    def _marked(self, item: Item, cell: str) -> str | None:
        """An answer that names both the value and its words, such as "2 - Good: …"; both must agree."""
        for mark, words in _marks(cell.strip()):
            try:
                value = item.parse(mark)
            except InvalidAnswer:
                continue
            if any(value in known.get(key(words), ()) for known in self._words(item)):
                return value
        return None

    def ways(self, item: Item, cell: str) -> set[str]:
        """What *cell* may mean as options joined by a bar, a semicolon or a comma, which may stand in one, too."""
        for separator in [mark for mark in "|;" if mark in cell] + [","]:
            parts = [part.strip() for part in cell.strip().rstrip(separator).split(separator)]
            picked = self._joined(item, parts, separator) if len(parts) <= _MOST_PARTS else set()
            if picked:
                values = [choice.value for choice in item.choices()]
                return {"|".join(value for value in values if value in one) for one in picked}
        return set()

    def _joined(self, item: Item, parts: Sequence[str], separator: str) -> set[frozenset[str]]:
        """The ways in which *parts* make options; two are enough to be in doubt."""
        ways: list[set[frozenset[str]]] = [set() for _ in parts] + [{frozenset()}]
        for start in reversed(range(len(parts))):
            for end in range(start + 1, len(parts) + 1):
                glued = (glue.join(parts[start:end]) for glue in (f"{separator} ", separator)) if ways[end] else ()
                value = next((one for words in glued if (one := self._one(item, words))), None)
                if value and len(ways[start]) < _ENOUGH:
                    ways[start] |= {rest | {value} for rest in ways[end]}
        return ways[0]

    def _one(self, item: Item, words: str) -> str | None:
        wanted = key(words)
        for choice in item.choices():
            labels = [label for _, label in choice.label.versions] if choice.label else []
            if wanted in map(key, (choice.value, *labels)):
                return choice.value
        return None

    def _words(self, item: Item) -> tuple[dict[str, set[str]], ...]:
        """What each word may mean, the surest words first."""
        if item.id not in self._known:
            anchors = _by_words((choice.value, words) for choice in item.choices() for words in _versions(choice.label))
            for code in NOT_ANSWERS:
                if item.is_allowed(code):
                    for spelling in not_answers(code):
                        anchors.setdefault(spelling, set()).add(code)
            for words in map(Words, LANGUAGES) if item.takes_several else ():
                anchors.setdefault(key(words("form_none_of_these")), set()).add("none")
            self._known[item.id] = anchors, _by_words(self._levels_of(item)), _by_words(_between(item, self._levels))
        return self._known[item.id]

    def _levels_of(self, item: Item) -> Iterator[tuple[str, str]]:
        """Levels by their titles, alone and before the anchor."""
        for choice in item.choices():
            level = self._levels.get(choice.level or "")
            for language, title in level.title.versions if level else ():
                yield choice.value, title
                for own, words in choice.label.versions if choice.label else ():
                    if own in ("", language) or not language:
                        yield from ((choice.value, f"{title}{mark}{words}") for mark in (": ", " - ", " – ", ". "))


def _marks(cell: str) -> Iterator[tuple[str, str]]:
    """What may be a value and the words that it is marked with."""
    if ahead := _MARKED.fullmatch(cell):
        yield ahead[1], ahead[2]
    if behind := _MARKED_BEHIND.fullmatch(cell):
        yield behind[2], behind[1]


def _between(item: Item, levels: "dict[str, Level]") -> Iterator[tuple[str, str]]:
    """Steps without words of their own, as what lies between their neighbours."""
    choices = item.choices()
    for before, step, after in zip(choices, choices[1:], choices[2:], strict=False):
        low, high = (levels.get(one.level or "") for one in (before, after))
        if step.label or step.level:
            continue
        for words in map(Words, LANGUAGES):
            yield step.value, words("iv_in_between")
            if low and high:
                for one, other in ((low.title, high.title), (low.name or low.title, high.name or high.title)):
                    names = one.to(words.language), other.to(words.language)
                    yield step.value, words("iv_between", level_low=names[0], level_high=names[1])


def _by_words(named: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for value, words in named:
        found.setdefault(key(words), set()).add(value)
    return found


def _versions(text: Text | None) -> list[str]:
    return [words for _, words in text.versions] if text else []


@cache
def not_answers(code: str) -> frozenset[str]:
    """How "not relevant" or "don't know" is said and typed in each language."""
    known = [(words, name) for words in map(Words, LANGUAGES) for name in _SAID[code] if name in words]
    return frozenset(key(words(name)) for words, name in known)


def ordered_codes(item: Item) -> dict[str, Choice]:
    """The choices by the codes that LimeSurvey gives to options, by their order: A1, A2 and AO01, AO02."""
    codes: dict[str, Choice] = {}
    for number, choice in enumerate(item.choices(), 1):
        codes |= {f"A{number}": choice, f"A{number:02}": choice, f"AO{number:02}": choice}
    return codes

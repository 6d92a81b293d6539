"""What stands in a form, in every language of its questionnaire."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from servicecheck.items import Choice, Item
from servicecheck.language import Language, Text, Words
from servicecheck.questionnaire import Questionnaire

_YES_NO = {"yes": "iv_yes", "no": "iv_no"}


@dataclass(frozen=True)
class Said:
    """Words in one or more languages; empty where nothing is said."""

    versions: tuple[tuple[Language, str], ...] = ()

    def __bool__(self) -> bool:
        return any(words for _, words in self.versions)

    def to(self, language: Language) -> str:
        """The words in *language*; nothing where they are missing."""
        return dict(self.versions).get(language, "")


SILENCE = Said()


class Wording:
    """Makes what is said, in some languages."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self.languages = tuple(languages)

    def of(self, text: Text | None, unit: str = "") -> Said:
        """An author's words, with the *unit* in which an answer is written."""
        if text is None:
            return SILENCE
        ending = f" ({unit})" if unit else ""
        return self._said(text.to(language) + ending for language in self.languages)

    def joined(self, texts: Iterable[Text | None]) -> Said:
        """Several texts of an author, one after the other."""
        kept = [text for text in texts if text is not None]
        return self._said("\n\n".join(text.to(language) for text in kept) for language in self.languages)

    def words(self, key: str, *, is_sentence: bool = False, **values: str) -> Said:
        """The program's own words; with a capital letter where they stand alone."""
        found = (Words(language)(key, **values) for language in self.languages)
        return self._said(words[:1].upper() + words[1:] if is_sentence else words for words in found)

    def limits(self, lowest: Decimal, highest: Decimal) -> Said:
        """Which numbers are taken, written each language's way: 0,5 to 1.000."""
        spoken = [Words(language) for language in self.languages]
        return self._said(
            words("err_number_range", low=_written(lowest, words), high=_written(highest, words)) for words in spoken
        )

    def of_choice(self, questionnaire: Questionnaire, item: Item, choice: Choice) -> Said:
        """A choice's own words; yes and no; where it stands between two described levels; else its value."""
        if choice.label:
            return self.of(choice.label)
        if choice.value in _YES_NO:
            return self.words(_YES_NO[choice.value])
        around = _levels_around(item, choice)
        if around is None:
            return self._said(choice.value for _ in self.languages)
        return self._said(_between(questionnaire, around, language) for language in self.languages)

    def _said(self, versions: Iterable[str]) -> Said:
        return Said(tuple(zip(self.languages, versions, strict=True)))


def _written(number: Decimal, words: Words) -> str:
    decimals = len(format(number.normalize(), "f").partition(".")[2])
    return words.number(number, decimals)


def _levels_around(item: Item, choice: Choice) -> tuple[str, str] | None:
    """The two described levels between which *choice* is the only step."""
    choices = list(item.choices())
    place = choices.index(choice)
    neighbours = choices[max(place - 1, 0) : place] + choices[place + 1 : place + 2]
    levels = [one.level for one in neighbours if one.level and one.label]
    return (levels[0], levels[1]) if len(levels) == 2 else None


def _between(questionnaire: Questionnaire, levels: tuple[str, str], language: Language) -> str:
    words = Words(language)
    names = {level.id: (level.name or level.title).to(language) for level in questionnaire.levels}
    low, high = (names.get(level) for level in levels)
    shown = words("iv_between", level_low=low, level_high=high) if low and high else words("iv_in_between")
    return shown[:1].upper() + shown[1:]

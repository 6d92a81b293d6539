"""What an author has not written yet: anchors, actions, translations."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from pydantic import BaseModel

from servicecheck.items import Item, RatingItem
from servicecheck.language import LANGUAGES, Text
from servicecheck.questionnaire_checks.outline import Mistake, Outline, Path

_WORDS_BY_CHANCE = 2
"""A text of so few words may well be the same in two languages: a name, or "Service"."""


def check_anchors(outline: Outline) -> Iterator[Mistake]:
    """Every level on a rating scale is described."""
    for path, item in outline.items:
        if isinstance(item, RatingItem):
            bare = [o.level for o in item.options() if o.level and not o.label and o.level not in item.anchors]
            if bare:
                message = (
                    f"'{item.id}' has no anchor for {_listed(bare)}. Describe what each looks like under 'anchors'."
                )
                yield Mistake(path, message, "warning")


def check_actions(outline: Outline) -> Iterator[Mistake]:
    """Whoever gave a weak answer is told what to do next."""
    levels = outline.level_ids
    if not any(item.actions for _, item in outline.items):
        if levels and outline.scored_ids:
            message = "no item has 'actions', so the report cannot say what to do first. Write some."
            yield Mistake(("sections",), message, "warning", at_key=True)
        return
    for path, item in outline.items:
        if item.id in outline.scored_ids:
            yield from _actions(item, path, levels)


def check_translations(outline: Outline) -> Iterator[Mistake]:
    """Every text is there in each language of the questionnaire, and is a translation."""
    texts = list(_texts(outline.questionnaire, ()))
    written = {language for _, text in texts for language in text.languages}
    languages = [language for language in LANGUAGES if language in written]
    for path, text in texts:
        missing = [language for language in languages if language not in text.languages]
        if missing and (text.languages or _is_prose(text.to("en"))):
            yield Mistake(path, _untranslated(text, missing), "warning")
        for one, other in combinations(text.languages, 2):
            versions = dict(text.versions)
            if versions[one] == versions[other] and _is_prose(versions[one]):
                message = f"the texts in {one} and {other} are identical. Translate one of them."
                yield Mistake((*path, other), message, "warning")


def _untranslated(text: Text, missing: Sequence[str]) -> str:
    if not text.languages:
        return f"this text is the same for every reader. Write it in {_listed(missing)}."
    return f"{_listed(missing)} {'is' if len(missing) == 1 else 'are'} missing here. Add the translation."


def _actions(item: Item, path: Path, levels: tuple[str, ...]) -> Iterator[Mistake]:
    bare = [level for level in levels[1:] if level not in item.actions]
    if bare:
        message = f"'{item.id}' has no action that leads to {_listed(bare)}. Write what to do under 'actions'."
        yield Mistake(path, message, "warning")
    if levels and levels[0] in item.actions:
        message = f"nobody has to get to '{levels[0]}', the lowest level. Name the level that the action leads to."
        yield Mistake((*path, "actions", levels[0]), message, "warning", at_key=True)


def _texts(value: object, path: Path) -> Iterator[tuple[Path, Text]]:
    match value:
        case Text():
            yield path, value
        case BaseModel():
            for name in sorted(value.model_fields_set):
                field = type(value).model_fields[name]
                yield from _texts(getattr(value, name), (*path, field.alias or name))
        case tuple():
            for number, part in enumerate(value):
                yield from _texts(part, (*path, number))
        case dict():
            for key, part in value.items():
                yield from _texts(part, (*path, key))


def _is_prose(text: str) -> bool:
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    return len(words) > _WORDS_BY_CHANCE


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last

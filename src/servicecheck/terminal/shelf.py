"""The questionnaires there are, and one of them in full."""

from collections.abc import Sequence
from dataclasses import dataclass

from servicecheck.items import Item
from servicecheck.language import Language, Words
from servicecheck.questionnaire import Questionnaire, Section
from servicecheck.telling.replies import level_name
from servicecheck.terminal.levels import mark_of_level
from servicecheck.terminal.screen import Screen
from servicecheck.terminal.wrapping import Part, text_of

LANGUAGE_NAMES: dict[str, str] = {"en": "English", "da": "Danish", "sv": "Swedish"}
WIDE = 80


@dataclass(frozen=True)
class Volume:
    """One questionnaire on the shelf, as far as it can be read."""

    id: str
    origin: str
    questionnaire: Questionnaire | None


def show_shelf(screen: Screen, volumes: Sequence[Volume], templates: Sequence[tuple[str, str]]) -> None:
    """Print every questionnaire: what it is called, how long and whose it is; and the report templates, and whose."""
    screen.heading("Questionnaires", "yours first")
    if screen.width >= WIDE:
        screen.columns([_wide_row(volume) for volume in volumes], right=(2, 3))
    else:
        screen.columns([row for volume in volumes for row in _narrow_rows(volume)])
    screen.gap()
    readable = [volume for volume in volumes if volume.questionnaire]
    if readable:
        screen.paragraph(_languages(readable))
        screen.paragraph(f"See one in full: servicecheck show {readable[0].id}")
    named = ", ".join(f"{name} ({origin})" for name, origin in templates)
    screen.paragraph(f"Report templates: {named}.")


def _wide_row(volume: Volume) -> list[Part]:
    items, minutes = _size(volume)
    return [(volume.id, "bold"), _title(volume), items, minutes, volume.origin]


def _narrow_rows(volume: Volume) -> list[list[Part]]:
    items, minutes = _size(volume)
    facts = [f"{items} questions" if items else "", minutes, volume.origin]
    return [[(volume.id, "bold"), _title(volume)], ["", ", ".join(filter(None, facts))]]


def _title(volume: Volume) -> str:
    if volume.questionnaire is None:
        return f"has mistakes: servicecheck check {volume.id}"
    return volume.questionnaire.title.to("en")


def _size(volume: Volume) -> tuple[str, str]:
    questionnaire = volume.questionnaire
    if questionnaire is None:
        return "", ""
    return str(len(questionnaire.items)), f"{questionnaire.minutes} min" if questionnaire.minutes else ""


def _languages(volumes: Sequence[Volume]) -> str:
    complete = [v for v in volumes if v.questionnaire and set(LANGUAGE_NAMES) <= set(v.questionnaire.languages)]
    others = [volume for volume in volumes if volume not in complete]
    exceptions = ", ".join(f"{volume.id} ({_spoken(volume)})" for volume in others)
    if not complete:
        return f"Languages: {exceptions}."
    return f"All in English, Danish and Swedish{f', except {exceptions}' if exceptions else ''}."


def _spoken(volume: Volume) -> str:
    languages = volume.questionnaire.languages if volume.questionnaire else ()
    return " and ".join(LANGUAGE_NAMES.get(language, language) for language in languages) or "one language"


def show_questionnaire(screen: Screen, questionnaire: Questionnaire, language: Language) -> None:
    """Print *questionnaire* in full: what is asked, what can be answered, and what follows from it."""
    words = Words(language)
    screen.heading(questionnaire.title.to(language), f"{questionnaire.id} {questionnaire.version}")
    for text in (questionnaire.purpose, questionnaire.who, questionnaire.instruction, questionnaire.source):
        if text:
            screen.paragraph(text.to(language))
    for section in questionnaire.walk():
        _section(screen, questionnaire, section, words)
    _levels(screen, questionnaire, words)
    _registers(screen, questionnaire, words)


def _section(screen: Screen, questionnaire: Questionnaire, section: Section, words: Words) -> None:
    screen.gap()
    screen.heading(section.title.to(words.language), section.id)
    if section.note:
        screen.paragraph(section.note.to(words.language))
    for number, item in enumerate(section.items):
        if number:
            screen.gap()
        _item(screen, questionnaire, item, words)
    if section.customer:
        screen.gap()
        screen.paragraph(words("show_customer", question=section.customer.text))


def _item(screen: Screen, questionnaire: Questionnaire, item: Item, words: Words) -> None:
    marks = "".join(f" ({words(f'show_{mark}')})" for mark in ("critical", "core") if getattr(item, mark))
    screen.paragraph((item.id, "bold"), f"  {item.text.to(words.language)}{marks}", indent="  ", first="")
    rows: list[tuple[Part, Part, Part]] = []
    for choice in item.choices():
        label = choice.label.to(words.language) if choice.label else ""
        if label or choice.level:
            mark: Part = mark_of_level(questionnaire, choice.level) if choice.level else ""
            rows.append((f"  {choice.value}", mark, label))
    if any(text_of(mark) for _, mark, _ in rows):
        screen.columns(rows)
    else:
        screen.columns([(value, label) for value, _, label in rows])


def _levels(screen: Screen, questionnaire: Questionnaire, words: Words) -> None:
    if not questionnaire.levels:
        return
    screen.gap()
    screen.heading(words("show_levels"))
    for level in questionnaire.levels:
        limit = str(level.start).replace(".", words.template("format_decimal"))
        named = words("level_from", level=level_name(level, words), limit=limit)
        screen.paragraph(mark_of_level(questionnaire, level.id), f" {named}")
    for gate in questionnaire.gates:
        screen.paragraph(gate.text.to(words.language))


def _registers(screen: Screen, questionnaire: Questionnaire, words: Words) -> None:
    for register in questionnaire.registers:
        screen.gap()
        screen.heading(register.title.to(words.language), register.id)
        if register.text:
            screen.paragraph(register.text.to(words.language))
        columns = ", ".join(words.typeset(column.title) for column in register.columns)
        screen.paragraph(words("show_columns", columns=columns))

"""Names of levels, roles, sections and questionnaires that something else refers to."""

from collections.abc import Iterable, Iterator

from servicecheck.errors import did_you_mean
from servicecheck.items import Option, RatingItem
from servicecheck.questionnaire_checks.outline import Mistake, Outline, Path, described_levels, own_options


def check_levels(outline: Outline) -> Iterator[Mistake]:
    """Everything that is keyed by a level, or names one, names one that exists."""
    questionnaire = outline.questionnaire
    levels = outline.level_ids
    yield from _option_levels(
        questionnaire.scale if "scale" in questionnaire.model_fields_set else (), ("scale",), levels
    )
    for path, item in outline.items:
        key = "scale" if isinstance(item, RatingItem) else "options"
        yield from _option_levels(own_options(item), (*path, key), levels)
        yield from _keys(item.actions, (*path, "actions"), levels or described_levels(questionnaire.scale))
        if isinstance(item, RatingItem):
            yield from _keys(item.anchors, (*path, "anchors"), described_levels(item.options()))
    for path, section in outline.sections:
        if section.customer:
            anchors = section.customer.anchors
            yield from _keys(anchors, (*path, "customer", "anchors"), described_levels(questionnaire.scale))
    for number, gate in enumerate(questionnaire.gates):
        yield from _named(gate.caps_at, ("gates", number, "caps_at"), "level", levels)


def check_roles(outline: Outline) -> Iterator[Mistake]:
    """Whoever answers a section is one of the roles."""
    for path, section in outline.sections:
        for number, role in enumerate(section.who):
            yield from _named(role, (*path, "who", number), "role", outline.role_ids)


def check_registers(outline: Outline) -> Iterator[Mistake]:
    """A register follows a section that exists, and a column to choose in has something to choose from."""
    for number, register in enumerate(outline.questionnaire.registers):
        if register.section is not None:
            yield from _named(register.section, ("registers", number, "section"), "section", outline.section_by_id)
        for at, column in enumerate(register.columns):
            path = ("registers", number, "columns", at)
            if column.type == "choice" and len(column.options) < 2:
                yield Mistake(path, f"the column '{column.id}' has nothing to choose from. Add 'options'.")
            elif column.options and column.type != "choice":
                yield Mistake((*path, "options"), "only a column of type choice has options. Remove them.", "warning")
            if column.section is not None:
                yield from _scored_section(outline, column.section, (*path, "section"))


def check_basics(outline: Outline) -> Iterator[Mistake]:
    """A questionnaire does not take its basics from itself."""
    if outline.questionnaire.basics_from == outline.questionnaire.id:
        yield Mistake(
            ("basics_from",), "its own critical items count anyway. Remove this line, or name another file's id."
        )


def _scored_section(outline: Outline, name: str, path: Path) -> Iterator[Mistake]:
    yield from _named(name, path, "section", outline.section_by_id)
    section = outline.section_by_id.get(name)
    if section is not None and not outline.has_score(section):
        yield Mistake(path, f"the section '{name}' has no score to stand beside this column. Name one that counts.")


def _option_levels(options: Iterable[Option], path: Path, levels: tuple[str, ...]) -> Iterator[Mistake]:
    for number, option in enumerate(options):
        if option.level is not None and levels:
            yield from _named(option.level, (*path, number, "level"), "level", levels)


def _named(name: str, path: Path, noun: str, known: Iterable[str]) -> Iterator[Mistake]:
    known = list(known)
    if name not in known:
        hint = did_you_mean(name, known) or f" This questionnaire has no {noun}s."
        yield Mistake(path, f"there is no {noun} '{name}'.{hint}")


def _keys(keyed: Iterable[str], path: Path, levels: tuple[str, ...]) -> Iterator[Mistake]:
    for key in keyed:
        if key not in levels:
            yield Mistake((*path, key), f"there is no level '{key}' here.{did_you_mean(key, levels)}", at_key=True)

"""What can be answered, as it is named and drawn for a room: the steps of a scale, options, "don't know"."""

from dataclasses import dataclass
from typing import Literal

from servicecheck.items import Item
from servicecheck.language import Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.telling.replies import as_written, between, is_anchored, label_of, level_of, offered
from servicecheck.web.level_look import LevelLook, level_look

Tone = LevelLook | Literal["bad-good", "good-world", "plain", "dk"]
"""How a step looks: a level, half-way between two, an option of no level, or no answer at all."""


@dataclass(frozen=True)
class Step:
    """One thing that can be answered."""

    value: str
    name: str
    """As short as it stands under a column."""
    in_full: str
    """As it is read out: halfway between which."""
    tone: Tone = "plain"
    says: str = ""
    """The description of its level; empty where the name is all there is."""

    @property
    def is_level(self) -> bool:
        """Whether it is named after a level, and has its mark."""
        return self.tone in ("bad", "good", "world")


def steps_of(questionnaire: Questionnaire, item: Item, words: Words) -> tuple[Step, ...]:
    """Everything that can be picked, in the author's order; nothing where a number or a text is written."""
    return tuple(_step(questionnaire, item, choice.value, words) for choice in item.choices())


def other_steps(item: Item, words: Words) -> tuple[Step, ...]:
    """Don't know, and not relevant, as far as *item* takes them."""
    return tuple(Step(code, words("dk" if code == "dk" else "screen_na"), words(code), "dk") for code in offered(item))


def step_named(questionnaire: Questionnaire, item: Item, value: str, words: Words) -> Step:
    """The step with this value, or a number or a text that was written, by itself."""
    written = as_written(value, words)
    known = (*steps_of(questionnaire, item, words), *other_steps(item, words))
    return next((step for step in known if step.value == value), Step(value, written, written))


def tone_of_level(questionnaire: Questionnaire, level_id: str | None) -> Tone:
    """How a level looks; plain where there is no such level."""
    is_known = any(level.id == level_id for level in questionnaire.levels)
    return level_look(questionnaire, level_id) if is_known else "plain"


def _step(questionnaire: Questionnaire, item: Item, value: str, words: Words) -> Step:
    level, label = level_of(item, value), label_of(item, value, words)
    tone = tone_of_level(questionnaire, level)
    if level is not None and tone != "plain" and is_anchored(item):
        title = words.typeset(questionnaire.level(level).title)
        return Step(value, title, title, tone, label)
    halfway = between(questionnaire, item, value, words)
    if halfway:
        return Step(value, words("iv_in_between"), halfway, _between(questionnaire, item, value))
    name = label or as_written(value, words)
    return Step(value, name, name, tone)


def _between(questionnaire: Questionnaire, item: Item, value: str) -> Tone:
    """The look of a step between two levels: hatched in both their colours."""
    choices = item.choices()
    place = next(place for place, choice in enumerate(choices) if choice.value == value)
    below = [choice.level for choice in choices[:place] if choice.level]
    above = [choice.level for choice in choices[place:] if choice.level]
    neighbours = (tone_of_level(questionnaire, below[-1]), tone_of_level(questionnaire, above[0]))
    return {("bad", "good"): "bad-good", ("good", "world"): "good-world"}.get(neighbours, "plain")  # type: ignore[return-value]

"""Medians and spread of a vote, in words and as marks under its drawing, as far as they may be seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

from servicecheck.response import CUSTOMER
from servicecheck.scoring.steps import steps_of as scale_of
from servicecheck.telling.replies import level_name, level_of
from servicecheck.web.presenter.histogram import WIDTH, Histogram
from servicecheck.web.presenter.scene import Scene
from servicecheck.web.presenter.steps import Step, step_named
from servicecheck.workshop.result import Result

_BESIDE = 16.0
"""How far from its mark a name begins."""


@dataclass(frozen=True)
class Track:
    """A median on the drawing's columns."""

    x: float
    name: str
    place: str
    """The median in words."""
    mark: str
    """all, first or second: an upright bar, a ring and a diamond."""

    @property
    def is_right(self) -> bool:
        """Whether the name stands to the left of the mark, since there is more room."""
        return self.x > WIDTH / 2

    @property
    def text_x(self) -> float:
        """Where the name begins, or ends."""
        return self.x - _BESIDE if self.is_right else self.x + _BESIDE


@dataclass(frozen=True)
class Fact:
    """One figure with its name."""

    name: str
    figure: str
    note: str = ""


def tracks_of(scene: Scene, result: Result, histogram: Histogram) -> Iterator[Track]:
    """The medians of all and of each role, under the columns of the drawing."""
    if not histogram.fits or result.median_step is None:
        return
    yield _track(scene, histogram, result.median_step, scene.words("screen_median_all"), "all")
    for role, mark in zip(result.roles, ("first", "second", "third"), strict=False):
        name = scene.words("screen_role_people", role=_role(scene, role.role), n=role.people)
        if role.median_step is not None:
            yield _track(scene, histogram, role.median_step, name, mark)


def facts_of(scene: Scene, result: Result) -> Iterator[Fact]:
    """Median, spread, and the roles beside each other."""
    words = scene.words
    if result.median_step is not None:
        yield Fact(words("label_median"), _in_words(scene, result.median_step))
    if not scene.item.choices() and result.counts:
        numbers = [Decimal(value) for value, count in result.counts.items() for _ in range(count)]
        shown = words.number(median(numbers), max(-int(median(numbers).normalize().as_tuple().exponent), 0))
        yield Fact(words("label_median"), shown, scene.item.measured_in or "")
    if result.deviation is not None:
        spread = words("agree_steps", steps=words.number(result.deviation, 1))
        yield Fact(words("screen_spread"), spread, words("screen_on_average"))
    yield from _roles(scene, result)


def step_above(scene: Scene, result: Result) -> Step | None:
    """The nearest description above the median; None at the top, and without a scale."""
    scale = scale_of([scene.item])
    if scale is None or result.median_step is None:
        return None
    higher = scale[int(result.median_step) + 1 :]
    above = (step_named(scene.questionnaire, scene.item, value, scene.words) for value in higher)
    return next((step for step in above if step.is_level and step.says), None)


def _track(scene: Scene, histogram: Histogram, step: float, name: str, mark: str) -> Track:
    return Track(histogram.middle(_column(scene, step)), name, _in_words(scene, step), mark)


def _roles(scene: Scene, result: Result) -> Iterator[Fact]:
    """The two sides beside each other; or that they may not be."""
    words, roles = scene.words, result.roles
    if result.hidden or result.median_step is None or not scene.questionnaire.roles:
        return
    if len(roles) < 2:
        own = [scene.told(role.title) for role in scene.questionnaire.roles if _is_asked(scene, role.id)]
        if len(own) > 1:
            yield Fact(words.join(own), words("hidden_too_few", k=scene.workshop.smallest_group))
        return
    first, second = sorted(roles[:2], key=lambda role: -role.median_step)
    apart = Fraction(first.median_step) - Fraction(second.median_step)
    names = {"first": _role(scene, first.role), "second": _role(scene, second.role)}
    if apart:
        steps = words.number(apart, 0 if apart.denominator == 1 else 1)
        yield Fact(words("screen_role_above", **names), words("agree_steps", steps=steps))
    else:
        yield Fact(words.join(names.values()), words("screen_role_alike"))


def _is_asked(scene: Scene, role: str) -> bool:
    return role != CUSTOMER and scene.questionnaire.is_for(scene.item, role)


def _role(scene: Scene, role_id: str) -> str:
    return next(scene.told(role.title) for role in scene.questionnaire.roles if role.id == role_id)


def _column(scene: Scene, place: float) -> Fraction:
    """Where a place among the steps, from the fewest points up, lies among the columns as the author orders them."""
    scale = scale_of([scene.item]) or ()
    order = [choice.value for choice in scene.item.choices()]
    low, high = (order.index(scale[index]) for index in _around(place))
    return Fraction(low + high, 2)


def _around(place: float) -> tuple[int, int]:
    return int(place), int(place + Fraction(1, 2))


def _in_words(scene: Scene, place: float) -> str:
    """A median in words; between two steps, the level that is nearest of those it lies between."""
    scale = scale_of([scene.item]) or ()
    low, high = (step_named(scene.questionnaire, scene.item, scale[one], scene.words) for one in _around(place))
    if low == high:
        return low.in_full
    if low.is_level == high.is_level:
        return scene.words("screen_between", low=low.in_full, high=high.in_full)
    halfway, step = (high, low) if low.is_level else (low, high)
    level = scene.questionnaire.level(level_of(scene.item, step.value) or "")
    return scene.words("screen_nearest", between=halfway.in_full, level=level_name(level, scene.words))

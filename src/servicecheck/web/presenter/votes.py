"""What the room voted, once it is shown: the drawing, the median, the spread, the roles, and what people wrote."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from statistics import median

from servicecheck.language import Words
from servicecheck.response import CUSTOMER
from servicecheck.scoring.steps import steps_of as scale_of
from servicecheck.web.presenter.histogram import WIDTH, Histogram
from servicecheck.web.presenter.question import Question, question_of
from servicecheck.web.presenter.scene import Page, Scene
from servicecheck.web.presenter.steps import Step, other_steps, step_named, steps_of
from servicecheck.workshop.result import Result, result_of

_AGREEMENT = {"high": "agree_high", "some": "agree_some", "low": "agree_low"}
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


@dataclass(frozen=True)
class Votes:
    """The newest result on the item on the screen."""

    question: Question
    hidden: str
    """Why nothing is shown, in a sentence; empty where it is."""
    headline: str
    histogram: Histogram | None
    """Of what can be picked."""
    written: tuple[tuple[str, int], ...]
    """Numbers that were written, smallest first, each with how many wrote it."""
    texts: tuple[str, ...]
    tracks: tuple[Track, ...]
    facts: tuple[Fact, ...]
    comments: tuple[str, ...]
    next_step: Step | None
    """The nearest description above the median."""


def shown_page(scene: Scene) -> Page:
    """The votes, large."""
    votes = votes_of(scene)
    return Page("presenter/shown", scene.words("ws_revealed"), votes)


def talk_page(scene: Scene) -> Page:
    """The three questions, with the votes beside them."""
    votes = votes_of(scene)
    # Small, beside the questions, it shows where the answers lie and nothing else.
    drawn = replace(votes.histogram, others=()) if votes.histogram else None
    return Page("presenter/talk", scene.words("ws_discuss"), replace(votes, histogram=drawn))


def comments_page(scene: Scene) -> Page:
    """What people wrote beside their votes."""
    return Page("presenter/comments", scene.words("label_comments"), votes_of(scene))


def votes_of(scene: Scene) -> Votes:
    """What may be shown of the newest ballot that was shown."""
    result = result_of(scene.workshop, scene.item.id)
    words = scene.words
    hidden = _why_hidden(scene, result) if result.hidden else ""
    return Votes(
        question=question_of(scene),
        hidden=hidden,
        headline="" if hidden else _headline(result, words),
        histogram=None if hidden else histogram_of(scene, result),
        written=() if hidden or scene.item.choices() else tuple(_written(result, words)),
        texts=result.texts,
        tracks=tuple(_tracks(scene, result)),
        facts=tuple(_facts(scene, result)),
        comments=result.comments,
        next_step=_next_step(scene, result),
    )


def _why_hidden(scene: Scene, result: Result) -> str:
    """Why nothing is shown, and how many voted, where that may be said."""
    words = scene.words
    why = words("ws_hidden_few", k=scene.workshop.smallest_group)
    return why if result.voted is None else f"{words('screen_voted', n=result.voted)}. {why}."


def histogram_of(scene: Scene, result: Result) -> Histogram | None:
    """The drawing of a result; None where a number or a text was written."""
    steps = steps_of(scene.questionnaire, scene.item, scene.words)
    if not steps or result.counts is None:
        return None
    beside = {"dk": result.dk or 0, "na": result.na or 0}
    others = tuple(step for step in other_steps(scene.item, scene.words) if beside[step.value])
    return Histogram(steps, {**result.counts, **beside}, others)


def _headline(result: Result, words: Words) -> str:
    if result.word is None or result.deviation is None:
        return ""
    return words("ws_spread_none") if not result.deviation else words(_AGREEMENT[result.word])


def _written(result: Result, words: Words) -> Iterator[tuple[str, int]]:
    for value, count in sorted((result.counts or {}).items(), key=lambda one: Decimal(one[0])):
        yield value.replace(".", words.template("format_decimal")), count


def _tracks(scene: Scene, result: Result) -> Iterator[Track]:
    histogram = None if result.hidden else histogram_of(scene, result)
    if histogram is None or not histogram.fits or result.median_step is None:
        return
    yield _track(scene, histogram, result.median_step, scene.words("screen_median_all"), "all")
    for role, mark in zip(result.roles, ("first", "second", "third"), strict=False):
        name = scene.words("screen_role_people", role=_role(scene, role.role), n=role.people)
        if role.median_step is not None:
            yield _track(scene, histogram, role.median_step, name, mark)


def _track(scene: Scene, histogram: Histogram, step: float, name: str, mark: str) -> Track:
    return Track(histogram.middle(_column(scene, step)), name, _in_words(scene, step), mark)


def _facts(scene: Scene, result: Result) -> Iterator[Fact]:
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


def _roles(scene: Scene, result: Result) -> Iterator[Fact]:
    """The two sides beside each other; or that they may not be."""
    words, roles = scene.words, result.roles
    if result.hidden or result.median_step is None or not scene.questionnaire.roles:
        return
    if len(roles) < 2:
        own = [scene.told(role.title) for role in scene.questionnaire.roles if role.id != CUSTOMER]
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
    halfway, level = (high, low) if low.is_level else (low, high)
    return scene.words("screen_nearest", between=halfway.in_full, level=level.in_full.lower())


def _next_step(scene: Scene, result: Result) -> Step | None:
    scale = scale_of([scene.item])
    if scale is None or result.median_step is None:
        return None
    higher = scale[int(result.median_step) + 1 :]
    above = (step_named(scene.questionnaire, scene.item, value, scene.words) for value in higher)
    return next((step for step in above if step.is_level and step.says), None)

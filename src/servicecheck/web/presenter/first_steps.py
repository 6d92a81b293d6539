"""What comes after the verdict: where the room is most split, what to do first, and by whom and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from servicecheck.response import LONGEST_NAME, LONGEST_WORDING, PlannedAction
from servicecheck.telling import Telling
from servicecheck.telling.actions import Action, in_plan
from servicecheck.telling.replies import picked
from servicecheck.web.presenter.histogram import Histogram
from servicecheck.web.presenter.scene import Page, Scene
from servicecheck.web.presenter.steps import steps_of
from servicecheck.web.presenter.verdict import telling_of
from servicecheck.workshop import Workshop
from servicecheck.workshop.result import result_of
from servicecheck.workshop.split import SplitItem, split_items

MOST_SPLIT = 3
MOST_SHOWN = 5


@dataclass(frozen=True)
class Split:
    """An item on which the room is far apart."""

    item: str
    text: str
    why: str
    histogram: Histogram | None


@dataclass(frozen=True)
class Step:
    """An action of the plan, as it stands or is typed."""

    item: str
    question: str
    action: Action
    agreement: str
    """Who does it by when; or that this is missing."""


@dataclass(frozen=True)
class FirstSteps:
    """The page after the verdict."""

    split: tuple[Split, ...]
    steps: tuple[Step, ...]


def first_steps_page(scene: Scene) -> Page:
    """Most split on one side, what to do first on the other."""
    split = tuple(_split(scene, one) for one in split_items(scene.workshop)[:MOST_SPLIT] if one.deviation)
    steps = tuple(_steps(telling_of(scene)))
    wants_more = any(not step.action.is_agreed for step in steps)
    return Page("presenter/first_steps", scene.words("heading_9"), FirstSteps(split, steps), wants_more)


def plan_page(scene: Scene) -> Page:
    """The plan with fields for what is done, by whom and when."""
    steps = tuple(_steps(telling_of(scene)))
    return Page("presenter/plan", scene.words("heading_10"), FirstSteps((), steps), form="plan")


def planned(workshop: Workshop, given: Mapping[str, str]) -> Workshop:
    """The workshop with the plan that was typed: `text.ITEM`, `owner.ITEM`, `due.ITEM`.

    What else stands in the plan stays as it is; an action whose words were taken away is taken out.
    """
    before = {action.item: action for action in workshop.round.actions}
    typed = [name.removeprefix("text.") for name in given if name.startswith("text.")]
    items = [item.id for item in workshop.items]
    changed = {
        item: replace(
            before.get(item, PlannedAction(item, "")),
            text=_line(given[f"text.{item}"], LONGEST_WORDING),
            owner=_line(given.get(f"owner.{item}", ""), LONGEST_NAME),
            due=_day(given.get(f"due.{item}", "")),
        )
        for item in typed
        if item in items
    }
    kept = {**before, **changed}
    return workshop.plan([action for action in kept.values() if action.text])


def _line(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest]


def _day(text: str) -> date | None:
    """A day as a browser's date field sends it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _steps(telling: Telling) -> Iterator[Step]:
    for action in in_plan(telling)[:MOST_SHOWN]:
        yield Step(action.item, telling.question(action.item), action, _agreement(telling, action))


def _agreement(telling: Telling, action: Action) -> str:
    words = telling.words
    if not action.is_agreed or action.due is None:
        return words("screen_not_agreed")
    return words("screen_by", owner=action.owner, date=words.date(action.due))


def _split(scene: Scene, one: SplitItem) -> Split:
    item, words = scene.questionnaire.item(one.item), scene.words
    agreed = scene.workshop.agreed.get(one.item)
    common = words("screen_none_agreed")
    if agreed:
        # A description is a sentence, and has its full stop.
        common = words("screen_agreed_on", answer=picked(item, agreed.value, words).removesuffix("."))
    spread = words("agree_steps", steps=words.number(one.deviation, 1))
    result = result_of(scene.workshop, one.item)
    drawn = Histogram(steps_of(scene.questionnaire, item, words), result.counts) if result.counts else None
    return Split(one.item, scene.told(item.text), f"{words('screen_spread')}: {spread}. {common}", drawn)

"""Forms that the facilitator fills in for the room: the agreed answer with its reason, and a show of hands."""

from collections.abc import Mapping
from dataclasses import dataclass

from servicecheck.web.presenter.question import Count, count_of, question_of
from servicecheck.web.presenter.scene import Page, Scene
from servicecheck.web.presenter.steps import Step, other_steps, steps_of
from servicecheck.workshop import HAND
from servicecheck.workshop.moves import COUNT
from servicecheck.workshop.result import result_of

LONGEST_REASON = 200
MOST_HANDS = 99


@dataclass(frozen=True)
class Choosing:
    """What can be agreed on."""

    question: str
    steps: tuple[Step, ...]
    """Empty where a number or a text is agreed on."""
    votes: Mapping[str, int]
    """How many voted for each; empty where that may not be shown."""
    takes_several: bool
    value: str
    reason: str
    ballots: int


@dataclass(frozen=True)
class Hands:
    """What hands can be counted for."""

    question: str
    steps: tuple[Step, ...]
    given: Mapping[str, str]
    """By value, as it was typed, or counted before."""
    count: Count
    hands: int
    """How many were counted before."""


def choose_page(scene: Scene, given: Mapping[str, str]) -> Page:
    """The agreed answer is chosen; *given* is what was typed already."""
    item, workshop = scene.item, scene.workshop
    result, before = result_of(workshop, item.id), workshop.agreed.get(item.id)
    steps = steps_of(scene.questionnaire, item, scene.words)
    shown = Choosing(
        question=question_of(scene).text,
        steps=(*steps, *(step for step in other_steps(item, scene.words) if step.value == "na")) if steps else (),
        votes={**result.counts, "na": result.na or 0} if steps and result.counts else {},
        takes_several=item.takes_several,
        value=given.get("value", before.value if before else ""),
        reason=given.get("reason", before.reason if before else ""),
        ballots=len(workshop.ballots.get(item.id, ())),
    )
    return Page("presenter/choose", scene.words("ws_agreed_set"), shown, form="agree")


def hands_page(scene: Scene, given: Mapping[str, str]) -> Page:
    """Hands are counted; *given* is what was typed already."""
    item, votes = scene.item, scene.workshop.ballot.votes
    steps = (*steps_of(scene.questionnaire, item, scene.words), *other_steps(item, scene.words))
    counted = [vote.value for code, vote in votes.items() if code.startswith(HAND)]
    typed = {step.value: given.get(COUNT + step.value, str(counted.count(step.value) or "")) for step in steps}
    shown = Hands(question_of(scene).text, steps, typed, count_of(scene), len(counted))
    return Page("presenter/hands", scene.words("ws_tally"), shown, form="hands")

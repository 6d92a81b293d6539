"""A question while it is voted on: its descriptions or options, and how many have voted; nothing of what they voted."""

from dataclasses import dataclass
from typing import Literal

from servicecheck.web.presenter.scene import Page, Scene
from servicecheck.web.presenter.steps import Step, steps_of

Size = Literal["", "long", "longer", "longest"]
"""How large the type is: smaller where there is more to read, so that it fits on the projector."""
MOST_PIPS = 40


@dataclass(frozen=True)
class Question:
    """What is asked."""

    text: str
    help: str
    anchors: tuple[Step, ...]
    """The steps that are described; they stand beside each other."""
    options: tuple[Step, ...]
    """Anything else that can be picked."""
    hint: str
    """What can be written, or that several may be picked."""
    size: Size

    @property
    def across(self) -> int:
        """How many descriptions stand beside each other."""
        return min(max(len(self.anchors), 1), 5)


@dataclass(frozen=True)
class Count:
    """How many have voted, as far as that may be shown."""

    sentence: str
    voted: int
    asked: int
    has_pips: bool


@dataclass(frozen=True)
class Open:
    """The page while people vote."""

    question: Question
    count: Count


def open_page(scene: Scene) -> Page:
    """The item that is open."""
    title = scene.words("screen_place", number=scene.place, total=len(scene.workshop.items))
    return Page("presenter/open", title, Open(question_of(scene), count_of(scene)))


def question_of(scene: Scene) -> Question:
    """The item on the screen."""
    item, words = scene.item, scene.words
    steps = steps_of(scene.questionnaire, item, words)
    anchors = tuple(step for step in steps if step.says)
    text, help_ = scene.told(item.text), scene.told(item.help) if item.help else ""
    options = () if anchors else steps
    return Question(
        text=text,
        help=help_,
        anchors=anchors,
        options=options,
        hint="" if steps and not item.takes_several else words(f"screen_{item.type.replace('-', '_')}"),
        size=_size(text, help_, [step.says for step in anchors] or [step.name for step in options]),
    )


def count_of(scene: Scene) -> Count:
    """How many have voted, of how many; as pips, where those can be told apart."""
    turnout, words = scene.workshop.turnout, scene.words
    voted, asked = turnout.voted, turnout.asked
    if voted is None:
        return Count(words("screen_voted_few", k=scene.workshop.smallest_group), 0, 0, has_pips=False)
    if asked is None:
        return Count(words("screen_voted", n=voted), voted, 0, has_pips=False)
    return Count(words("ws_count", n=voted, total=asked), voted, asked, has_pips=0 < asked <= MOST_PIPS)


def _size(text: str, help_: str, says: list[str]) -> Size:
    """How much there is to read: the question, and its longest description; many options count as a long one."""
    longest = max((len(one) for one in says), default=0)
    most = max(len(text) + len(help_) / 2, 0.75 * longest, 12.0 * (len(says) - 3))
    return "" if most <= 90 else "long" if most <= 140 else "longer" if most <= 220 else "longest"

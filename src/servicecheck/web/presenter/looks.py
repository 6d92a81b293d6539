"""Which page shows what: the page of the room as it is, and looks at something beside it."""

from collections.abc import Callable, Mapping

from servicecheck.web.presenter.choosing import choose_page, hands_page
from servicecheck.web.presenter.first_steps import first_steps_page, plan_page
from servicecheck.web.presenter.lobby import help_page, lobby
from servicecheck.web.presenter.overview import overview_page
from servicecheck.web.presenter.question import open_page
from servicecheck.web.presenter.scene import Page, Scene
from servicecheck.web.presenter.verdict import report_page, sections_page, verdict_page
from servicecheck.web.presenter.votes import comments_page, shown_page, talk_page
from servicecheck.workshop import Phase

Given = Mapping[str, str]
"""What was typed into a form before it was refused."""

_WITH_VOTES: tuple[Phase, ...] = ("shown", "talk", "choose")
_AFTERWARDS: tuple[Phase, ...] = ("verdict", "plan", "ended")

_LOOKS: dict[str, tuple[Callable[[Scene, Given], Page], tuple[Phase, ...]]] = {
    "help": (lambda scene, _: help_page(scene), ("lobby", "open")),
    "hands": (hands_page, ("open",)),
    "comments": (lambda scene, _: comments_page(scene), _WITH_VOTES),
    "questions": (lambda scene, _: overview_page(scene), ("open", *_WITH_VOTES, *_AFTERWARDS)),
    "sections": (lambda scene, _: sections_page(scene), _AFTERWARDS),
    "plan": (lambda scene, _: plan_page(scene), _AFTERWARDS),
    "report": (lambda scene, _: report_page(scene), _AFTERWARDS),
}
LOOKS = tuple(_LOOKS)
"""The paths of the looks, without a slash."""


def page_now(scene: Scene, given: Given) -> Page:
    """The page of the room as it is."""
    match scene.workshop.phase:
        case "lobby":
            return lobby(scene)
        case "open":
            return open_page(scene)
        case "shown":
            return shown_page(scene)
        case "talk":
            return talk_page(scene)
        case "choose":
            return choose_page(scene, given)
        case "verdict" | "ended":
            return verdict_page(scene)
        case "plan":
            return first_steps_page(scene)


def look_at(scene: Scene, look: str, given: Given) -> Page | None:
    """The page of a look; None where there is nothing of it to see now."""
    make, phases = _LOOKS[look]
    return make(scene, given) if scene.workshop.phase in phases else None

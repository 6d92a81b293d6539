"""All questions of the workshop in a list, with how far the room is on each; any of them can be gone to."""

from dataclasses import dataclass

from servicecheck.web.presenter.scene import Page, Scene


@dataclass(frozen=True)
class Line:
    """One question."""

    item: str
    number: int
    text: str
    state: str
    is_here: bool


@dataclass(frozen=True)
class Part:
    """A section's questions."""

    title: str
    lines: tuple[Line, ...]


def overview_page(scene: Scene) -> Page:
    """The list."""
    numbers = {item.id: number for number, item in enumerate(scene.workshop.items, 1)}
    sections = [section for section in scene.questionnaire.walk() if section.items]
    parts = [
        Part(scene.told(section.title), tuple(_line(scene, item.id, numbers[item.id]) for item in section.items))
        for section in sections
    ]
    return Page("presenter/overview", scene.words("screen_questions_all"), tuple(parts))


def _line(scene: Scene, item: str, number: int) -> Line:
    workshop, words = scene.workshop, scene.words
    is_here = workshop.session.item == item
    if item in workshop.agreed:
        state = words("ws_agreed")
    elif workshop.is_shown(item):
        state = words("screen_seen")
    else:
        state = words("screen_not_yet")
    return Line(item, number, scene.told(workshop.questionnaire.item(item).text), state, is_here)

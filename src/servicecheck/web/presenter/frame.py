"""What stands around every page: where the room is, and what the facilitator can do, the main thing first."""

from dataclasses import dataclass

from servicecheck.web.presenter.scene import Page, Scene
from servicecheck.workshop import Workshop
from servicecheck.workshop.moves import Move, possible
from servicecheck.workshop.result import results_of

ROOM, ROOM_WITH_CODE = 88, 60
"""So many letters of buttons fit in a row, alone and with the join code; what does not is folded away."""
_PADDING = 4
"""The letters that a button's edge and the gap after it take."""
_TYPED = {"hands": "/hands"}
"""Moves that need something typed first, and where."""
_SHORT = {"hands": "screen_hands"}
"""What a button says where the catalogue's words for a move are too long for one."""
_WITH_FORM = {"agree"}
_EARLY = "ws_verdict_early"
TALK_MINUTES = 20
"""So long is planned for the talk about one question (method 4.4)."""
_JOINABLE = ("open",)
_TIMED = ("open", "shown", "talk", "choose")


@dataclass(frozen=True)
class Button:
    """One thing to press: a move, or the way to another page."""

    words: str
    move: str = ""
    link: str = ""
    form: str = ""
    """Where a form is sent to, other than the moves."""
    sends: str = ""
    """The id of the form in the page that it sends."""


@dataclass(frozen=True)
class Frame:
    """Header and controls."""

    left: str
    right: str
    """Which question, which vote on it, and for how long."""
    main: Button | None
    beside: tuple[Button, ...]
    more: tuple[Button, ...]
    key: str
    """Where the room is: a press that was meant for another page is left alone."""
    has_code: bool = False
    """Whether the way in stands beside the buttons, for those who come late."""
    question: str = ""
    """What is asked before a move is made."""


def frame_of(scene: Scene, page: Page, look: str = "", sure: str = "") -> Frame:
    """What stands around *page*, which is a look at something else if *look* says so; *sure* is a move to ask about."""
    move = next((one for one in possible(scene.workshop) if one.name == sure and one.caution), None)
    buttons = _asked(scene, move) if move else _beside_a_look(scene, look) if look else _moves(scene, page)
    has_code = bool(scene.address) and not look and scene.workshop.phase in _JOINABLE
    fitting = _fitting(buttons, ROOM_WITH_CODE if has_code else ROOM)
    return Frame(
        left=_left(scene),
        right=_right(scene),
        main=buttons[0] if buttons else None,
        beside=tuple(buttons[1:fitting]),
        more=tuple(buttons[fitting:]),
        has_code=has_code,
        key=scene.workshop.whereabouts,
        question=scene.words(move.caution) if move else "",
    )


def _fitting(buttons: list[Button], room: int) -> int:
    """How many buttons stand in the row; the main one always does."""
    for count in range(len(buttons), 1, -1):
        if sum(len(button.words) + _PADDING for button in buttons[:count]) <= room:
            return count
    return 1


def _asked(scene: Scene, move: Move) -> list[Button]:
    return [Button(scene.words(move.wording), move=move.name), Button(scene.words("screen_cancel"), link="/")]


def _beside_a_look(scene: Scene, look: str) -> list[Button]:
    words = scene.words
    back = Button(words("screen_back_to_code" if scene.workshop.phase == "lobby" else "screen_back"), link="/")
    if look == "hands":
        return [Button(words("screen_save"), move="hands", sends="hands"), Button(words("screen_cancel"), link="/")]
    if look == "plan":
        return [Button(words("screen_save"), form="/plan", sends="plan"), Button(words("screen_cancel"), link="/")]
    return [back]


def _moves(scene: Scene, page: Page) -> list[Button]:
    """Everything that can be done now; what is pressed most stands first."""
    # What would end the voting early stands last, where nobody presses it by mistake.
    found = sorted(possible(scene.workshop), key=lambda move: move.caution == _EARLY)
    moves = [_button(scene, move, page) for move in found]
    ways = _ways(scene)
    match scene.workshop.phase:
        case "open":
            return [*_while_open(scene, moves), *ways]
        case "plan":
            plan = [Button(scene.words("screen_write_plan"), link="/plan")]
            return [*(plan if page.wants_more else []), *ways, *([] if page.wants_more else plan), *reversed(moves)]
        case "shown" | "talk" | "choose":
            last = [button for button, move in zip(moves, found, strict=True) if move.caution == _EARLY]
            return [*moves[: len(moves) - len(last)], *ways, *last]
        case "lobby" | "verdict" | "ended":
            return [*moves[:1], *ways, *moves[1:]]


def _while_open(scene: Scene, moves: list[Button]) -> list[Button]:
    """Showing the votes is the main thing, even before the first one: else a press would leave the question."""
    show = [button for button in moves if button.move == "reveal"]
    hands = [button for button in moves if button.link]
    rest = [button for button in moves if button not in (*show, *hands)]
    return [*(show or [Button(scene.words("ws_reveal"), move="reveal")]), *hands, *rest]


def _button(scene: Scene, move: Move, page: Page) -> Button:
    link = _TYPED.get(move.name, "")
    sends = page.form if move.name in _WITH_FORM else ""
    return Button(scene.words(_SHORT.get(move.name, move.wording)), "" if link else move.name, link, sends=sends)


def _ways(scene: Scene) -> list[Button]:
    """Pages that show something else of the same moment."""
    workshop, words = scene.workshop, scene.words
    ways = []
    if workshop.phase == "lobby":
        return [Button(words("screen_trouble"), link="/help")]
    if workshop.phase in ("shown", "talk", "choose") and _comments(workshop):
        ways.append(Button(words("screen_comments", n=_comments(workshop)), link="/comments"))
    if workshop.phase in ("verdict", "plan", "ended"):
        ways.append(Button(words("screen_make_report"), form="/report"))
        ways.append(Button(words("heading_4"), link="/sections"))
    if workshop.phase != "ended":
        ways.append(Button(words("screen_questions_all"), link="/questions"))
    if workshop.phase == "open" and scene.services.way:
        ways.append(Button(words("screen_trouble"), link="/help"))
    return ways


def _comments(workshop: Workshop) -> int:
    results = results_of(workshop, workshop.session.item)
    return len(results[-1].comments) if results else 0


def _left(scene: Scene) -> str:
    workshop = scene.workshop
    if workshop.phase in _TIMED and workshop.item is not None:
        return scene.told(scene.questionnaire.home(workshop.item.id).title)
    return scene.told(scene.questionnaire.title)


def _right(scene: Scene) -> str:
    workshop, words = scene.workshop, scene.words
    if workshop.phase not in _TIMED or workshop.item is None:
        return words("screen_questions", n=len(workshop.items))
    said = [words("screen_place", number=scene.place, total=len(workshop.items))]
    ballots = len(workshop.ballots.get(workshop.item.id, ()))
    if ballots > 1:
        said.append(words("screen_ballot", number=ballots))
    if workshop.phase == "talk":
        said.append(words("screen_minutes_of", n=scene.minutes, total=TALK_MINUTES))
    elif scene.minutes:
        said.append(words("screen_minutes", n=scene.minutes))
    return " · ".join(said)

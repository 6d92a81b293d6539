"""What the facilitator can do now, the main thing first: the projector's page and the terminal offer the same."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.errors import InvalidAnswer
from servicecheck.items import Item, TextItem
from servicecheck.workshop.session import Refused
from servicecheck.workshop.split import split_items
from servicecheck.workshop.workshop import Workshop

COUNT = "count."
"""A field with so many hands for one value begins so."""


@dataclass(frozen=True)
class Move:
    """One thing that the facilitator can do now."""

    name: str
    wording: str
    """The catalogue's key for what it is called."""
    caution: str = ""
    """The catalogue's key for what to ask before it is done, if anything."""


def possible(workshop: Workshop) -> tuple[Move, ...]:
    """What can be done now, the main move first."""
    match workshop.phase:
        case "lobby":
            return (Move("start", "ws_start"), *_how_to_show(workshop))
        case "open":
            return tuple(_while_open(workshop))
        case "shown" | "talk" | "choose":
            return tuple(_once_shown(workshop))
        case "verdict":
            return (Move("plan", "ws_plan"), *_split_move(workshop), _END)
        case "plan":
            return (_END, Move("verdict", "ws_verdict"))
        case "ended":
            return ()


def made(workshop: Workshop, name: str, given: Mapping[str, str], dealt: Random) -> Workshop:
    """The workshop after a move, with what was *given* for it: an item, an answer, a reason, counts of hands.

    Raises Refused when it is not possible now, InvalidAnswer, and KeyError for an item that is not there.
    """
    if name != "go" and name not in {move.name for move in possible(workshop)}:
        raise Refused("ws_over" if workshop.phase == "ended" else "ws_not_now")
    if name == "hands":
        return workshop.count_hands(_hands(workshop, given), dealt)
    return _MOVES[name](workshop, given)


# What can be done

_END = Move("end", "ws_end", "ws_end_sure")


def _while_open(workshop: Workshop) -> Iterator[Move]:
    if workshop.voted or workshop.rests(workshop.session.item):
        yield Move("reveal", "ws_reveal", _caution(workshop))
    if _left(workshop):
        yield Move("later", "ws_park")
    if workshop.takes_hands(workshop.session.item):
        yield Move("hands", "ws_tally")
    yield from _how_to_show(workshop)
    if workshop.is_shown(workshop.session.item):
        yield Move("votes", "ws_to_votes")
    yield from _to_go(workshop)


def _once_shown(workshop: Workshop) -> Iterator[Move]:
    moves = {move.name: move for move in _about_the_votes(workshop)}
    main = _main(workshop)
    if main in moves:
        yield moves.pop(main)
    yield from moves.values()
    yield from _to_go(workshop)


def _about_the_votes(workshop: Workshop) -> Iterator[Move]:
    asked = workshop.questionnaire.item(workshop.session.item)
    if workshop.phase == "choose":
        yield Move("agree", "ws_agree_next")
    if workshop.phase == "shown":
        yield Move("talk", "ws_discuss")
    if workshop.may_open(asked.id):
        yield Move("again", "ws_vote_again")
    if workshop.phase != "choose" and can_be_agreed(asked):
        yield Move("choose", "ws_agreed_set")
    if workshop.phase == "choose":
        yield Move("disagree", "ws_not_agreed")
    if workshop.phase != "shown":
        yield Move("votes", "ws_to_votes")
    yield Move("next", "ws_next") if workshop.to_do() else Move("verdict", "ws_verdict")


def can_be_agreed(item: Item) -> bool:
    """Whether a room can agree on an answer: words are everybody's own."""
    return not isinstance(item, TextItem)


def _main(workshop: Workshop) -> str:
    """What comes next by itself: where a room sees it differently it talks, votes again, and agrees."""
    item = workshop.session.item
    is_split = any(one.item == item and one.word == "low" and not one.is_agreed for one in split_items(workshop))
    if workshop.phase == "choose":
        return "agree"
    if workshop.phase == "talk":
        return "again" if workshop.may_open(item) else "choose"
    if is_split:
        return "talk" if len(workshop.ballots[item]) == 1 else "choose"
    return "next" if workshop.to_do() else "verdict"


def _to_go(workshop: Workshop) -> Iterator[Move]:
    if _before(workshop):
        yield Move("back", "ws_back")
    yield from _split_move(workshop)
    if workshop.to_do():
        yield Move("verdict", "ws_verdict", "ws_verdict_early")


def _split_move(workshop: Workshop) -> Iterator[Move]:
    if _most_split(workshop):
        yield Move("split", "ws_split")


def _how_to_show(workshop: Workshop) -> tuple[Move, ...]:
    by_itself = workshop.session.shows_by_itself
    return (Move("by-hand", "ws_by_hand") if by_itself else Move("by-itself", "ws_by_itself"),)


def _left(workshop: Workshop) -> list[str]:
    """What else the room has seen no result of."""
    return [item for item in workshop.to_do() if item != workshop.session.item]


def _before(workshop: Workshop) -> str:
    """The item before the one on the screen that has something to see, or can be voted on."""
    ids = [item.id for item in workshop.items]
    before = reversed(ids[: ids.index(workshop.session.item)])
    return next((item for item in before if workshop.is_shown(item) or workshop.may_open(item)), "")


def _caution(workshop: Workshop) -> str:
    """What to ask before the votes are shown: when not all have voted."""
    return "ws_reveal_early" if workshop.voted < workshop.asked else ""


def _most_split(workshop: Workshop) -> str:
    """The most split item that waits for an agreed answer, other than the one on the screen; after it, if it waits."""
    waiting = [one.item for one in split_items(workshop) if one.word != "high" and not one.is_agreed]
    here = workshop.session.item if workshop.phase != "verdict" else ""
    behind = waiting[waiting.index(here) + 1 :] if here in waiting else []
    return next((item for item in [*behind, *waiting] if item != here), "")


# What is done

_Given = Mapping[str, str]


def _start(workshop: Workshop, _: _Given) -> Workshop:
    return _go_on(workshop)


def _go_on(workshop: Workshop) -> Workshop:
    """The next item that the room has not seen a result of, else the verdict."""
    left = _left(workshop)
    return workshop.open(left[0]) if left else workshop.verdict()


def _back(workshop: Workshop, _: _Given) -> Workshop:
    return workshop.look_at(_before(workshop))


def _agree(workshop: Workshop, given: _Given) -> Workshop:
    return _go_on(workshop.agree(given.get("value", ""), given.get("reason", "")))


def _hands(workshop: Workshop, given: _Given) -> dict[str, int]:
    """So many hands for each value: written in one line, in the order of the answers, or in a field for each."""
    item = workshop.questionnaire.item(workshop.session.item)
    values = [choice.value for choice in item.choices()] + [reply for reply in NOT_ANSWERS if item.is_allowed(reply)]
    written = given.get("counts", "").split()
    if len(written) > len(values):
        raise InvalidAnswer("err_too_many_counts", given=given["counts"], most=str(len(values)))
    fields = written or [given.get(COUNT + value, "") for value in values]
    return {value: _count(text) for value, text in zip(values, fields, strict=False)}


def _count(text: str) -> int:
    digits = text.strip() or "0"
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 3):
        raise InvalidAnswer("err_number", given=text, example="4")
    return int(digits)


_MOVES: dict[str, Callable[[Workshop, _Given], Workshop]] = {
    "start": _start,
    "reveal": lambda workshop, _: workshop.show(),
    "later": lambda workshop, _: _go_on(workshop),
    "by-itself": lambda workshop, _: workshop.by_itself(True),
    "by-hand": lambda workshop, _: workshop.by_itself(False),
    "talk": lambda workshop, _: workshop.turn("talk"),
    "again": lambda workshop, _: workshop.again(),
    "votes": lambda workshop, _: workshop.turn("shown"),
    "choose": lambda workshop, _: workshop.turn("choose"),
    "agree": _agree,
    "disagree": lambda workshop, _: _go_on(workshop.disagree()),
    "next": lambda workshop, _: _go_on(workshop),
    "back": _back,
    "go": lambda workshop, given: workshop.look_at(given.get("item", "")),
    "split": lambda workshop, _: workshop.look_at(_most_split(workshop)),
    "verdict": lambda workshop, _: workshop.verdict(),
    "plan": lambda workshop, _: workshop.turn("plan"),
    "end": lambda workshop, _: workshop.end(),
}

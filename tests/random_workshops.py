"""Workshops that nobody would hold: people come late, vote or not, and the facilitator does whatever can be done."""

from collections.abc import Iterator
from random import Random

from sample_questionnaires import from_text
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, Respondent, Round
from servicecheck.workshop import BROUGHT, HAND, Session, Vote, Workshop
from servicecheck.workshop.moves import made, possible
from servicecheck.workshop.session import Refused

K = 3

SESSION = Session("K7M4QX", b"k" * 32, 8123)

ROLES = (*["leader", "staff"] * 4, None)

QUESTIONS = """
roles: [{id: leader}, {id: staff}]
levels: [{id: bad, from: 0}, {id: good, from: 50}]
sections:
  - id: S
    items:
      - {id: S1}
      - {id: S2, type: yes-no}
      - {id: S3, when: {item: S2, is: "yes"}}
      - {id: S4, when: {all: [{role: leader}, {item: S1, at_least: 2}]}}
  - {id: L, aggregate: ladder, items: [{id: L1, type: yes-no}, {id: L2, type: yes-no}]}
  - {id: W, who: [leader], items: [{id: W1}]}
  - {id: T, scored: false, items: [{id: T1, type: text}, {id: T2, type: number}]}
"""


def questionnaire() -> Questionnaire:
    """Conditions on answers and roles, a ladder, a part for leaders, words and a number."""
    return from_text(QUESTIONS)


def evenings(number: int, seed: int, steps: int = 120) -> Iterator[list[Workshop]]:
    """So many workshops, each as everything it ever was."""
    for one in range(number):
        yield evening(Random(f"{seed}-{one}"), steps)


def evening(random: Random, steps: int) -> list[Workshop]:
    """One workshop, from the lobby on."""
    room = Workshop(questionnaire(), Round("tiny", "1.0", mode="anonymous", k=K), SESSION)
    for _ in range(random.randint(2, 14)):
        room = room.join(_somebody(room, random))
    states = [room]
    for _ in range(steps):
        try:
            states.append(_step(states[-1], random))
        except Refused:
            continue
    return states


def value_of(room: Workshop, item: str, random: Random) -> str:
    """Something that may be answered."""
    asked = room.questionnaire.item(item)
    if item == "T1":
        return random.choice(["early", "late"])
    if item == "T2":
        return str(random.randint(0, 3))
    return random.choice([*[choice.value for choice in asked.choices()] * 2, "dk", "na"])


def _somebody(room: Workshop, random: Random) -> Respondent:
    return Respondent(f"P{len(room.people)}", random.choice(ROLES))


def _step(room: Workshop, random: Random) -> Workshop:
    draw = random.random()
    if draw < 0.04:
        return room.join(_somebody(room, random))
    if draw < 0.06:
        answers = {item.id: Answer(value_of(room, item.id, random)) for item in room.items if random.random() < 0.7}
        return room.bring_in(_somebody(room, random), answers)[0]
    if room.phase == "open" and draw < 0.4:
        return _voted(room, random.choice(_present(room)), random)
    if room.phase == "open" and draw < 0.7:
        return _all_voted(room, random)
    return _move(room, random)


def _present(room: Workshop) -> list[str]:
    return [code for code in room.people if not code.startswith((HAND, BROUGHT))]


def _all_voted(room: Workshop, random: Random) -> Workshop:
    """Everybody, or everybody but a few, or only a few."""
    turnout = random.choice([1, 1, 0.9, 0.5, 0.2])
    for code in _present(room):
        if room.phase == "open" and random.random() < turnout and room.is_asked(code, room.session.item):
            room = _voted(room, code, random)
    return room


def _voted(room: Workshop, code: str, random: Random) -> Workshop:
    item = room.session.item
    vote = Vote(value_of(room, item, random), random.choice(["", f"why {code}"]))
    return room.vote(code, item, room.ballot.number, vote)


def _move(room: Workshop, random: Random) -> Workshop:
    rare = ("end", "verdict", "by-itself")
    moves = [move.name for move in possible(room) if move.name not in rare or random.random() < 0.1]
    moves += ["again"] * (2 if "again" in moves else 0)
    if not moves:
        return room
    name, item = random.choice(moves), room.session.item
    given = {"item": random.choice(room.items).id}
    if name == "agree":
        given["value"] = value_of(room, item, random).replace("dk", "na")
    if name == "hands":
        values = [choice.value for choice in room.questionnaire.item(item).choices()]
        given |= {f"count.{value}": str(random.randint(0, 2)) for value in values}
    return made(room, random.choice([name, name, name, "go"]), given, random)

"""A room for tests: a small questionnaire, and people who vote in it."""

from dataclasses import replace

from sample_questionnaires import from_text
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Mode, Respondent, Round
from servicecheck.workshop import Session, Vote, Workshop

QUESTIONNAIRE = """\
format: 1
id: tiny
version: "1.0"
title: Tiny
levels:
  - {id: bad, from: 0, title: Bad}
  - {id: good, from: 25, title: Good}
  - {id: world-class, from: 75, title: World class}
sections:
  - id: S
    title: S
    items:
      - {type: rating, id: S1, text: We answer, anchors: {bad: never, good: at times, world-class: always}}
      - {type: rating, id: S2, text: We ask, anchors: {bad: never, good: at times, world-class: always}}
      - {type: text, id: S3, text: What takes time}
"""
"""As it stands in a file."""

SESSION = Session("K7M4QX", b"k" * 32, 8123)


def questionnaire() -> Questionnaire:
    """The questionnaire of the room."""
    return from_text(QUESTIONNAIRE)


def rated(items: int) -> str:
    """A questionnaire file with so many questions to rate: S1, S2 and so on."""
    start, _, _ = QUESTIONNAIRE.partition("      - {")
    anchors = "anchors: {bad: never, good: at times, world-class: always}"
    return start + "".join(
        f"      - {{type: rating, id: S{one}, text: Question {one}, {anchors}}}\n" for one in range(1, items + 1)
    )


def room(people: int = 0, mode: Mode = "anonymous", number: int = 1) -> Workshop:
    """A room that has just begun, with so many people: P1, P2 and so on."""
    workshop = Workshop(questionnaire(), Round("tiny", "1.0", number, mode=mode), SESSION)
    for one in range(1, people + 1):
        workshop = workshop.join(Respondent(f"P{one}"))
    return workshop


def voted(workshop: Workshop, item: str, *values: str) -> Workshop:
    """The item put to the vote, and these values voted by P1, P2 and so on."""
    workshop = workshop.open(item)
    for one, value in enumerate(values, 1):
        workshop = workshop.vote(f"P{one}", item, workshop.ballot.number, Vote(value))
    return workshop


def at_port(workshop: Workshop, port: int) -> Workshop:
    """The same room behind another port."""
    return replace(workshop, session=replace(workshop.session, port=port))

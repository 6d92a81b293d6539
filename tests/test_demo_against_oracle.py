"""The demo's answers, worked out again by the oracles, which share no code with the product."""

from fractions import Fraction

from assessment_oracle import PlainItem, PlainPerson, PlainRound, PlainSection
from servicecheck.assessment import assess
from servicecheck.files import example
from servicecheck.questionnaire import Questionnaire, Section
from servicecheck.response import CUSTOMER, Response
from test_assessment_against_oracle import assert_said

POINT = 10_000


def plain_section(section: Section) -> PlainSection:
    assert section.target is not None
    items = tuple(
        PlainItem(item.id, item.critical, (item.actions["good"].effort, item.actions["world-class"].effort))
        for item in section.items
    )
    return PlainSection(section.id, items, section.area, Fraction(1), int(section.target) * POINT, section.who)


def plain_round(questionnaire: Questionnaire, people: list[Response]) -> PlainRound:
    blank = dict.fromkeys(item.id for item in questionnaire.items)
    told = [PlainPerson(blank | {i: a.value for i, a in one.answers.items()}, one.respondent.role) for one in people]
    return PlainRound(tuple(map(plain_section, questionnaire.sections)), tuple(told), 5)


def test_the_demo_says_what_the_method_says() -> None:
    answered, asked = example.load(example.shipped())
    newest, questionnaire = answered.rounds[-1], asked[-1]
    responses = newest.responses(questionnaire, "da")
    people = [response for response in responses if response.respondent.role != CUSTOMER]

    found = assess(questionnaire, newest.to(questionnaire, "da"), responses)

    assert found.people == 11
    assert found.overall is not None
    assert found.overall.standing.score == 583_807
    assert_said(found, plain_round(questionnaire, people))

"""Every printed figure can be redone from its explanation, by a reader who has nothing but the document."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from explanation_follower import follow, follow_level
from groups_of_people import everybody_in
from oracle import Person
from random_questionnaires import people as random_people
from random_questionnaires import questionnaires
from sample_rounds import M1, people, round_of, sections, three_levels
from servicecheck.explanation import Explanation, explain, explain_group
from servicecheck.explanation.document import document
from servicecheck.explanation.subjects import Subject, find_subject, known_names
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, Respondent, Response

WHOLE = Subject("overall")
FEWER = settings(max_examples=settings().max_examples // 4)
"""Each example is assessed in full, which takes as long as a dozen that are only scored."""


def told(explanation: Explanation, subject: Subject = WHOLE) -> dict[str, Any]:
    """The document as a program reads it."""
    read: dict[str, Any] = json.loads(json.dumps(document(explanation, subject)))
    return read


def responses(given: list[Person]) -> list[Response]:
    return [
        Response(Respondent(f"R{n}", one.role), {item: Answer(reply) for item, reply in one.answers.items()})
        for n, one in enumerate(given)
    ]


def assert_followed(explanation: Explanation) -> None:
    """The follower reaches every score, bound, range and level of the assessment."""
    assessment, read = explanation.assessment, told(explanation)
    overall = assessment.overall
    assert overall is not None
    figures = follow(read)
    assert figures["score"] == overall.standing.score
    for section in assessment.sections:
        assert figures[f"score/{section.id}"] == section.standing.score
    for item in assessment.items:
        assert figures[f"item/{item.id}"] == item.mean
    order = [level.id for level in assessment.questionnaire.levels]
    if overall.standing.level:
        assert follow_level(read, read["level"], order) == overall.standing.level
        assert read["level"]["raw_level"] == overall.raw_level
    if not explanation.withholds_bounds:
        assert (figures["low"], figures["high"]) == (overall.standing.low, overall.standing.high)
    for bound, expected in (("low", overall.level_low), ("high", overall.level_high)):
        if bound in read["bound_levels"]:
            assert follow_level(read, read["bound_levels"][bound], order) == expected
    for (_, expected), level in zip(overall.other_levels, read["other_levels"], strict=False):
        assert follow_level(read, level, order) == expected


@FEWER
@given(st.data())
def test_a_reader_reaches_every_figure_of_a_group_that_sees_its_answers(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    everybody = responses(data.draw(random_people(questionnaire)))
    explanation = explain(questionnaire, round_of(questionnaire), everybody, with_change=False)

    if explanation.assessment.is_shown:
        assert_followed(explanation)


@FEWER
@given(st.data())
def test_a_reader_reaches_every_figure_of_an_anonymous_group(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    everybody = responses(data.draw(random_people(questionnaire, at_most=9)))
    round_ = round_of(questionnaire, mode="anonymous", k=3)
    explanation = explain(questionnaire, round_, everybody, with_change=False)

    if explanation.assessment.is_shown:
        assert_followed(explanation)
        assert told(explanation)["replies"] == {}


@settings(max_examples=6, deadline=None)
@given(st.data(), st.sampled_from([{"mode": "open"}, {"mode": "anonymous", "k": 3}]))
def test_a_reader_reaches_every_figure_of_a_group_of_a_batch(data: st.DataObject, mode: dict[str, Any]) -> None:
    questionnaire = data.draw(questionnaires())
    everybody = responses(data.draw(random_people(questionnaire, at_most=9)))
    round_ = round_of(questionnaire, **mode)
    counted = everybody_in(questionnaire, round_, everybody)

    if counted is not None:
        explanation = explain_group(questionnaire, round_, counted, with_change=False)
        assert_followed(explanation)
        assert told(explanation)["replies"] == {}


def m1() -> Explanation:
    questionnaire = three_levels(sections(A=3, B=3))
    return explain(questionnaire, round_of(questionnaire), people(questionnaire, M1))


def test_the_methods_running_example() -> None:
    figures = follow(told(m1()))

    assert [figures[f"score/A@R{n}"] for n in range(5)] == [583_333, 666_667, 416_667, 750_000, 666_667]
    assert (figures["score/A"], figures["score/B"], figures["score"]) == (616_667, 266_667, 441_667)
    assert (figures["low/B"], figures["high/B"]) == (241_667, 308_333)


def test_each_name_of_a_questionnaire_can_be_explained() -> None:
    explanation = m1()
    questionnaire: Questionnaire = explanation.assessment.questionnaire

    for name in known_names(questionnaire):
        subject = find_subject(questionnaire, name)
        assert subject is not None, name
        follow(told(explanation, subject))

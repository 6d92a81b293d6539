"""What a room agreed on can be redone from its explanation, by a reader who has nothing but the document."""

from hypothesis import given, settings

from oracle import Person
from servicecheck.explanation import explain
from servicecheck.questionnaire import Questionnaire
from test_agreed_against_oracle import responses, rooms
from test_agreed_against_oracle import round_of as room_round
from test_explanation import assert_followed

FEWER = settings(max_examples=max(8, settings().max_examples // 12))


@FEWER
@given(rooms())
def test_a_reader_reaches_every_figure_of_a_room(room: tuple[Questionnaire, list[Person], dict[str, str], int]) -> None:
    questionnaire, everybody, agreed, smallest = room
    round_ = room_round(questionnaire, agreed, smallest)
    explanation = explain(questionnaire, round_, responses(everybody), with_change=False)

    if explanation.assessment.is_shown and explanation.assessment.overall is not None:
        assert_followed(explanation)
    if smallest > 1:
        assert explanation.replies == {}

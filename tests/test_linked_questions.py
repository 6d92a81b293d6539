"""A frustration is written down in one questionnaire and may belong to questions of another."""

import pytest

from sample_questionnaires import shipped
from servicecheck.errors import InvalidAnswer
from servicecheck.files.linked_questions import read_linked

FIVE_QUESTIONS = shipped("five-questions")
LINKED = next(
    column
    for register in FIVE_QUESTIONS.registers
    if register.id == "frustrations"
    for column in register.columns
    if column.id == "linked_items"
)


def test_its_own_questions_and_those_of_the_shipped_questionnaires_can_be_named() -> None:
    assert read_linked(LINKED, "le-b2, FQ-L1 cr-a1", FIVE_QUESTIONS) == "LE-B2 FQ-L1 CR-A1"


def test_a_question_that_nobody_asks_is_refused() -> None:
    with pytest.raises(InvalidAnswer) as refused:
        read_linked(LINKED, "LE-B2 LE-B99", FIVE_QUESTIONS)

    assert refused.value.given == "LE-B99"

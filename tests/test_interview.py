"""One respondent's way through: what is asked, where one is, and that no answer ever moves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicecheck.errors import InvalidAnswer
from servicecheck.interview import Interview
from servicecheck.questionnaire import Questionnaire, Register
from servicecheck.response import Answer, Respondent


def questionnaire(*sections: dict[str, object], **more: object) -> Questionnaire:
    start = {"format": "1", "id": "tiny", "version": "1.0", "title": "Tiny"}
    return Questionnaire.model_validate({**start, "sections": list(sections), **more})


def yes_no(item_id: str, **more: object) -> dict[str, object]:
    return {"type": "yes-no", "id": item_id, "text": f"Question {item_id}", **more}


def rating(item_id: str, **more: object) -> dict[str, object]:
    return {"type": "rating", "id": item_id, "text": f"Question {item_id}", **more}


def section(section_id: str, *items: dict[str, object], **more: object) -> dict[str, object]:
    return {"id": section_id, "title": f"Section {section_id}", "items": list(items), **more}


def register(register_id: str, **more: object) -> dict[str, object]:
    return {"id": register_id, "title": "A table", "columns": [{"id": "what", "title": "What"}], **more}


TWO = questionnaire(section("S", rating("S1"), rating("S2")), section("T", rating("T1")))

BRANCHING = questionnaire(
    section("S", yes_no("S1"), rating("S2", when={"item": "S1", "is": "yes"}), rating("S3")),
    section("T", rating("T1", when={"item": "S2", "in": ["2", "3"]}), rating("T2"), who=["staff"]),
    {"id": "U", "title": "U", "sections": [section("U1", rating("U1a")), section("U2", yes_no("U2a"), yes_no("U2b"))]},
    section("L", yes_no("L1"), yes_no("L2"), yes_no("L3"), aggregate="ladder"),
    registers=[register("R1", section="S"), register("R2", section="T"), register("R3")],
    roles=[{"id": "staff", "title": "Staff"}, {"id": "leader", "title": "Leaders"}],
)


def ids(interview: Interview) -> list[str]:
    return [item.id for item in interview.items]


def asked(interview: Interview) -> str | None:
    return interview.step.id if interview.step else None


def test_an_interview_begins_at_the_first_question_and_ends_after_the_last() -> None:
    interview = Interview.begin(TWO)
    way = [asked(interview)]
    while not interview.is_done:
        interview = interview.reply("2")
        way.append(asked(interview))

    assert way == ["S1", "S2", "T1", None]


def test_a_reply_leaves_the_interview_it_was_given_to_as_it_was() -> None:
    before = Interview.begin(TWO)
    before.reply("2")

    assert before.answers == {}
    assert asked(before) == "S1"


def test_what_is_not_an_answer_is_refused_and_nothing_is_stored() -> None:
    interview = Interview.begin(TWO)

    with pytest.raises(InvalidAnswer):
        interview.reply("4")
    assert interview.answers == {}


def test_going_back_from_the_first_question_stays_there() -> None:
    assert asked(Interview.begin(TWO).back()) == "S1"


def test_going_back_keeps_the_answer_until_another_is_given() -> None:
    interview = Interview.begin(TWO).reply("1,5").back()

    assert interview.answers["S1"] == Answer("1.5")
    assert interview.reply("3").answers["S1"] == Answer("3")


def test_a_skipped_question_is_blank_and_counts_as_seen() -> None:
    interview = Interview.begin(TWO).skip()

    assert interview.answers["S1"] == Answer(None)
    assert asked(interview) == "S2"
    assert asked(Interview.begin(TWO, interview.answers)) == "S2"


def test_skipping_an_answered_question_keeps_its_answer() -> None:
    interview = Interview.begin(TWO).reply("3").back().skip()

    assert interview.answers["S1"] == Answer("3")


def test_a_required_question_cannot_be_skipped() -> None:
    interview = Interview.begin(questionnaire(section("S", rating("S1", required=True))))

    with pytest.raises(InvalidAnswer) as refused:
        interview.skip()
    assert refused.value.wording == "err_required"


def test_a_note_and_evidence_stay_with_the_answer_when_it_changes() -> None:
    interview = (
        Interview.begin(TWO).note(" only by phone ").evidence("the ticket system", 2).reply("2").back().reply("3")
    )

    assert interview.answers["S1"] == Answer("3", "only by phone", "the ticket system", 2)


def test_a_note_does_not_leave_the_question() -> None:
    assert asked(Interview.begin(TWO).note("later")) == "S1"


def test_an_evidence_grade_is_0_to_3() -> None:
    with pytest.raises(ValueError, match="0 to 3"):
        Interview.begin(TWO).evidence("a guess", 4)


def test_who_stopped_at_a_note_resumes_at_that_question() -> None:
    stopped = Interview.begin(TWO).reply("1").note("ask Mia")

    assert asked(Interview.begin(TWO, stopped.answers)) == "S2"


def test_a_question_appears_with_the_answer_it_depends_on() -> None:
    interview = Interview.begin(BRANCHING)

    assert asked(interview.reply("yes")) == "S2"
    assert asked(interview.reply("no")) == "S3"


def test_a_hidden_answer_is_kept_and_returns_with_its_question() -> None:
    interview = Interview.begin(BRANCHING).reply("yes").reply("2").back().back().reply("no")

    assert "S2" not in ids(interview)
    assert interview.answers["S2"] == Answer("2")
    assert interview.replied == 1
    assert [line.answer.value for line in interview.back().reply("yes").review()][:2] == ["yes", "2"]


def test_a_condition_does_not_see_a_hidden_answer() -> None:
    answers = {"S1": Answer("no"), "S2": Answer("3")}

    assert "T1" not in ids(Interview.begin(BRANCHING, answers))
    assert "T1" in ids(Interview.begin(BRANCHING, {**answers, "S1": Answer("yes")}))


def test_a_section_for_staff_is_not_asked_of_leaders() -> None:
    assert "T2" not in ids(Interview.begin(BRANCHING, role="leader"))
    assert "T2" in ids(Interview.begin(BRANCHING, role="staff"))


def test_whoever_has_no_role_is_asked_everything() -> None:
    assert "T2" in ids(Interview.begin(BRANCHING))


def test_a_table_of_a_section_that_is_not_asked_is_not_asked_either() -> None:
    interview = Interview.begin(BRANCHING, {"S1": Answer("no"), "S3": Answer("2")}, "leader")

    assert asked(interview) == "R1"
    assert asked(interview.next()) == "U1a"


@pytest.mark.parametrize(("replies", "left"), [("no", ["L1"]), ("dk", ["L1"]), ("na", ["L1", "L2", "L3"])])
def test_a_ladder_ends_at_the_first_rung_that_is_not_passed(replies: str, left: list[str]) -> None:
    interview = Interview.begin(BRANCHING, {"L1": Answer(replies)})

    assert [item for item in ids(interview) if item.startswith("L")] == left


def test_questions_and_sections_are_counted_as_they_are_seen() -> None:
    interview = Interview.begin(BRANCHING, {"S1": Answer("no"), "S3": Answer("2")}, "leader").next()

    assert (interview.number, interview.total) == (3, 8)
    assert (interview.section.id, interview.section_number, len(interview.sections)) == ("U1", 2, 4)
    assert interview.opens_section


def test_a_number_from_the_review_leads_to_that_question_and_catching_up_returns() -> None:
    done = Interview.begin(TWO).reply("1").reply("2").reply("3")
    changed = done.go_to(2).reply("3")

    assert asked(changed) == "T1"
    assert changed.catch_up().is_done


@pytest.mark.parametrize("number", [0, 4, -1])
def test_a_number_without_a_question_is_an_index_error(number: int) -> None:
    with pytest.raises(IndexError):
        Interview.begin(TWO).go_to(number)


def test_resuming_before_a_table_opens_the_table_again() -> None:
    stopped = Interview.begin(BRANCHING).reply("no").reply("2")

    assert asked(Interview.begin(BRANCHING, stopped.answers)) == "R1"


def test_the_response_holds_every_reply_and_the_role() -> None:
    interview = Interview.begin(BRANCHING, role="staff").reply("no")

    response = interview.response(Respondent("k7"), finished=True)
    assert (response.respondent.role, response.finished, dict(response.answers)) == (
        "staff",
        True,
        {"S1": Answer("no")},
    )


REPLIES = st.sampled_from(["yes", "no", "1", "2", "3", "na", "dk", "skip", "back", "note", "table"])


def step(interview: Interview, reply: str) -> Interview:
    """What a person does next, whatever is being asked; a reply that does not fit changes nothing."""
    if reply == "back":
        return interview.back()
    if interview.is_done or isinstance(interview.step, Register):
        return interview if interview.is_done else interview.next()
    if reply in ("skip", "table"):
        return interview.skip()
    if reply == "note":
        return interview.note("a note")
    try:
        return interview.reply(reply)
    except InvalidAnswer:
        return interview


walks = st.lists(REPLIES, max_size=40)
roles = st.sampled_from([None, "staff", "leader"])


@given(walks, roles)
@settings(max_examples=150)
def test_no_walk_shows_a_hidden_question_or_moves_an_answer(walk: list[str], role: str | None) -> None:
    interview = Interview.begin(BRANCHING, role=role)
    for reply in walk:
        before = interview
        interview = step(interview, reply)

        assert interview.is_done or isinstance(interview.step, Register) or interview.step in interview.items
        changed = {key for key, answer in interview.answers.items() if before.answers.get(key) != answer}
        assert changed <= {asked(before)}
        assert before.answers.keys() <= interview.answers.keys()


@given(walks, roles, st.sampled_from(["yes", "no", "1", "2.5", "na", "dk"]))
@settings(max_examples=150)
def test_back_after_a_reply_shows_the_same_question(walk: list[str], role: str | None, reply: str) -> None:
    interview = Interview.begin(BRANCHING, role=role)
    for earlier in walk:
        interview = step(interview, earlier)
    if interview.item is None:
        return
    try:
        replied = interview.reply(reply)
    except InvalidAnswer:
        return

    assert replied.back().item is interview.item
    assert replied.back().answers == replied.answers


@given(walks, roles)
@settings(max_examples=150)
def test_going_on_after_an_interruption_loses_nothing_and_asks_nothing_twice(walk: list[str], role: str | None) -> None:
    interview = Interview.begin(BRANCHING, role=role)
    for reply in walk:
        interview = step(interview, reply)
    resumed = Interview.begin(BRANCHING, interview.answers, role)

    assert resumed.answers == interview.answers
    assert resumed.review() == interview.review()
    if resumed.item is not None:
        answer = resumed.answer(resumed.item)
        assert answer is None or (answer.value is None and answer.note)


@given(walks, roles)
@settings(max_examples=100)
def test_everybody_reaches_the_end(walk: list[str], role: str | None) -> None:
    interview = Interview.begin(BRANCHING, role=role)
    for reply in walk:
        interview = step(interview, reply)
    for _ in interview.steps:
        interview = interview if interview.is_done else step(interview, "skip")

    assert interview.is_done

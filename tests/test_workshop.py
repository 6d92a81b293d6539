"""What people in a room can do: join, vote, change a vote, be counted by hand, agree."""

from random import Random

import pytest

from sample_questionnaires import from_text
from sample_workshops import SESSION, room, voted
from servicecheck.errors import InvalidAnswer
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import AgreedAnswer, Answer, Respondent, Round
from servicecheck.workshop import Refused, Turnout, Vote, Workshop
from servicecheck.workshop.result import result_of, results_of
from servicecheck.workshop.workshop import LONGEST_NOTE, MOST_PEOPLE


def values(workshop: Workshop, item: str) -> list[str | None]:
    """What counts in the end on one item, by person."""
    return [response.answers[item].value for response in workshop.responses() if item in response.answers]


def test_a_vote_can_be_changed_until_it_is_shown() -> None:
    workshop = voted(room(2, "open"), "S1", "1", "3").vote("P1", "S1", 1, Vote("2", " why "))

    assert values(workshop.show(), "S1") == ["2", "3"]
    with pytest.raises(Refused, match="err_vote_closed"):
        workshop.show().vote("P1", "S1", 1, Vote("1"))


def test_what_is_not_shown_does_not_count() -> None:
    assert values(voted(room(2, "open"), "S1", "1", "3"), "S1") == []


def test_a_vote_on_another_item_or_in_an_earlier_ballot_is_refused() -> None:
    workshop = voted(room(2, "open"), "S1", "1", "3").show().again()

    for item, number in (("S1", 1), ("S2", 1), ("nowhere", 1), ("S1", 3)):
        with pytest.raises(Refused, match="err_vote_closed"):
            workshop.vote("P1", item, number, Vote("1"))


def test_who_is_not_in_the_room_does_not_vote() -> None:
    with pytest.raises(Refused, match="ws_not_for_you"):
        room(2).open("S1").vote("stranger", "S1", 1, Vote("1"))


@pytest.mark.parametrize("value", ["4", "", "1.25", "none", "<b>", "1" * 5_000])
def test_a_value_outside_the_scale_is_refused(value: str) -> None:
    with pytest.raises(InvalidAnswer):
        room(1).open("S1").vote("P1", "S1", 1, Vote(value))


def test_a_comment_has_room_for_so_many_characters() -> None:
    workshop = room(1).open("S1")

    assert workshop.vote("P1", "S1", 1, Vote("1", "x" * LONGEST_NOTE)).voted == 1
    with pytest.raises(InvalidAnswer):
        workshop.vote("P1", "S1", 1, Vote("1", "x" * (LONGEST_NOTE + 1)))


def test_votes_are_shown_by_themselves_when_everybody_has_voted() -> None:
    workshop = room(2).by_itself(True).open("S1").vote("P1", "S1", 1, Vote("1"))

    assert workshop.phase == "open"
    assert workshop.vote("P2", "S1", 1, Vote("1")).phase == "shown"


def test_votes_that_are_all_there_are_shown_at_once_when_they_are_to_show_by_themselves() -> None:
    workshop = room(2).open("S1")

    assert workshop.by_itself(True).phase == "open"
    workshop = workshop.vote("P1", "S1", 1, Vote("1"))
    assert workshop.by_itself(True).phase == "open"
    workshop = workshop.vote("P2", "S1", 1, Vote("1"))
    assert workshop.by_itself(False).phase == "open"
    assert workshop.by_itself(True).phase == "shown"


def test_every_vote_of_the_room_is_kept_and_the_last_one_counts() -> None:
    workshop = voted(room(2, "open"), "S1", "1", "3").show()
    workshop = voted(workshop, "S1", "2", "2").show()

    assert [dict(result.counts or {})["2"] for result in results_of(workshop, "S1")] == [0, 2]
    assert values(workshop, "S1") == ["2", "2"]


def test_the_last_comment_is_kept_when_the_second_vote_has_none() -> None:
    workshop = room(1, "open").open("S1").vote("P1", "S1", 1, Vote("1", "because")).show().again()

    answer = workshop.vote("P1", "S1", 2, Vote("2")).show().answers("P1")["S1"]
    assert answer == Answer("2", "because")


def test_an_agreed_answer_stands_beside_the_votes_in_the_order_of_the_questions() -> None:
    workshop = voted(room(2, "open"), "S2", "1", "3").show().agree("2", " halfway\n there ")
    workshop = voted(workshop, "S1", "1", "3").show().agree("1", "").agree("3", "after all")

    assert workshop.round.agreed == (AgreedAnswer("S1", "3", "after all"), AgreedAnswer("S2", "2", "halfway there"))
    assert values(workshop, "S1") == ["1", "3"]
    assert workshop.disagree().round.agreed == (AgreedAnswer("S2", "2", "halfway there"),)


def test_a_room_does_not_agree_that_it_does_not_know_nor_on_what_is_not_on_the_scale() -> None:
    workshop = voted(room(2, "open"), "S1", "1", "3").show()

    for value in ("dk", "7", ""):
        with pytest.raises(InvalidAnswer):
            workshop.agree(value, "")


def test_nothing_is_agreed_before_the_votes_are_shown() -> None:
    with pytest.raises(Refused, match="ws_not_now"):
        voted(room(2), "S1", "1", "3").agree("2", "")


def test_a_show_of_hands_takes_the_place_of_an_earlier_one_and_stands_beside_phones() -> None:
    workshop = voted(room(1, "open"), "S1", "1").count_hands({"1": 9}, Random(1)).count_hands({"2": 2}, Random(1))

    result = result_of(workshop.show(), "S1")
    assert {value: count for value, count in (result.counts or {}).items() if count} == {"1": 1, "2": 2}
    assert workshop.turnout == Turnout(3, 3)


@pytest.mark.parametrize("counts", [{"1": -1}, {"1": MOST_PEOPLE, "2": 1}, {"1": 10**9}, {"9": 1}])
def test_hands_that_nobody_has_are_refused(counts: dict[str, int]) -> None:
    with pytest.raises(InvalidAnswer):
        room(1).open("S1").count_hands(counts, Random(1))


def test_hands_are_not_counted_for_words() -> None:
    with pytest.raises(Refused, match="ws_not_now"):
        room(1).open("S3").count_hands({"1": 1}, Random(1))


def test_answers_from_elsewhere_are_votes_where_nothing_was_shown_yet() -> None:
    workshop = voted(room(1, "open"), "S1", "1").show().open("S2")

    workshop, late = workshop.bring_in(Respondent("own"), {"S1": Answer("3"), "S2": Answer("2"), "S3": Answer(None)})
    assert late == ("S1",)
    assert workshop.turnout == Turnout(1, 2)
    assert workshop.ballot.votes["in-own"] == Vote("2")


def test_nobody_waits_for_answers_that_were_left_open_elsewhere() -> None:
    workshop, _ = room(1).bring_in(Respondent("own"), {"S2": Answer("2")})

    assert workshop.open("S1").turnout == Turnout(0, 1)


def test_answers_from_elsewhere_that_are_brought_in_twice_are_one_person() -> None:
    workshop, _ = room(0).bring_in(Respondent("own"), {"S1": Answer("1")})
    workshop, _ = workshop.bring_in(Respondent("own"), {"S1": Answer("2")})

    assert workshop.open("S1").voted == 1


def test_nobody_joins_after_the_verdict_wherever_the_room_goes_then() -> None:
    workshop = voted(room(1, "open"), "S1", "1").show().verdict().open("S2")

    with pytest.raises(Refused, match="ws_too_late"):
        workshop.join(Respondent("late"))


def test_the_verdict_closes_what_was_voted_on_and_not_shown() -> None:
    workshop = voted(room(1, "open"), "S1", "1").open("S2").verdict()

    assert values(workshop, "S1") == ["1"]
    assert workshop.to_do() == ("S3", "S2")


def test_a_room_is_full_some_day() -> None:
    workshop = Workshop(
        room().questionnaire, Round("tiny", "1.0"), SESSION, {f"P{n}": Respondent(f"P{n}") for n in range(MOST_PEOPLE)}
    )

    with pytest.raises(Refused, match="err_full"):
        workshop.join(Respondent("one more"))
    assert workshop.join(Respondent("P1", "staff")).people["P1"].role == "staff"


def test_after_the_end_nothing_can_be_done_and_the_code_is_gone() -> None:
    workshop = voted(room(1, "open"), "S1", "1").end()

    assert workshop.session.join_code == ""
    assert values(workshop, "S1") == ["1"]
    for act in (workshop.show, workshop.again, workshop.verdict, workshop.end, lambda: workshop.open("S2")):
        with pytest.raises(Refused):
            act()
    with pytest.raises(Refused, match="ws_over"):
        workshop.join(Respondent("late"))


def going(questionnaire: Questionnaire, *roles: str | None, k: int = 3) -> Workshop:
    workshop = Workshop(questionnaire, Round("tiny", "1.0", mode="anonymous", k=k), SESSION)
    for number, role in enumerate(roles, 1):
        workshop = workshop.join(Respondent(f"P{number}", role))
    return workshop


def test_only_the_people_of_a_role_are_asked_what_is_for_them(questionnaire: Questionnaire) -> None:
    """
    id: tiny
    roles: [{id: leader}, {id: staff}]
    sections: [{id: S, who: [leader], items: [{id: S1}]}]
    """
    workshop = going(questionnaire, "leader", "staff", None).open("S1")

    assert workshop.turnout == Turnout(0, 2)
    assert [workshop.why_not(f"P{number}", "S1") for number in (1, 2, 3)] == ["", "ws_not_for_you", ""]


def test_what_follows_from_an_answer_is_asked_of_those_who_gave_it(questionnaire: Questionnaire) -> None:
    """
    id: tiny
    sections: [{id: S, items: [{id: S1, type: yes-no}, {id: S2, when: {item: S1, is: "yes"}}]}]
    """
    workshop = voted(going(questionnaire, *[None] * 4), "S1", "yes", "yes", "yes", "no").show().open("S2")

    assert [workshop.is_asked(f"P{number}", "S2") for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert workshop.turnout == Turnout(None, None)


def test_what_others_rest_on_is_not_voted_on_again_once_they_were_shown(questionnaire: Questionnaire) -> None:
    """
    id: tiny
    sections: [{id: S, items: [{id: S1, type: yes-no}, {id: S2, when: {item: S1, is: "yes"}}]}]
    """
    workshop = voted(going(questionnaire, *[None] * 4), "S1", "yes", "yes", "yes", "yes").show()
    workshop = voted(workshop, "S2", "1", "2", "3")

    assert workshop.open("S1").phase == "open"
    with pytest.raises(Refused, match="ws_others_follow"):
        workshop.show().open("S1")


def test_a_question_that_follows_from_another_waits_for_it(questionnaire: Questionnaire) -> None:
    """
    id: tiny
    sections: [{id: S, items: [{id: S1, type: yes-no}, {id: S2, when: {item: S1, is: "yes"}}, {id: S3}]}]
    """
    assert going(questionnaire, None).open("S1").to_do() == ("S3", "S1", "S2")


def test_whoever_has_not_climbed_a_rung_is_not_asked_the_next(questionnaire: Questionnaire) -> None:
    """
    id: tiny
    sections: [{id: S, aggregate: ladder, items: [{id: S1, type: yes-no}, {id: S2, type: yes-no}]}]
    """
    workshop = voted(going(questionnaire, *[None] * 5), "S1", "yes", "no", "na", "dk").show()

    assert [workshop.is_asked(f"P{number}", "S2") for number in range(1, 6)] == [True, False, True, False, False]


def test_where_several_can_be_picked_each_is_counted() -> None:
    questionnaire = from_text(
        """
        id: tiny
        sections: [{id: S, items: [{id: S1, type: choices, options: [{value: a}, {value: b}, {value: c}]}]}]
        """
    )
    workshop = voted(going(questionnaire, *[None] * 3), "S1", "a|b", "b", "none").show()

    assert result_of(workshop, "S1").counts == {"a": 1, "b": 2, "c": 0, "none": 1}
    assert not workshop.takes_hands("S1")


def test_numbers_and_words_are_seen_in_an_order_of_their_own() -> None:
    questionnaire = from_text(
        """
        id: tiny
        sections: [{id: S, items: [{id: S1, type: number}, {id: S2, type: text}]}]
        """
    )
    workshop = voted(going(questionnaire, *[None] * 3), "S1", "10", "9.5", "10").show()
    workshop = voted(workshop, "S2", "zeal", "apples", "na").show()

    assert list((result_of(workshop, "S1").counts or {}).items()) == [("9.5", 1), ("10", 2)]
    assert result_of(workshop, "S2").texts == ("apples", "na", "zeal")


def test_the_median_lies_on_a_step_or_between_two() -> None:
    workshop = voted(room(5, "open"), "S1", "1", "1", "2", "3", "dk").show()

    result = result_of(workshop, "S1")
    assert (result.median, result.median_step, result.dk) == (250_000, 1.0, 1)
    assert result.deviation == pytest.approx(1.5)
    assert result.word == "low"

"""What a room agreed on carries the level; the votes are kept, and told beside it."""

import pytest

from sample_comparisons import M1, M1_AFTER, M1_BEFORE, record
from sample_questionnaires import from_text, shipped
from sample_rooms import AGREED, LOW_EFFORT, SPLIT, answers, of_one, room, votes, workshop
from sample_rounds import assessed, points, sections, three_levels
from servicecheck.assessment import assess
from servicecheck.assessment.elsewhere import OtherRound
from servicecheck.comparison import compare, published
from servicecheck.language import POINT
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import AgreedAnswer, Answer, Respondent, Response, Round

LADDER = from_text(
    """
    sections:
      - id: L
        aggregate: ladder
        items:
          - {id: L1, type: yes-no, points_yes: 40, points_no: 0}
          - {id: L2, type: yes-no, points_yes: 60, points_no: 0}
    """
)


def score(questionnaire: Questionnaire, rows: list[str], agreed: dict[str, str], section: str = "") -> float | None:
    """The carried score in points."""
    told = tuple(AgreedAnswer(item, value) for item, value in agreed.items())
    found = assessed(questionnaire, rows, agreed=told)
    assert found.overall is not None
    return points(found.section(section).standing.score if section else found.overall.standing.score)


class TestWhatCarries:
    def test_without_an_agreed_answer_the_votes_do(self) -> None:
        plain, none = room(agreed=()), room(agreed=answers({}))

        assert plain.agreed is None
        assert none == plain

    def test_an_agreed_answer_that_is_worth_nothing_changes_nothing(self, questionnaire: Questionnaire) -> None:
        """sections: [{id: A, items: [{id: A1}, {id: A2, type: text}]}]"""
        told = (AgreedAnswer("A2", "It rained", ""),)

        assert assessed(questionnaire, ["2 rain", "3 -"], agreed=told).agreed is None

    def test_one_agreed_answer_is_enough(self) -> None:
        questionnaire = three_levels(sections(A=2, B=2))

        # A: 100 agreed and the mean 25 of A2; B: the means 25 and 50.
        assert score(questionnaire, ["1 1.5 1.5 2", "1 1.5 1.5 2"], {"A1": "3"}) == 50
        assert score(questionnaire, ["1 1.5 1.5 2", "1 1.5 1.5 2"], {"A1": "3"}, "A") == 62.5

    def test_not_relevant_leaves_a_question_out_and_dont_know_leaves_it_open(self) -> None:
        questionnaire = three_levels(sections(A=3))

        assert score(questionnaire, ["1 2 3"], {"A1": "na"}) == 75
        assert score(questionnaire, ["1 2 3"], {"A1": "dk"}) == 75
        found = assessed(questionnaire, ["1 2 3"], agreed=(AgreedAnswer("A1", "dk"),)).overall
        assert found is not None
        assert (points(found.standing.low), points(found.standing.high)) == (50, 83.33)

    def test_the_half_rule_is_that_of_one_person(self) -> None:
        questionnaire = three_levels(sections(A=4))

        assert of_one(questionnaire, {"A1": "3"}).section("A").standing.score is None
        assert of_one(questionnaire, {"A1": "3", "A2": "2"}).section("A").standing.score == 75 * POINT

    def test_requirements_hold_the_agreed_level_down(self) -> None:
        found = of_one(three_levels(sections(A=2, B=2)), {"A1": "3", "A2": "3", "B1": "3", "B2": "1"})
        assert found.overall is not None

        assert (found.overall.raw_level, found.overall.standing.level) == ("world-class", "good")
        assert [gate.id for gate in found.gates if gate.holds_down] == ["always"]

    def test_what_comes_first_follows_what_was_agreed(self) -> None:
        questionnaire = three_levels(sections(A=2, B=2))
        told = (AgreedAnswer("A1", "1"), AgreedAnswer("B2", "3"))
        found = assessed(questionnaire, ["3 2 2 1", "3 2 2 1"], agreed=told)

        assert found.priorities[0].item == "A1"
        assert "B2" not in {one.item for one in found.priorities}

    def test_another_rounds_requirements_see_what_was_agreed(self) -> None:
        found = OtherRound(LOW_EFFORT, workshop(), tuple(votes())).case

        assert found.is_agreed
        assert found.figures.integer("item_LE-C1") == 100 * POINT


class TestLaddersAndConditions:
    @pytest.mark.parametrize(
        ("rows", "reached"), [(["yes yes", "yes no", "yes yes"], 100), (["yes no", "yes yes"], 40)]
    )
    def test_a_rung_without_agreement_is_passed_where_most_passed_it(self, rows: list[str], reached: int) -> None:
        assert score(LADDER, rows, {"L1": "yes"}) == reached

    def test_a_ladder_stops_where_the_room_says_no(self) -> None:
        assert score(LADDER, ["yes yes", "yes yes"], {"L1": "no"}) == 0

    def test_agreed_answers_decide_what_is_asked_after_them(self, questionnaire: Questionnaire) -> None:
        """
        sections:
          - id: A
            items:
              - {id: A1}
              - {id: A2, type: yes-no, points_yes: 100, points_no: 0}
              - {id: A3, when: {item: A2, is: "yes"}}
        """
        rows = ["2 yes 3", "2 no -"]

        assert score(questionnaire, rows, {"A2": "no"}) == 25
        assert score(questionnaire, rows, {"A2": "yes"}) == 83.33
        # Nobody said anything of A2: A3 counts for whom it was asked.
        assert score(questionnaire, rows, {"A1": "2"}) == 66.67


class TestAmbition:
    def test_what_a_room_wants_is_what_it_agreed_on(self) -> None:
        """Everybody voted for one answer, and the room chose another one: that decides, also where votes are hidden."""
        questionnaire = shipped("five-questions")
        asked = questionnaire.item("FQ-A1")
        voted, chosen = (choice.value for choice in asked.choices()[:2])
        rows = [Response(Respondent(str(n)), {"FQ-A1": Answer(voted), "FQ-L1": Answer("2")}) for n in range(6)]
        told = (AgreedAnswer("FQ-A1", chosen, "It is what customers ask for"), AgreedAnswer("FQ-L1", "2"))

        for people in (rows, rows[:3]):
            for agreed, expected in (((), voted), (told, chosen)):
                round_ = Round("five-questions", questionnaire.version, mode="anonymous", agreed=agreed)
                found = assess(questionnaire, round_, people).ambition
                replies = {one.item.id: one.agreed for one in found.replies} if found else {}
                assert replies.get("FQ-A1") == (expected if agreed or len(people) > 5 else None)


class TestBesideIt:
    def test_the_votes_are_told_as_without_agreement(self) -> None:
        ours, plain = room(), room(agreed=())
        assert ours.agreed is not None

        assert ours.agreed.votes == plain.overall
        assert ours.agreed.sections == {one.id: one.standing for one in plain.sections}
        assert (ours.roles, ours.role_gaps, ours.comments) == (plain.roles, plain.role_gaps, plain.comments)
        assert [item.counts for item in ours.items] == [item.counts for item in plain.items]

    def test_each_agreed_answer_stands_beside_its_votes(self) -> None:
        ours, plain = room().agreed, room(agreed=())
        assert ours is not None
        found = {one.item: one for one in ours.items}

        assert {item: (one.value, one.reason) for item, one in found.items()} == AGREED
        assert [one.mean for one in ours.items] == [plain.item(item).mean for item in AGREED]
        assert found["LE-C1"].difference == 100 * POINT - (plain.item("LE-C1").mean or 0)
        assert found["LE-D2"].points is None

    def test_what_split_the_room_and_was_not_agreed_is_named_farthest_first(self) -> None:
        found = room()
        assert found.agreed is not None
        apart = [found.item(item).average_deviation or 0 for item in found.agreed.split]

        assert set(found.agreed.split) == set(SPLIT)
        assert apart == sorted(apart, reverse=True)
        settled = room(agreed=answers({**AGREED, SPLIT[0]: ("2", "")})).agreed
        assert settled is not None
        assert settled.split == (SPLIT[1],)

    def test_it_has_no_interval_and_no_word_but_the_border(self) -> None:
        found = room()
        assert found.overall is not None
        standings = [found.overall.standing, *(one.standing for one in found.sections)]

        assert {(one.interval, one.deviations) for one in standings} == {(None, None)}
        assert found.overall.certainty.word is None
        near = of_one(three_levels(sections(A=1)), {"A1": "2.5"}).overall
        assert near is not None
        assert (near.certainty.word, near.certainty.other_level) == ("border", "good")


class TestTooFewToShow:
    def test_agreed_answers_alone_carry_a_level(self) -> None:
        found = room(people=4, agreed=answers({item.id: ("2", "") for item in LOW_EFFORT.scored_items}))
        assert found.overall is not None
        assert found.agreed is not None

        assert (found.is_shown, found.people, found.overall.standing.score) == (True, 4, 50 * POINT)
        assert (found.agreed.votes, dict(found.agreed.sections), found.agreed.voted) == (None, {}, ())

    def test_nothing_tells_what_fewer_than_k_voted(self) -> None:
        """Whatever the four vote, everything that is known of the round is the same."""
        first, second = room(people=4, seed=1), room(people=4, seed=2)

        assert first == second
        assert {item.hidden for item in first.items} == {"too-few"}
        assert not any(item.counts or item.answered or item.dk or item.blank for item in first.items)

    def test_an_item_that_too_few_voted_on_is_open_unless_it_was_agreed(self) -> None:
        questionnaire = three_levels(sections(A=2))
        rows = ["2 3", "2 -", "2 -", "2 -"]
        told = (AgreedAnswer("A1", "3"),)
        found = assessed(questionnaire, rows, mode="anonymous", k=3, agreed=told)
        other = assessed(questionnaire, ["2 1", *rows[1:]], mode="anonymous", k=3, agreed=told)

        assert found.section("A").standing == other.section("A").standing
        settled = assessed(questionnaire, rows, mode="anonymous", k=3, agreed=(*told, AgreedAnswer("A2", "1")))
        assert settled.section("A").standing.score == 50 * POINT


class TestComparing:
    AGREED = (AgreedAnswer("A1", "3"), AgreedAnswer("B3", "3"))

    def test_the_carried_scores_are_compared_without_an_interval(self) -> None:
        before, after = record(M1, M1_BEFORE), record(M1, M1_AFTER, agreed=self.AGREED)
        found = compare(before, after)
        assert found.whole is not None

        assert found.whole.before == before.side.parts[-1].score
        assert found.whole.after == after.side.parts[-1].score
        assert {(change.pairs, change.difference) for change in found.changes} == {(None, None)}
        assert "agreed_after" in found.cautions
        assert "agreed_before" in compare(after, before).cautions
        assert "agreed_both" in compare(after, after).cautions

    def test_rounds_on_other_questions_are_put_on_common_ground_as_agreed(self) -> None:
        """What is left has no agreed answer, and is still the room's row: no person's scores are compared."""
        before = record(M1, M1_BEFORE, agreed=(AgreedAnswer("A1", "3"),))
        fewer = record(M1, [f"- {row[2:].strip()}" for row in ("2 2 2 2 2 2", "2 2 2 2 2 2")])
        found = compare(before, fewer)

        assert found.is_rescored
        assert {change.difference for change in found.changes} == {None}

    def test_a_published_round_says_what_carried_it(self) -> None:
        side = record(M1, M1_AFTER, agreed=self.AGREED).side
        read = published.side_from(published.document(side))

        assert (read, read.carried_by) == (side, "agreed")
        assert {part.people for part in read.parts} == {None}

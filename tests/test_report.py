"""What the report says: the summary's measure and order, sections that are left out, words for unusual rounds."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from random_questionnaires import people, questionnaires
from sample_assessments import answered, everybody, example, spread_out
from sample_questionnaires import shipped, shipped_ids
from servicecheck import report
from servicecheck.assessment import Assessment, assess
from servicecheck.language import LANGUAGES, Language
from servicecheck.questionnaire import Questionnaire
from servicecheck.report import publication
from servicecheck.report.context import Context
from servicecheck.report.parts import Heading
from servicecheck.report.sections.sentences import count
from servicecheck.response import Answer, Organisation, Respondent, Response, Round

FJORDBY = Organisation("Fjordby Forsyning")
FULL = report.find_template("full")
LOW_EFFORT = shipped("low-effort")


def told(assessment: Assessment, language: Language = "en") -> Context:
    return report.build(assessment, FJORDBY, language)


@cache
def wandering(questionnaire_id: str, number: int) -> Assessment:
    """So many people's answers that wander through the choices; assessed once for all languages."""
    questionnaire = shipped(questionnaire_id)
    return answered(questionnaire, spread_out(questionnaire, number))


def summary(context: Context) -> str:
    return " ".join(str(one) for one in context.in_short.summary).replace("\u00a0", " ")


def headings(context: Context) -> list[Heading]:
    parts = vars(context).values()
    return [part.heading for part in parts if hasattr(part, "heading")]


class TestSummary:
    """At most eight sentences and 150 words, in a fixed order."""

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("number", [1, 3, 7])
    @pytest.mark.parametrize("questionnaire_id", shipped_ids())
    def test_it_keeps_its_measure(self, questionnaire_id: str, number: int, language: Language) -> None:
        said = summary(told(wandering(questionnaire_id, number), language))

        assert count(said) <= 8
        assert len(said.split()) <= 150

    def test_it_says_level_strength_weakness_start_and_when_to_look_again(self) -> None:
        said = summary(told(example()))

        order = [
            "Your service is clearly good: 58 of 100",
            "You are strongest in",
            "What holds you back",
            "Start with this:",
        ]
        places = [said.index(part) for part in [*order, "Mette is responsible", "Measure again in May"]]
        assert places == sorted(places)

    def test_few_answers_come_with_a_warning_first(self) -> None:
        said = summary(told(answered(LOW_EFFORT, spread_out(LOW_EFFORT, 4))))

        assert said.startswith("Few have answered, so read this as a basis for a conversation.")

    def test_one_person_is_called_one_person(self) -> None:
        said = summary(told(answered(LOW_EFFORT, spread_out(LOW_EFFORT, 1), mode="own")))

        assert "One person sees your service as good" in said
        assert "between" not in said.split("Today")[0]

    def test_a_level_held_down_says_what_holds_it(self) -> None:
        rows = [{**row, "LE-A4": "1.5"} for row in everybody(LOW_EFFORT, *["3"] * 6)]
        context = told(answered(LOW_EFFORT, rows))

        assert "On points you would be world-class (95). We call it good" in summary(context)
        assert context.in_short.mark == "Held down, because the basics do not hold"
        assert context.standing is not None
        assert [fact.value for fact in context.standing.facts[:2]] == ["Good", "World-class"]

    def test_where_all_areas_are_alike_none_is_praised_or_blamed(self) -> None:
        said = summary(told(answered(LOW_EFFORT, everybody(LOW_EFFORT, *["2"] * 6))))

        assert "strongest" not in said
        assert "holds you back" not in said

    def test_what_is_not_agreed_is_not_promised(self) -> None:
        context = told(answered(LOW_EFFORT, everybody(LOW_EFFORT, "1", "1.5", "2", "2", "1")))

        assert "Agree on who does it and by when." in summary(context)
        assert {action.agreed for action in context.in_short.actions} == {"Not agreed"}

    def test_too_few_for_the_round_are_only_counted(self) -> None:
        context = told(answered(LOW_EFFORT, spread_out(LOW_EFFORT, 4), mode="anonymous"))

        assert summary(context).startswith("4 people have answered.")
        assert (context.in_short.level, context.in_short.score, context.in_short.bar) == ("", "", None)


class TestSections:
    """Sections without anything to say are left out, and the numbers run on."""

    def test_the_example_has_them_all(self) -> None:
        found = headings(told(example()))

        assert [heading.number for heading in found] == [str(n) for n in range(1, len(found) + 1)]

    def test_one_person_has_nobody_to_agree_with(self) -> None:
        context = told(answered(LOW_EFFORT, spread_out(LOW_EFFORT, 1), mode="own"))

        assert context.agreement is None
        assert [heading.number for heading in headings(context)] == [str(n) for n in range(1, 9)]

    def test_a_round_with_too_few_has_one_section(self) -> None:
        context = told(answered(LOW_EFFORT, spread_out(LOW_EFFORT, 2), mode="anonymous"))

        assert [heading.name for heading in headings(context)] == ["In short"]

    def test_a_model_without_gates_and_actions_has_no_gate_table_and_no_plan(
        self, questionnaire: Questionnaire
    ) -> None:
        """
        levels: [{id: early, from: 0}, {id: late, from: 2}]
        scale: [{value: none, points: 0}, {value: some, points: 1}, {value: full, points: 3}]
        sections:
          - {id: A, items: [{id: A1}, {id: A2}]}
          - {id: B, items: [{id: B1}, {id: B2}]}
        """
        context = told(answered(questionnaire, spread_out(questionnaire, 5)))

        assert context.plan is None
        assert context.basics is not None
        assert context.basics.gates is None
        assert context.standing is not None
        assert context.standing.radar is None

    def test_scores_on_a_short_scale_have_decimals(self, questionnaire: Questionnaire) -> None:
        """
        scale: [{value: none, points: 0}, {value: full, points: 3}]
        sections: [{id: A, items: [{id: A1}, {id: A2}]}]
        """
        context = told(answered(questionnaire, [{"A1": "none", "A2": "full"}, {"A1": "full", "A2": "full"}]))

        assert context.in_short.score.replace("\u00a0", " ") == "2.25 of 3"
        assert context.has_decimals

    def test_an_area_not_rated_is_said_to_be_so(self) -> None:
        rows = [
            {item: "dk" if item.startswith("LE-C") else value for item, value in row.items()} for row in _six_rows()
        ]
        context = told(answered(LOW_EFFORT, rows))

        assert context.in_short.level == "Not rated"
        assert "Too few answers in “Be the architect of the experience”." in summary(context)

    def test_a_question_left_out_is_named(self) -> None:
        rows = [{**row, "LE-A4": "na"} for row in _six_rows()]
        context = told(answered(LOW_EFFORT, rows))

        assert context.areas is not None
        notes = [note for area in context.areas.areas for note in area.notes]
        assert notes == ["Left out as not relevant: “It is easy to get hold of a person”."]

    def test_anonymous_rounds_show_no_group_under_k(self) -> None:
        assessment = example()
        hidden = replace(
            assessment, roles=tuple(replace(role, hidden="too-few", score=None) for role in assessment.roles)
        )
        context = told(hidden)

        assert context.agreement is not None
        assert context.agreement.sentences == ("Only the total is shown. The groups are too small.",)


def _six_rows() -> list[dict[str, str]]:
    return everybody(LOW_EFFORT, "2", "2.5", "2", "1.5", "2", "3")


def texts(value: object) -> Iterator[str]:
    """Every text of what is published."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_or_straight_quote_is_left(language: Language) -> None:
    # What the report keeps for comparing it with another is for programs.
    published = publication.plain(replace(told(example(), language), figures=""))

    assert [text for text in texts(published) if "{" in text or '"' in text] == []


def test_the_language_changes_no_figure() -> None:
    def figures(language: Language) -> list[str]:
        context = told(example(), language)
        assert context.answers is not None
        rows = [row for table in context.answers.tables for group in table.groups for row in group.rows]
        return [f"{row.score} {row.median} {' '.join(count.text for count in row.counts)}" for row in rows]

    assert figures("da") == figures("en") == figures("sv")


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_questionnaire_and_any_answers_make_a_report(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    given_answers = data.draw(people(questionnaire, at_most=4))
    responses = [
        Response(Respondent(str(number), one.role), {item: Answer(value) for item, value in one.answers.items()})
        for number, one in enumerate(given_answers)
    ]
    assessment = assess(questionnaire, Round(questionnaire.id, questionnaire.version, mode="open"), responses)
    context = told(assessment, data.draw(st.sampled_from(LANGUAGES)))

    assert report.html(context, FULL).endswith(b"</html>")
    assert publication.document(context)


def test_a_part_is_never_named_like_a_method_of_a_dict() -> None:
    names: set[Any] = set()

    def collect(value: object) -> None:
        if isinstance(value, dict):
            names.update(value)
            for part in value.values():
                collect(part)
        elif isinstance(value, list):
            for part in value:
                collect(part)

    collect(publication.plain(told(example())))
    assert not names & set(dir(dict))

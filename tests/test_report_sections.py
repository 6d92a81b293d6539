"""The sections that come with their data: customers, ambition, registers, roles, the plan's dates, branding."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from report_files import FULL, HOSTILE_TEXTS, Skeleton, failures, made
from sample_assessments import answered, spread_out
from sample_questionnaires import shipped
from sample_year import year
from servicecheck import report
from servicecheck.assessment import Assessment
from servicecheck.assessment.findings import (
    AlwaysQuotes,
    Ambition,
    Comment,
    Frustration,
    Frustrations,
    LightBulb,
    Proportion,
    Quote,
    RoleGap,
)
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.report.branding import Branding, accent_style
from servicecheck.report.charts.pareto import ParetoRow
from servicecheck.report.charts.timeline import Timeline
from servicecheck.report.parts import Chart
from servicecheck.report.printable import printable
from servicecheck.response import Organisation, PlannedAction, Status
from servicecheck.statistics import Interval, wilson_interval

FJORDBY = Organisation("Fjordby Forsyning")
EN = Words("en")
PARTS = {
    "complaint-recovery": ("customers", "ambition"),
    "low-effort": ("customers", "ambition"),
    "five-questions": ("ambition", "registers"),
    "light-bulbs": ("registers", "ambition"),
}


def the(questionnaire_id: str) -> Any:
    """The example's newest round with this questionnaire."""
    return year()[questionnaire_id]


def told(assessment: Assessment, language: Language = "en", branding: Branding | None = None) -> Any:
    return report.build(assessment, FJORDBY, language, branding or Branding())


def page(assessment: Assessment, language: Language = "en") -> str:
    return report.html(told(assessment, language), FULL).decode()


def scores(chart: Chart) -> list[tuple[str, str]]:
    return [(row.figure.score, row.figure.second) for row in chart.rows]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def proportion(count: int, total: int) -> Proportion:
    return Proportion(count, total, wilson_interval(count, total))


class TestPresence:
    """Each section is there with its data and not without it, and the numbers run on."""

    @pytest.mark.parametrize(("questionnaire_id", "parts"), PARTS.items())
    def test_a_round_with_data_has_the_sections_for_it(self, questionnaire_id: str, parts: tuple[str, ...]) -> None:
        context = told(the(questionnaire_id))

        assert {part for part in ("customers", "ambition", "registers") if getattr(context, part)} == set(parts)

    @pytest.mark.parametrize("questionnaire_id", ["low-effort", "five-questions", "complaint-recovery"])
    def test_a_round_with_answers_alone_has_none_of_them(self, questionnaire_id: str) -> None:
        questionnaire = shipped(questionnaire_id)
        context = told(answered(questionnaire, spread_out(questionnaire, 6)))

        assert (context.customers, context.ambition, context.registers) == (None, None, None)

    @pytest.mark.parametrize("questionnaire_id", list(PARTS))
    def test_the_numbers_run_on_in_the_order_of_the_page(self, questionnaire_id: str) -> None:
        found = re.findall(r'<h2 id="section-(\d+)"><span class="no">(\d+)</span>', page(the(questionnaire_id)))

        assert found == [(str(n), str(n)) for n in range(1, len(found) + 1)]


class TestCustomers:
    """Section 6: what customers say."""

    def test_their_scores_and_your_own_are_those_of_the_findings(self) -> None:
        assessment = the("low-effort")
        context, view = told(assessment), assessment.customers

        shown = [(one.own_score, one.score) for one in view.sections if one.score is not None]
        assert scores(context.customers.view) == [(EN.score(own), EN.score(they)) for own, they in shown]

    def test_the_title_says_where_you_are_more_positive(self) -> None:
        context = told(the("complaint-recovery"))

        assert context.customers.view.caption.startswith("You are more positive than your customers in")

    def test_a_diamond_stands_in_every_chart_of_scores(self) -> None:
        assessment = the("low-effort")
        context, text = told(assessment), page(assessment)

        for one in assessment.customers.sections:
            assert f"Customers {EN.score(one.score)}." in text
        assert any("diamond" in sign.meaning for sign in context.standing.how)

    def test_too_few_customers_are_counted_only(self) -> None:
        assessment = the("low-effort")
        hidden = replace(assessment.customers, people=3, hidden="too-few", sections=())
        context = told(replace(assessment, customers=hidden))

        assert context.customers.view is None
        assert context.customers.sentences == ("3 customers have answered. Not shown – fewer than 5 answers.",)
        assert "Customers " not in "".join(row.drawing.title for row in context.standing.areas.rows)

    def test_without_customers_the_report_says_whose_view_it_is_once(self) -> None:
        alone = answered(shipped("low-effort"), spread_out(shipped("low-effort"), 6))
        quoted = replace(the("complaint-recovery"), customers=None, cases=None)

        assert page(alone).count("Bain survey") == page(quoted).count("Bain survey") == 1
        assert told(alone).areas.note.startswith("This is your own view.")
        assert told(quoted).customers.sentences[0].startswith("This is your own view.")
        assert "Bain survey" not in page(the("low-effort"))


class TestCases:
    """The case audit in section 6."""

    def test_each_step_has_its_share_and_its_cases(self) -> None:
        assessment = the("complaint-recovery")
        context, audit = told(assessment), assessment.cases
        chart = context.customers.cases.chart

        done = [step.done for step in audit.steps if step.done is not None]
        assert [plain(second) for _, second in scores(chart)] == [f"{one.count} of {one.total}" for one in done]
        assert plain(chart.last[0].figure.second) == f"{audit.complete.count} of {audit.complete.total}"
        assert chart.caption == f"All five steps were done in {audit.complete.count} of {audit.complete.total} cases"

    def test_where_rating_and_cases_contradict_each_other_both_are_said(self) -> None:
        assessment = the("complaint-recovery")
        first, *rest = assessment.cases.steps
        contrasted = replace(first, contrast="self-higher")
        context = told(replace(assessment, cases=replace(assessment.cases, steps=(contrasted, *rest))))

        said = [one for one in context.customers.cases.sentences if "The cases show" in one]
        assert any(one.startswith("“The problem was acknowledged”: You rated this") for one in said)


class TestQuotations:
    """What people said, in quotation marks and cut to a few."""

    @staticmethod
    def quoted(*quotes: Quote, positive: Proportion | None = None) -> Any:
        found = told(replace(the("complaint-recovery"), quotes=AlwaysQuotes(quotes, positive))).customers
        assert found is not None
        return found.quotations

    def test_each_kind_is_cut_to_four_and_the_reader_is_told(self) -> None:
        good = [Quote(f"They always call {n}", "always", True, "", None, None) for n in range(9)]
        bad = [Quote(f"They never call {n}", "never", False, "", None, None) for n in range(9)]
        shown = self.quoted(*good, *bad, positive=proportion(9, 18))

        assert [len(group.quotations) for group in shown.groups if group.name in {"Praise", "Criticism"}] == [4, 4]
        assert shown.note == "At most 4 of each kind are shown."
        assert plain(shown.caption).startswith(
            "9 of 18 quotes with “always” or “never” are praise, most likely 29–71 %"
        )

    def test_below_ten_there_is_no_index(self) -> None:
        shown = self.quoted(Quote("They always call", "always", True, "Calls", True, date(2026, 3, 1)))

        assert shown.caption == "Fewer than 10 quotes – collect more before you count"
        assert plain(shown.groups[0].quotations[0].about) == "Calls, after a problem, 1 March 2026"

    def test_a_long_quote_is_cut_after_a_word(self) -> None:
        shown = self.quoted(Quote("always " * 200, "always", None, "", None, None)).groups[0]

        assert shown.name == "Not decided"
        assert shown.quotations[0].text.startswith("“always ")
        assert shown.quotations[0].text.endswith("always …”")
        assert len(shown.quotations[0].text) < 310

    def test_comments_stand_with_their_area_and_question(self) -> None:
        said = tuple(Comment("LE-B", "LE-B2", f"We ring {n}") for n in range(6))
        areas = told(replace(the("low-effort"), comments=said)).areas
        assert areas is not None
        by_letter = {area.letter: area for area in areas.areas}

        assert [(one.about, one.text) for one in by_letter["B"].comments][:2] == [
            ("B2", "“We ring 0”"),
            ("B2", "“We ring 1”"),
        ]
        assert (len(by_letter["B"].comments), by_letter["B"].comments_more) == (4, "and 2 more")
        assert by_letter["A"].comments == ()


class TestRoles:
    """Leaders beside staff in section 5."""

    GAP = RoleGap("LE-A", "leader", "staff", 800_000, 500_000, 5, 6, 300_000, Interval(100_000, 500_000), True)

    def shown(self, *gaps: RoleGap, language: Language = "en") -> Any:
        return told(replace(the("low-effort"), role_gaps=gaps), language).agreement

    def test_a_certain_difference_is_the_title_and_a_sentence(self) -> None:
        found = self.shown(self.GAP)

        assert found.roles_name == "Leaders and staff"
        assert found.roles[0].caption == "Leaders are more positive than staff in “One channel and one person”"
        assert scores(found.roles[0]) == [("80", "50")]
        assert found.roles_sentences == (
            "“One channel and one person”: Leaders are more positive than staff: 80 against 50.",
        )
        assert "We do not correct for it" in found.roles[0].notes[0]

    def test_what_may_be_chance_is_called_that(self) -> None:
        found = self.shown(replace(self.GAP, interval=Interval(-100_000, 700_000), is_distinguishable=False))

        assert found.roles[0].caption == "No certain difference between leaders and staff can be seen here"
        assert found.roles[0].rows[0].figure.remarks == ("Difference 30 (−10 to 70)", "Cannot be told apart")

    def test_without_two_roles_there_is_nothing(self) -> None:
        found = self.shown()

        assert (found.roles, found.roles_name, found.roles_sentences) == ((), "", ())

    def test_other_roles_keep_their_own_names(self) -> None:
        found = self.shown(replace(self.GAP, first="driver", second="office"))

        assert found.roles[0].caption == "driver and office: the distance is largest in “One channel and one person”"
        assert found.roles_sentences == ()


def ambition(**told_: Any) -> Ambition:
    found: Ambition | None = the("low-effort").ambition
    assert found is not None
    return replace(found, **told_)


class TestAmbition:
    """Section 7: targets, guard rails and the box about the little extra."""

    @staticmethod
    def shown(language: Language = "en", **told_: Any) -> Any:
        return told(replace(the("low-effort"), ambition=ambition(**told_)), language).ambition

    def test_answers_and_targets_come_from_where_they_were_decided(self) -> None:
        found = self.shown()

        assert "Five service questions" in found.replies_caption
        assert next(fact.value for row in found.replies for fact in row) == "Service is one of the reasons"
        assert (found.targets.rows[0].name, found.targets.rows[0].target) == ("All areas", "75")
        assert "management team" in found.targets.rows[0].decided

    def test_answers_that_differ_are_counted(self) -> None:
        reply = replace(ambition().replies[0], agreed=None, counts={"price": 2, "main-reason": 2, "one-reason": 0})

        assert (
            self.shown(replies=(reply,)).replies[0][0].value
            == "Mostly price or product: 2, Service is the main reason: 2"
        )

    @pytest.mark.parametrize("extra", ["basics", "effort", "recovery", "small", "choose"])
    def test_the_row_that_holds_is_marked_with_words(self, extra: str) -> None:
        rows = self.shown(extra=extra).tension.rows

        assert [bool(row.applies) for row in rows].count(True) == 1
        assert [row.applies for row in rows if row.applies] == ["This row is yours"]
        assert rows[["basics", "effort", "recovery", "small", "choose"].index(extra)].applies

    def test_where_it_is_not_known_no_row_is_marked_and_the_report_says_so(self) -> None:
        found = self.shown(extra=None, effort=None, recovery=None).tension

        assert not any(row.applies for row in found.rows)
        assert found.note.endswith("when things go wrong: not known. So no row can be marked yet.")

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize(("extra", "rest"), [(50, 75), (90, 75), (50, None), (None, 75), (None, None)])
    def test_the_box_fits_the_targets_and_keeps_its_measure(
        self, extra: int | None, rest: int | None, language: Language
    ) -> None:
        points = [None if value is None else value * 10_000 for value in (extra, rest)]
        text = self.shown(language, extra_target=points[0], rest_target=points[1]).tension.paragraphs[0]

        assert "–" not in text
        assert [value for value in (extra, rest) if value is not None] == [int(n) for n in re.findall(r"\d+", text)]
        assert 85 <= len(text.split()) <= 125

    def test_a_target_for_the_extra_above_the_rest_is_not_called_a_consequence(self) -> None:
        assert "That is why" in self.shown(extra_target=500_000, rest_target=750_000).tension.paragraphs[0]
        assert "That is why" not in self.shown(extra_target=900_000, rest_target=750_000).tension.paragraphs[0]

    def test_guard_rails_are_sentences(self) -> None:
        found = self.shown(guard_rails=("price", "capacity", "basics-first"))

        assert [warning.split()[0] for warning in found.warnings] == ["You", "You", "First"]
        assert "You aim for 75" in found.warnings[0]

    def test_other_models_have_no_box(self, questionnaire: Questionnaire) -> None:
        """
        levels: [{id: early, from: 0}, {id: late, from: 2}]
        scale: [{value: none, points: 0}, {value: some, points: 1}, {value: full, points: 3}]
        sections: [{id: A, items: [{id: A1}, {id: A2}]}]
        """
        decided = replace(ambition().targets[0], section="A")
        own = answered(questionnaire, spread_out(questionnaire, 5))
        found = told(replace(own, ambition=ambition(targets=(decided,)))).ambition

        assert [row.name for row in found.targets.rows] == ["A A"]
        assert found.tension is None


def frustration(rank: int, **told_: Any) -> Frustration:
    empty: dict[str, Any] = dict.fromkeys(Frustration.__dataclass_fields__)
    texts = {"text": f"No answer {rank}", "step": "", "cause": "", "fix": "", "owner": "", "status": "", "source": ""}
    return Frustration(**{**empty, **texts, "rank": rank, "is_core": False, "linked_items": (), **told_})


def listed(*rows: Frustration, counted: int = 0, **told_: Any) -> Frustrations:
    empty: dict[str, Any] = dict.fromkeys(Frustrations.__dataclass_fields__)
    return Frustrations(**{**empty, "rows": rows, "counted": counted, "owned": 0, "top": min(5, len(rows)), **told_})


class TestRegisters:
    """Section 8: frustrations, mistakes and light bulbs."""

    @staticmethod
    def shown(found: Frustrations) -> Any:
        context = told(replace(the("five-questions"), frustrations=found))
        return context.registers.frustrations

    def test_the_bars_are_the_hours(self) -> None:
        assessment = the("five-questions")
        context = told(assessment)
        chart = context.registers.frustrations.chart
        assert chart is not None

        hours = [float(row.hours) for row in assessment.frustrations.rows if row.hours is not None]
        assert [row.drawing.value for row in chart.rows if isinstance(row.drawing, ParetoRow)] == hours
        assert plain(chart.rows[-1].figure.second) == "100 %"

    def test_without_hours_the_order_is_of_ranks_and_the_report_warns(self) -> None:
        rows = (frustration(1, frequency=4, severity=3), frustration(2, frequency=2, severity=1))
        chart = self.shown(listed(*rows)).chart

        assert scores(chart) == [("12", ""), ("2", "")]
        assert chart.caption == "Highest on your list: “No answer 1”"
        assert "Use it to sort, not to measure." in chart.notes[0]

    def test_a_long_list_shows_ten_bars_and_names_the_rest(self) -> None:
        rows = [frustration(n, hours=Fraction(20 - n)) for n in range(1, 15)]
        found = self.shown(listed(*rows, frustration(15), counted=14))

        assert len(found.chart.rows) == 10
        assert found.chart.notes == ("Dark bars: the top five. 4 more are on the list. 1 more has not been counted.",)
        assert len(found.first.rows) == 5

    def test_rows_without_any_figure_have_no_bars(self) -> None:
        assert self.shown(listed(frustration(1), frustration(2))).chart is None

    def test_who_has_no_owner_gets_a_line_to_write_on(self) -> None:
        found = self.shown(
            listed(
                frustration(1, hours=Fraction(3), owner="Mette", fix="Ring", due=date(2026, 12, 4)),
                frustration(2),
                counted=1,
                owned=1,
            )
        )

        assert found.first.caption == "1 of the top 2 has an owner, a fix and a date"
        assert [(row.owner, row.is_owned) for row in found.first.rows] == [("Mette", True), ("", False)]

    def test_mistakes_and_bulbs_print_their_shares(self) -> None:
        for questionnaire_id, part in (("five-questions", "mistakes"), ("light-bulbs", "bulbs")):
            assessment = the(questionnaire_id)
            found = getattr(assessment, part)
            counted = getattr(told(assessment).registers, part)
            shares = [found.working] if part == "bulbs" else [found.found_by_us, found.first_time, found.made_good]

            expected = [f"{share.count} of {share.total}" for share in shares if share is not None]
            assert [plain(second) for _, second in scores(counted.chart)] == expected

    def test_what_fails_and_what_is_overdue_are_named(self) -> None:
        bulbs = tuple(LightBulb(f"Lamp {n}", "Hall", False, n > 0, "", None, None, None, n < 7, None) for n in range(8))
        found = replace(the("light-bulbs").bulbs, bulbs=bulbs)
        context = told(replace(the("light-bulbs"), bulbs=found))
        failed, overdue = context.registers.bulbs.sentences[:2]

        assert failed == "Failed at the last check: Lamp 0 (Hall)."
        assert overdue.endswith("Lamp 4 (Hall); and 2 more.")


class TestPlan:
    """Section 10: dates on a line, and what an action's measure says."""

    @staticmethod
    def planned(*actions: PlannedAction, **round_: Any) -> Any:
        assessment = the("low-effort")
        own = replace(assessment.round, actions=actions, **round_)
        return told(replace(assessment, round=own, plan=tuple(action.item for action in actions))).plan

    def test_the_dates_stand_in_their_order(self) -> None:
        plan = self.planned(
            PlannedAction("LE-B2", "Ring", "Mette", date(2027, 3, 1)),
            PlannedAction("LE-B3", "Call", "Jonas", date(2026, 12, 1)),
        )

        assert isinstance(plan.timeline, Timeline)
        assert [mark.name for mark in plan.timeline.actions] == ["2", "1"]
        places = [mark.place for mark in (*plan.timeline.actions, *plan.timeline.looks, *plan.timeline.months)]
        assert all(0 <= place <= 1 for place in places)
        assert "1 by 1 March 2027" in plain(plan.timeline.title)

    def test_without_a_date_there_is_no_line(self) -> None:
        assert self.planned(PlannedAction("LE-B2", "Ring", "Mette")).timeline is None

    def test_a_date_far_away_leaves_the_line_out(self) -> None:
        assert self.planned(PlannedAction("LE-B2", "Ring", "Mette", date(9999, 12, 31))).timeline is None

    def test_a_round_nobody_dated_has_no_looks_back(self) -> None:
        plan = self.planned(PlannedAction("LE-B2", "Ring", "Mette", date(2026, 12, 1)), opened=None, closed=None)

        assert plan.timeline.looks == ()

    @pytest.mark.parametrize(("status", "said"), [("agreed", "Not agreed"), ("done", "Done"), ("stuck", "Stuck")])
    def test_without_an_owner_only_what_was_not_begun_is_not_agreed(self, status: Status, said: str) -> None:
        (row,) = self.planned(PlannedAction("LE-B2", "Ring", status=status)).rows

        assert (row.status, row.is_agreed) == (said, False)

    def test_the_measure_has_its_figures(self) -> None:
        action = PlannedAction(
            "LE-B2", "Ring", "Mette", date(2026, 12, 1), measure="Delays we called first", today="2/10", goal="8/10"
        )

        assert plain(self.planned(action).rows[0].measure) == "Delays we called first. Today 2 of 10. Goal 8 of 10."

    def test_a_linked_frustration_is_a_reason(self) -> None:
        linked = {"LE-B2": (frustration(1, text="Nobody told me", hours=Fraction(10)),)}
        assessment = replace(the("low-effort"), linked_frustrations=linked, plan=("LE-B2",))
        plan = told(assessment).plan

        assert plan is not None
        assert "Frustration no. 1: “Nobody told me”. 10 customer hours a month." in plan.rows[0].why


class TestBranding:
    """Whose report it is: names, foreword, colour."""

    def test_client_consultant_and_foreword_are_there(self) -> None:
        brand = Branding(foreword="Thank you.\n\nRead section 1 first.", client="The council", consultant="Karen Holm")
        context = told(the("low-effort"), "en", brand)

        assert ("Made for", "The council") in [(fact.name, fact.value) for fact in context.cover.facts]
        assert context.foreword.paragraphs == ("Thank you.", "Read section 1 first.")
        assert context.foreword.signed == "Karen Holm"

    def test_without_them_nothing_is_left_behind(self) -> None:
        context = told(the("low-effort"))

        assert context.foreword is None
        assert not {"Made for", "Made by"} & {fact.name for fact in context.cover.facts}

    def test_an_accent_that_can_be_read_colours_text_and_one_that_cannot_only_lines(self) -> None:
        dark, light = (
            report.html(told(the("low-effort"), "en", Branding(accent=colour)), FULL).decode()
            for colour in ("#7A1F5C", "#FFE100")
        )

        assert ":root { --accent: #7A1F5C; --accent-text: #7A1F5C; }" in dark
        assert ":root { --accent: #FFE100; }" in light

    @pytest.mark.parametrize("accent", ["", "red", "#12345", "#7A1F5C; } body { display: none", "url(x)"])
    def test_what_is_no_colour_styles_nothing(self, accent: str) -> None:
        assert accent_style(accent) == ""


@pytest.mark.parametrize(("questionnaire_id", "language"), [("complaint-recovery", "sv"), ("five-questions", "da")])
def test_a_report_with_every_section_and_branding_is_a_sound_pdf(questionnaire_id: str, language: Language) -> None:
    brand = Branding(accent="#7A1F5C", foreword="Tak.\n\nLæs afsnit 1 først.", client="Byen", consultant="Karen Holm")

    assert failures(made(told(year(language)[questionnaire_id], language, brand))) == []


@pytest.mark.parametrize("path", HOSTILE_TEXTS, ids=lambda path: path.stem)
def test_what_stands_in_a_register_adds_no_element_or_attribute(path: Any) -> None:
    text = path.read_text("utf-8", errors="surrogateescape").strip()
    if not printable(text).strip():
        pytest.skip("a text with nothing to show leaves its places empty")

    assert Skeleton(page(_written(text)).encode()).parts == Skeleton(page(_written("Plain words")).encode()).parts


def _written(text: str) -> Assessment:
    """A round in which *text* stands in every place of a register that a page shows."""
    assessment: Assessment = the("complaint-recovery")
    row = frustration(
        1, text=text, step=text, cause=text, fix=text, owner=text, due=date(2026, 12, 4), status=text, hours=Fraction(2)
    )
    bulb = LightBulb(text, text, True, False, text, None, None, None, True, None)
    bulbs = replace(the("light-bulbs").bulbs, bulbs=(bulb,))
    targets = tuple(replace(one, reason=text, who=text) for one in (assessment.ambition or ambition()).targets)
    return replace(
        assessment,
        quotes=AlwaysQuotes((Quote(text, "always", True, text, True, None),), None),
        frustrations=listed(row, counted=1),
        bulbs=bulbs,
        ambition=replace(assessment.ambition or ambition(), targets=targets),
        comments=(Comment("CR-A", "CR-A1", text),),
    )

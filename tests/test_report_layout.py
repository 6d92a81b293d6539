"""How the pages are laid out, read from the boxes they are printed from: nothing clipped, cut, left alone or on top.

Every template in every language here; every questionnaire, and texts as long as people write them, before a release.
"""

from pathlib import Path

import pytest

import whole_reports
from page_boxes import Sheet, faults, printed
from report_files import failures, sample
from sample_questionnaires import shipped_ids
from servicecheck import report
from servicecheck.language import LANGUAGES, Language
from servicecheck.report.context import Context
from servicecheck.report.template import Template

TEMPLATES = ("full", "summary", "workshop-sheet", "overview")
ONE_PAGE = ("summary", "overview")
MOST_SHEETS = 5


def require_sound(context: Context, name: str) -> list[Sheet]:
    """The pages, once nothing is wrong with them and both standards accept the PDF."""
    content, sheets = printed(context, report.find_template(name))
    assert faults(sheets) == []
    assert failures(content) == []
    if name in ONE_PAGE:
        assert len(sheets) == 1
    if name == "workshop-sheet":
        assert len(sheets) <= MOST_SHEETS
    return sheets


def test_these_are_all_the_templates() -> None:
    assert set(report.shipped_templates()) == set(TEMPLATES)


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_with_everything_in_it_is_sound(language: Language, name: str) -> None:
    require_sound(whole_reports.whole(language), name)


@pytest.mark.release
@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("questionnaire", shipped_ids())
@pytest.mark.parametrize("language", LANGUAGES)
class TestEveryReport:
    """Three languages, five questionnaires, all templates."""

    def test_of_ordinary_length_is_sound(self, language: Language, questionnaire: str, name: str) -> None:
        require_sound(whole_reports.of(questionnaire, language), name)

    def test_of_few_people_is_sound(self, language: Language, questionnaire: str, name: str) -> None:
        require_sound(whole_reports.of(questionnaire, language, people=2), name)

    def test_with_long_texts_is_sound(self, language: Language, questionnaire: str, name: str) -> None:
        require_sound(whole_reports.long(questionnaire, language), name)


@pytest.mark.release
@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_round_of_the_example_is_sound(language: Language, number: int) -> None:
    for name in TEMPLATES:
        require_sound(whole_reports.whole(language, number), name)


class TestWhatIsFound:
    """The boxes tell when something is wrong."""

    STYLE = "@page { size: A4; margin: 20mm } body { margin: 0; font: 10pt/12pt sans-serif }"

    @pytest.fixture
    def found(self, tmp_path: Path, request: pytest.FixtureRequest) -> list[str]:
        body, style = request.param
        (tmp_path / "report.css").write_text(f"{self.STYLE} {style}")
        page = f'<html lang="en"><head><title>t</title></head><body>{body}</body></html>'
        (tmp_path / "report.html.j2").write_text(page)
        return faults(printed(sample("en"), Template(tmp_path))[1])

    LINES = "<p>line</p>" * 40

    @pytest.mark.parametrize(
        ("found", "told"),
        [
            ((f"{LINES}<p>fine</p>", ""), ""),
            (("<p class=a>wide</p>", ".a { margin-left: 168mm }"), "leaves the type area sideways"),
            (("<p class=a>low</p>", ".a { position: absolute; top: 260mm }"), "leaves the type area"),
            (("<p>under</p><p class=a>over</p>", ".a { margin-top: -22pt }"), "'under' lies on 'over'"),
            ((f"{LINES}<h2>alone</h2><p class=a>next</p>", ".a { break-before: page }"), "'alone' stands alone"),
            (("<p>little</p><p class=a>much</p>", ".a { break-inside: avoid; height: 250mm }"), "is filled"),
            (
                ("<table><tr><td>incomprehensibilities<td>b</table>", "table { table-layout: fixed; width: 20mm }"),
                "'incomprehensibilities' leaves its cell",
            ),
            (
                (f"<p class=a>text</p><table><tr><td>{'<p>line</p>' * 20}</table>", ".a { height: 200mm }"),
                "a row of a table is cut",
            ),
        ],
        indirect=["found"],
    )
    def test_it_is_told(self, found: list[str], told: str) -> None:
        assert any(told in fault for fault in found) if told else found == []

"""check on a report template: every mistake at once, each where it stands, and nothing said of those that are sound."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from one_process import servicecheck_here
from report_files import sample
from servicecheck import report
from servicecheck.errors import Problem
from servicecheck.report import Template
from servicecheck.report.template_check import problems, style

MOMENT = datetime(2026, 11, 14, tzinfo=UTC)
SOUND = """<!doctype html>
<html lang="{{ report.language }}">
<head>
<meta charset="utf-8">
{{ head }}
<title>{{ report.title }}</title>
</head>
<body>
<h1>{{ report.title }}</h1>
"""


def found(folder: Path, page: str, css: str = "", **files: str) -> list[Problem]:
    """What is wrong with a template of a sound head, *page* and the other *files*."""
    (folder / "report.html.j2").write_text(SOUND + page)
    (folder / "report.css").write_text(css)
    for name, text in files.items():
        (folder / f"{name}.html.j2").write_text(text)
    return problems(Template(folder), [sample("en")], MOMENT)


def told(folder: Path, page: str, css: str = "", **files: str) -> list[str]:
    return [str(problem).replace(f"{folder}/", "") for problem in found(folder, page, css, **files)]


@pytest.mark.parametrize("name", ["full", "summary"])
def test_a_shipped_template_is_sound(name: str) -> None:
    assert problems(report.find_template(name), [sample("da")], MOMENT) == []


def test_every_name_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    page = "{{ report.titel }}\n{{ reprot.title }}\n{% for row in report.answrs %}{{ row }}{% endfor %}\n"
    page += "{% if report.nothing %}x{% endif %}{{ report.cover.organisation.nobody }}"

    assert told(tmp_path, page) == [
        "report.html.j2:10: there is no 'titel' in this part of the report. Did you mean 'title'?",
        "report.html.j2:11: there is no 'reprot' here. Did you mean 'report'?",
        "report.html.j2:12: there is no 'answrs' in this part of the report. Did you mean 'answers'?",
        "report.html.j2:13: there is no 'nothing' in this part of the report.",
        "report.html.j2:13: there is no 'nobody' in str.",
    ]


def test_a_part_that_can_be_missing_must_be_tested_first(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, "{{ report.agreement.heading }}")

    assert problem.startswith("report.html.j2:10: 'heading' is asked of a part that this report does not have")
    assert told(tmp_path, "{% if report.agreement %}{{ report.agreement.heading.name }}{% endif %}") == []


def test_a_page_that_no_report_comes_to_use_is_read_as_well(tmp_path: Path) -> None:
    mistakes = told(tmp_path, "", unused="fine\n{% if report %}", other="{{ 'a'|nosuchfilter }}")

    assert [mistake.split(": ")[0] for mistake in mistakes] == ["other.html.j2:1", "unused.html.j2:2"]


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<img src=data:,x>", "no alternative text"),
        ("<h3>Deep</h3>", "<h3> stands after <h1>"),
        ("<table><tr><th>Name</th></tr></table>", "a <th> has no scope"),
        ("<svg><path d='M0 0'/></svg>", "a drawing has no <title>"),
        ("<script>1</script>", "a <script> never runs"),
        ("<p style='color: red'>", "<p> has a style"),
        ("<img alt='' src='http://127.0.0.1:9/x.png'>", "http://127.0.0.1:9/x.png is left out"),
        ("<img alt='' src='../x.png'>", "x.png is left out"),
    ],
)
def test_what_makes_a_page_worse_is_a_warning(page: str, says: str, tmp_path: Path) -> None:
    remarks = found(tmp_path, page)

    assert {problem.severity for problem in remarks} == {"warning"}
    assert any(says in problem.message for problem in remarks), remarks


def test_a_page_without_head_title_and_language_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text("<p>bare")
    remarks = problems(Template(tmp_path), [sample("en")], MOMENT)

    assert [problem.message.split(".")[0] for problem in remarks] == [
        "{{ head }} does not stand first in <head>",
        "<html> has no lang",
        "the page has no <title>",
    ]


def test_a_drawing_as_it_arrives_is_named(tmp_path: Path) -> None:
    assert told(tmp_path, "{{ report.standing.level_bar.drawing if report.standing.level_bar is mapping }}") == []


@pytest.mark.parametrize(
    ("rule", "is_faint"),
    [
        ("p { color: #999; }", True),
        ("p { color: #4C5965; }", False),
        ("p { color: #FFFFFF; }", False),
        ("p { color: #FFFFFF; background: #EEE; }", True),
        ("/* p { color: #999; } */", False),
        ("p { border-color: #999; }", False),
    ],
)
def test_text_that_is_hard_to_read_is_a_warning_with_its_line(rule: str, is_faint: bool) -> None:
    remarks = list(style.faint_colours(f"a {{ margin: 0; }}\n\n{rule}\n", "report.css"))

    assert [problem.place.line for problem in remarks] == ([3] if is_faint else [])


def test_the_command_takes_folders_and_ends_as_for_questionnaires(tmp_path: Path) -> None:
    pages = {"wrong": SOUND + "{{ report.titel }}", "warned": SOUND + "<h3>Deep</h3>"}
    for name, page in {**pages, "greedy": "{% for a in range(99999) %}{{ lipsum(n=99) }}{% endfor %}"}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.html.j2").write_text(page)
    warned = servicecheck_here("check", "./warned", folder=tmp_path)
    strict = servicecheck_here("check", "--strict", "warned", folder=tmp_path)
    wrong = servicecheck_here("check", "wrong", "warned", "low-effort", folder=tmp_path)
    limited = {"SERVICECHECK_TEMPLATE_SECONDS": "2"}
    stopped = servicecheck_here("check", "greedy", "wrong", folder=tmp_path, environment=limited)

    assert [run.code for run in (wrong, warned, strict, stopped)] == [2, 0, 2, 4]
    assert wrong.stderr.splitlines()[0] == "wrong/report.html.j2:10"
    assert wrong.stderr.splitlines()[-1] == "1 mistake and 1 warning in 3 files."
    assert warned.stderr.splitlines()[-1] == "1 warning in 1 file."
    assert "used too much" in stopped.stderr
    assert "wrong/report.html.j2:10" in stopped.stderr


def test_a_folder_that_is_no_template_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert "empty is not a report template" in servicecheck_here("check", "empty", folder=tmp_path).stderr

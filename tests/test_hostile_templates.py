"""Slips and tricks in a report template end in a sentence with its place, and never in a failure of ours."""

from pathlib import Path

import pytest

from sample_assessments import example
from servicecheck import report
from servicecheck.errors import ServicecheckError
from servicecheck.report import Template
from servicecheck.response import Organisation

SLIPS = {
    "text and a number": b"\n{{ report.title + 1 }}",
    "division": b"\n{{ 1 // 0 }}",
    "not UTF-8": b"caf\xe6",
    "a NUL in a name": b'\n{% include "a\x00b" %}',
    "an unknown filter": b"\n{{ report.title|nope }}",
    "not closed": b"\n{% if report %}",
    "no such name": b"\n{{ nothing }}",
    "Python's insides": b"\n{{ report.title.__class__.__mro__ }}",
    "a method of a map": b"\n{{ report.update({}) }}",
    "another file": b"\n{% include '../secret' %}",
    "letters that are not escaped": b"\n{% autoescape false %}{{ report.title }}{% endautoescape %}",
    "text said to be safe": b"\n{{ report.title|safe }}",
    "text made into links": b"\n{{ report.title|urlize }}",
    "an expression without end": b"\n{{ " + b"(" * 5_000 + b"1" + b")" * 5_000 + b" }}",
}
EXCESSES = {
    "itself": b"\n{% include 'report.html.j2' %}",
    "too long a range": b"\n{{ range(1000000000)|list }}",
    "a huge power": b"\n{{ 9 ** (9 ** 9) }}",
    "a huge text": b"\n{{ 'A' * (10 ** 9) }}",
    "a huge list": b"\n{{ [1] * (10 ** 9) }}",
    "a page without end": b"\n{% for a in range(1000) %}{% for b in range(1000) %}{{ 'x' * 100 }}{% endfor %}{% endfor %}",
}
"""What uses too much before the computer's own limits are met, on any system."""


def refusal(content: bytes, folder: Path) -> ServicecheckError:
    """What is said of a template whose page is *content*."""
    context = report.build(example(), Organisation("Fjordby Forsyning", "da"), "da")
    (folder / "secret").write_text("canary")
    (folder / "mine").mkdir()
    (folder / "mine" / "report.html.j2").write_bytes(content)
    with pytest.raises(ServicecheckError) as caught:
        report.html(context, Template(folder / "mine"))
    return caught.value


@pytest.mark.promise("P30")
@pytest.mark.parametrize("name", SLIPS)
def test_it_is_refused_with_the_template_s_name(name: str, tmp_path: Path) -> None:
    refused = refusal(SLIPS[name], tmp_path)

    assert refused.exit_code == 2
    assert "mine/report.html.j2" in str(refused)


@pytest.mark.promise("P31")
@pytest.mark.parametrize("name", EXCESSES)
def test_it_is_stopped_with_the_template_s_name_and_line(name: str, tmp_path: Path) -> None:
    stopped = refusal(EXCESSES[name], tmp_path)

    assert stopped.exit_code == 4
    assert "mine/report.html.j2:2: the template used too much" in str(stopped)

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
    "itself": b"\n{% include 'report.html.j2' %}",
    "not UTF-8": b"caf\xe6",
    "too long a range": b"\n{{ range(1000000000)|list }}",
    "a NUL in a name": b'\n{% include "a\x00b" %}',
    "an unknown filter": b"\n{{ report.title|nope }}",
    "not closed": b"\n{% if report %}",
    "no such name": b"\n{{ nothing }}",
    "Python's insides": b"\n{{ report.title.__class__.__mro__ }}",
    "a method of a map": b"\n{{ report.update({}) }}",
    "another file": b"\n{% include '../secret' %}",
}


@pytest.mark.promise("P30")
@pytest.mark.parametrize("name", SLIPS)
def test_it_is_refused_with_the_template_s_name(name: str, tmp_path: Path) -> None:
    context = report.build(example(), Organisation("Fjordby Forsyning", "da"), "da")
    (tmp_path / "secret").write_text("canary")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "report.css").touch()
    (tmp_path / "mine" / "report.html.j2").write_bytes(SLIPS[name])

    with pytest.raises(ServicecheckError) as caught:
        report.html(context, Template(tmp_path / "mine"))
    assert caught.value.exit_code == 2
    assert "mine/report.html.j2" in str(caught.value)

"""Slips and tricks in somebody's report template end in a sentence with its place, and never in a failure of ours."""

from pathlib import Path

import pytest

import hostile_rounds
from one_process import servicecheck_here

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
    hostile_rounds.make(tmp_path / "a.servicecheck", "plain", people=2)
    (tmp_path / "secret").write_text("canary")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "report.css").touch()
    (tmp_path / "mine" / "report.html.j2").write_bytes(SLIPS[name])
    run = servicecheck_here("report", "a.servicecheck", "--template", "mine", "--format", "html", folder=tmp_path)

    assert (run.code, run.stdout) == (2, ""), run.said
    assert "mine/report.html.j2" in run.stderr
    assert not list(tmp_path.glob("*.html"))

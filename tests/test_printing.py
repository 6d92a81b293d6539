"""Writing a PDF more than once, until every stream ends beyond doubt."""

import re

import pytest

from report_files import MOMENT, attached, failures, sample
from servicecheck import report
from servicecheck.report import pango


def test_a_pdf_that_is_written_again_is_as_sound_and_carries_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    pango.load()
    from servicecheck.report import printing

    template = report.find_template("full")
    once = report.pdf(sample(), template, MOMENT).content
    monkeypatch.setattr(printing, "_AMBIGUOUS", re.compile(rb"(?s)\A(?!.*/Padding)"))
    again = report.pdf(sample(), template, MOMENT).content

    assert again != once
    assert attached(again) == attached(once)
    assert failures(again) == []

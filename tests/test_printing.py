"""Writing a PDF more than once, until every stream ends beyond doubt."""

import re

import pytest

from report_files import MOMENT, attached, failures, sample
from servicecheck import report
from servicecheck.report import pango


class _AmbiguousAtFirst:
    """Finds something in the first PDF it is shown, and what there is in those after it."""

    def __init__(self, real: re.Pattern[bytes]) -> None:
        self.is_first = True
        self.real = real

    def search(self, content: bytes) -> object:
        was_first, self.is_first = self.is_first, False
        return was_first or self.real.search(content)


def test_a_pdf_that_is_written_again_is_as_sound_and_carries_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    pango.load()
    from servicecheck.report import printing

    template = report.find_template("full")
    once = report.pdf(sample(), template, MOMENT).content
    monkeypatch.setattr(printing, "_AMBIGUOUS", _AmbiguousAtFirst(printing._AMBIGUOUS))
    again = report.pdf(sample(), template, MOMENT).content

    assert again != once
    assert attached(again) == attached(once)
    assert failures(again) == []

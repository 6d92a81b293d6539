"""What the tests of the report's files share: reports made from the bundled example and from unusual rounds."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import page
import pikepdf

from hostile_corpus import HOSTILE
from sample_assessments import answered, everybody, example, spread_out
from sample_questionnaires import shipped
from servicecheck import report
from servicecheck.language import Language
from servicecheck.report.context import Context
from servicecheck.response import Organisation, PlannedAction

MOMENT = datetime(2026, 11, 14, 12, 0, tzinfo=UTC)
FULL = report.find_template("full")
FJORDBY = Organisation("Fjordby Forsyning")
PROFILES = ("3a", "ua1")
LOW_EFFORT = shipped("low-effort")
KEPT_APART: dict[str, tuple[Any, Language]] = {
    "one person": (answered(LOW_EFFORT, spread_out(LOW_EFFORT, 1), mode="own"), "sv"),
    "too few to show": (answered(LOW_EFFORT, spread_out(LOW_EFFORT, 3), mode="anonymous"), "da"),
    "twenty questions": (answered(shipped("five-behaviours"), spread_out(shipped("five-behaviours"), 9)), "da"),
}
WRITTEN_IN = answered(LOW_EFFORT, everybody(LOW_EFFORT, "1", "2", "2", "1", "1"))
HOSTILE_TEXTS = sorted(HOSTILE.glob("answers/*.txt"))


def sample(language: Language = "da") -> Context:
    """The report of the bundled example."""
    return report.build(example(), FJORDBY, language)


def with_text(text: str) -> Context:
    """A report in which *text* stands wherever people can write."""
    action = PlannedAction("LE-B2", text, text, date(2026, 12, 4), text, text)
    round_ = replace(WRITTEN_IN.round, mode="anonymous", k_reason=text, actions=(action,))
    return report.build(replace(WRITTEN_IN, round=round_, plan=("LE-B2",)), Organisation(text), "en")


def made(context: Context) -> bytes:
    return report.pdf(context, FULL, MOMENT).content


class Skeleton(HTMLParser):
    """Every element and attribute name of a page, in order, without what people wrote."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.parts: list[tuple[str, ...]] = []
        self.addresses: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, *(name for name, _ in attrs)))
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "action", "data", "srcset"}]


def failures(content: bytes) -> list[str]:
    found = []
    for profile in PROFILES:
        validated = page.validate_pdf_bytes(content, profile=profile)
        found += [f"{profile} {failure.rule_id}: {failure.message}" for failure in validated.failures]
    return found


def attached(content: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(content)) as opened:
        return {name: file.get_file().read_bytes() for name, file in opened.attachments.items()}


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)*", text)

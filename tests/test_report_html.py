"""The report as HTML: one file that asks for nothing, and in which nothing that people wrote acts."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from report_files import FJORDBY, FULL, HOSTILE_TEXTS, KEPT_APART, LOW_EFFORT, Skeleton, numbers, sample, with_text
from sample_assessments import answered, everybody
from servicecheck import report
from servicecheck.language import LANGUAGES
from servicecheck.report import publication
from servicecheck.report.context import Context
from servicecheck.report.printable import printable


@pytest.fixture(scope="module", params=LANGUAGES)
def context(request: pytest.FixtureRequest) -> Context:
    """The bundled example in each language."""
    return sample(request.param)


class TestHtml:
    """The HTML is one file that asks for nothing."""

    def test_its_policy_comes_before_anything_it_could_stop(self, context: Context) -> None:
        text = report.html(context, FULL).decode()

        assert "default-src 'none'" in text
        assert text.index("Content-Security-Policy") < text.index("<style>")
        assert "unsafe" not in text.split("<style>")[0]

    def test_its_style_is_allowed_by_its_hash(self, context: Context) -> None:
        text = report.html(context, FULL).decode()
        style = text.split("<style>")[1].split("</style>")[0]
        allowed = b64encode(sha256(style.encode()).digest()).decode()

        assert f"style-src 'sha256-{allowed}'" in text

    def test_it_names_no_other_file(self, context: Context) -> None:
        content = report.html(context, FULL)
        style = content.decode().split("<style>")[1].split("</style>")[0]

        assert Skeleton(content).addresses == []
        assert {address[:5] for address in re.findall(r'url\("([^"]*)', style)} == {"data:"}
        assert "@import" not in style

    def test_it_has_no_style_of_its_own_outside(self, context: Context) -> None:
        tags = Skeleton(report.html(context, FULL)).parts

        assert not {"script", "iframe", "object", "embed", "form", "link"} & {tag for tag, *_ in tags}
        assert not any(name == "style" or name.startswith("on") for _, *names in tags for name in names)

    def test_headings_go_down_one_step_at_a_time(self, context: Context) -> None:
        levels = [int(tag[1]) for tag, *_ in Skeleton(report.html(context, FULL)).parts if re.fullmatch("h[1-6]", tag)]

        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_every_drawing_has_its_words(self, context: Context) -> None:
        text = report.html(context, FULL).decode()

        assert len(re.findall(r"<svg[^>]*><title>[^<]+</title>", text)) == text.count("<svg")


@pytest.fixture(scope="module")
def benign() -> list[tuple[str, ...]]:
    return Skeleton(report.html(with_text("Plain words"), FULL)).parts


@pytest.mark.parametrize("path", HOSTILE_TEXTS, ids=lambda path: path.stem)
def test_what_people_write_adds_no_element_or_attribute(path: Path, benign: list[tuple[str, ...]]) -> None:
    text = path.read_text("utf-8", errors="surrogateescape").strip()
    if not printable(text).strip():
        pytest.skip("a text with nothing to show leaves its places empty")

    assert Skeleton(report.html(with_text(text), FULL)).parts == benign


def test_what_people_build_on_stays_with_them_and_comments_wait_for_k() -> None:
    noted, built_on = "Mette fra bogholderiet siger altid nej", "Sagen om den blå dør"
    rows = [
        {item: {"value": "2", "note": noted, "evidence": built_on} for item in row}
        for row in everybody(LOW_EFFORT, *"22222")
    ]
    for row in rows[1:]:
        row["LE-A1"] = {"value": "2", "note": f"{noted} i A1"}
    del rows[0]["LE-A1"]
    context = report.build(answered(LOW_EFFORT, rows, mode="anonymous"), FJORDBY, "da")
    told = publication.document(context).decode() + report.html(context, FULL).decode()

    assert built_on not in told
    assert f"{noted} i A1" not in told
    assert f"»{noted}«" in told


def test_too_few_answers_publish_their_number_only() -> None:
    context = report.build(KEPT_APART["too few to show"][0], FJORDBY, "en")
    published = json.loads(publication.document(context))["report"]
    sections = {"standing", "basics", "areas", "agreement", "customers", "priorities", "plan", "method", "answers"}

    assert {part for part in sections if published[part] is not None} == set()
    assert set(numbers(" ".join(published["in_short"]["summary"]))) == {"3", "5"}


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_text_colour_of_the_style_can_be_read_on_every_ground_of_it() -> None:
    texts = {*re.findall(r"(?<![-\w])color: (#\w{6})", FULL.style)}
    grounds = {*re.findall(r"background: (#\w{6})", FULL.style), "#FFFFFF"} - {"#1A2129"}
    lightness = {colour: luminance(colour) + 0.05 for colour in texts | grounds}

    assert len(texts) >= 3
    assert len(grounds) >= 3
    assert all(lightness[ground] / lightness[text] >= 4.5 for text in texts for ground in grounds)

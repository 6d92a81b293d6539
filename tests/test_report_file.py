"""The figures a report carries are read back exactly, and a file made by others never does harm (P10)."""

import json
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from io import BytesIO
from math import sqrt
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_line import servicecheck
from report_files import FJORDBY, FULL, MOMENT
from sample_comparisons import M1, M1_AFTER, M1_BEFORE, record
from servicecheck import report
from servicecheck.comparison import Side, compare
from servicecheck.comparison.published import Unreadable, document, side_from
from servicecheck.errors import InvalidFile, ServicecheckError
from servicecheck.files import report_file
from servicecheck.language import POINT
from servicecheck.response import PlannedAction

ACTION = PlannedAction("A1", "Call back", "Mette", date(2027, 1, 1), measure="Calls", today="2/10", result="8/10")
CODES = ("7FTX4C", "9HK3MD", "CN6R7W", "DQ4XJ9", "G7PMT3")
BEFORE = record(M1, M1_BEFORE, CODES, opened=date(2025, 11, 1), actions=(ACTION,))
AFTER = record(M1, M1_AFTER, "VWXYZ", opened=date(2026, 11, 1))


def made(source: Any, kind: str) -> bytes:
    context = report.build(source.assessment, FJORDBY, "en")
    return report.pdf(context, FULL, MOMENT).content if kind == "pdf" else report.published(context)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return made(BEFORE, "pdf")


def read(folder: Path, content: bytes, name: str = "report.pdf") -> Side:
    path = folder / name
    path.write_bytes(content)
    return report_file.read_side(path)


def test_two_pdfs_say_what_the_rounds_say_as_groups(tmp_path: Path, pdf: bytes) -> None:
    before, after = read(tmp_path, pdf), read(tmp_path, made(AFTER, "pdf"), "after.pdf")
    found, expected = compare(before, after), compare(BEFORE, AFTER)

    assert found.changes == expected.changes
    assert found.follow_up == expected.follow_up
    assert (before, after) == (BEFORE.side, AFTER.side)


def test_the_json_of_a_report_says_what_its_pdf_says(tmp_path: Path, pdf: bytes) -> None:
    assert read(tmp_path, made(BEFORE, "json"), "report.json") == read(tmp_path, pdf)


def test_what_is_published_holds_nobodys_answers(tmp_path: Path) -> None:
    text = made(BEFORE, "json").decode()
    published = json.dumps(json.loads(text)["figures"])

    assert not [code for code in BEFORE.codes if code in published]
    assert sorted(json.loads(text)) == ["figures", "format", "report", "version"]


@pytest.mark.parametrize(("people", "is_rough"), [(5, True), (9, True), (10, False)])
def test_the_spread_of_few_in_an_anonymous_round_is_published_as_roughly_as_it_is_printed(
    people: int, is_rough: bool
) -> None:
    """P40. An exact mean with an exact spread would tell the single scores of few people."""
    side = record(M1, (M1_BEFORE * 2)[:people], mode="anonymous").side
    published = side_from(document(side))

    for part, exact in zip(published.parts, side.parts, strict=True):
        assert (part.score, part.people) == (exact.score, exact.people)
        assert exact.deviations
        assert (part.deviations == exact.deviations) != is_rough
        assert sqrt(part.variance) == pytest.approx(sqrt(exact.variance), abs=5_000)
        assert (sqrt(part.variance) % POINT == 0) == is_rough


def rewritten(pdf: bytes, **how: Any) -> bytes:
    """*pdf* as another program would save it."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        written = BytesIO()
        opened.save(written, **how)
    return written.getvalue()


@pytest.mark.parametrize(
    "how",
    [
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"linearize": True},
        {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
        {"qdf": True},
    ],
)
def test_a_pdf_that_another_program_has_saved_is_read_all_the_same(
    tmp_path: Path, pdf: bytes, how: dict[str, Any]
) -> None:
    assert read(tmp_path, rewritten(pdf, **how)) == BEFORE.side


# What is no report


def attachment(content: bytes, packed: bool = True) -> bytes:
    body = zlib.compress(content, 9) if packed else content
    filter_ = b"/Filter /FlateDecode " if packed else b""
    return b"%%PDF-1.7\n1 0 obj\n<< /Type /EmbeddedFile %s/Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        filter_,
        len(body),
        body,
    )


def strange() -> Iterator[tuple[str, bytes]]:
    good = json.loads(made(BEFORE, "json"))
    yield "empty", b""
    yield "only a head", b"%PDF-1.7\n"
    yield "no attachment", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
    yield "not packed as it says", attachment(b"{}").replace(b"x\xda", b"zz")
    yield "a bomb", attachment(b"0" * 100_000_000)
    yield "many attachments", b"%PDF-1.7\n" + b"1 0 obj\n<< /Type /EmbeddedFile >>\nstream\n" * 100_000
    yield "two reports", attachment(json.dumps(good).encode()) + attachment(json.dumps(good).encode())
    yield "deep", attachment(b"[" * 100_000)
    yield "json that ends early", json.dumps(good).encode()[:-40]
    yield "another document", b'{"format": "something-else"}'
    yield "a list", b"[1, 2]"
    yield "no figures", json.dumps({**good, "figures": None}).encode()
    yield "an older report", json.dumps({key: good[key] for key in ("format", "version", "report")}).encode()
    yield "a newer format", json.dumps({**good, "figures": {**good["figures"], "format": 2}}).encode()
    for name, change in {
        "score out of range": ("score", 10_000_000),
        "no number": ("score", float("nan")),
        "a fraction": ("score", 1.5),
        "a truth": ("people", True),
        "fewer than none": ("people", -1),
        "far too spread": ("deviations", 10**49),
        "a number of a thousand digits": ("deviations", 10**1_000),
        "an unknown level": ("level", "splendid"),
        "a text as id": ("id", "x" * 65),
        "a title without end": ("title", "x" * 1_000_000),
    }.items():
        key, value = change
        figures = json.loads(json.dumps(good["figures"]))
        figures["parts"][0][key] = value
        yield name, json.dumps({**good, "figures": figures}).encode()


@pytest.mark.parametrize(("name", "content"), list(strange()))
@pytest.mark.promise("P10")
def test_what_is_no_report_is_refused_in_a_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    started = time.monotonic()

    with pytest.raises(InvalidFile) as refused:
        read(tmp_path, content)

    assert time.monotonic() - started < 10
    assert len(refused.value.problems) == 1
    assert str(tmp_path) in str(refused.value)
    assert len(str(refused.value)) < 500


@pytest.mark.promise("P10")
def test_a_report_with_bytes_changed_at_random_is_itself_or_refused(tmp_path: Path, pdf: bytes) -> None:
    """The attachment is packed with a check sum, so a changed one is never taken for another round's figures."""
    random = Random(7)
    for _ in range(150):
        changed = bytearray(pdf)
        for _ in range(random.randint(1, 20)):
            changed[random.randrange(len(changed))] = random.randrange(256)
        try:
            found = read(tmp_path, bytes(changed[: random.choice([len(changed), random.randrange(len(changed))])]))
        except InvalidFile:
            continue
        assert found == BEFORE.side


@pytest.mark.parametrize("parts", [slice(-1), slice(-1, None, -1), slice(0, 1)])
def test_figures_whose_whole_is_missing_or_not_last_are_refused(parts: slice) -> None:
    published = document(BEFORE.side)
    published["parts"] = published["parts"][parts]

    with pytest.raises(Unreadable, match="do not fit together"):
        side_from(published)


@given(st.data())
@settings(max_examples=150)
def test_figures_changed_at_random_make_a_side_or_one_mistake(data: st.DataObject) -> None:
    published = json.loads(json.dumps(document(BEFORE.side)))
    place: Any = published
    while isinstance(place, dict | list) and place:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            odd: st.SearchStrategy[Any] = (
                st.none()
                | st.booleans()
                | st.integers()
                | st.floats()
                | st.text(max_size=5)
                | st.just([])
                | st.just({})
            )
            place[key] = data.draw(odd)
            break
        place = place[key]
    with suppress(Unreadable, ServicecheckError):
        compare(side_from(published), AFTER.side)


@pytest.mark.promise("P10")
def test_the_command_says_what_is_wrong_and_where(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(attachment(b"0" * 100_000_000))
    (tmp_path / "b.txt").write_text("hello")
    (tmp_path / "c.json").write_text('{"format": "servicecheck-report", "version": 1}')

    for name in ("a.pdf", "b.txt", "c.json", "none.pdf"):
        ended = servicecheck("compare", name, name, folder=tmp_path)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert name in ended.stderr
        assert "Traceback" not in ended.stderr
        assert len(ended.stderr.splitlines()) <= 5

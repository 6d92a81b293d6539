"""The report as DOCX and XLSX: what the pages say and nothing else, read aloud and edited, with nothing active."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from python_calamine import CalamineWorkbook

import whole_reports
from hostile_corpus import HOSTILE
from report_files import FJORDBY, KEPT_APART, MOMENT, numbers, sample, with_text
from servicecheck import report
from servicecheck.language import LANGUAGES, Language
from servicecheck.report.context import Context
from servicecheck.report.printable import printable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
HOSTILE_TEXTS = {path.stem: path.read_bytes().decode() for path in sorted(HOSTILE.glob("answers/*.txt"))}
EVERYWHERE = " ".join(text[:80] for text in HOSTILE_TEXTS.values())
NOT_HERE = {"overview", "sheets"}
"""What has templates of its own."""

# Nobody reads these on a page: they are addresses, marks for the style, or stand in what a drawing shows.
UNSEEN = {
    "id",
    "language",
    "origin",
    "figures",
    "description",
    "page",
    "of",
    "branding",
    "logo",
    "alternative",
    "axis",
    "blanks",
}


@cache
def whole(language: Language, number: int | None) -> Context:
    return whole_reports.whole(language, number)


@cache
def document_of(language: Language, number: int | None) -> bytes:
    return report.docx(whole(language, number), MOMENT)


def text_of(content: bytes) -> str:
    """Everything that stands in the body of a document, a line for each paragraph."""
    with ZipFile(BytesIO(content)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    return "\n".join("".join(run.text or "" for run in one.iter(f"{W}t")) for one in body.iter(f"{W}p"))


def sheets_of(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def seen(value: Any, name: str = "") -> Iterator[str]:
    """Every text of what is published that a reader of the pages sees."""
    if isinstance(value, dict):
        if "alternative" in value:
            return
        for key, inner in value.items():
            if key not in UNSEEN:
                yield from seen(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from seen(inner, name)
    elif isinstance(value, str) and value:
        yield value


def published(context: Context) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(report.published(context))["report"]
    return {name: part for name, part in told.items() if name not in NOT_HERE}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    ("language", "number"),
    [("da", 2), ("en", 4), ("sv", None), *(pytest.param(one, None, marks=pytest.mark.release) for one in ("da", "en"))],
)
class TestWhatTheySay:
    """They are made from what the pages are made from: of the example's rounds that with frustrations, that with cases
    and quotations, and the newest.
    """

    def test_every_text_of_the_pages_stands_in_the_document(self, language: Language, number: int | None) -> None:
        text = squeezed(text_of(document_of(language, number)))
        foot = whole(language, number).cover.foot
        missing = [one for one in seen(published(whole(language, number))) if squeezed(one).strip() not in text]

        assert sorted(set(missing) - {foot, whole(language, number).title}) == []

    def test_every_number_of_the_document_is_published(self, language: Language, number: int | None) -> None:
        shown = set(numbers(text_of(document_of(language, number))))

        assert sorted(shown - set(numbers(report.published(whole(language, number)).decode()))) == []

    def test_every_word_of_the_workbook_stands_in_the_document(self, language: Language, number: int | None) -> None:
        text = squeezed(text_of(document_of(language, number)))
        sheets = sheets_of(report.xlsx(whole(language, number), MOMENT))
        cells = [cell for rows in sheets.values() for row in rows[1:] for cell in row if isinstance(cell, str)]
        said = {squeezed(line) for cell in cells for line in cell.split("\n")}

        assert len(said) > 100
        assert sorted(one for one in said if one not in text) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_numbers_in_every_language(language: Language) -> None:
    context = whole(language, None)
    assert context.standing is not None
    (first, *_) = sheets_of(report.xlsx(context, MOMENT))[context.standing.areas.heads[0]][1:]
    figure = context.standing.areas.rows[0].figure

    assert first[1:5] == [float(figure.score), *map(float, figure.second.split("–")), 75.0]


class TestTheDocument:
    """Real headings, tables and lists, which programs that read aloud and programs that edit both know."""

    @pytest.fixture(scope="class")
    @staticmethod
    def document() -> Document:
        return docx.Document(BytesIO(document_of("sv", None)))

    def test_it_says_what_it_is_and_in_which_language(self, document: Document) -> None:
        told = document.core_properties

        assert (told.title, told.author) == (whole("sv", None).title, "Fjordby Forsyning")
        assert told.created == MOMENT
        languages = {element.get(f"{W}val") for element in document.styles.element.iter(f"{W}lang")}
        assert languages == {"sv-SE"}

    def test_it_is_an_a4_page_with_its_number(self, document: Document) -> None:
        page = document.sections[0]
        fields = [field.get(f"{W}instr") for field in page.footer._element.iter(f"{W}fldSimple")]

        assert page.page_width
        assert page.page_height
        assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
        assert fields == ["PAGE", "NUMPAGES"]

    def test_headings_go_down_one_step_at_a_time(self, document: Document) -> None:
        levels = [
            int(paragraph.style.name.split()[-1])
            for paragraph in document.paragraphs
            if paragraph.style is not None and (paragraph.style.name or "").startswith("Heading")
        ]

        assert len(levels) > 15
        assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))

    def test_every_table_has_a_name_and_repeats_its_head_on_every_page(self, document: Document) -> None:
        for table in document.tables:
            properties = table._tbl.tblPr
            look = properties.find(f"{W}tblLook")
            has_head = look.get(f"{W}firstRow") == "1"

            assert properties.find(f"{W}tblCaption").get(f"{W}val")
            assert bool(list(table.rows[0]._tr.iter(f"{W}tblHeader"))) == has_head
            assert look.get(f"{W}firstColumn") == "1"
            assert all(list(row.iter(f"{W}cantSplit")) for row in table._tbl.tr_lst)
            if has_head:
                assert all(cell.text or list(cell._tc.iter(f"{DRAWING}inline")) for cell in table.rows[0].cells)

    def test_every_picture_has_its_alternative_text_and_its_own_number(self, document: Document) -> None:
        pictures = list(document.element.body.iter(f"{DRAWING}docPr"))
        numbers_given = [picture.get("id") for picture in pictures]

        assert len(pictures) > 40
        assert all(picture.get("descr") for picture in pictures)
        assert len(set(numbers_given)) == len(numbers_given)

    def test_its_looks_are_styles_with_a_font_that_has_a_fallback(self, document: Document) -> None:
        with ZipFile(BytesIO(document_of("sv", None))) as package:
            fonts = ElementTree.fromstring(package.read("word/fontTable.xml"))
        (own,) = (font for font in fonts.iter(f"{W}font") if font.get(f"{W}name") == "Schibsted Grotesk")
        fallback = own.find(f"{W}altName")

        assert fallback is not None
        assert fallback.get(f"{W}val") == "Arial"
        assert not list(document.element.body.iter(f"{W}rFonts"))
        assert not list(document.element.body.iter(f"{W}sz"))


@pytest.mark.parametrize("name", KEPT_APART)
def test_unusual_rounds_have_twins(name: str) -> None:
    assessment, language = KEPT_APART[name]
    context = report.build(assessment, FJORDBY, language)

    assert squeezed(str(context.in_short.summary[0])) in squeezed(text_of(report.docx(context, MOMENT)))
    assert sheets_of(report.xlsx(context, MOMENT))


def test_the_same_context_and_moment_give_the_same_bytes() -> None:
    context, later = sample(), MOMENT + timedelta(days=1)

    assert report.docx(context, MOMENT) == report.docx(sample(), MOMENT)
    assert report.xlsx(context, MOMENT) == report.xlsx(sample(), MOMENT)
    assert report.docx(context, MOMENT) != report.docx(context, later)
    for content in (report.docx(context, MOMENT), report.xlsx(context, MOMENT)):
        with ZipFile(BytesIO(content)) as package:
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def require_inert(content: bytes) -> None:
    """Nothing in the package acts, leads out of it or is worked out, but for the two numbers of a page."""
    with ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    assert not [name for name in names if re.search(r"vba|macro|activeX|embeddings|externalLink|\.bin$", name, re.I)]
    for name, part in parts.items():
        if not name.endswith((".xml", ".rels")):
            assert name.endswith((".png", ".jpeg", ".jpg"))
            continue
        root = ElementTree.fromstring(part)
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"f", "hyperlink", "hyperlinks", "instrText", "object", "control", "OLEObject", "ddeLink"}
        assert not [element for element in root.iter() if element.get("TargetMode") == "External"]
        assert {field.get(f"{W}instr") for field in root.iter(f"{W}fldSimple")} <= {"PAGE", "NUMPAGES"}


@pytest.mark.promise("P20")
@pytest.mark.promise("P21")
@pytest.mark.parametrize(
    "name", ["all at once", "formula_eq", *(pytest.param(name, marks=pytest.mark.release) for name in HOSTILE_TEXTS)]
)
def test_hostile_words_stay_words(name: str) -> None:
    text = HOSTILE_TEXTS.get(name, EVERYWHERE)
    context = with_text(text)
    document, book = report.docx(context, MOMENT), report.xlsx(context, MOMENT)
    beginning = squeezed(printable(text)).strip()[:100]

    require_inert(document)
    require_inert(book)
    assert beginning in squeezed(text_of(document))
    cells = {squeezed(str(cell)) for rows in sheets_of(book).values() for row in rows for cell in row}
    assert any(beginning in cell for cell in cells)


# Logos


def _drawn(inside: str, attributes: str = 'viewBox="0 0 30 10"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("logo", "shape"),
    [
        (_drawn('<rect width="30" height="10"/>'), 3.0),
        (_drawn("", 'viewBox="a b c d" width="-1"'), None),
        (_drawn("", 'viewBox="0 0 1e9 1"'), None),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\x09" * 2 + b"\x08\x02", None),
        (b"\xff\xd8\xff\xee\0\x04\0\0\xff\xc0\0\x11\x08\0\x10\0\x10\x03" + bytes(50), None),
    ],
)
def test_a_logo_of_any_kind_is_a_picture_or_else_ends_no_document(logo: bytes, shape: float | None) -> None:
    context = sample("en")
    kind = {b"<": "svg+xml", b"\x89": "png", b"\xff": "jpeg"}[logo[:1]]
    # A file of an earlier version may hold what is refused today.
    address = f"data:image/{kind};base64,{b64encode(logo).decode()}"
    brand = replace(context.branding, logo=address, consultant="Ada")
    cover = replace(context.cover, logo=brand.logo, logo_text="A logo")
    document = docx.Document(BytesIO(report.docx(replace(context, branding=brand, cover=cover), MOMENT)))

    assert "A logo" in document.element.xml
    if shape is not None:
        first = document.inline_shapes[0]
        assert first.width / first.height == pytest.approx(shape, rel=0.01)

"""The report as DOCX: real headings, lists and tables, an alternative text on every picture, styles that can be edited.

Every text becomes the text of a run, so nothing anybody typed can become markup, a field or a link.
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shape import InlineShape
from docx.shared import Length, Mm
from docx.table import Table as DocxTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as DocxParagraph

from servicecheck.report.charts.svg import Drawing
from servicecheck.report.context import Context
from servicecheck.report.parts import Cover
from servicecheck.report.printable import printable
from servicecheck.report.twins import pictures, styles
from servicecheck.report.twins.blocks import (
    WIDTH,
    Block,
    Bullets,
    Cell,
    Heading,
    Logo,
    Paragraph,
    Picture,
    Table,
    Title,
)
from servicecheck.report.twins.outline import outline

_STYLES = {"text": "Normal", "lead": styles.LEAD, "note": styles.NOTE, "level": styles.LEVEL}
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_PICTURE_WIDTH = 126
_LOGO_HEIGHT = 9
CELL_MARGIN = 4
"""Millimetres that a drawing leaves free beside it."""


def write(context: Context, moment: datetime) -> bytes:
    """The document, dated *moment*; the same context and moment give the same bytes."""
    document = docx.Document()
    styles.prepare(document, context.language)
    _set_page(document)
    _describe(document, context, moment)
    _foot(document, context.cover)
    writer = _Writer(document)
    for block in outline(context):
        writer.write(block)
    writer.end()
    content = BytesIO()
    document.save(content)
    return _dated_alike(content.getvalue())


class _Writer:
    """Writes block after block."""

    def __init__(self, document: Document) -> None:
        self.document = document
        # The library looks a style up by its name in a tree of some hundred, for each paragraph anew.
        self._ids = {style.name: style.style_id for style in document.styles}
        self.pictures = 0
        self.last_heading = ""
        self._ends_in_table = False

    def write(self, block: Block) -> None:
        """Add one block at the end; two tables without anything between them would be one."""
        if self._ends_in_table and isinstance(block, Table) and not block.caption:
            self.end()
        self._ends_in_table = isinstance(block, Table)
        self._add(block)

    def end(self) -> None:
        """Add the paragraph that must follow a last table."""
        if self._ends_in_table:
            self._paragraph(styles.NOTE)

    def _add(self, block: Block) -> None:
        match block:
            case Title():
                self.document.add_heading(printable(block.text), 0)
            case Heading():
                self.last_heading = block.text
                self.document.add_heading(printable(block.text), block.level)
            case Paragraph():
                paragraph = self._paragraph(_STYLES[block.style])
                for run in block.runs:
                    paragraph.add_run(printable(run.text)).bold = run.strong or None
            case Bullets():
                for item in block.items:
                    self._paragraph("List Bullet").add_run(printable(item))
            case Picture():
                width = min(pictures.width(block.drawing), _PICTURE_WIDTH)
                self._draw(self.document.add_paragraph(), block.drawing, Mm(width))
            case Logo():
                self._logo(block)
            case Table():
                self._table(block)

    def _logo(self, logo: Logo) -> None:
        """The picture; where it cannot be drawn, what it would show."""
        run, content = self.document.add_paragraph().add_run(), pictures.logo(logo.address)
        if content is None:
            run.text = printable(logo.alternative)
        else:
            self._describe(run.add_picture(BytesIO(content), height=Mm(_LOGO_HEIGHT)), logo.alternative)

    def _paragraph(self, style: str) -> DocxParagraph:
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self._ids[style]
        return paragraph

    def _table(self, block: Table) -> None:
        if block.caption:
            self._paragraph("Caption").add_run(printable(block.caption))
        has_head = any(column.name for column in block.columns)
        table = self.document.add_table(len(block.rows) + has_head, len(block.columns), style=styles.TABLE)
        table.autofit = False
        _tell(table, printable(block.caption or block.group or block.sheet or self.last_heading), has_head=has_head)
        head: list[Cell] = [column.name for column in block.columns]
        rows = ([head] if has_head else []) + [list(row) for row in block.rows]
        for place, column in zip(table.columns, block.columns, strict=True):
            place.width = Mm(column.width)
        for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            _keep_whole(row, is_head=has_head and number == 0)
            for cell, column, content in zip(row.cells, block.columns, cells, strict=True):
                cell.width = Mm(column.width)
                self._fill(cell, content, column.width - CELL_MARGIN, is_strong=has_head and number == 0)

    def _fill(self, cell: _Cell, content: Cell, width: float, *, is_strong: bool) -> None:
        drawing, said = _parts(content)
        paragraph = cell.paragraphs[0]
        paragraph._p.style = self._ids[styles.CELL]
        if drawing is not None:
            self._draw(paragraph, drawing, Mm(min(width, pictures.width(drawing))))
        lines = [printable(line) for line in said.split("\n")] if said else []
        for number, line in enumerate(lines):
            if number or drawing is not None:
                paragraph = cell.add_paragraph()
                paragraph._p.style = self._ids[styles.CELL]
            paragraph.add_run(line).bold = is_strong or None

    def _draw(self, paragraph: DocxParagraph, drawing: Drawing, width: Length) -> None:
        picture = paragraph.add_run().add_picture(BytesIO(pictures.png(drawing)), width=width)
        self._describe(picture, drawing.title)

    def _describe(self, picture: InlineShape, alternative: str) -> None:
        """Give the picture a number of its own, its alternative text, and no room around it."""
        self.pictures += 1
        inline: Any = picture._inline
        inline.docPr.id = self.pictures
        inline.docPr.set("descr", printable(alternative))
        for side in ("T", "B", "L", "R"):
            inline.set(f"dist{side}", "0")


def _parts(content: Cell) -> tuple[Drawing | None, str]:
    """A cell's drawing and its words, as far as it has them."""
    if isinstance(content, str):
        return None, content
    return content if isinstance(content, tuple) else (content, "")


def _set_page(document: Document) -> None:
    """A4 with the report's margins."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm((210 - WIDTH) / 2)
    page.top_margin, page.bottom_margin = Mm(18), Mm(22)
    page.footer_distance = Mm(10)


def _describe(document: Document, context: Context, moment: datetime) -> None:
    told = document.core_properties
    told.title, told.author = printable(context.title), printable(context.cover.organisation)
    told.comments, told.last_modified_by, told.revision = printable(context.description), "servicecheck", 1
    told.created = told.modified = moment.astimezone(UTC).replace(tzinfo=None)


def _foot(document: Document, cover: Cover) -> None:
    """Whose report it is, and the page's number."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{printable(cover.foot)}\t{printable(cover.page)} ")
    _number(paragraph, "PAGE")
    paragraph.add_run(f" {printable(cover.of)} ")
    _number(paragraph, "NUMPAGES")


def _number(paragraph: DocxParagraph, field: str) -> None:
    """A number that the program that opens the document works out."""
    element = OxmlElement("w:fldSimple", {qn("w:instr"): field})
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    element.append(run)
    paragraph._p.append(element)


def _tell(table: DocxTable, caption: str, *, has_head: bool) -> None:
    """What the table is called, and which of its cells are headers."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    marks = {qn("w:firstRow"): str(int(has_head)), qn("w:firstColumn"): "1", qn("w:noHBand"): "1", qn("w:noVBand"): "1"}
    properties.append(OxmlElement("w:tblLook", marks))
    properties.append(OxmlElement("w:tblCaption", {qn("w:val"): caption}))


def _keep_whole(row: _Row, *, is_head: bool) -> None:
    """A row is never cut by the end of a page, and the head is repeated on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _dated_alike(content: bytes) -> bytes:
    """The same package with one date on all its files: the library writes when each was put in."""
    alike = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(alike, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            made.writestr(entry, given.read(name))
    return alike.getvalue()

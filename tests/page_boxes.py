"""Where everything lies on the pages of a PDF: the boxes WeasyPrint laid out, and what is wrong with them.

Lengths are in CSS pixels, 96 an inch.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import weasyprint

from report_files import MOMENT
from servicecheck import report
from servicecheck.report.context import Context
from servicecheck.report.template import Template

MM = 96 / 25.4
SLACK = 1.0
HEADINGS = {"h1", "h2", "h3", "h4", "caption"}
OVERHANG = 5 * MM
"""How far the figures at the ends of a ruler hang over it; the columns leave them that room."""
DIGIT = 2.5 * MM
"""How far the third digit of a score hangs over the left edge of its column, so that the two others are in line."""
HALF_FULL, BEFORE_A_CHAPTER, AT_THE_END = 0.4, 0.1, 0.06
"""The least share of a page that is filled: where a block did not fit any more, before a chapter that begins a page by
design, and on the last page.
"""


@dataclass(frozen=True)
class Piece:
    """A line of text, a drawing or a ruled line on a page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    tags: tuple[str, ...]
    """The elements around it, outermost first."""
    cell: tuple[float, float] | None
    """From where to where the table cell around it reaches."""

    @property
    def is_heading(self) -> bool:
        """Whether it announces what follows: a heading, a caption, or the head of a table."""
        return bool(HEADINGS & set(self.tags)) or "thead" in self.tags


@dataclass(frozen=True)
class Sheet:
    """One page."""

    number: int
    left: float
    top: float
    right: float
    bottom: float
    pieces: tuple[Piece, ...]
    rows: tuple[tuple[int, float], ...]
    """The rows of tables, heads left out: which element, and how tall."""
    begins_by_design: bool

    @property
    def fullness(self) -> float:
        """How far down it is filled, from 0 to 1."""
        return (max((piece.bottom for piece in self.pieces), default=self.top) - self.top) / (self.bottom - self.top)


def printed(context: Context, template: Template) -> tuple[bytes, list[Sheet]]:
    """The PDF of a report, and the pages it was made from."""
    return laid_out(lambda: report.pdf(context, template, MOMENT).content)


def laid_out(make: Callable[[], bytes]) -> tuple[bytes, list[Sheet]]:
    """What comes of *make*, which prints one PDF, and the pages it was made from."""
    documents: list[Any] = []
    render = weasyprint.HTML.render

    def recorded(html: Any, *given: Any, **named: Any) -> Any:
        documents.append(render(html, *given, **named))
        return documents[-1]

    with patch.object(weasyprint.HTML, "render", recorded):
        content = make()
    (document,) = documents
    return content, [_sheet(number, page._page_box) for number, page in enumerate(document.pages, 1)]


def faults(sheets: list[Sheet]) -> list[str]:
    """Everything that is wrong with how the pages are laid out, in words."""
    found = [f"page {sheet.number}: {fault}" for sheet in sheets for fault in _on_one(sheet)]
    found += [f"page {after.number}: {row}" for before, after in pairwise(sheets) for row in _cut_rows(before, after)]
    return found + [f"page {sheet.number}: {fault}" for sheet, fault in _empty(sheets)]


def _sheet(number: int, page: Any) -> Sheet:
    root = next(child for child in page.children if child.element_tag == "html")
    pieces, rows = [], []
    for box, tags, cell in _walk(root, (), None):
        kind = type(box).__name__
        if kind == "TableRowBox" and "thead" not in tags:
            rows.append((id(box.element), box.height))
        text = box.text if kind == "TextBox" else ""
        is_line = tags[-1:] == ("span",) and kind == "BlockBox" and box.border_bottom_width
        if text.strip() or "Replaced" in kind or is_line:
            pieces.append(Piece(*_edges(box), text, tags, cell))
    left, top = page.content_box_x(), page.content_box_y()
    edges = (left, top, left + page.width, top + page.height)
    return Sheet(number, *edges, tuple(pieces), tuple(rows), _begins_by_design(root))


def _walk(box: Any, tags: tuple[str, ...], cell: Any) -> Iterator[tuple[Any, tuple[str, ...], Any]]:
    if box.element_tag and not box.element_tag.endswith(("::before", "::marker")):
        tags = (*tags, box.element_tag)
    if type(box).__name__ == "TableCellBox":
        cell = (box.position_x, box.position_x + box.margin_width())
    yield box, tags, cell
    for child in getattr(box, "children", ()):
        yield from _walk(child, tags, cell)


def _edges(box: Any) -> tuple[float, float, float, float]:
    if type(box).__name__ == "TextBox":
        return box.position_x, box.position_y, box.position_x + box.width, box.position_y + box.height
    left, top = box.border_box_x(), box.border_box_y()
    bottom = top + box.border_height()
    # Of a line to write on there is the line alone: words may stand on it.
    top = top if "Replaced" in type(box).__name__ else bottom - box.border_bottom_width
    return left, top, left + box.border_width(), bottom


def _begins_by_design(root: Any) -> bool:
    """Whether the page's first block asked for a page of its own."""
    box = root
    while getattr(box, "children", ()):
        if box.style["break_before"] in ("page", "always"):
            return True
        box = box.children[0]
    return False


def _on_one(sheet: Sheet) -> Iterator[str]:
    for piece in sheet.pieces:
        hang = SLACK if piece.text else OVERHANG
        if piece.left < sheet.left - hang or piece.right > sheet.right + hang:
            yield f"{piece.text or 'a drawing'!r} leaves the type area sideways"
        if piece.top < sheet.top - SLACK or piece.bottom > sheet.bottom + SLACK:
            yield f"{piece.text or 'a drawing'!r} leaves the type area"
        begin, end = piece.cell or (piece.left, piece.right)
        hang = DIGIT if piece.text.isdigit() else SLACK
        if piece.text and not begin - hang <= piece.left <= piece.right <= end + SLACK:
            yield f"{piece.text!r} leaves its cell"
    yield from _overlapping(sheet)
    yield from _left_alone(sheet)


def _overlapping(sheet: Sheet) -> Iterator[str]:
    """Two lines of text on each other, or text on a drawing."""
    cores = sorted((_core(piece) for piece in sheet.pieces), key=lambda core: core[1])
    for index, (left, top, right, bottom, text) in enumerate(cores):
        for other in cores[index + 1 :]:
            if other[1] >= bottom:
                break
            if other[0] < right and left < other[2] and other[3] > top and (text or other[4]):
                yield f"{text or 'a drawing'!r} lies on {other[4] or 'a drawing'!r}"


def _core(piece: Piece) -> tuple[float, float, float, float, str]:
    """What of a piece is ink: a letter is lower than its line, and a ruler's ends are white."""
    air = 0.3 * (piece.bottom - piece.top)
    if piece.text:
        return piece.left + SLACK, piece.top + air, piece.right - SLACK, piece.bottom - air, piece.text
    return piece.left + OVERHANG, piece.top + SLACK, piece.right - OVERHANG, piece.bottom - SLACK, ""


def _left_alone(sheet: Sheet) -> Iterator[str]:
    """A heading, a caption or a table's head with nothing of its own below it on the page."""
    lowest = max((piece.bottom for piece in sheet.pieces if not piece.is_heading), default=sheet.top)
    for piece in sheet.pieces:
        if piece.is_heading and piece.top > lowest - SLACK:
            yield f"{piece.text or 'an axis'!r} stands alone at the foot"


def _cut_rows(before: Sheet, after: Sheet) -> Iterator[str]:
    """Rows that begin on one page and go on over the next, though a page would hold them."""
    begun = dict(before.rows)
    for element, height in after.rows:
        if element in begun and begun[element] + height < before.bottom - before.top:
            yield "a row of a table is cut"


def _empty(sheets: list[Sheet]) -> Iterator[tuple[Sheet, str]]:
    for sheet, following in zip(sheets, [*sheets[1:], None], strict=True):
        least = AT_THE_END if following is None else BEFORE_A_CHAPTER if following.begins_by_design else HALF_FULL
        if sheet.fullness < least:
            yield sheet, f"only {sheet.fullness:.0%} of it is filled"

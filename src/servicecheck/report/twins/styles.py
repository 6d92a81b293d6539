"""The styles of an editable document: the report's letters, sizes and colours, each under its name."""

from typing import Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from servicecheck.language import Language

FONT: Final = "Schibsted Grotesk"
FALLBACK: Final = "Arial"
"""What Word and LibreOffice take where the report's own font is not installed."""

INK, SOFT = RGBColor(0x1A, 0x21, 0x29), RGBColor(0x4C, 0x59, 0x65)
LEAD, NOTE, LEVEL, CELL, TABLE = "Report Lead", "Report Note", "Report Level", "Report Cell", "Report Table"
_COUNTRIES: Final = {"en": "en-GB", "da": "da-DK", "sv": "sv-SE"}

# Name: size, line, bold, soft, space before and after, all in points.
_LOOKS: Final = {
    "Normal": (9, 13, False, False, 0, 6.5),
    "Title": (34, 39, True, False, 26, 13),
    "Heading 1": (17, 19.5, True, False, 26, 13),
    "Heading 2": (10.5, 13, True, False, 19.5, 6.5),
    "Heading 3": (9, 13, True, False, 13, 3.25),
    "Caption": (10.5, 13, True, False, 13, 6.5),
    "List Bullet": (9, 13, False, False, 0, 3.25),
    "Footer": (7.5, 9.75, False, True, 0, 0),
    LEAD: (12.5, 17, False, False, 6.5, 9.75),
    NOTE: (7.5, 9.75, False, True, 6.5, 6.5),
    LEVEL: (30, 36, False, False, 0, 6.5),
    CELL: (8.5, 11, False, False, 0, 0),
}
_BORDERS: Final = """
<w:tblPr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="1A2129"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="C5CDD4"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="C5CDD4"/></w:tblBorders>
<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
<w:bottom w:w="60" w:type="dxa"/><w:right w:w="115" w:type="dxa"/></w:tblCellMar></w:tblPr>
"""


def prepare(document: Document, language: Language) -> None:
    """Give *document* its styles, its language and its fonts."""
    for name, look in _LOOKS.items():
        _set(_paragraph_style(document, name), *look)
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption"):
        _paragraph_style(document, name).paragraph_format.keep_with_next = True
    table = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    table.element.append(parse_xml(_BORDERS))
    _speak(document, _COUNTRIES[language])
    _name_fallback(document)


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    known = {style.name for style in document.styles}
    style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    return style


def _set(style: ParagraphStyle, *look: float) -> None:
    size, line, is_bold, is_soft, before, after = look
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.bold, style.font.italic = bool(is_bold), False
    style.font.color.rgb = SOFT if is_soft else INK
    style.paragraph_format.line_spacing = Pt(line)
    # A picture is as tall as it is, so a line is no less than this but can be more.
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    fonts = style.element.get_or_add_rPr().rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for use in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{use}"), FONT)
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _speak(document: Document, country: str) -> None:
    """The language in which every word is read aloud and checked for spelling."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), country)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), country)
    document.core_properties.language = country


def _name_fallback(document: Document) -> None:
    """List our font, and what to take instead of it."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    fonts = parse_xml(part.blob)
    font = OxmlElement("w:font", {qn("w:name"): FONT})
    font.append(OxmlElement("w:altName", {qn("w:val"): FALLBACK}))
    font.append(OxmlElement("w:family", {qn("w:val"): "swiss"}))
    fonts.insert(0, font)
    part._blob = serialize_part_xml(fonts)  # the library keeps this part, but has no model of it

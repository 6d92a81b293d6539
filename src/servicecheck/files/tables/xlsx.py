"""An XLSX workbook: which sheet is meant, its texts, and the number formats that make dates of numbers."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from servicecheck.errors import did_you_mean
from servicecheck.files.likeness import folded
from servicecheck.files.tables import archive
from servicecheck.files.tables.filled_form import laid_out, sheets_beside
from servicecheck.files.tables.sheet import Formats, SheetReader, unescaped
from servicecheck.files.tables.table import Row
from servicecheck.files.text_file import refusal

_ROOT = "_rels/.rels"
_DEEPEST = 50
_HAS_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is)[ >]")
_OFFICE_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PER_CENT = {9, 10}
_BESIDE_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General|[Ee][+-]')


@dataclass
class _Element:
    """One element of a small part."""

    tag: str
    attributes: Mapping[str, str]
    parts: "list[_Element]" = field(default_factory=list)

    def every(self, tag: str) -> "list[_Element]":
        """The elements of this name in it, at any depth."""
        found = [self] if self.tag == tag else []
        return found + [inner for part in self.parts for inner in part.every(tag)]


@dataclass(frozen=True)
class _SheetPart:
    title: str
    part: str
    is_visible: bool


def rows(content: bytes, name: str, wanted: str | None) -> tuple[list[Row], list[str]]:
    """The rows of the sheet called *wanted*, or of the only one with content, and what was assumed.

    Raises InvalidFile.
    """
    parts = archive.parts(content, name)
    main = _main_part(parts, name)
    book = _tree(parts, main, name)
    chosen, remarks = _chosen(_sheets(book, parts, main, name), parts, name, wanted)
    formats = _formats(parts, main, name)
    formats.starts_in_1904 = any(one.attributes.get("date1904") in ("1", "true") for one in book.every("workbookPr"))
    reader = SheetReader(name, _shared_strings(parts, main, name), formats)
    found = reader.read(parts[chosen.part], chosen.part)
    if reader.hidden_rows:
        remarks.append(f"Rows that the sheet hides were read, too: {reader.hidden_rows}.")
    return list(laid_out(found)), remarks


def _main_part(parts: Mapping[str, bytes], name: str) -> str:
    for one in _tree(parts, _ROOT, name).every("Relationship") if _ROOT in parts else []:
        if one.attributes.get("Type", "").endswith("/officeDocument"):
            target = one.attributes.get("Target", "").removeprefix("/")
            if target in parts:
                return target
    raise refusal(name, f"there is no workbook in it. {archive.SAVE_AGAIN}")


def _related(parts: Mapping[str, bytes], main: str, name: str) -> list[tuple[str, str, str]]:
    """Id, type and part of everything the workbook refers to inside the file."""
    folder, _, file = main.rpartition("/")
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    found = []
    for one in _tree(parts, relations, name).every("Relationship") if relations in parts else []:
        if one.attributes.get("TargetMode") == "External":
            continue
        target = one.attributes.get("Target", "")
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found.append((one.attributes.get("Id", ""), one.attributes.get("Type", "").rpartition("/")[2], path))
    return found


def _sheets(book: _Element, parts: Mapping[str, bytes], main: str, name: str) -> list[_SheetPart]:
    targets = {key: path for key, kind, path in _related(parts, main, name) if kind == "worksheet" and path in parts}
    found = []
    for one in book.every("sheet"):
        key = next((value for key, value in one.attributes.items() if archive.local(key) == "id"), "")
        if key in targets:
            is_visible = one.attributes.get("state", "visible") == "visible"
            found.append(_SheetPart(one.attributes.get("name", ""), targets[key], is_visible))
    return found


def _chosen(
    sheets: list[_SheetPart], parts: Mapping[str, bytes], name: str, wanted: str | None
) -> tuple[_SheetPart, list[str]]:
    if wanted is not None:
        for sheet in sheets:
            if folded(sheet.title) == folded(wanted):
                return sheet, []
        raise refusal(name, f"it has no sheet '{wanted}'.{did_you_mean(wanted, [sheet.title for sheet in sheets])}")
    sheets = [sheet for sheet in sheets if folded(sheet.title) not in sheets_beside()]
    filled = [sheet for sheet in sheets if sheet.is_visible and _HAS_CONTENT.search(parts[sheet.part])]
    if not filled:
        raise refusal(name, "nothing is written in any of its sheets that can be seen.")
    if len(filled) > 1:
        titles = ", ".join(f"'{sheet.title}'" for sheet in filled[:12])
        raise refusal(name, f"several of its sheets are filled in: {titles}. Name one with --sheet.")
    return filled[0], [f"The sheet '{filled[0].title}' was read."] if len(sheets) > 1 else []


def _shared_strings(parts: Mapping[str, bytes], main: str, name: str) -> list[str]:
    part = next((path for _, kind, path in _related(parts, main, name) if kind == "sharedStrings"), "")
    strings: list[str] = []
    if part not in parts:
        return strings
    open_tags: list[str] = []
    pieces: list[str] = []

    def start(tag: str, _: object) -> None:
        open_tags.append(archive.local(tag))

    def text(words: str) -> None:
        if open_tags[-1] == "t" and "rPh" not in open_tags:
            pieces.append(words)

    def end(_: str) -> None:
        if open_tags.pop() == "si":
            strings.append(unescaped("".join(pieces)))
            pieces.clear()

    parsing = archive.parser(name, part)
    parsing.StartElementHandler, parsing.CharacterDataHandler, parsing.EndElementHandler = start, text, end
    archive.run(parsing, parts[part], name, part)
    return strings


def _formats(parts: Mapping[str, bytes], main: str, name: str) -> Formats:
    part = next((path for _, kind, path in _related(parts, main, name) if kind == "styles"), "")
    if part not in parts:
        return Formats()
    styles = _tree(parts, part, name)
    own = {one.attributes.get("numFmtId"): one.attributes.get("formatCode", "") for one in styles.every("numFmt")}
    formats = Formats()
    for cells in styles.every("cellXfs"):
        for index, one in enumerate(cells.every("xf")):
            number = one.attributes.get("numFmtId", "0")
            code = _BESIDE_LETTERS.sub("", own.get(number, ""))
            known = int(number) if number.isdecimal() and number not in own else -1
            if known in _OFFICE_DATES or re.search("[dmyhs]", code, re.IGNORECASE):
                formats.dates.add(index)
            elif known in _PER_CENT or "%" in code:
                formats.per_cent.add(index)
    return formats


def _tree(parts: Mapping[str, bytes], part: str, name: str) -> _Element:
    """A small part as elements; its text says nothing that is needed."""
    root = _Element("", {})
    path = [root]

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = _Element(archive.local(tag), attributes)
        path[-1].parts.append(element)
        path.append(element)
        if len(path) > _DEEPEST:
            raise refusal(name, f"its part {part} is nested too deeply. {archive.SAVE_AGAIN}")

    def end(_: str) -> None:
        path.pop()

    parsing = archive.parser(name, part)
    parsing.StartElementHandler, parsing.EndElementHandler = start, end
    archive.run(parsing, parts[part], name, part)
    return root

"""Tables are read to the letter and with their places, and what is written of them is text and nothing else."""

import json
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicecheck.errors import InvalidFile
from servicecheck.files.tables import Table, read
from servicecheck.spreadsheets import Sheet, csv_text, workbook
from servicecheck.spreadsheets.inert import inert, original

DAY = date(2026, 3, 31)
LEAD_INS = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
TEXTS = ["1+1", "cmd|' /C calc'!A0", "", "2,5", "'x", "<r><v>1</v></r>", "_x0041_"]
LEFT_ALONE = ["plain", "'twas", "2,5", "-5", "+2.50", "3-5", "a=b", "<r>&amp;</r>", "<r></r>", "\u202eabc", "\x1b[31m"]

# No surrogate halves, which no file can hold, and none of the two code points that XML has no way to write.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=20)


def table(folder: Path, name: str, content: bytes, **options: str) -> Table:
    path = folder / name
    path.write_bytes(content)
    return read(path, **options)


def cells(found: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in found.rows]


def written_both_ways(columns: list[str], rows: list[list[str]]) -> dict[str, bytes]:
    return {"a.csv": csv_text(columns, rows), "a.xlsx": workbook([Sheet("Answers", columns, rows)], DAY)}


@pytest.mark.promise("P20")
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
@pytest.mark.parametrize("lead_in", [*LEAD_INS, "'=", "''+", " =", "  @"])
def test_a_text_that_begins_like_a_formula_comes_back_as_it_was_in_every_column(
    name: str, lead_in: str, tmp_path: Path
) -> None:
    columns = ["respondent", "note", f"{lead_in}x".strip("\0\t\r\n ")]
    rows = [[f"{number}", lead_in + text, lead_in + text] for number, text in enumerate(TEXTS)]
    found = table(tmp_path, name, written_both_ways(columns, rows)[name])

    assert list(found.columns) == columns
    assert cells(found) == [tuple(row) for row in rows]
    assert not any(row.fault or row.faults for row in found.rows)


@pytest.mark.promise("P20")
@given(text=ANY_TEXT)
def test_taking_the_mark_away_gives_back_any_text(text: str) -> None:
    assert original(inert(text)) == text


@pytest.mark.promise("P20")
@given(text=ANY_TEXT)
def test_no_text_stays_active_unless_it_is_a_number(text: str) -> None:
    cell = inert(text)

    assert cell[:1] not in LEAD_INS or cell.lstrip("+-").replace(",", "").replace(".", "").isdigit()


@pytest.mark.promise("P20")
@pytest.mark.parametrize("text", LEFT_ALONE)
def test_other_texts_and_numbers_are_written_as_they_are(text: str, tmp_path: Path) -> None:
    assert inert(text) == text
    for name, content in written_both_ways(["a", "b"], [["1", text]]).items():
        assert cells(table(tmp_path, name, content)) == [("1", text)]


@pytest.mark.promise("P20")
def test_a_workbook_holds_no_formula_link_or_markup_of_somebody_else() -> None:
    texts = ["=1+1", "http://example.org", "mailto:a@example.org", "<r><f>1+1</f></r>", "internal:A!A1", "{=1}"]
    with zipfile.ZipFile(BytesIO(workbook([Sheet(text, [text], [[text]]) for text in texts], DAY))) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}

    assert not [name for name in parts if name.startswith("xl/worksheets/_rels") or "external" in name.lower()]
    assert "<f>" not in "".join(parts.values())


@pytest.mark.promise("P20")
@given(st.lists(st.lists(ANY_TEXT, min_size=3, max_size=3).filter(lambda row: any(c.strip() for c in row)), max_size=5))
def test_any_texts_come_back_from_both_formats(rows: list[list[str]]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        for name, content in written_both_ways(["a", "b", "c"], rows).items():
            assert cells(table(Path(folder), name, content)) == [tuple(row) for row in rows], name


@pytest.mark.promise("P20")
def test_another_reader_sees_the_same_texts_in_a_workbook(tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    rows = [[lead_in + text for text in TEXTS] for lead_in in ["", *LEAD_INS, "'"]] + [LEFT_ALONE[: len(TEXTS)]]
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook([Sheet("A", [f"c{number}" for number in range(len(TEXTS))], rows)], DAY))

    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:] == rows


def test_the_same_rows_make_the_same_bytes() -> None:
    sheets = [Sheet("A", ["a"], [[1], [Decimal("2.5")], [DAY], [None], ["x"]], choices={0: ("1", "2")})]

    assert workbook(sheets, DAY, "Title") == workbook(sheets, DAY, "Title")


def test_numbers_and_dates_are_cells_of_their_kind_and_read_back_as_text(tmp_path: Path) -> None:
    found = table(tmp_path, "a.xlsx", workbook([Sheet("A", ["n", "d"], [[Decimal("2.50"), DAY], [7, None]])], DAY))

    assert cells(found) == [("2.5", "2026-03-31"), ("7", "")]


def test_sheets_get_names_that_a_spreadsheet_program_takes(tmp_path: Path) -> None:
    titles = ["A/B:C", "a b c", "x" * 40, "X" * 40, "", "History"]
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook([Sheet(title, ["a"], [["1"]]) for title in titles], DAY))

    with pytest.raises(InvalidFile, match=r"'A B C', 'a b c 2', 'x{31}', 'X{29} 2', 'Sheet', 'History 2'"):
        read(path)


@pytest.mark.promise("P13")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_danish_letters_are_right_in_the_encodings_of_spreadsheet_programs(encoding: str, tmp_path: Path) -> None:
    text = "respondent;note\r\nSøren Ærø;“blåbærgrød” – 5 €\r\nÖrjan;Så går det för ångbåtar\r\n"
    found = table(tmp_path, "a.csv", text.encode(encoding))

    assert cells(found) == [("Søren Ærø", "“blåbærgrød” – 5 €"), ("Örjan", "Så går det för ångbåtar")]
    assert ("Windows-1252" in " ".join(found.remarks)) == (encoding == "cp1252")


@pytest.mark.promise("P13")
def test_an_encoding_in_doubt_is_refused_until_it_is_named(tmp_path: Path) -> None:
    text = "respondent;note\nSøren;Økonomi på rødgrød\n".encode("cp850")
    with pytest.raises(InvalidFile, match="--encoding"):
        table(tmp_path, "a.csv", text)

    assert cells(table(tmp_path, "a.csv", text, encoding="cp850")) == [("Søren", "Økonomi på rødgrød")]


@pytest.mark.promise("P14")
@pytest.mark.parametrize(
    "text",
    [
        "a;b\r\n2,5;x\r\n",
        "sep=;\r\na;b\r\n2,5;x\r\n",
        "a;b;;;\r\n2,5;x;;;\r\n",
        '"a";"b"\r\n"2,5";"x"\r\n',
        "a\tb\r\n2,5\tx\r\n",
        'a,b\n"2,5",x\n',
        "a|b\n2,5|x\n",
        "\na;b\n\n2,5;x\n\n",
        "sep=\t\na\tb\n2,5\tx\n",
    ],
)
def test_the_separator_is_found_and_a_decimal_comma_stays(text: str, tmp_path: Path) -> None:
    found = table(tmp_path, "a.csv", text.encode())

    assert found.columns == ("a", "b")
    assert cells(found) == [("2,5", "x")]


def test_every_row_knows_its_line(tmp_path: Path) -> None:
    found = table(tmp_path, "a.csv", b'sep=,\na,b\n\n1,"x\ny\nz"\n2,w\n')

    assert [row.number for row in found.rows] == [4, 7]
    assert str(found.place(found.rows[1], 1)).endswith("a.csv:7:2")


@pytest.mark.promise("P15")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,A\n1,2\n", "columns 1 and 2 are both called 'A'"),
        ("a, a \n1,2\n", "columns 1 and 2"),
        ("\u00e5,a\u030a\n1,2\n", "columns 1 and 2"),
        ("a,\n1,2\n", "column 2 has no name"),
        ("Report,,\na,b,c\n1,2,3\n", "the names stand further down"),
    ],
)
def test_columns_that_cannot_be_told_apart_are_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match=said):
        table(tmp_path, "a.csv", text.encode())


def test_a_quotation_mark_that_never_closes_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match=r"a\.csv:3: .*line 3"):
        table(tmp_path, "a.csv", b'a,b\n1,2\n3,"x\n4,5\n')


@pytest.mark.parametrize(("row", "said"), [("1,2,3", "3 cells"), ("1", "1 cells"), ('1,"x"y', "quotation mark")])
def test_a_row_that_does_not_fit_has_a_fault_and_the_others_are_read(row: str, said: str, tmp_path: Path) -> None:
    found = table(tmp_path, "a.csv", f"a,b\n1,2\n{row}\n3,4\n".encode())

    assert [bool(one.fault) for one in found.rows] == [False, True, False]
    assert said in found.rows[1].fault


def test_json_keeps_numbers_as_they_were_typed_and_the_line_of_every_object(tmp_path: Path) -> None:
    text = '[\n {"a": 1.10, "b": "x"},\n\n {"a": 12345678901234567890, "c": true},\n {"b": null, "c": [[1]]}\n]'
    found = table(tmp_path, "a.json", text.encode())

    assert found.columns == ("a", "b", "c")
    assert cells(found) == [("1.10", "x", ""), ("12345678901234567890", "", "true"), ("", "", "")]
    assert [row.number for row in found.rows] == [2, 4, 5]
    assert dict(found.rows[2].faults) == {2: "a single value is expected here, not a list or an object."}


def test_what_was_picked_is_one_cell_and_what_is_in_a_group_stands_beside_it(tmp_path: Path) -> None:
    text = '[{"a": ["x", "y"], "g": {"b": 2, "h": {"c": []}}}, {"a": [{}], "g": 1}]'
    found = table(tmp_path, "a.json", text.encode())

    assert found.columns == ("a", "g", "g/b", "g/h", "g/h/c")
    assert cells(found) == [("x|y", "", "2", "", ""), ("", "1", "", "", "")]
    assert [sorted(row.faults) for row in found.rows] == [[1, 3], [0]]


@pytest.mark.parametrize("wrapper", ["value", "results"])
def test_the_list_in_a_servers_answer_is_the_table(wrapper: str, tmp_path: Path) -> None:
    found = table(tmp_path, "a.json", f'{{"count": 2, "{wrapper}": [{{"a": 1}}, {{"a": 2}}]}}'.encode())

    assert cells(found) == [("1",), ("2",)]
    assert [row.number for row in found.rows] == [1, 2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[{"a": 1, "a": 2}]', "stands twice"),
        ('[{"a": NaN}]', "not a number"),
        ('[{"a": 1},]', "comma stands before the end"),
        ('[{"a": 1} {"a": 2}]', "comma or the end"),
        ('[{"a": 1}] x', "after the end"),
        ("[" * 1000 + "]" * 1000, "nested more than 32"),
        ('[{"a": 1}, 2]', "an object is expected"),
        ('[{"a": 1}', "comma or the end"),
    ],
)
def test_what_is_no_table_in_json_is_refused_with_the_reason(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match=said):
        table(tmp_path, "a.json", text.encode())


def test_half_a_character_is_the_fault_of_its_cell(tmp_path: Path) -> None:
    (row,) = table(tmp_path, "a.json", b'[{"a": "x", "b": "\\ud800"}]').rows

    assert (row.cells, list(row.faults)) == (("x", ""), [1])


@given(st.lists(st.dictionaries(st.sampled_from("abc"), ANY_TEXT, min_size=3), min_size=1, max_size=5))
def test_json_lines_and_a_list_say_the_same(rows: list[dict[str, str]]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        one = table(Path(folder), "a.json", json.dumps(rows).encode())
        lines = table(Path(folder), "a.jsonl", "\n".join(map(json.dumps, rows)).encode())

    assert [one.named(row) for row in one.rows] == [lines.named(row) for row in lines.rows] == rows


def test_a_table_is_at_most_so_large(tmp_path: Path) -> None:
    rows = b"a\n" + b"1\n" * 100_000
    assert len(table(tmp_path, "a.csv", rows).rows) == 100_000

    with pytest.raises(InvalidFile, match="100000 rows"):
        table(tmp_path, "a.csv", rows + b"1\n")


@pytest.mark.promise("P19")
@pytest.mark.parametrize(
    ("cell", "text", "fault"),
    [
        ('<c r="A2"><v>2.5</v></c>', "2.5", ""),
        ('<c r="A2"><v>2.0000000000000004</v></c>', "2.0000000000000004", ""),
        ('<c r="A2"><v>1E2</v></c>', "100", ""),
        ('<c r="A2"><v>-0</v></c>', "0", ""),
        ('<c r="A2" t="e"><v>#N/A</v></c>', "#N/A", "holds the error #N/A"),
        ('<c r="A2"><f>1+1</f></c>', "", "without a stored result"),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', "2", ""),
        ('<c r="A2" t="str"><f>"x"</f><v>x</v></c>', "x", ""),
        ('<c r="A2" t="b"><v>1</v></c>', "true", ""),
        ('<c r="A2"><v>nan</v></c>', "nan", "not a number"),
        ('<c r="A2"><v>1_000</v></c>', "1_000", "not a number"),
        ('<c r="A2"><v>1e999</v></c>', "1e999", "not a number"),
        ('<c r="A2" t="s"><v>99</v></c>', "", "text that is not there"),
        ('<c r="A2" t="inlineStr"><is><r><t>ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh></is></c>', "rich", ""),
        ('<c r="A2" t="inlineStr"><is><t>a_x000D_b</t></is></c>', "a\rb", ""),
        ('<c r="A2" t="inlineStr"><is><t>_xD83D__xDE00_ _xD800_</t></is></c>', "\U0001f600 \ufffd", ""),
        ('<c r="A2" s="1"><v>45000</v></c>', "2023-03-15", ""),
        ('<c r="A2" s="1"><v>45000.5</v></c>', "2023-03-15 12:00", ""),
        ('<c r="A2" s="2"><v>0.5</v></c>', "50%", ""),
        ('<c r="A2" s="1"><v>99999999</v></c>', "99999999", "a date that there is not"),
    ],
)
def test_what_a_cell_of_a_workbook_says(cell: str, text: str, fault: str, tmp_path: Path) -> None:
    header = '<c r="A1" t="inlineStr"><is><t>name</t></is></c>'
    content = small_workbook(f'<row r="1">{header}</row><row r="2">{cell}<c r="B2"/></row>')
    (row,) = table(tmp_path, "a.xlsx", content).rows

    assert row.cells == (text,)
    assert fault in row.faults.get(0, "")
    assert bool(fault) == bool(row.faults)


def test_a_cell_without_a_reference_stands_beside_the_one_before_it_though_that_is_empty(tmp_path: Path) -> None:
    names = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in "abcd")
    values = '<c><v>1</v></c><c/><c><v>3</v></c><c r="D2"><v>4</v></c>'
    found = table(tmp_path, "a.xlsx", small_workbook(f"<row>{names}</row><row>{values}</row>"))

    assert cells(found) == [("1", "", "3", "4")]


@pytest.mark.promise("P19")
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "there twice"),
        ('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>', "not in order"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "no cell can be called"),
        ('<row r="1"><c r="B2"><v>1</v></c></row>', "no cell can be called"),
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "not in order"),
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "further down than row"),
        ("".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 300)), "cells"),
    ],
)
def test_cells_where_there_can_be_none_are_refused(rows: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match=said):
        table(tmp_path, "a.xlsx", small_workbook(rows))


@pytest.mark.promise("P19")
def test_the_sizes_that_an_archive_declares_are_not_believed(tmp_path: Path) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * 20_000_000)
    with pytest.raises(InvalidFile, match="suspiciously well"):
        table(tmp_path, "a.xlsx", packed.getvalue())


NAMESPACE = "http://schemas.openxmlformats.org"


def small_workbook(rows: str) -> bytes:
    """A workbook of one sheet with these rows; style 1 is a date, style 2 per cent."""
    main = f"{NAMESPACE}/spreadsheetml/2006/main"
    office = f"{NAMESPACE}/officeDocument/2006/relationships"
    relations = f'<Relationships xmlns="{NAMESPACE}/package/2006/relationships">'
    parts = {
        "_rels/.rels": f'{relations}<Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{relations}<Relationship Id="r1" Type="{office}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts><numFmt numFmtId="164" formatCode="dd&quot;x&quot;mm"/>'
        '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()

"""The plan as a table: every plan reads back as it was, and what cannot be read changes nothing."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans import AGREED, ITEMS, LOW_EFFORT, PLAN, answered
from servicecheck.cli.planning import Planning
from servicecheck.errors import InvalidFile
from servicecheck.files import plan_sheet, tables
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.files.tables import Sheet
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.response import MOST_ACTIONS, PlannedAction
from servicecheck.telling import Telling

TODAY = date(2026, 11, 22)
HEADS = ("Code", "What", "Owner", "By when", "Status")


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory) -> Telling:
    path = answered(tmp_path_factory.mktemp("plan") / "a.servicecheck")
    with AssessmentFile.open(path, "read") as file:
        return Planning.of(file, None, "en", TODAY).telling


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def table(path: Path, *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> Path:
    return written(path, tables.workbook([Sheet("Plan", heads, rows)], TODAY))


NOT_BLANK = st.text(min_size=1, max_size=40).filter(str.strip)
# What XML cannot hold at all is replaced on the way out, like everywhere.
TEXTS = NOT_BLANK.filter(lambda text: text.isprintable()) | st.sampled_from(
    ["=1+1", "@SUM(A1)", "+45 12", "-1", "'quoted", "  indented ", "a\nb", "2/10", "3-5", "00123", "1e5", "TRUE",
     "https://example.org/", "<r>x</r>", "_x000D_", "Åse ｜ ＝1", "x" * 200]
)  # fmt: skip
MAYBE = st.just("") | TEXTS
ACTIONS = st.builds(
    PlannedAction,
    item=st.sampled_from(ITEMS),
    text=TEXTS,
    owner=MAYBE,
    due=st.none() | st.dates(date(1901, 1, 1), date(2100, 12, 31)),
    first_step=MAYBE,
    measure=MAYBE,
    today=MAYBE,
    goal=MAYBE,
    result=MAYBE,
    status=st.sampled_from(plan_sheet.STATUSES),
)


@pytest.mark.promise("P20")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(plan=st.lists(ACTIONS, min_size=1, max_size=6), language=st.sampled_from(LANGUAGES))
def test_every_plan_reads_back_as_it_was(
    telling: Telling, tmp_path: Path, plan: list[PlannedAction], language: Language
) -> None:
    content = plan_sheet.workbook(replace(telling, words=Words(language)), plan, TODAY)

    assert plan_sheet.read(written(tmp_path / "plan.xlsx", content), LOW_EFFORT) == tuple(plan)


def test_codes_are_locked_and_the_status_is_picked_from_a_list(telling: Telling, tmp_path: Path) -> None:
    path = written(tmp_path / "plan.xlsx", plan_sheet.workbook(telling, PLAN, TODAY))
    with zipfile.ZipFile(path) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()

    assert "<sheetProtection" in page
    assert "Agreed,Under way,Done,Stuck,Dropped" in page
    assert ",".join(ITEMS) in page


def test_where_nothing_is_planned_the_table_proposes(telling: Telling, tmp_path: Path) -> None:
    read = plan_sheet.read(written(tmp_path / "p.xlsx", plan_sheet.workbook(telling, (), TODAY)), LOW_EFFORT)

    assert [action.item for action in read] == list(telling.assessment.plan)
    assert all(action.text and not action.is_agreed for action in read)


def test_the_same_plan_gives_the_same_bytes(telling: Telling) -> None:
    assert plan_sheet.workbook(telling, PLAN, TODAY) == plan_sheet.workbook(telling, PLAN, TODAY)


def test_a_row_in_which_nothing_is_filled_in_is_no_action(telling: Telling, tmp_path: Path) -> None:
    path = table(tmp_path / "p.xlsx", ("LE-A1", "", "", "", ""), ("LE-B2", "Ring", "", "", ""))

    assert plan_sheet.read(path, LOW_EFFORT) == (PlannedAction("LE-B2", "Ring"),)


def test_a_table_of_ones_own_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Kode;Hvad;Ansvarlig;Senest;Status\nle-b2;Ring først;Åse;31-01-2027;i gang\n", encoding="utf-8-sig")

    assert plan_sheet.read(path, LOW_EFFORT) == (
        PlannedAction("LE-B2", "Ring først", "Åse", date(2027, 1, 31), status="under-way"),
    )


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (("LE-X1", "Ring", "", "", ""), 1, "no question 'LE-X1'"),
        (("", "Ring", "", "", ""), 1, "no question ''"),
        (("LE-B2", "", "Mette", "", ""), 2, "says nothing of what is done"),
        (("LE-B2", "x" * 2001, "", "", ""), 2, "room for 2000 characters"),
        (("LE-B2", "Ring", "x" * 201, "", ""), 3, "room for 200 characters"),
        (("LE-B2", "Ring", "", "soon", ""), 4, "'soon' is not a date"),
        (("LE-B2", "Ring", "", "2026-02-30", ""), 4, "is not a date"),
        (("LE-B2", "Ring", "", "", "finished"), 5, "'finished' is no status"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, row: tuple[str, ...], column: int, sentence: str
) -> None:
    path = table(tmp_path / "p.xlsx", ("LE-A1", "Ring", "", "", ""), row)

    with pytest.raises(InvalidFile) as caught:
        plan_sheet.read(path, LOW_EFFORT)

    (problem,) = caught.value.problems
    assert (problem.place.line, problem.place.column) == (3, column)
    assert sentence in problem.message


def test_every_mistake_of_a_table_is_told_at_once(tmp_path: Path) -> None:
    path = table(tmp_path / "p.xlsx", ("X", "", "Mette", "soon", "?"), ("Y", "Ring", "", "", ""))

    with pytest.raises(InvalidFile) as caught:
        plan_sheet.read(path, LOW_EFFORT)

    assert [(one.place.line, one.place.column) for one in caught.value.problems] == [
        (2, 1), (2, 4), (2, 5), (2, 2), (3, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "sentence"),
    [
        (("Code", "Who"), "no column 'Who'"),
        (("Code", "Owner"), "'What' is not among them"),
        (("Code", "What", "Hvad"), "there twice"),
    ],
)
def test_heads_that_are_not_those_of_a_plan_are_refused(tmp_path: Path, heads: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(InvalidFile, match=sentence):
        plan_sheet.read(table(tmp_path / "p.xlsx", ("LE-A1",) * len(heads), heads=heads), LOW_EFFORT)


def test_more_rows_than_a_plan_holds_are_refused(tmp_path: Path) -> None:
    rows = [(AGREED.item, "Ring", "", "", "")] * (MOST_ACTIONS + 1)

    with pytest.raises(InvalidFile, match="100 actions at most"):
        plan_sheet.read(table(tmp_path / "p.xlsx", *rows), LOW_EFFORT)
